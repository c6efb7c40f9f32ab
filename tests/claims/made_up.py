"""Claims, trials and measures that nobody simulated: any number, at once, for tests of what is said of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.claims.claim import Claim, Part
from sim.claims.effects import Sample
from sim.claims.kept import Address, Kept
from sim.claims.running import Plan, Trials
from sim.claims.trials import Manner, Trial
from sim.design.factors import Value
from sim.design.plausible import FORMS, Place
from sim.design.way import Way
from sim.running.progress import Progress
from sim.running.stretches import Stretch

CONSTANTS = ("work.friction", "people.contagion", "customers.quality_gain", "money.hiring_cost")
"""Constants of the model that vary over made-up points, from 0 to 1 each."""

Effect = Callable[[Trial], float]
"""What one way has more than the other, of a trial."""


def part(outcome: str = "turnover", expect: str = "higher", smallest: float = 0.1, **other) -> Part:
    """A part that compares `one` with `other`."""
    weights = other.pop("weights", {"one": 1.0, "other": -1.0})
    years = other.pop("years", (0.0, 2.0))
    return Part(outcome=outcome, weights=weights, expect=expect, smallest=smallest, years=years, **other)


def claim(*parts: Part, name: str = "made_up", ways: Sequence[str] = ("one", "other"), **other) -> Claim:
    """A claim with these parts and ways; no mechanism carries it unless told."""
    given = {
        "essay": 3,
        "scenarios": ("turnover_city",),
        "environment": {},
        "mechanisms": (),
        "outcomes": ("turnover",),
        "kind": "",
        "favours": None,
    } | other
    return Claim(
        name=name,
        says="It is so.",
        expects="as it is",
        ways={way: Way(practices={"first": nth / 10.0}) for nth, way in enumerate(ways)},
        firms=dict.fromkeys(ways, 0),
        alone=False,
        years=2,
        parts=parts or (part(),),
        **given,
    )


class MadeUpTrial(Trial):
    """A trial whose tasks are never laid out."""

    def points(self, manner: Manner = "as it is") -> Mapping[str, str]:
        """An address that says what it is of."""
        return {way: f"{self.place.number} {way} {manner}" for way in self.claim.compared}


def trials(of: Claim, count: int, seed: int = 0) -> list[Trial]:
    """Trials at random points, spread over scenarios, environments and forms."""
    rng = np.random.default_rng(seed)
    settings = [(scenario, environment) for scenario in of.scenarios for environment in of.environments()]
    found: list[Trial] = []
    for number in range(1, count + 1):
        constants = dict(zip(CONSTANTS, rng.random(len(CONSTANTS)).tolist(), strict=True))
        forms = {form.name: list(form.variants)[rng.integers(len(form.variants))] for form in FORMS}
        scenario, environment = settings[rng.integers(len(settings))]
        found.append(MadeUpTrial(of, Place(number, constants, forms), scenario, environment, number))
    return found


@dataclass
class MadeUpKept(Kept):
    """Measures by a function of trial number, way, manner, stretch and measure, instead of a folder's."""

    value_of: Callable[[int, str, str, Stretch, str], float]
    asked: list[tuple[Address, Stretch, str]] = field(default_factory=list)

    def value(self, address: Address, stretch: Stretch, measure: str) -> float:
        """What the function says."""
        number, way, manner = address[0].split(" ", 2)
        self.asked.append((address, stretch, measure))
        return self.value_of(int(number), way, manner, stretch, measure)


def sample(
    of: Claim,
    count: int,
    effect: Effect,
    *,
    noise: float = 0.1,
    seed: int = 0,
    left: Mapping[str, float] | None = None,
) -> Sample:
    """Trials in which `one` has so much more of everything than `other`, give or take noise.

    left: the share of the effect that is there with mechanisms frozen and off, and in a larger market.
    """
    made = trials(of, count, seed)
    size = np.array([effect(one) for one in made])
    luck = np.random.default_rng(seed + 1).normal(0.0, noise, len(made))
    shares = {"as it is": 1.0, "larger": 1.0} | dict(left or {})

    def value(number: int, way: str, manner: str, stretch: Stretch, measure: str) -> float:
        nth = number - 1
        mine = shares[manner] * (size[nth] + luck[nth]) if way == "one" else 0.0
        return 10.0 + mine

    return Sample(made, MadeUpKept(value))


def environment(**values: Sequence[Value]) -> dict[str, tuple[Value, ...]]:
    """An environment by the names of practices."""
    return {f"practices.{name}": tuple(given) for name, given in values.items()}


def as_trials(**samples: Sample) -> Trials:
    """The trials of some claims by name."""
    return Trials({name: list(one.trials) for name, one in samples.items()})


PLAN = Plan(trials=400, ablated=48, larger=48)


def quiet() -> Progress:
    """Progress that nobody sees."""
    return Progress(lambda what, count: None, lambda done: None)
