"""Comparison of policies over paired worlds: means and differences with 95% intervals, in a table and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, log10

import numpy as np
import pyarrow as pa

from sim.analysis.statistics import Estimate, estimate
from sim.model.scenario import Scenario
from sim.outcomes import OUTCOMES, Outcome
from sim.policies import Policy
from sim.running.jobs import Task
from sim.running.run import digest_of

SHOWN = (
    "turnover",
    "employee_satisfaction",
    "strain",
    "clarity",
    "urgent_seen",
    "late_share",
    "lead_time",
    "wrong_share",
    "utilisation",
    "headcount",
    "accepted_hours",
    "customer_satisfaction_all",
    "customer_satisfaction",
    "churn",
    "market_share",
    "revenue",
    "hiring_cost",
    "profit",
)
"""Outcomes in the table that a comparison prints, in their order; all others are in the store."""


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


def shown_unit(outcome: Outcome, currency: str) -> str:
    """The unit in which an outcome is shown."""
    if outcome.percent:
        return "% a year" if outcome.unit == "1/year" else "%"
    if outcome.unit.startswith("currency"):
        return outcome.unit.replace("currency", f"thousand {currency}").replace("/", " a ", 1)
    return outcome.unit.replace("/", " a ", 1) if outcome.unit not in ("0-1", "1") else outcome.unit


def scaled(outcome: Outcome, value: float) -> float:
    """An outcome's value in the unit in which it is shown."""
    if outcome.percent:
        return 100.0 * value
    return value / 1000.0 if outcome.unit.startswith("currency") else value


def _written(value: float, digits: int, signed: bool) -> str:
    if np.isnan(value):
        return "–"
    text = f"{value:{'+' if signed else ''},.{digits}f}"
    nothing = float(text.replace(",", "")) == 0.0
    return text.lstrip("+-") if nothing else text.replace("-", "−")


def interval(outcome: Outcome, e: Estimate, *, signed: bool = False) -> str:
    """A mean with its interval, in the unit in which it is shown, to the digits that the interval warrants."""
    mean, low, high = (scaled(outcome, value) for value in (e.mean, e.low, e.high))
    width = high - low
    if np.isnan(width):
        size = abs(mean)
        return _written(mean, 0 if size >= 100 else 1 if size >= 10 else 2, signed)
    most = 0 if outcome.unit.startswith("currency") else 1 if outcome.percent else 3
    digits = min(most, max(0, 1 - floor(log10(width)))) if width > 0.0 else most
    return f"{_written(mean, digits, signed)} [{_written(low, digits, signed)}, {_written(high, digits, signed)}]"


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
