"""How many years a run may take and which seeds there are; nothing here loads the model."""

from sim.errors import InputError
from sim.model.scenario import Scenario


def check_years(scenario: Scenario, years: int | None) -> int:
    """The horizon in years, by default the scenario's own; raises InputError if it is out of range."""
    if years is None:
        return int(scenario.horizon.years.value)
    if years != int(years) or not 1 <= years <= 50:
        raise InputError(f"years must be a whole number from 1 to 50, got {years}")
    return int(years)


def check_seed(seed: int) -> int:
    """The seed as an int; raises InputError if it is out of range."""
    if seed != int(seed) or not 0 <= seed < 2**63:
        raise InputError(f"seed must be a whole number from 0 to 2**63 - 1, got {seed}")
    return int(seed)
