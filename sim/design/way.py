"""A way to run: a policy, what is changed of it and of the world, and what is held equal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sim.design.factors import NONE, Value
from sim.design.vary import vary
from sim.errors import InputError
from sim.model.scenario import Scenario
from sim.model.states import CONTRASTS, EVERYWHERE
from sim.policies import Policy, load_policy
from sim.running.jobs import Task

ALL_CONTRASTS = (*CONTRASTS, EVERYWHERE)

PRACTICES = "practices."
"""What the name of a factor begins with that a policy sets; any other is of the world."""

Place = tuple[tuple[str, Value], ...]
"""Names of what varies over a design, and the values that make a place in it."""


@dataclass(frozen=True)
class Way:
    """One way to run a scenario; customers, needs and luck are those of every other way.

    practices: changes to the policy's. world: changes to the scenario, by the names of factors in experiments
    ("needs.complexity", "competition"). frozen, without: mechanisms (sim.model.mechanisms). contrast: what is held
    equal between ways, or `everywhere`: nothing, and all rivals follow the policy too.
    """

    policy: Policy | str = "neutral"
    practices: Mapping[str, float] = field(default_factory=dict)
    world: Mapping[str, Value] = field(default_factory=dict)
    frozen: Sequence[str] = ()
    without: Sequence[str] = ()
    contrast: str = "as_managed"

    @classmethod
    def at(
        cls,
        policy: Policy | str,
        contrast: str,
        factors: Mapping[str, Value],
        *,
        frozen: Sequence[str] = (),
        without: Sequence[str] = (),
    ) -> "Way":
        """The way at a design point, by the values of its factors; frozen, without: mechanisms of every point."""
        switched = ("frozen", "without")
        mine = {name: str(factors[name]) for name in switched if factors.get(name, NONE) != NONE}
        practices, world = split({name: v for name, v in factors.items() if name not in switched})
        return cls(
            policy,
            practices,
            world,
            frozen=(*frozen, *([mine["frozen"]] if "frozen" in mine else [])),
            without=(*without, *([mine["without"]] if "without" in mine else [])),
            contrast=contrast,
        )

    def managed(self, folder: Path | None = None) -> Policy:
        """The policy, its practices changed; one that is named is looked up in a folder of your own too."""
        policy = self.policy if isinstance(self.policy, Policy) else load_policy(self.policy, folder)
        return policy.replace(self.practices) if self.practices else policy

    def changed(self, scenario: Scenario) -> Scenario:
        """The scenario with the changes to its world, checked anew as a whole."""
        scenario = vary(scenario, self.world)
        return scenario.attributed(self.without, self.frozen) if self.without or self.frozen else scenario

    def task(self, scenario: Scenario, seed: int, years: int) -> Task:
        """What to run in every world of a scenario; anything unknown or out of range is an InputError."""
        if self.contrast not in ALL_CONTRASTS:
            raise InputError(f"contrast must be one of {', '.join(ALL_CONTRASTS)}, got {self.contrast!r}")
        return Task.of(self.changed(scenario), self.managed(), self.contrast, seed, years)

    @property
    def place(self) -> Place:
        """The changes to the world, as a place among others."""
        switched = (("frozen", self.frozen), ("without", self.without))
        return (*self.world.items(), *((name, ", ".join(which)) for name, which in switched if which))


def split(factors: Mapping[str, Value]) -> tuple[dict[str, float], dict[str, Value]]:
    """The practices among some factors, by their bare names, and the factors of the world."""
    practices = {
        name.removeprefix(PRACTICES): float(value)
        for name, value in factors.items()
        if name.startswith(PRACTICES)
    }
    return practices, {name: value for name, value in factors.items() if not name.startswith(PRACTICES)}
