"""Runs that nobody simulated: any number, at once, for tests of what is done with them."""

import hashlib

import numpy as np

from sim.model.digest import model_digest
from sim.outcomes import OUTCOMES
from sim.running.run import Run
from sim.version import VERSION


def made_up(
    point: str, replication: int, *, policy: str = "neutral", digest: str | None = None, weeks: int = 3
) -> Run:
    """A run whose numbers follow from its point and replication, as a real one's do."""
    start = int(hashlib.sha256(f"{point}.{replication}".encode()).hexdigest()[:8], 16) / 2**32
    numbers = {name: start + k for k, name in enumerate(OUTCOMES)} | {"churn": float("nan")}
    return Run(
        scenario="small",
        policy=policy,
        contrast="as_managed",
        seed=1,
        replication=replication,
        years=1,
        point=point,
        world=f"{replication:016x}",
        version=VERSION,
        digest=digest or model_digest(),
        scenario_digest=f"scenario-{point}",
        policy_digest=f"policy-{policy}",
        summary=numbers,
        series={name: value + np.arange(weeks) for name, value in numbers.items()},
        tenures={"month": np.arange(2), "exposed": np.array([4.0, 2.0]), "quits": np.array([1.0, 0.0])},
    )
