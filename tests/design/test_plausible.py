"""The plausible space: its points lie where they may, and more of them extend fewer."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.design import plausible
from sim.design.factors import factor_names, limits
from sim.design.facts import priors
from sim.design.plausible import FORMS, HELD, LEEWAY, RESERVED, candidates, place, ranges, unit
from sim.design.vary import vary
from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity
from sim.model.scenario import Scenario
from sim.places import scenario_files
from sim.running.scenarios import load_scenario

SCENARIOS = sorted(scenario_files())
scenarios = st.sampled_from(SCENARIOS)
numbers = st.integers(1, 1_024)
few = settings(max_examples=25)  # each lays a scenario out
every_scenario = pytest.mark.parametrize("name", SCENARIOS)


@cache
def loaded(name: str) -> Scenario:
    return load_scenario(name)


@cache
def spans(name: str) -> dict[str, tuple[float, float]]:
    return ranges(loaded(name))


def quantity(scenario: Scenario, name: str) -> Quantity:
    section, _, field = name.partition(".")
    return getattr(scenario.section(section), field)


def factors_of(forms: dict[str, str]) -> dict[str, float]:
    """What some variants multiply, and by how much."""
    known = {form.name: form for form in FORMS}
    return {
        name: factor
        for form, variant in forms.items()
        for name, factor in known[form].variants[variant].items()
    }


# ---------------------------------------------------------------- laws


@few
@given(scenarios, numbers)
def test_a_point_lies_within_limits_and_but_for_its_forms_within_its_ranges(name, number):
    point = place(loaded(name), number)
    moved = factors_of(dict(point.forms))
    for constant, value in point.constants.items():
        least, most, _ = limits(constant)
        assert least <= value <= most
        low, high = spans(name)[constant]
        factor = moved.get(constant, 1.0)
        assert min(factor * low, most) <= value or value == least
        assert value <= max(factor * high, least)


@few
@given(scenarios, numbers)
def test_forms_change_only_what_they_say(name, number):
    """Every other constant is where its own dimension of the sequence has it."""
    point = place(loaded(name), number)
    moved = factors_of(dict(point.forms))
    drawn = dict(zip(candidates(), unit(number)[RESERVED:], strict=True))
    for constant, (low, high) in spans(name).items():
        value = low + drawn[constant] * (high - low)
        if constant in moved:
            least, most, _ = limits(constant)
            value = min(most, max(least, moved[constant] * value))
        assert point.constants[constant] == pytest.approx(value, rel=1e-12)
    assert set(point.constants) == set(spans(name))


@few
@given(numbers)
def test_a_point_is_the_same_place_for_whoever_asks(number):
    """Two scenarios share the position within each range, and the forms."""
    shop, city = (place(loaded(name), number) for name in ("corner_shop", "turnover_city"))
    assert shop.forms == city.forms
    untouched = set(shop.constants) & set(city.constants) - set(factors_of(dict(shop.forms)))
    for constant in untouched:
        at = [
            (point.constants[constant] - low) / (high - low)
            for point, (low, high) in (
                (shop, spans("corner_shop")[constant]),
                (city, spans("turnover_city")[constant]),
            )
        ]
        assert at[0] == pytest.approx(at[1], abs=1e-6)


def test_more_points_extend_fewer():
    first, many = plausible._points(512), plausible._points(2_048)
    assert np.array_equal(first, many[:512])
    assert np.array_equal(unit(512), first[511])
    assert np.array_equal(unit(513), many[512])


def test_points_fill_each_dimension_evenly():
    """Of 512 points of a Sobol sequence each 512th part of a dimension has one."""
    cells = np.sort((plausible._points(512) * 512).astype(int), axis=0)
    assert (cells == np.arange(512)[:, None]).all()


# ---------------------------------------------------------------- what varies


@every_scenario
def test_point_0_is_the_scenario_itself(name):
    scenario, point = loaded(name), place(loaded(name), 0)
    assert point.constants == {}
    assert vary(scenario, point.constants).content() == scenario.content()
    assert all(form.variants[point.forms[form.name]] == {} for form in FORMS)


@every_scenario
def test_every_scenario_can_be_varied(name):
    for number in (1, 700):
        point = place(loaded(name), number)
        varied = vary(loaded(name), point.constants)
        for constant in ("work.friction", *HELD - {"horizon.warm_up"}):
            expected = point.constants.get(constant, quantity(loaded(name), constant).value)
            assert quantity(varied, constant).value == expected


@every_scenario
def test_the_best_guess_lies_in_its_range(name):
    for constant, (low, high) in spans(name).items():
        assert low <= quantity(loaded(name), constant).value <= high, constant


@every_scenario
def test_a_prior_is_the_range_whatever_words_follow_its_name(name):
    for constant, span in spans(name).items():
        given = quantity(loaded(name), constant)
        if given.source.startswith("priors."):
            prior = priors()[given.source.removeprefix("priors.").partition(":")[0]]
            assert span == (prior["low"], prior["high"]), constant
        else:
            least, most, _ = limits(constant)
            low, high = sorted((given.value / LEEWAY, given.value * LEEWAY))
            assert span == (max(least, low), min(most, high)), constant


def test_words_follow_a_prior_in_some_scenario():
    """So that the test above has something to find."""
    assert quantity(loaded("turnover_city"), "people.base_quit_hazard").source.startswith(
        "priors.base_quit_hazard: "
    )
    assert spans("turnover_city")["people.base_quit_hazard"] == (0.11, 0.5)


def test_names_exist():
    whole = {f"{section}.{field}" for section, kind in SECTIONS.items() for field in kind.model_fields}
    assert whole >= HELD
    assert set(candidates()) <= set(factor_names()) - HELD
    assert {name for form in FORMS for factors in form.variants.values() for name in factors} <= set(
        candidates()
    )


def test_every_form_has_a_variant_that_changes_nothing_first():
    for form in FORMS:
        first, *others = form.variants.values()
        assert first == {}
        assert all(others)


def test_a_form_moves_no_constant_that_another_moves():
    names = [name for form in FORMS for name in {n for factors in form.variants.values() for n in factors}]
    assert len(set(names)) == len(names)


def test_what_is_off_stays_off():
    off = [name for name in candidates() if quantity(loaded("turnover_city"), name).value == 0.0]
    assert off
    assert not set(off) & set(place(loaded("turnover_city"), 5).constants)


def test_factors_are_constants_and_forms():
    point = place(loaded("corner_shop"), 3)
    assert point.factors == {**point.constants, **point.forms}


# ---------------------------------------------------------------- constants from a posterior

DRAWS = [
    {"work.switch_cost": 0.03, "people.absence": 0.17},
    {"work.switch_cost": 0.07, "people.absence": 0.15},
]


def fitted(share: float) -> dict[str, float]:
    return DRAWS[int(share * len(DRAWS))]


@few
@given(numbers)
def test_fitted_constants_are_drawn_together_and_others_lie_where_they_did(number):
    before = place(loaded("turnover_city"), number)
    point = place(loaded("turnover_city"), number, fitted)
    assert {name: point.constants[name] for name in DRAWS[0]} in DRAWS
    assert point.forms == before.forms
    changed = {name for name in before.constants if point.constants[name] != before.constants[name]}
    assert changed <= set(DRAWS[0])


def test_draws_come_as_often_as_shares_say():
    found = [place(loaded("turnover_city"), n, fitted).constants["people.absence"] for n in range(1, 65)]
    assert found.count(0.17) == found.count(0.15)


def test_what_a_scenario_sets_itself_is_not_drawn():
    own = vary(loaded("turnover_city"), {"people.absence": 0.1})
    low, high = ranges(own)["people.absence"]
    assert all(low <= place(own, n, fitted).constants["people.absence"] <= high for n in range(1, 9))
    assert all(place(own, n, fitted).constants["work.switch_cost"] in (0.03, 0.07) for n in range(1, 9))


def test_constants_that_do_not_vary_are_not_drawn():
    point = place(loaded("turnover_city"), 3, lambda share: {"work.effort": 0.3})
    assert point == place(loaded("turnover_city"), 3)
