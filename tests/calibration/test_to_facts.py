"""Fitting to facts: every fact is fitted or says why not, and every constant is there for a reason."""

import pytest

from sim.analysis.evidence import UNMEASURED
from sim.calibration import to_client, to_facts
from sim.calibration.fitted import FITTED, Fitted, span
from sim.calibration.to_facts import TOO_RARE, fitted_facts, folds, problem
from sim.calibration.words import meaning, unit
from sim.design.factors import limits
from sim.design.facts import facts, priors
from sim.errors import InputError
from sim.running.scenarios import load_scenario

CITY = load_scenario("turnover_city")
TABLES = [*FITTED, *to_client.FITTED]


def test_every_fact_is_fitted_or_says_why_not():
    assert {*fitted_facts(), *UNMEASURED, *TOO_RARE} == set(facts())


def test_each_fact_is_held_back_once():
    assert sorted(name for fold in folds() for name in fold) == sorted(fitted_facts())
    assert len(folds()) == 5
    assert max(map(len, folds())) - min(map(len, folds())) <= 1


def test_kindred_facts_are_not_held_back_together():
    of_quits = {"satisfaction_quit", "intention_quit", "clarity_quit", "overload_quit"}
    assert all(len(of_quits & set(fold)) <= 1 for fold in folds())


def test_the_list_is_short_enough_to_be_told_of():
    assert 15 <= len({one.name for one in FITTED}) == len(FITTED) <= 25


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)
def test_a_constant_has_a_reason_a_unit_and_a_range_around_its_value(one):
    assert one.why
    assert meaning(one.name)
    assert unit(one.name)
    low, high = span(CITY, one)
    least, most, whole = limits(one.name)
    section, _, name = one.name.partition(".")
    assert least <= low <= getattr(CITY.section(section), name).value <= high <= most
    assert low < high
    assert not whole
    assert not one.prior or one.prior in priors()
    assert not (one.prior and one.span)


def test_a_value_outside_its_prior_widens_the_range():
    low, high = span(CITY, Fitted("people.absence", "a test", span=(0.3, 0.4)))
    assert (low, high) == (0.165, 0.4)


def test_a_place_is_the_value_and_back():
    posed = problem(CITY, 1)
    now = posed.now()
    values = posed.values(posed.place(now))
    for (name, value), (low, high), found in zip(now.items(), posed.spans.values(), values, strict=True):
        assert abs(found - value) <= 0.002 * (high - low), name
    assert posed.with_values(now).content() == posed.with_values(dict(now)).content()


def test_what_decides_a_simulation_has_an_address_of_its_own():
    addresses = {
        problem(CITY, 1).address,
        problem(CITY, 2).address,
        problem(load_scenario("corner_shop"), 1).address,
    }
    assert len(addresses) == 3
    assert problem(CITY, 1).address == problem(CITY, 1).address


def test_only_the_neutral_firm_is_run():
    assert to_facts.POLICY == to_client.POLICY == "neutral"


def test_constants_that_the_model_refuses_are_an_input_error():
    posed = problem(CITY, 1)
    with pytest.raises(InputError, match="absence"):
        posed.with_values({"people.absence": 7.0})
