"""Scenarios that are ready to run: read, checked, and with rivals' policies that exist."""

from pathlib import Path

from sim.english import counted, listed
from sim.errors import InputError, unknown
from sim.model.scenario import Scenario, read_scenario
from sim.places import find_scenario
from sim.policies import find_policies


def market_told(scenario: Scenario) -> str:
    """The competition, how many firms there are, and how large each is where they differ: "duopoly, 2 firms"."""
    firms = counted(scenario.trading_firms, "firm")
    if set(scenario.sizes) == {1.0}:
        return f"{scenario.competition}, {firms}"
    return f"{scenario.competition}, {firms} of sizes {listed([f'{size:.3g}' for size in scenario.sizes])}"


def load_scenario(given: Scenario | Path | str) -> Scenario:
    """The scenario of that name or file, checked; a Scenario is returned as it is.

    Raises InputError if it does not exist, is not valid, or gives its rivals a policy that does not exist.
    """
    if isinstance(given, Scenario):
        return given
    path = find_scenario(given)
    scenario = read_scenario(path)
    known = find_policies()
    strange = [name for name in scenario.rival_policies if name not in known]
    if strange:
        raise InputError(
            "\n".join(f"{path}: rival_policies: {unknown('policy', name, known)}" for name in strange)
        )
    return scenario
