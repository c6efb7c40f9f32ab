"""Addresses of runs in a store: hashes of all that decides them. Nothing here needs the compiled model."""

import hashlib
import json

from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.policies import Policy


def point_key(scenario: Scenario, policy: Policy, contrast: str, seed: int, years: int) -> str:
    """Hash of everything that decides the runs of a design point, except the replication.

    The sources of the model are part of it, so that results of an older model are never taken for present ones.
    """
    parts = [model_digest(), scenario.content(), policy.content(), contrast, seed, years]
    return digest_of(json.dumps(parts, sort_keys=True))


def digest_of(text: str) -> str:
    """A short content address, 16 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
