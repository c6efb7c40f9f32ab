"""Designs: from a question's factors to the points at which the model is run."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.design.factors import ATTRIBUTION, NONE, Factor, Value, check_value, factor_names, limits
from sim.design.question import Question
from sim.errors import InputError, unknown
from sim.model.parameters import SECTIONS
from sim.model.scenario import Scenario, parse_scenario
from sim.policies import Policy, load_policy
from sim.running.scenarios import load_scenario


@dataclass(frozen=True)
class Point:
    """One design point: a world to be in, a way to manage, and what is held equal."""

    number: int
    row: int  # of the sample that the design lays out
    scenario: Scenario
    policy: Policy
    contrast: str
    factors: Mapping[str, Value]  # the values that make it this point


def points(question: Question, policies: Path | None = None) -> list[Point]:
    """Every point of a question: scenarios x sampled factors x contrasts x policies, in this order."""
    rows = sample(question.factors, question)
    managed = [load_policy(name, policies) for name in question.policies]
    bases = [load_scenario(name) for name in question.scenarios]
    names = [base.name for base in bases]
    if len(set(names)) < len(names):
        raise InputError(f"scenarios: given {', '.join(names)}, allowed each name once")
    found: list[Point] = []
    for base in bases:
        for row, values in enumerate(rows):
            scenario = vary_scenario(base, values)
            changed = [vary_policy(policy, values) for policy in managed]
            for contrast in question.contrasts:
                found += [
                    Point(len(found) + place, row, scenario, policy, contrast, values)
                    for place, policy in enumerate(changed)
                ]
    return found


def vary(scenario: Scenario, policy: Policy, values: Mapping[str, Value]) -> tuple[Scenario, Policy]:
    """A scenario and a policy with some factors set; an unknown one fails with the nearest known names."""
    for name, value in values.items():
        if name not in factor_names():
            raise InputError(unknown("factor", name, factor_names()))
        try:
            check_value(name, value)
        except ValueError as error:
            raise InputError(str(error)) from None
    return vary_scenario(scenario, values), vary_policy(policy, values)


def vary_policy(policy: Policy, values: Mapping[str, Value]) -> Policy:
    """The policy with the practices set that are among the values."""
    practices = {
        name.removeprefix("practices."): float(value)
        for name, value in values.items()
        if name.startswith("practices.")
    }
    return policy.replace(practices) if practices else policy


def vary_scenario(scenario: Scenario, values: Mapping[str, Value]) -> Scenario:
    """The scenario with the numbers set that are among the values, checked anew as a whole.

    `rivals` alone sets the competition that has so many: none are a monopoly, some a rivalry, unless entry is free.
    """
    table: dict[str, Any] = {}
    for name, value in values.items():
        section, _, field = name.partition(".")
        if section in SECTIONS:
            unit = SECTIONS[section].specification(field)["unit"]
            quantity = {"value": float(value), "unit": unit, "source": "experiment"}
            table.setdefault(section, {})[field] = quantity
    table |= _market(scenario, values)
    for name in ATTRIBUTION:
        if values.get(name, NONE) != NONE:
            table[name] = (*getattr(scenario, name), values[name])
    if not table:
        return scenario
    given: dict[str, Any] = dict(scenario)  # what is checked already stays as it is
    for key, changes in table.items():
        given[key] = dict(given[key]) | changes if key in SECTIONS else changes
    where = ", ".join(f"{name} = {value}" for name, value in values.items())
    return parse_scenario(given, name=scenario.name, where=f"{scenario.name} with {where}")


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


def sample(factors: Sequence[Factor], question: Question) -> list[dict[str, Value]]:
    """The rows of factor values that a question's sampling lays out; one empty row where nothing varies."""
    if not factors:
        return [{}]
    sampling = question.sampling
    if sampling.kind == "grid":
        return [
            dict(zip((factor.name for factor in factors), combination, strict=True))
            for combination in itertools.product(*(_steps(factor, sampling.levels) for factor in factors))
        ]
    if sampling.kind == "one_at_a_time":
        return [{}] + [
            {factor.name: value} for factor in factors for value in _steps(factor, sampling.levels)
        ]
    return [
        {factor.name: _in_range(factor, float(u)) for factor, u in zip(factors, row, strict=True)}
        for row in _unit_sample(len(factors), question)
    ]


def problem(factors: Sequence[Factor]) -> dict[str, object]:
    """The factors as SALib wants them: on the unit cube, so that lists of values work as ranges do."""
    return {
        "num_vars": len(factors),
        "names": [f.name for f in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }


def _unit_sample(count: int, question: Question) -> np.ndarray:
    sampling, seed = question.sampling, question.seed
    if sampling.kind == "latin_hypercube":
        from scipy.stats import qmc

        return np.asarray(qmc.LatinHypercube(count, rng=seed).random(sampling.points))
    if sampling.kind == "sobol":
        from SALib.sample import sobol

        rows = sobol.sample(problem(question.factors), sampling.points, calc_second_order=False, seed=seed)
        return np.asarray(rows)
    from SALib.sample import morris

    rows = morris.sample(problem(question.factors), sampling.points, num_levels=sampling.levels, seed=seed)
    return np.asarray(rows)


def _steps(factor: Factor, levels: int) -> tuple[Value, ...]:
    """The values that a grid takes: those given, or equal steps over the range."""
    if factor.values is not None:
        return factor.values
    low, high = _range(factor)
    steps = np.linspace(low, high, levels)
    return tuple(dict.fromkeys(float(step) for step in (np.round(steps) if _whole(factor) else steps)))


def _in_range(factor: Factor, u: float) -> Value:
    """The value at a place u in [0, 1] of the factor's range or of its list of values, each as likely as the others."""
    if factor.values is not None:
        return factor.values[_place(u, len(factor.values))]
    low, high = _range(factor)
    return low + _place(u, int(high - low) + 1) if _whole(factor) else low + u * (high - low)


def _place(u: float, count: int) -> int:
    """Which of some equal parts of [0, 1] holds u; one that rounding put a hair below a border belongs above it."""
    return min(count - 1, int(u * count + 1e-9))


def _range(factor: Factor) -> tuple[float, float]:
    assert factor.low is not None
    assert factor.high is not None
    return factor.low, factor.high


def _whole(factor: Factor) -> bool:
    """Whether the factor takes whole numbers only."""
    return limits(factor.name)[2]
