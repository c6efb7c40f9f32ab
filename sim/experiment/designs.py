"""Designs: from a question's factors to the points at which the model is run."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.errors import InputError, unknown
from sim.experiment.question import Factor, Question, Value, check_value, factor_names
from sim.parameters import SECTIONS
from sim.places import find_scenario
from sim.policies import Policy, load_policy
from sim.quantities import Quantity
from sim.scenario import Scenario, load_scenario


@dataclass(frozen=True)
class Point:
    """One design point: a world to be in, a way to manage, and what is held equal."""

    number: int
    scenario: Scenario
    policy: Policy
    contrast: str
    factors: Mapping[str, Value]  # the values that make it this point


def points(question: Question, policies: Path | None = None) -> list[Point]:
    """Every point of a question: scenarios x policies x contrasts x the sampled factors, in a fixed order."""
    rows = sample(question.factors, question)
    found: list[Point] = []
    for name in question.scenarios:
        base = load_scenario(find_scenario(name))
        if question.everywhere and len(question.policies) > 1:
            worlds = {
                policy: base.model_copy(update={"rival_policies": (policy,)}) for policy in question.policies
            }
        else:
            worlds = dict.fromkeys(question.policies, base)
        for row in rows:
            for contrast in question.contrasts:
                for policy in question.policies:
                    scenario, changed = vary(worlds[policy], load_policy(policy, policies), row)
                    found.append(Point(len(found), scenario, changed, contrast, row))
    return found


def vary(scenario: Scenario, policy: Policy, values: Mapping[str, Value]) -> tuple[Scenario, Policy]:
    """A scenario and a policy with some factors set; an unknown one fails with the nearest known names."""
    practices: dict[str, float] = {}
    update: dict[str, object] = {}
    sections: dict[str, dict[str, Quantity]] = {}
    for name, value in values.items():
        if name not in factor_names():
            raise InputError(unknown("factor", name, factor_names()))
        try:
            check_value(name, value)
        except ValueError as error:
            raise InputError(str(error)) from None
        if name.startswith("practices."):
            practices[name.removeprefix("practices.")] = float(value)
        elif name == "competition":
            update["competition"] = value
            if value in ("monopoly", "duopoly"):
                update.setdefault("rivals", None)
        elif name == "rivals":
            update["rivals"] = int(value)
        else:
            section, field = name.split(".")
            unit = SECTIONS[section].specification(field)["unit"]
            sections.setdefault(section, {})[field] = Quantity(
                value=float(value), unit=unit, source="experiment"
            )
    for section, quantities in sections.items():
        update[section] = scenario.section(section).model_copy(update=quantities)
    changed = scenario.model_copy(update=update) if update else scenario
    if practices:
        policy = policy.replace(practices)
    return changed, policy


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
    sampling = question.sampling
    if sampling.kind == "latin_hypercube":
        from scipy.stats import qmc

        return np.asarray(qmc.LatinHypercube(count, rng=question.seed).random(sampling.points))
    if sampling.kind == "sobol":
        from SALib.sample import sobol

        return np.asarray(
            sobol.sample(
                problem(question.factors), sampling.points, calc_second_order=False, seed=question.seed
            )
        )
    from SALib.sample import morris

    return np.asarray(
        morris.sample(
            problem(question.factors), sampling.points, num_levels=sampling.levels, seed=question.seed
        )
    )


def _steps(factor: Factor, levels: int) -> tuple[Value, ...]:
    if factor.values is not None:
        return factor.values
    assert factor.low is not None
    assert factor.high is not None
    steps = np.linspace(factor.low, factor.high, levels)
    return tuple(dict.fromkeys(_whole(factor, float(step)) for step in steps))


def _in_range(factor: Factor, u: float) -> Value:
    """The value at a place u in [0, 1] of the factor's range or of its list of values."""
    if factor.values is not None:
        return factor.values[min(len(factor.values) - 1, int(u * len(factor.values)))]
    assert factor.low is not None
    assert factor.high is not None
    return _whole(factor, factor.low + u * (factor.high - factor.low))


def _whole(factor: Factor, value: float) -> float:
    """The value, rounded where the factor takes whole numbers only."""
    if factor.name == "rivals":
        return float(round(value))
    section, _, field = factor.name.partition(".")
    if section == "practices":
        return value
    return float(round(value)) if SECTIONS[section].specification(field)["whole"] else value
