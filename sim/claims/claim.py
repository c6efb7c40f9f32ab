"""A claim of an essay, as a value."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sim.design.factors import Value
from sim.design.way import Way, split

SHAM = -1
"""The essay of a claim that nobody makes: a sound test must not support it."""

ALL = "all"
"""Stands for each mechanism in turn, where a claim says what carries its effect."""


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
    kind: str  # how far it holds by construction, in words; empty for a claim that can fail

    @property
    def sham(self) -> bool:
        """Whether nobody makes this claim, and no test may support it."""
        return self.essay == SHAM

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
