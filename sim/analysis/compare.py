"""Comparison of policies over paired worlds: means and differences with 95% intervals, in a table and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from sim.analysis.statistics import Estimate, estimate
from sim.model.scenario import Scenario
from sim.outcomes import OUTCOMES
from sim.policies import Policy
from sim.running.jobs import Task
from sim.running.run import digest_of
from sim.units import interval, shown_unit


@dataclass(frozen=True)
class Design:
    """A plain comparison: every policy under every contrast in every world."""

    scenario: Scenario
    policies: tuple[Policy, ...]
    contrasts: tuple[str, ...]
    seed: int
    replications: int
    years: int

    @cached_property
    def tasks(self) -> dict[tuple[str, str], Task]:
        """What is to be run in every world, by policy and contrast."""
        return {
            (policy.name, contrast): Task.of(self.scenario, policy, contrast, self.seed, self.years)
            for contrast in self.contrasts
            for policy in self.policies
        }

    @property
    def name(self) -> str:
        """A name for files about this comparison: the policies, and an address of everything else."""
        address = digest_of(" ".join(task.point for task in self.tasks.values()) + f" {self.replications}")
        return f"{'-vs-'.join(policy.name for policy in self.policies)}-{address[:8]}"


class Comparison:
    """Runs of a design, by policy, contrast and outcome, in the order of worlds."""

    def __init__(self, design: Design, runs: pa.Table):
        self.design = design
        points = runs["point"].to_numpy(zero_copy_only=False)
        replications = runs["replication"].to_numpy()
        columns = {name: runs[name].to_numpy() for name in OUTCOMES}
        self._values: dict[tuple[str, str], dict[str, np.ndarray]] = {}
        for pair, task in design.tasks.items():
            rows = np.flatnonzero((points == task.point) & (replications < design.replications))
            rows = rows[np.argsort(replications[rows])]
            self._values[pair] = {name: column[rows] for name, column in columns.items()}

    def values(self, policy: str, contrast: str, outcome: str) -> np.ndarray:
        """One value a world."""
        return self._values[policy, contrast][outcome]

    def level(self, policy: str, contrast: str, outcome: str) -> Estimate:
        """A policy's mean."""
        return estimate(self.values(policy, contrast, outcome))

    def difference(self, policy: str, other: str, contrast: str, outcome: str) -> Estimate:
        """The paired difference, policy minus other."""
        return estimate(self.values(policy, contrast, outcome) - self.values(other, contrast, outcome))


def in_words(comparison: Comparison, policy: str, other: str, outcomes: Sequence[str]) -> list[str]:
    """Differences in plain words, as managed."""
    lines = []
    for name in outcomes:
        outcome = OUTCOMES[name]
        e = comparison.difference(policy, other, "as_managed", name)
        unit = shown_unit(outcome, comparison.design.scenario.currency)
        unit = unit.replace("%", "points") if outcome.percent else unit
        verdict = "" if e.clear or e.worlds < 2 else " (no clear difference)"
        lines.append(f"{outcome.label} {interval(outcome, e, signed=True)} {unit}{verdict}")
    return lines


def standing(policies: Sequence[str], worlds: Mapping[str, np.ndarray], shown: int) -> str:
    """In how many worlds which policy comes out ahead, in one sentence, and which world is shown.

    worlds: outcome to its values, (policies, worlds), as managed.
    """
    clauses: dict[str, list[str]] = {}
    for name, level, degrees in (
        ("turnover", "people lost", ("loses fewer people", "loses the fewest people")),
        ("churn", "customers lost", ("loses fewer customers", "loses the fewest customers")),
        ("profit", "profit", ("earns more", "earns most")),
    ):
        values = worlds[name] * OUTCOMES[name].better
        best = values == values.max(axis=0)
        wins = (best & (best.sum(axis=0) == 1)).sum(axis=1)
        ahead = int(wins.argmax())
        if np.sum(wins == wins[ahead]) > 1:
            clauses.setdefault("they are level on", []).append(level)
            continue
        clauses.setdefault(policies[ahead].replace("_", " "), []).append(
            f"{degrees[len(policies) > 2]} in {int(wins[ahead])}"
        )
    told = "; ".join(f"{policy} {', '.join(parts)}" for policy, parts in clauses.items())
    count = worlds["profit"].shape[1]
    return f"Of {count} such worlds, {told}. This is world {shown + 1}."
