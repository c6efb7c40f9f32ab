"""Money over time: known cash flows have known values; laws of discounting and payback."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from sim.analysis.money import MONTHS_A_WEEK, Pair, pairs_of, payback, weeks_of, worths
from sim.design.money import Money
from tests.analysis.wanted import PAY, asked, looked_at

PAIR = Pair("a", "b", "city", "as_managed", (0,), (1,))


def worth(gain_a_year, *, weeks=104, worlds=10, spread=1.0, saved=0.0, **money):
    """Of a way that earns so much more a year, on average over worlds."""
    luck = np.linspace(-spread, spread, worlds)[:, None]
    profit = {0: np.zeros((worlds, weeks)) + gain_a_year + luck, 1: np.zeros((worlds, weeks))}
    hiring = {0: np.zeros((worlds, weeks)) - saved, 1: np.zeros((worlds, weeks))}
    (found,) = worths(Money(**money), [PAIR], {"profit": profit, "hiring_cost": hiring})
    return found


def test_without_discount_the_value_is_what_was_gained_less_what_was_paid():
    found = worth(52_000.0, one_off=30_000.0)
    assert_allclose(found.worth.difference.mean, 2 * 52_000.0 - 30_000.0)
    assert found.worth.sign == 1
    assert_allclose(found.cumulative[:, -1].mean(), found.worth.difference.mean)


def test_the_discounted_value_of_an_annuity_is_known():
    rate = 0.08
    weekly = 1.08 ** (1.0 / 52.0) - 1.0
    annuity = 1_000.0 * (1.0 - (1.0 + weekly) ** -104) / weekly
    assert_allclose(worth(52_000.0, discount_rate=rate).worth.difference.mean, annuity)


@settings(max_examples=10)
@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1e6), st.floats(0.0, 1e6))
def test_dearer_changes_and_higher_rates_are_worth_less(rate, more, once, extra):
    little = worth(1e6, discount_rate=rate, one_off=once).worth.difference.mean
    assert (
        worth(1e6, discount_rate=min(1.0, rate + more), one_off=once).worth.difference.mean <= little + 1e-6
    )
    assert_allclose(
        worth(1e6, discount_rate=rate, one_off=once + extra).worth.difference.mean, little - extra, atol=1e-6
    )


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=30), st.integers(0, 20), st.integers(0, 20))
def test_a_dearer_change_never_pays_back_sooner(gains, once, more):
    gain = np.array([gains], float)
    assert payback(gain, once + more)[0] >= payback(gain, once)[0]


@pytest.mark.parametrize(
    ("gains", "once", "weeks"),
    [
        ([1, 1, 1, 1], 0, 0),
        ([1, 1, 1, 1], 2, 2),
        ([1, 1, 1, 1], 5, np.inf),
        ([-1, -1, 5, 1], 0, 3),
        ([3, -3, 1, 5], 2, 4),  # it has to stay paid back
        ([2, 2, 2, -9], 1, np.inf),
        ([5, 1, 1, 1], 2, 1),
    ],
)
def test_payback_of_known_gains(gains, once, weeks):
    assert_allclose(payback(np.array([gains], float), once), [MONTHS_A_WEEK * weeks])


def test_payback_has_an_interval_over_worlds_where_they_are_enough():
    found = worth(52_000.0, one_off=26_000.0, worlds=20, spread=10_000.0)
    low, high = found.months_interval
    assert 0.0 < low < found.months < high < 12.0
    assert_allclose(found.months, 6.0, atol=0.5)
    assert (found.paid_back, found.paid_back_interval.high) == (1.0, 1.0)
    few = worth(52_000.0, one_off=26_000.0, worlds=4)
    assert np.isnan(few.months_interval.low)


def test_what_is_saved_on_replacing_people_is_a_years():
    assert_allclose(worth(0.0, saved=7_000.0).saved.difference.mean, 7_000.0)


def test_nothing_gained_is_not_clearly_worth_anything():
    found = worth(0.0, spread=5.0)
    assert found.worth.sign == 0
    assert 0.0 < found.paid_back < 1.0


def test_weeks_are_laid_out_by_world_and_missing_runs_are_undefined():
    series = {
        "point": np.array(["p", "p", "q", "p", "p"]),
        "replication": np.array([0, 0, 1, 1, 1]),
        "week": np.array([1, 0, 0, 0, 1]),
        "profit": np.array([2.0, 1.0, 9.0, 3.0, 4.0]),
    }
    weeks = weeks_of(series, {5: "p", 6: "q", 7: "nowhere"}, "profit")
    assert weeks[5].tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert np.isnan(weeks[6][0]).all()
    assert np.isnan(weeks[7]).all()


def test_the_best_setting_is_valued_against_the_policy_as_it_is():
    question = asked()
    (pair,) = pairs_of(question, [], looked_at(question))
    assert pair.a == "pay 1.05, priority discipline 0.9 and intake boundary 0.8"
    assert pair.b == "neutral as it is"
    assert (len(pair.points_a), len(pair.points_b)) == (1, 1)
    nothing_better = asked(
        goals=({"outcome": "profit", "at_least": -1e9},), factors=({"name": PAY, "values": (1.0, 1.1)},)
    )
    assert [one.a for one in pairs_of(nothing_better, [], looked_at(nothing_better))] in ([], ["pay 1.1"])
