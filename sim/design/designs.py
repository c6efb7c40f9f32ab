"""Designs: from a question's factors to the points at which the model is run."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.design.factors import Factor, Value, limits
from sim.design.goals import own_values, require_references
from sim.design.question import Question
from sim.design.screening import at_size
from sim.design.way import Way
from sim.english import counted
from sim.errors import InputError
from sim.model.scenario import Scenario
from sim.policies import Policy, load_policy
from sim.running.jobs import Task

MOST_POINTS = 100_000
"""Points that a design may have: each holds a changed scenario, and all of them some gigabytes (assumed)."""


@dataclass(frozen=True)
class Point:
    """One design point: a way to run, the values of factors that make it this one, and its task in every world."""

    number: int
    row: int  # of the sample that the design lays out
    way: Way
    factors: Mapping[str, Value]
    task: Task

    @property
    def scenario(self) -> Scenario:
        """The scenario with the point's changes."""
        return self.task.scenario

    @property
    def policy(self) -> Policy:
        """The policy with the point's changes."""
        return self.task.policy

    @property
    def contrast(self) -> str:
        """What is held equal between policies."""
        return self.task.contrast


def points(question: Question, policies: Path | None = None) -> list[Point]:
    """Every point of a question: scenarios x sampled factors x contrasts x policies, in this order.

    policies: a folder of policies besides the project's. Raises InputError, before any is laid out, if there would be
    more than MOST_POINTS, or a goal is held against a policy as it is and no point is that.
    """
    _check_count(question)
    with _told_of(question, "policies"):
        managed = [load_policy(name, policies) for name in question.policies]
    return points_of(question, managed)


def points_of(question: Question, managed: Sequence[Policy]) -> list[Point]:
    """Every point of a question, with its policies themselves in place of their names; as `points`."""
    rows = sample(question.factors, question)
    if question.goals:
        require_references(question.goals, rows, own_values(managed, question.factors), question.where)
    with _told_of(question, "scenarios"):
        bases = at_size(question)
    names = [base.name for base in bases]
    if len(set(names)) < len(names):
        raise InputError(f"{question.where}: scenarios must be named once each, got {', '.join(names)}")
    found: list[Point] = []
    for base, (row, values) in itertools.product(bases, enumerate(rows)):
        for way, task in _at_row(question, base, managed, values):
            found.append(Point(len(found), row, way, values, task))
    return found


@contextmanager
def _told_of(question: Question, field: str) -> Iterator[None]:
    """Errors within say which field of which question names what is wrong."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{question.where}: {field}: {error}") from None


def _check_count(question: Question) -> None:
    parts = {
        "scenario": len(question.scenarios),
        "row": _rows(question),
        "contrast": len(question.contrasts),
        "policy": len(question.policies),
    }
    count = math.prod(parts.values())
    if count > MOST_POINTS:
        product = " x ".join(counted(number, name) for name, number in parts.items())
        raise InputError(
            f"{question.where}: a design may have {MOST_POINTS:,} points at most, got {count:,} ({product}):"
            " give factors fewer values, or sampling fewer levels or points"
        )


def _rows(question: Question) -> int:
    """How many rows of factor values a question's sampling lays out."""
    sampling, count = question.sampling, len(question.factors)
    if not count:
        return 1
    sizes = [len(_steps(factor, sampling.levels)) for factor in question.factors]
    return {
        "grid": math.prod(sizes),
        "one_at_a_time": 1 + sum(sizes),
        "latin_hypercube": sampling.points,
        "sobol": sampling.points * (count + 2),
        "morris": sampling.points * (count + 1),
    }[sampling.kind]


def _at_row(
    question: Question, base: Scenario, managed: Sequence[Policy], values: Mapping[str, Value]
) -> Iterator[tuple[Way, Task]]:
    """The ways of one row and their tasks. They share the changed scenario, as to check one takes long."""
    ways = [
        Way.at(policy, contrast, values, frozen=question.frozen, without=question.without)
        for contrast in question.contrasts
        for policy in managed
    ]
    changed = ways[0].changed(base)
    for way in ways:
        yield way, Task.of(changed, way.managed(), way.contrast, question.seed, question.years)


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
