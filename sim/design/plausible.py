"""The plausible space: what the model's constants and contested forms could be, for all that is known.

A constant with a published prior lies anywhere in its range (facts.toml). Any other, assumed or set by its scenario,
lies within a factor of LEEWAY of the scenario's value. Constants that say how large a firm is, in what money it counts,
where an ordinary scale has its middle, or when something happens stay as they are: to move them changes the question.

Constants that were fitted to facts together (`sim calibrate`) can be drawn from their posterior instead.

Forms on which the literature disagrees vary too. Points are those of one scrambled Sobol sequence, so that more points
extend fewer, and point n is the same place for every claim.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sim.design.factors import Value, limits
from sim.design.facts import priors
from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity
from sim.model.scenario import Scenario

LEEWAY = 1.2
"""How far a constant without a prior may be off, as a factor either way (assumed)."""

SIZES = (
    "customers.customers_per_firm",
    "customers.need_rate",
    "people.employees_per_firm",
    "people.span_of_control",
    "people.hours_per_day",
    "managers.attended_a_week",
    "work.effort",
    "law.fine_cap",
)
ACCOUNT = ("money.price_request", "money.wage", "money.manager_wage", "money.on_costs")
MIDDLES = (
    "customers.expectation_start",
    "customers.satisfaction_set_point",
    "customers.quality_reference",
    "quality.ordinary_grade",
    "people.satisfaction_reference",
    "people.strain_reference",
)
TIMETABLE = (
    "surge.surge_week",
    "surge.surge_weeks",
    "disruption.disruption_year",
    "horizon.warm_up",
    "horizon.years",
)
Fitted = Callable[[float], Mapping[str, float]]
"""One draw of constants that go together, by a share between 0 and 1: evenly spread shares give the posterior."""

HELD = frozenset((*SIZES, *ACCOUNT, *MIDDLES, *TIMETABLE))
"""Constants that stay as the scenario has them."""


@dataclass(frozen=True)
class Form:
    """A form of a rule that is contested: its variants, each as factors on constants of the model."""

    name: str
    variants: Mapping[str, Mapping[str, float]]


FORMS = (
    # What satisfaction answers: quality as such (Johnson, Anderson & Fornell 1995), or only what differs from what was
    # expected (Oliver 1980); the gain of what is left doubles, so that satisfaction moves as much in all.
    Form(
        "satisfaction follows",
        {
            "quality and expectation": {},
            "quality alone": {"customers.quality_gain": 2.0, "customers.satisfaction_gain": 0.0},
            "expectation alone": {"customers.quality_gain": 0.0, "customers.satisfaction_gain": 2.0},
        },
    ),
    # How standards come back that have slipped: Oliva & Sterman 2001 could not tell how slowly.
    Form(
        "eroded standards",
        {
            "recover slowly": {},
            "recover as fast as they erode": {"work.standard_recovery": 19.0 / 30.0},
            "hardly recover": {"work.standard_recovery": 20.0},
        },
    ),
    # What executives learn from: many trials weighed together, or whatever they saw last.
    Form(
        "executives learn from",
        {
            "many trials": {},
            "the last trial": {"executives.trial_memory": 1.0 / 16.0, "executives.sure": 0.0},
        },
    ),
)


@dataclass(frozen=True)
class Place:
    """A point of the plausible space in one scenario: values of constants, and the variant of each form."""

    number: int
    constants: Mapping[str, float]
    forms: Mapping[str, str]

    @property
    def factors(self) -> dict[str, Value]:
        """Everything that varies, by name, for whoever looks for conditions."""
        return {**self.constants, **self.forms}


@cache
def candidates() -> tuple[str, ...]:
    """The names of all constants that may vary, in the order of the model's sections."""
    return tuple(
        f"{section}.{name}"
        for section, kind in SECTIONS.items()
        for name, field in kind.model_fields.items()
        if field.annotation is Quantity
        and f"{section}.{name}" not in HELD
        and not kind.specification(name)["whole"]
    )


def ranges(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """The plausible range of each constant that varies in a scenario; one that is zero is off, and stays so."""
    found = {}
    for name in candidates():
        section, _, field = name.partition(".")
        quantity = getattr(scenario.section(section), field)
        least, most, _ = limits(name)
        prior = _prior(quantity.source)
        if prior is not None:
            low, high = float(prior["low"]), float(prior["high"])
        else:
            low, high = sorted((quantity.value / LEEWAY, quantity.value * LEEWAY))
        low, high = max(low, least), min(high, most)
        if low < high:
            found[name] = (low, high)
    return found


def _prior(source: str) -> Mapping[str, Any] | None:
    """The prior that a source names; words may follow its name, after a colon, and do not make it another."""
    named, _, _ = source.partition(":")
    return priors()[named.removeprefix("priors.").strip()] if named.startswith("priors.") else None


def place(scenario: Scenario, number: int, fitted: Fitted | None = None) -> Place:
    """The point of that number; number 0 is the scenario as it is, the best guess of everything.

    fitted: constants that are drawn together, where the scenario does not set them itself; the others lie where they
    do without it.
    """
    if number == 0:
        return Place(0, {}, {form.name: next(iter(form.variants)) for form in FORMS})
    row = unit(number)
    spans = ranges(scenario)
    drawn = dict(zip(candidates(), row[RESERVED:], strict=True))
    constants = {name: float(low + drawn[name] * (high - low)) for name, (low, high) in spans.items()}
    if fitted is not None:
        constants |= _fitted(scenario, constants, drawn, fitted)
    forms = {}
    for form, u in zip(FORMS, row[1:], strict=False):
        variant = list(form.variants)[int(u * len(form.variants))]
        forms[form.name] = variant
        for name, factor in form.variants[variant].items():
            constants[name] = _allowed(name, factor * constants[name]) if name in constants else 0.0
    return Place(number, constants, forms)


def _fitted(
    scenario: Scenario, constants: Mapping[str, float], drawn: Mapping[str, float], fitted: Fitted
) -> dict[str, float]:
    """One draw of fitted constants, of those that vary in a scenario and that it leaves at their default.

    The place along the draws is that of the first of them, whose own dimension is free then.
    """
    names = fitted(0.5)
    first = next((name for name in candidates() if name in names), None)
    if first is None:
        return {}
    return {
        name: _allowed(name, value)
        for name, value in fitted(float(drawn[first])).items()
        if name in constants and not _sets(scenario, name)
    }


def _sets(scenario: Scenario, name: str) -> bool:
    """Whether a scenario has a value of its own for a constant."""
    section, _, field = name.partition(".")
    own, default = getattr(scenario.section(section), field), SECTIONS[section].model_fields[field].default
    return bool(own.value != default.value)


def _allowed(name: str, value: float) -> float:
    low, high, _ = limits(name)
    return min(high, max(low, value))


RESERVED = 1 + len(FORMS)
"""Dimensions of a point before those of constants: one for whoever asks (an environment, say), one for each form."""


def unit(number: int) -> np.ndarray:
    """A point of the unit cube, [dimension], by its number from 1."""
    return _points(max(512, 1 << (number - 1).bit_length()))[number - 1]


@cache
def _points(count: int) -> np.ndarray:
    """The first points of the sequence, [point, dimension]; the first of many are those of few."""
    from scipy.stats import qmc

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        engine = qmc.Sobol(RESERVED + len(candidates()), scramble=True, rng=20_261_126)
        return np.asarray(engine.random(count))
