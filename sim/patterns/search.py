"""Pattern space exploration: a search for all that a model can do, not for the best of it.

After Chérel, Cottineau and Reuillon (2015), "Beyond corroboration: strengthening model validation by looking for
unexpected patterns", PLoS ONE 10(9), doi:10.1371/journal.pone.0138212. Each try is a point of the space; what comes of
it falls into a cell of the grid. A new try changes a point of a cell that is picked the more likely the less often it
has been hit: so the search goes where what comes out is rare, wherever in the space that may be. Half of the tries
mutate some numbers of the point, half move it along the line to a point of another such cell.

It is written here because libraries of quality diversity (pyribs 0.12 was looked at) keep the best point of a cell and
pick cells evenly: they count no hits, draw from a generator in the order of calls, and bring pandas and scikit-learn.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.patterns.grid import AXES, Axis, Cell, cell, off_middle
from sim.patterns.space import Space, Stream, luck

BATCH = 32
"""Tries that run together. They are bred from what was known before any of them ran: so the number of workers changes
nothing, and a search that is interrupted goes on as if it had not been."""

SAMPLE = 64
"""Points of a Sobol sequence with which a search begins."""

MIXED = 0.5
"""Share of tries that move along a line; the others mutate (assumed)."""

Evaluate = Callable[[Sequence[np.ndarray]], np.ndarray]
"""The outcomes of some points, [point, outcome]; NaN where they are not defined."""


@dataclass
class Patterns:
    """What a search has found: the tries in their order, and those that hit each cell."""

    axes: Sequence[Axis] = AXES
    points: list[np.ndarray] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)
    hits: dict[Cell, list[int]] = field(default_factory=dict)  # numbers of tries, in the order of discovery

    @property
    def tries(self) -> int:
        """How many there have been."""
        return len(self.points)

    @property
    def lost(self) -> int:
        """Tries that are in no cell: an outcome is below the grid, or nobody was left of whom it would tell."""
        return self.tries - sum(map(len, self.hits.values()))

    @property
    def late(self) -> int:
        """Cells that only the last tenth of the tries hit: many of them say that there are more to find."""
        return sum(tries[0] >= self.tries - self.tries // 10 for tries in self.hits.values())

    def add(self, points: Sequence[np.ndarray], values: np.ndarray) -> None:
        """Note what came of some tries."""
        for point, outcome in zip(points, values, strict=True):
            where = cell(outcome, self.axes)
            if where is not None:
                self.hits.setdefault(where, []).append(self.tries)
            self.points.append(point)
            self.values.append(outcome)

    def typical(self, of: Cell) -> int:
        """The try that stands for a cell: the nearest to its middle, which luck is the least likely to move out."""
        return min(self.hits[of], key=lambda one: off_middle(self.values[one], of, self.axes))

    def picked(self, which: float, member: float) -> np.ndarray:
        """A point of a cell that is picked by 1 over its hits; by two uniform numbers in (0, 1)."""
        weights = np.cumsum([1.0 / len(tries) for tries in self.hits.values()])
        members = list(self.hits.values())[int(np.searchsorted(weights, which * weights[-1]))]
        return self.points[members[int(member * len(members))]]


def explore(
    space: Space,
    starts: Sequence[np.ndarray],
    evaluate: Evaluate,
    *,
    tries: int,
    seed: int,
    axes: Sequence[Axis] = AXES,
) -> Iterator[Patterns]:
    """Search until there have been so many tries; gives what is found after each batch, for whoever wants to stop.

    starts: points to try first; then comes a sample of the space, then mutations. More tries extend fewer, in whole
    batches.
    """
    found = Patterns(axes)
    first = [*starts, *space.sample(SAMPLE, seed)]
    while found.tries < tries:
        numbers = range(found.tries, min(tries, found.tries + BATCH))
        batch = [first[n] if n < len(first) else _bred(found, space, seed, n) for n in numbers]
        found.add(batch, evaluate(batch))
        yield found


def _bred(found: Patterns, space: Space, seed: int, number: int) -> np.ndarray:
    """A point changed; where no cell has been hit yet, one of the sample's continuation."""
    if not found.hits:
        return space.sample(number + 1, seed)[number]
    point, mate = (
        found.picked(luck(seed, stream, number), luck(seed, Stream.MEMBER, number, nth))
        for nth, stream in enumerate((Stream.CELL, Stream.MATE))
    )
    if luck(seed, Stream.HOW, number) < MIXED:
        return space.moved(point, mate, seed, number)
    return space.mutated(point, seed, number)
