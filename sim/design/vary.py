"""Changes to a scenario by the names of factors, checked as a whole."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from sim.design.factors import Value, check_value, factor_names
from sim.errors import InputError, unknown
from sim.model.parameters import SECTIONS
from sim.model.scenario import Scenario, parse_scenario


def vary(scenario: Scenario, values: Mapping[str, Value]) -> Scenario:
    """The scenario with some numbers set, checked anew; an unknown factor fails with the nearest known names.

    `rivals` alone sets the competition that has so many: none are a monopoly, some a rivalry, unless entry is free.
    """
    changes: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        _check(name, value)
        section, _, field = name.partition(".")
        if section in SECTIONS:
            unit = SECTIONS[section].specification(field)["unit"]
            quantity = {"value": float(value), "unit": unit, "source": "experiment"}
            changes.setdefault(section, {})[field] = quantity
    table = {key: dict(scenario.section(key)) | change for key, change in changes.items()}
    market = _market(scenario, values)
    if "rival_sizes" in values:
        market["rival_sizes"] = [float(values["rival_sizes"])]
    if not market:
        with suppress(ValidationError):  # the check of everything says better what is wrong, and where
            return _with_sections(scenario, table)
    where = ", ".join(f"{name} = {value}" for name, value in values.items())
    whole = dict(scenario) | table | market  # what is checked already stays as it is
    return parse_scenario(whole, name=scenario.name, where=f"{scenario.name} with {where}")


def _with_sections(scenario: Scenario, table: Mapping[str, Any]) -> Scenario:
    """The scenario with some sections anew: only these are checked, and then whether all agree.

    To check every section would take most of the time in which a large design is laid out.
    """
    sections = {key: SECTIONS[key].model_validate(given) for key, given in table.items()}
    return Scenario.model_validate(scenario.model_copy(update=sections)) if sections else scenario


def _check(name: str, value: Value) -> None:
    if name not in factor_names():
        raise InputError(unknown("factor", name, factor_names()))
    try:
        check_value(name, value)
    except ValueError as error:
        raise InputError(str(error)) from None


def _market(scenario: Scenario, values: Mapping[str, Value]) -> dict[str, Any]:
    """What the factors say of competition and rivals."""
    if "competition" in values:
        alone = values["competition"] in ("monopoly", "duopoly")
        rivals = int(values["rivals"]) if "rivals" in values else None if alone else scenario.rivals
        return {"competition": values["competition"], "rivals": rivals}
    if "rivals" not in values:
        return {}
    if values["rivals"] == 0:
        return {"competition": "monopoly", "rivals": None}
    free = scenario.competition == "contestable"
    return {"competition": "contestable" if free else "rivalry", "rivals": int(values["rivals"])}
