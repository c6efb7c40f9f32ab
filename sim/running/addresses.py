"""Addresses of runs in a store: hashes of all that decides them. Nothing here needs the compiled model."""

import hashlib
import json
from typing import Any

from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.policies import Policy
from sim.version import VERSION


def point_key(scenario: Scenario, policy: Policy, contrast: str, seed: int, years: int) -> str:
    """Hash of everything that decides the runs of a design point, except the replication.

    The sources of the model are part of it, so that results of an older model are never taken for present ones.
    """
    parts = [model_digest(), scenario.content(), policy.content(), contrast, seed, years]
    return digest_of(json.dumps(parts, sort_keys=True))


def digest_of(text: str) -> str:
    """A short content address, 16 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def warm_up_content(scenario: Scenario) -> str:
    """What a scenario says of its warm-up, as text: those that agree can share one."""
    return (scenario.model_copy(update={"frozen": ()}) if scenario.frozen else scenario).content()


def origin(
    scenario: Scenario, policy: Policy, contrast: str, seed: int, years: int, point: str
) -> dict[str, Any]:
    """What all runs of a design point say of where they come from: fields of Run."""
    return {
        "scenario": scenario.name,
        "policy": policy.name,
        "contrast": contrast,
        "seed": seed,
        "years": years,
        "point": point,
        "version": VERSION,
        "digest": model_digest(),
        "scenario_digest": digest_of(scenario.content()),
        "policy_digest": digest_of(policy.content()),
    }
