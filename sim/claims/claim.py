"""A claim of an essay, as a value."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sim.design.factors import Value
from sim.design.way import Way, split

SHAM = -1
"""The essay of a claim that nobody makes: a sound test must not support it."""

ALL = "all"
"""Stands for each mechanism in turn, where a claim says what carries its effect."""


EXPECTED = ("higher", "lower", "alike", "not lower", "not higher", "not found")
"""What a part may expect of its effect."""

DIRECTED = ("higher", "lower")
"""Of these, those that expect an effect, in a direction; the others expect its absence, or a bound."""

Years = tuple[float, float]
"""From when to when, in years from the policies' start."""


@dataclass(frozen=True)
class Part:
    """One effect that a claim expects: a sum of ways, each with its weight, in one outcome and some years."""

    outcome: str
    weights: Mapping[str, float]
    expect: str  # one of EXPECTED
    smallest: float  # effect that matters, in the outcome's unit; of money, a share of revenue
    years: Years
    since: Years | None = None  # the effect in these years is taken off
    less_outcome: str = ""  # an outcome that is taken off, in the same ways and years
    where: Mapping[str, tuple[Value, ...]] = field(
        default_factory=dict
    )  # of the environment; everywhere if empty

    @property
    def sign(self) -> int:
        """+1 or -1: effects of the other sign contradict the part; 0 where it expects no direction."""
        return {"higher": 1, "not lower": 1, "lower": -1, "not higher": -1}.get(self.expect, 0)

    @property
    def directed(self) -> bool:
        """Whether it expects an effect, in a direction."""
        return self.expect in DIRECTED

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ways that count for the effect, and those that count against it."""
        more = tuple(way for way, weight in self.weights.items() if weight > 0.0)
        return more, tuple(way for way in self.weights if way not in more)

    def holds_in(self, environment: Mapping[str, Value]) -> bool:
        """Whether the effect is expected in an environment."""
        return all(environment[name] in values for name, values in self.where.items())

    @property
    def stretches(self) -> tuple[Years, ...]:
        """The years that are looked at."""
        return (self.years,) if self.since is None else (self.years, self.since)


@dataclass(frozen=True)
class Claim:
    """What an essay claims, the ways to manage that are compared, and where the effect must show.

    The first of `ways` is what the others are compared against. `firms` gives the row of the firm that is observed;
    it is the focal firm's but in a sham. `environment` gives for some factors the values that every way meets, the
    first where the essay would expect the effect most.
    """

    name: str
    essay: int
    says: str
    expects: str
    scenarios: tuple[str, ...]
    ways: Mapping[str, Way]
    firms: Mapping[str, int]
    environment: Mapping[str, tuple[Value, ...]]
    mechanisms: tuple[str, ...]  # what must carry the effect
    alone: bool  # without these mechanisms no outcome differs between the ways, to the bit
    outcomes: tuple[str, ...]
    years: int
    parts: tuple[Part, ...]  # what has to come out; the first is its main effect
    favours: tuple[str, str] | None  # the way that it holds to be the better one, and the other, if any
    kind: str  # how far it holds by construction, in words; empty for a claim that can fail

    @property
    def sham(self) -> bool:
        """Whether nobody makes this claim, and no test may support it."""
        return self.essay == SHAM

    @property
    def compared(self) -> tuple[str, ...]:
        """The ways that its parts compare, in the order of `ways`."""
        used = {way for part in self.parts for way in part.weights}
        return tuple(way for way in self.ways if way in used)

    def fixed(self, environment: Mapping[str, Value]) -> frozenset[str]:
        """Constants that all compared ways set, in an environment: their value at a point does not act."""
        ways = self.ways_in(environment)
        return frozenset.intersection(*(frozenset(ways[name].world) for name in self.compared))

    def environments(self) -> Iterator[dict[str, Value]]:
        """Every combination of the environment's values, the first of each first."""
        for values in itertools.product(*self.environment.values()):
            yield dict(zip(self.environment, values, strict=True))

    def ways_in(self, environment: Mapping[str, Value]) -> dict[str, Way]:
        """The ways under one combination of the environment's values; what a way sets itself stays."""
        practices, world = split(environment)
        return {
            name: replace(way, practices=practices | dict(way.practices), world=world | dict(way.world))
            for name, way in self.ways.items()
        }
