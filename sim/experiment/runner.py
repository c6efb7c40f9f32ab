"""The runner: paired replications on several processes, each world's runs committed as soon as they are finished."""

import hashlib
import os
import signal
from collections.abc import Callable
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path

from loky import get_reusable_executor

from sim.experiment.store import Store
from sim.policies import Policy
from sim.precompile import compile_all
from sim.runs import Engine, run_key, run_world
from sim.scenario import Scenario


@dataclass(frozen=True)
class Design:
    """Which runs are wanted: every policy under every contrast in every world."""

    scenario: Scenario
    policies: tuple[Policy, ...]
    contrasts: tuple[str, ...]
    seed: int
    replications: int
    years: int

    def key(self, policy: Policy, contrast: str, replication: int) -> str:
        """The key of one run."""
        return run_key(self.scenario, policy.practices, contrast, self.seed, replication, self.years)

    def keys(self, replication: int) -> list[str]:
        """The keys of one world's runs."""
        return [self.key(policy, contrast, replication) for policy, contrast in self.pairs()]

    def name(self) -> str:
        """A name for files about this comparison: the policies, and an address of everything else."""
        keys = [key for replication in range(self.replications) for key in self.keys(replication)]
        address = hashlib.sha256(" ".join(keys).encode()).hexdigest()[:8]
        return f"{'-vs-'.join(policy.name for policy in self.policies)}-{address}"

    def pairs(self) -> list[tuple[Policy, str]]:
        """Policies and contrasts, each with each."""
        return [(policy, contrast) for contrast in self.contrasts for policy in self.policies]


def default_workers() -> int:
    """One worker for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_design(
    design: Design,
    folder: Path,
    *,
    engine: Engine = "fast",
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda done, wanted: None,
) -> int:
    """Run what the store in `folder` lacks; returns how many worlds were there already.

    `progress` is told the worlds done and wanted. Interrupted, what is finished stays and the interrupt goes on.
    """
    there = set(Store(folder).runs()["key"].to_pylist())
    missing = [r for r in range(design.replications) if not there.issuperset(design.keys(r))]
    done = design.replications - len(missing)
    progress(done, design.replications)
    workers = min(workers or default_workers(), len(missing))
    if workers <= 1:
        for replication in missing:
            run_replication(design, replication, folder, engine)
            done += 1
            progress(done, design.replications)
        return design.replications - len(missing)
    compile_all()
    executor = get_reusable_executor(max_workers=workers, initializer=_leave_interrupts_to_parent)
    try:
        futures = [executor.submit(run_replication, design, r, folder, engine) for r in missing]
        for future in as_completed(futures):
            future.result()
            done += 1
            progress(done, design.replications)
    except BaseException:
        executor.shutdown(wait=False, kill_workers=True)
        raise
    return design.replications - len(missing)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_replication(design: Design, replication: int, folder: Path, engine: Engine) -> None:
    """One world under every policy and contrast, committed at once."""
    runs = list(
        run_world(design.scenario, design.pairs(), design.seed, replication, design.years, engine=engine)
    )
    Store(folder).commit(runs, design.scenario, design.policies)
