"""Scenarios of given sizes."""

from sim.model.parameters import SECTIONS
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.world import build, world_seed

CUSTOMERS, EMPLOYEES = 7000, 24
"""Of the default firm."""


def market(competition: str = "monopoly", rivals: int | None = None) -> Scenario:
    """Firms of the default size. There may be more of them than a scenario file may say."""
    scenario = Scenario(
        format_version=1,
        title="a market of default size",
        describes="for measuring speed",
        competition=competition,
        name="measured",
    )
    return scenario.model_copy(update={"rivals": rivals})


def changed(scenario: Scenario, **values: float) -> Scenario:
    """The scenario with other values of quantities, by name. They may lie beyond what a scenario file may say."""
    sections = {
        key: scenario.section(key).model_copy(
            update={
                name: getattr(scenario.section(key), name).model_copy(update={"value": float(value)})
                for name, value in values.items()
                if name in kind.model_fields
            }
        )
        for key, kind in SECTIONS.items()
    }
    return scenario.model_copy(update=sections)


def sized(scenario: Scenario, times: float) -> Scenario:
    """The scenario with so many times the customers and employees of the default firm."""
    return changed(
        scenario,
        customers_per_firm=round(CUSTOMERS * times),
        employees_per_firm=max(1, round(EMPLOYEES * times)),
    )


def first_day(scenario: Scenario, seed: int = 0, years: int = 3) -> World:
    """The market on its first morning."""
    return build(scenario, world_seed(seed, 0), years)
