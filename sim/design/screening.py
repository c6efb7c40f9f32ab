"""Screening sizes: the smallest market of a scenario that is known to give the same rates, within a stated error.

docs/screening.py measures them and writes screening.toml; docs/screening.md says how, and what was found.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.design.vary import vary
from sim.english import listed
from sim.errors import InputError
from sim.model.scenario import Scenario
from sim.outcomes import OUTCOMES
from sim.running.addresses import digest_of
from sim.running.scenarios import load_scenario
from sim.units import amount, difference_unit, scaled

if TYPE_CHECKING:
    from sim.design.question import Question

FILE = Path(__file__).with_name("screening.toml")

OF_SIZE = (
    "customers.customers_per_firm",
    "people.employees_per_firm",
    "people.span_of_control",
    "managers.attended_a_week",
    "law.fine_cap",
)
"""Constants that say how large a firm is, or are as large as it is: a smaller size sets or keeps them itself."""

MOST_NAMED = 16
"""Outcomes of which a sentence says what no error is stated of; of more it does not name them."""


@dataclass(frozen=True)
class Size:
    """So many teams of those that a firm has, with everything else of the market in proportion."""

    teams: int
    of: int

    @property
    def share(self) -> Fraction:
        """Of the full size."""
        return Fraction(self.teams, self.of)

    @property
    def full(self) -> bool:
        """Whether nothing is smaller."""
        return self.teams == self.of

    def market(self, scenario: Scenario) -> Scenario:
        """The scenario at this size: as many customers and rivals an employee, and as many employees a manager.

        What an executive can attend to shrinks too, to one matter a week at least, and so does the largest fine.
        """
        if self.full:
            return scenario
        constants = scenario.constants()
        customers, employees, attended = (
            max(round(constants[name] * self.share), min(1, int(constants[name])))
            for name in ("customers_per_firm", "employees_per_firm", "attended_a_week")
        )
        return vary(
            scenario,
            {
                "customers.customers_per_firm": customers,
                "people.employees_per_firm": employees,
                "managers.attended_a_week": attended,
                "law.fine_cap": constants["fine_cap"] * float(self.share),
            },
        )


@dataclass(frozen=True)
class Screening:
    """A scenario's screening size, and the stated error of each rate, in the outcome's unit."""

    size: Size
    errors: Mapping[str, float]

    def sentences(self, scenario: str, outcomes: Sequence[str]) -> str:
        """What it means for some outcomes of a scenario of that name."""
        if self.size.full:
            return f"{scenario} ran at its full size: no smaller market is known to give the same rates."
        said = f"{scenario} ran as a market of {self.size.share} of its size"
        within = [
            f"{OUTCOMES[name].called} ± {error(name, self.errors[name])}"
            for name in outcomes
            if name in self.errors
        ]
        if within:
            said += f"; rates are within these of the full one's: {listed(within)}"
        others = [OUTCOMES[name].called for name in outcomes if name not in self.errors]
        if not others:
            return f"{said}."
        named = listed(others) if len(others) <= MOST_NAMED else "the other outcomes"
        return f"{said}. No error is stated of {named}; totals are those of the smaller market."


def error(outcome: str, size: float) -> str:
    """A stated error in words."""
    known = OUTCOMES[outcome]
    return amount(scaled(known, size), difference_unit(known, ""))


def teams(scenario: Scenario) -> int:
    """Teams of a firm at the start."""
    constants = scenario.constants()
    return max(1, round(constants["employees_per_firm"] / constants["span_of_control"]))


def sizes(scenario: Scenario) -> list[Size]:
    """The sizes to look at, the smallest first: as many whole teams, then half of them, rounded up, down to one."""
    whole = teams(scenario)
    counts = [whole]
    while counts[-1] > 1:
        counts.append((counts[-1] + 1) // 2)
    found = [Size(count, whole) for count in reversed(counts)]
    return [size for size in found if teams(size.market(scenario)) == size.teams]


@cache
def read(file: Path = FILE) -> dict[str, Any]:
    """What was measured: the model's sources, and an entry for each scenario."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def screening(scenario: Scenario, given: str) -> Screening:
    """The screening size of a scenario, which was given by that name or path.

    Raises InputError where none is known of the scenario as it is.
    """
    entry = read()["scenarios"].get(scenario.name)
    if entry is None or entry["content"] != digest_of(scenario.content()):
        raise InputError(
            f"{given}: size must be 'full', as no screening size is known of this scenario as it is, got 'screening';"
            f" `python docs/screening.py {given}` finds it"
        )
    return Screening(Size(entry["teams"], entry["of"]), entry["errors"])


def at_size(question: "Question") -> list[Scenario]:
    """The scenarios of a question, each at the size that it asks for."""
    scenarios = [load_scenario(name) for name in question.scenarios]
    if question.size == "full":
        return scenarios
    return [
        screening(scenario, given).size.market(scenario)
        for scenario, given in zip(scenarios, question.scenarios, strict=True)
    ]


def said_of_size(question: "Question") -> str:
    """What the question's size means for its answer; nothing where it is full."""
    if question.size == "full":
        return ""
    scenarios = [(load_scenario(given), given) for given in question.scenarios]
    each = [
        screening(scenario, given).sentences(scenario.name, question.looked_at)
        for scenario, given in scenarios
    ]
    return f"A screening: {' '.join(each)}"
