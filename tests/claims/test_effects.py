"""What a part is worth in each trial: sums of ways, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.claims.effects import FALSE_ALARMS, Sample, is_money
from sim.running.stretches import REVENUE_STEP, Stretch
from tests.claims.made_up import MadeUpKept, claim, environment, part, trials

few = settings(max_examples=25)
WAYS = ("one", "other", "third")
sizes = st.floats(-5.0, 5.0).filter(bool)
weights = st.fixed_dictionaries(dict.fromkeys(WAYS, sizes))
outcomes = st.sampled_from(["turnover", "profit", "late_share"])
expected = st.sampled_from(["higher", "lower", "alike", "not lower"])

VALUES = {
    ("one", "turnover"): 0.5,
    ("other", "turnover"): 0.2,
    ("one", "churn"): 0.1,
    ("other", "churn"): 0.3,
    ("one", "profit"): 20.0,
    ("other", "profit"): 5.0,
    ("one", "revenue"): 150.0,
    ("other", "revenue"): 50.0,
}


def hashed(number: int, way: str, manner: str, stretch: Stretch, measure: str) -> float:
    """Some number of everything that a measure is asked of; revenue is never nought."""
    seed = [number, len(manner), stretch.start, stretch.end, *map(ord, way + measure)]
    return 0.5 + float(np.random.default_rng(seed).random())


def by_hand(number: int, way: str, manner: str, stretch: Stretch, measure: str) -> float:
    """VALUES, ten times as large in the second year, and in trials after the first."""
    late = 10.0 if stretch == Stretch(0, 52, 104) else 1.0
    return VALUES[way, measure] * late * (1.0 if number == 1 else 10.0)


def effects(of, value=hashed, count=4):
    mine = claim(of, ways=WAYS)
    return Sample(trials(mine, count), MadeUpKept(value)).sides(of).effect


# ---------------------------------------------------------------- laws


@few
@given(weights, outcomes, expected)
def test_to_swap_the_sides_flips_the_sign(given_weights, outcome, expect):
    one = part(outcome, expect, weights=given_weights)
    swapped = replace(one, weights={way: -weight for way, weight in given_weights.items()})
    assert effects(swapped).tolist() == (-effects(one)).tolist()


@few
@given(weights, weights, outcomes)
def test_weights_are_linear(some, more, outcome):
    both = {way: some[way] + more[way] for way in WAYS}
    sides = [effects(part(outcome, weights=each)) for each in (some, more)]
    assert effects(part(outcome, weights=both)) == pytest.approx(sides[0] + sides[1], abs=1e-9)


@few
@given(weights, outcomes)
def test_since_takes_the_effect_of_those_years_off(given_weights, outcome):
    grown = part(outcome, weights=given_weights, years=(1.0, 2.0), since=(0.0, 1.0))
    late, early = (replace(grown, years=years, since=None) for years in ((1.0, 2.0), (0.0, 1.0)))
    assert effects(grown) == pytest.approx(effects(late) - effects(early), abs=1e-9)


@few
@given(weights)
def test_less_outcome_takes_that_outcome_off(given_weights):
    gap = part("churn_silent", weights=given_weights, less_outcome="churn_voiced")
    silent, voiced = (part(name, weights=given_weights) for name in ("churn_silent", "churn_voiced"))
    assert effects(gap) == pytest.approx(effects(silent) - effects(voiced), abs=1e-9)


@few
@given(st.floats(1e-3, 1e6))
def test_a_currency_of_another_size_changes_no_effect_in_money(size):
    one = part("profit", weights={"one": 1.0, "other": -1.0})
    assert effects(one, lambda *asked: size * hashed(*asked)) == pytest.approx(effects(one))


# ---------------------------------------------------------------- by hand


def of_two(of, count=2, **other):
    mine = claim(of, **other)
    return Sample(trials(mine, count), MadeUpKept(by_hand)).sides(of)


def test_one_less_another():
    sides = of_two(part("turnover"))
    assert sides.more.tolist() == [0.5, 5.0]
    assert sides.less.tolist() == [0.2, 2.0]
    assert sides.effect.tolist() == pytest.approx([0.3, 3.0])


def test_growth_and_a_second_outcome():
    of = part("turnover", years=(1.0, 2.0), since=(0.0, 1.0), less_outcome="churn", weights={"one": 1.0})
    assert of_two(of, 1, ways=("one", "other")).effect.tolist() == pytest.approx([(5.0 - 1.0) - (0.5 - 0.1)])


def test_money_is_a_share_of_the_revenue_of_all_ways():
    """Also where the trial's firm is ten times as large."""
    assert of_two(part("profit")).effect.tolist() == pytest.approx([0.15, 0.15])
    assert [name for name in ("profit", "turnover", "profit_per_hour") if is_money(name)] == ["profit"]


def test_without_any_revenue_a_share_of_it_is_not_defined():
    def broke(number, way, manner, stretch, measure):
        return 0.0 if number == 1 else by_hand(number, way, manner, stretch, measure)

    of = part("profit")
    found = Sample(trials(claim(of), 2), MadeUpKept(broke)).sides(of).effect
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(0.15)


def test_what_is_not_defined_of_one_way_is_not_of_the_effect():
    def gone(number, way, manner, stretch, measure):
        return float("nan") if (number, way) == (2, "one") else 1.0

    of = part("turnover")
    found = Sample(trials(claim(of), 3), MadeUpKept(gone)).sides(of).effect
    assert np.isnan(found).tolist() == [False, True, False]


def test_a_part_is_judged_where_it_is_expected():
    where = {"practices.pay": (1.1,)}
    of = part("turnover", where=where)
    mine = claim(of, environment=environment(pay=(1.0, 1.1)))
    every = Sample(trials(mine, 40), MadeUpKept(hashed))
    assert 0 < len(every.of(of).trials) < 40
    assert {one.environment["practices.pay"] for one in every.of(of).trials} == {1.1}
    assert [one.place.number for one in every.first(3).trials] == [1, 2, 3]


def test_an_effect_is_found_where_the_firms_own_books_show_more_than_luck_does():
    """The analyst's alarm is what one in twenty worlds without effort passes."""
    count = 200
    without = np.linspace(-2.0, 2.0, count)
    alarm = np.quantile(without, 1.0 - FALSE_ALARMS)

    def steps(number, way, manner, stretch, measure):
        assert measure == REVENUE_STEP
        return float(without[number - 1]) if way == "other" else (alarm + (1.0 if number <= 50 else -1.0))

    of = part("revenue", "not found")
    sides = Sample(trials(claim(of), count), MadeUpKept(steps)).sides(of)
    assert sides.effect.tolist() == [-0.5] * 50 + [0.5] * 150
    none = Sample(trials(claim(of), count), MadeUpKept(lambda n, *rest: float(without[n - 1]))).sides(of)
    assert (none.effect < 0.0).mean() == pytest.approx(FALSE_ALARMS)


def test_of_no_trials_nothing_is_known():
    for of in (part("turnover"), part("profit"), part("revenue", "not found")):
        assert len(Sample([], MadeUpKept(hashed)).sides(of).effect) == 0
