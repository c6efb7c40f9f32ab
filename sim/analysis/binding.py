"""What a design's values leave out: factors that change nothing from one value to another, and optima at their ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.analysis.fits import LAID_OUT
from sim.analysis.runs import Runs, at_points, by_point, codes, column_names, levels
from sim.analysis.wording import value_text, words
from sim.design.factors import ATTRIBUTION, Factor, limits
from sim.design.question import Question
from sim.english import listed, sentence


@dataclass(frozen=True)
class Idle:
    """Neighbouring values of a factor between which no outcome differs in any world, all else equal."""

    factor: str
    values: tuple[float | str, ...]
    everywhere: bool  # whether these are all of its values

    def sentence(self) -> str:
        """What does not bind, and where."""
        span = f"from {value_text(self.values[0])} to {value_text(self.values[-1])}"
        where = "does not bind" if self.everywhere else f"does not bind {span}"
        return sentence(
            f"{words(self.factor)} {where}: {span} nothing that was looked at differs in any world"
        )


def idle(question: Question, runs: Runs, outcomes: Sequence[str]) -> list[Idle]:
    """The factors of a design that was laid out by hand, and their values, that change nothing; of others none."""
    if question.sampling.kind not in LAID_OUT or not question.factors:
        return []
    sheets = [by_point(runs, outcome).values for outcome in outcomes]
    setting = [name for name in ("scenario", "contrast", "policy") if name in column_names(runs)]
    names = [*setting, *(factor.name for factor in question.factors)]
    # A row a point: the points' columns do as runs of a single world.
    design = {name: at_points(runs, name) for name in ("replication", *names)}
    found = []
    for factor in question.factors:
        others = codes(design, [name for name in names if name != factor.name])
        found += _of_factor(factor.name, design[factor.name], others, sheets)
    return found


def _of_factor(name: str, values: np.ndarray, others: np.ndarray, sheets: Sequence[np.ndarray]) -> list[Idle]:
    """Stretches of a factor's values between which nothing differs; others: a number for all else at each point."""
    steps: list[float | str] = [*levels(values)]
    point = {
        (value, other): row for row, (value, other) in enumerate(zip(values.tolist(), others, strict=True))
    }
    stretches = [[steps[0]]] if steps else []
    for low, high in pairwise(steps):
        both = [
            (point[low, other], point[high, other])
            for other in np.unique(others)
            if (low, other) in point and (high, other) in point
        ]
        if both and all(
            np.array_equal(sheet[a], sheet[b], equal_nan=True) for a, b in both for sheet in sheets
        ):
            stretches[-1].append(high)
        else:
            stretches.append([high])
    return [Idle(name, tuple(one), len(one) == len(steps)) for one in stretches if len(one) > 1]


def at_ends(factors: Sequence[Factor], chosen: Iterable[tuple[str, float | str]]) -> list[str]:
    """The numbers among some values of factors that lie at an end of what was asked, in words.

    An end beyond which a factor cannot go is none.
    """
    ends = {factor.name: _ends(factor) for factor in factors}
    found = []
    for name, value in chosen:
        for end, which in zip(ends.get(name, ()), ("lowest", "highest"), strict=False):
            if end is not None and value == end:
                found.append(f"{words(name)} {value_text(value)} (the {which})")
    return found


def said_of_ends(found: Sequence[str], what: str) -> str:
    """That an optimum lies at an end of what was asked; nothing where it does not."""
    if not found:
        return ""
    return sentence(f"{what} lies at an end of what was asked, {listed(found)}: better may lie beyond")


def _ends(factor: Factor) -> tuple[float | None, float | None]:
    """The ends of a factor's values beyond which it could go."""
    numbers = [value for value in factor.given() if not isinstance(value, str)]
    if factor.name in (*ATTRIBUTION, "competition") or len(set(numbers)) < 2:
        return None, None
    least, most, _ = limits(factor.name)
    low, high = min(numbers), max(numbers)
    return (low if low > least else None), (high if high < most else None)
