"""The shipped scenario that is nearest to a client, from which everything comes that a client does not know."""

from functools import cache
from math import log

from sim.clients.demand import MONTHS_A_YEAR, demand
from sim.clients.load import hours_per_standard
from sim.clients.numbers import Numbers
from sim.errors import InputError, unknown
from sim.model.parameters import SECTIONS, WEEKS_A_YEAR
from sim.model.scenario import Scenario
from sim.places import scenario_files
from sim.running.scenarios import load_scenario

EVENTS = ("needs", "improvement", "selling", "law", "supply", "surge", "entry", "disruption")
"""Sections that a scenario sets where something special happens in it, which is no client's."""


@cache
def candidates() -> dict[str, Scenario]:
    """The shipped scenarios in which nothing special happens and rivals are managed neutrally, by name."""
    found = {name: load_scenario(path) for name, path in scenario_files().items()}
    return {name: scenario for name, scenario in found.items() if _is_ordinary(scenario)}


def _is_ordinary(scenario: Scenario) -> bool:
    return (
        scenario.rival_policies == ("neutral",)
        and not any(scenario.rival_practices)
        and all(scenario.section(name) == SECTIONS[name]() for name in EVENTS)
    )


def nearest(numbers: Numbers, like: str | None = None) -> Scenario:
    """The candidate of which the client's work and market differ least, or the one named.

    Who is alone in the market is like others who are, and nobody else is: such customers have nowhere to go.
    """
    if like is None:
        alone = [one for one in candidates().values() if (one.trading_firms == 1) == (numbers.rivals == 0)]
        return min(alone, key=lambda scenario: apart(numbers, scenario))
    if like not in candidates():
        raise InputError(f"--like: {unknown('ordinary scenario', like, candidates())}")
    return candidates()[like]


def apart(numbers: Numbers, scenario: Scenario) -> float:
    """How far a scenario is from a client: by the ratios of what a request takes, how often and by when, and of firms.

    Each ratio counts alike, as its logarithm (assumed). Size does not: it is the client's own.
    """
    m = scenario.constants()
    asked = demand(m)
    hours = asked.hours * hours_per_standard(m) / asked.done
    often = asked.done * WEEKS_A_YEAR / MONTHS_A_YEAR / m["customers_per_firm"]
    pairs = (
        (numbers.minutes / 60.0, hours),
        (numbers.requests / numbers.customers, often),
        (numbers.due_days, m["due_days"]),
        (1 + numbers.rivals, scenario.trading_firms),
    )
    return sum(abs(log(theirs / ours)) for theirs, ours in pairs)
