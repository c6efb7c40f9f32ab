"""Real runs of a small shop, with the runner around them and without it."""

import tempfile
from pathlib import Path

from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running.jobs import MissingJobs, Task
from sim.running.run import Run, run_world
from sim.sweeps.runner import run_jobs


def shop(customers: int) -> Scenario:
    """One firm that serves so many customers, with a year of warm-up and one under the policy."""
    sizes = {
        "customers": {"customers_per_firm": (customers, "customers"), "need_rate": (1.0, "1/month")},
        "people": {"employees_per_firm": (max(2, customers // 150), "employees")},
        "horizon": {"warm_up": (1, "years"), "years": (1, "years")},
    }
    sections = {
        section: {
            name: {"value": float(value), "unit": unit, "source": "assumed"}
            for name, (value, unit) in quantities.items()
        }
        for section, quantities in sizes.items()
    }
    return Scenario.model_validate(
        {
            "format_version": 1,
            "title": "a shop",
            "describes": "for measuring speed",
            "competition": "monopoly",
        }
        | {"name": "shop"}
        | sections
    )


def task(scenario: Scenario, policy: str = "neutral") -> Task:
    """A year under a policy."""
    return Task.of(scenario, load_policy(policy), "as_managed", 1, 1)


def bare(jobs: MissingJobs) -> list[Run]:
    """The same runs with nothing around them, in this process."""
    return [
        run
        for job in jobs
        for run in run_world(
            job.tasks[0].scenario, [(t.policy, t.contrast) for t in job.tasks], 1, job.replication, 1
        )
    ]


def kept(jobs: MissingJobs, workers: int) -> None:
    """The same runs through the runner, with so many workers, into a store."""
    with tempfile.TemporaryDirectory() as folder:
        run_jobs(jobs, Path(folder), workers=workers, series=False)
