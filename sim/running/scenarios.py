"""Scenarios with everything that a run of them needs: the rivals' policies exist."""

from pathlib import Path

from sim.errors import InputError, unknown
from sim.model.scenario import Scenario, read_scenario
from sim.places import find_scenario
from sim.policies import find_policies


def load_scenario(given: Scenario | Path | str) -> Scenario:
    """The scenario of that name or file, checked; a Scenario is passed through.

    Raises InputError where it does not exist, is not valid, or names a policy for its rivals that does not exist.
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
