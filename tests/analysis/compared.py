"""Comparisons among runs that are made up, whatever their factors are called."""

from types import SimpleNamespace

import numpy as np

from sim.analysis.differences import Difference, differences
from sim.analysis.judge import judge
from sim.analysis.runs import column, given
from sim.design.comparison import Cell, Comparison, comparisons
from sim.design.way import Way


def compared(runs, pairs, factors) -> list[Comparison]:
    """The pairs at each place of the runs' design."""
    numbers, first = np.unique(column(runs, "point_number"), return_index=True)
    names = ("scenario", "policy", "contrast")
    columns = {name: column(runs, name) for name in (*names, *factors)}
    cells = [
        Cell(
            int(number),
            *(str(columns[name][row]) for name in names),
            {name: columns[name][row].item() for name in factors if given(columns[name][row : row + 1])[0]},
        )
        for number, row in zip(numbers, first, strict=True)
    ]
    question = SimpleNamespace(
        pairs=pairs, policies=tuple(np.unique(columns["policy"])), frozen=(), without=()
    )
    return comparisons(question, cells)


def differences_of(runs, pairs, outcomes, factors, **more) -> list[Difference]:
    """The pairs judged at each place, or averaged."""
    return differences(runs, compared(runs, pairs, factors), outcomes, **more)


def made_up(
    a: np.ndarray, b: np.ndarray, outcome: str, *, place=(), names=("a", "b"), smallest=None
) -> Difference:
    """One difference by itself."""
    (judged,) = judge([(a, b)], [smallest])
    one = Comparison(Way(names[0]), Way(names[1]), *names, "city", tuple(place), (0, 1))
    return Difference(one, outcome, judged)
