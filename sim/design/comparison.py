"""Comparisons: a way to run less another, and where in a design that is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sim.design.factors import Value
from sim.design.question import Change, Question, Versus
from sim.design.way import Place, Way


@dataclass(frozen=True)
class Comparison:
    """A way less another in the same worlds: in one scenario, at one place of the design."""

    way: Way
    against: Way
    a: str  # the name of the way: a policy, or a factor at a value
    b: str
    scenario: str
    place: Place  # factors and their values; empty where it is over all places
    points: tuple[int, int]  # numbers of the two ways among those that were run

    @property
    def contrast(self) -> str:
        """What is held equal."""
        return self.way.contrast


@dataclass(frozen=True)
class Cell:
    """A point of a design, by names alone: its number, scenario, policy, contrast, and the values of its factors."""

    number: int
    scenario: str
    policy: str
    contrast: str
    factors: Mapping[str, Value]


def comparisons(question: Question, cells: Iterable[Cell]) -> list[Comparison]:
    """What a question compares: each of its pairs in each scenario, under each contrast, at each place."""
    design = {_key(cell.scenario, cell.policy, cell.contrast, cell.factors): cell for cell in cells}
    return [found for pair in question.pairs for found in _of_pair(pair, question, design)]


def pair_names(pair: Versus | Change) -> tuple[str, str]:
    """What a pair compares, A and B: two policies, or a factor at two values."""
    if isinstance(pair, Versus):
        return pair.policy, pair.against
    factor = pair.factor.rpartition(".")[2]
    return f"{factor} {_text(pair.value)}", f"{factor} {_text(pair.against)}"


Key = tuple[str, str, str, frozenset[tuple[str, Value]]]


def _key(scenario: str, policy: str, contrast: str, factors: Mapping[str, Value]) -> Key:
    return scenario, policy, contrast, frozenset(factors.items())


def _of_pair(pair: Versus | Change, question: Question, design: Mapping[Key, Cell]) -> Iterator[Comparison]:
    """One pair at every place where the design has both of its sides; of several policies, which is part of a place."""
    a, b = pair_names(pair)
    for cell in design.values():
        if isinstance(pair, Versus):
            mine = cell.policy == pair.policy
            other = _key(cell.scenario, pair.against, cell.contrast, cell.factors)
            place = tuple(cell.factors.items())
        else:
            mine = cell.factors.get(pair.factor) == pair.value
            other = _key(
                cell.scenario, cell.policy, cell.contrast, {**cell.factors, pair.factor: pair.against}
            )
            place = tuple((name, value) for name, value in cell.factors.items() if name != pair.factor)
            place += (("policy", cell.policy),) * (len(question.policies) > 1)
        if mine and other in design:
            against = design[other]
            ways = (_way(question, cell), _way(question, against))
            yield Comparison(*ways, a, b, cell.scenario, place, (cell.number, against.number))


def _way(question: Question, cell: Cell) -> Way:
    mechanisms = {"frozen": question.frozen, "without": question.without}
    return Way.at(cell.policy, cell.contrast, cell.factors, **mechanisms)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:g}"
