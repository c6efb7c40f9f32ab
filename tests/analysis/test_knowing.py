"""What it is worth to know a constant, and what is regretted: known cases, and laws."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from sim.analysis.knowing import knowing
from tests.analysis.wanted import CONSTANT, LEVERS, PAY, asked, looked_at

OTHER = "people.pay_quit"
GOAL = ({"outcome": "turnover", "at_most": 0.35},)
VALUES = tuple(round(0.01 + 0.002 * step, 3) for step in range(5))
UNCERTAIN = ({"name": CONSTANT, "values": VALUES}, {"name": OTHER, "values": (0.5, 1.0, 1.5)})
ONE_LEVER = ({"name": PAY, "values": (1.0, 1.1)},)


def found(turnover, factors=(*ONE_LEVER, *UNCERTAIN)):
    question = asked(goals=GOAL, factors=factors)
    (prospect,) = looked_at(question, turnover=turnover)
    return question, prospect, knowing(prospect)


def it_depends(factors, luck):
    """Pay helps where few would leave anyway, and harms elsewhere; nothing else matters."""
    helps = factors[CONSTANT] < VALUES[2]
    return np.where((factors[PAY] > 1.0) == helps, 0.3, 0.4) + 0.001 * luck


THREE = ({"name": PAY, "values": (1.0, 1.05, 1.1)}, *UNCERTAIN)


def some_pay(factors, luck):
    """As it is serves well but at the first value of the constant, a little pay serves fairly at all."""
    share = {1.0: 1.0 if factors[CONSTANT] > VALUES[0] else 0.0, 1.05: 0.7, 1.1: 0.0}[factors[PAY]]
    return np.where(np.arange(len(luck)) < share * len(luck), 0.3, 0.4)


def test_a_constant_that_decides_is_worth_knowing_and_one_that_does_not_is_not():
    _, _, known = found(it_depends)
    first, second = known.values
    assert (first.factor, first.tells) == (CONSTANT, True)
    # As it is pays off at three of five values, the best choice for each at all five.
    assert_allclose(first.gain, 1.0 - 3 / 5)
    assert_allclose(known.everything, first.gain)
    assert (second.factor, second.gain, second.tells) == (OTHER, 0.0, False)


def test_what_means_nothing_is_seldom_said_to_tell():
    rng = np.random.default_rng(2)
    known = [found(lambda factors, luck: 0.35 + 0.02 * rng.normal(size=len(luck)))[2] for _ in range(5)]
    assert sum(one.tells for each in known for one in each.values) <= 2


@settings(max_examples=10)
@given(st.integers(0, 1_000))
def test_nothing_is_worth_more_than_everything_and_regret_is_least_where_it_is(seed):
    rng = np.random.default_rng(seed)
    _, prospect, known = found(lambda factors, luck: 0.35 + 0.05 * rng.normal() + 0.02 * luck)
    assert all(-1e-12 <= one.gain <= known.everything + 1e-12 for one in known.values)
    assert known.least_regret <= known.best_regret + 1e-12
    assert 0.0 <= known.least_regret <= 1.0
    assert {known.best.setting.policy, known.least.setting.policy} == {"neutral"}
    assert len(prospect.found) == 2


def test_the_least_regretted_may_be_another_than_the_best_on_average():
    _, _, known = found(some_pay, THREE)
    assert dict(known.best.setting.levers) == {}
    assert dict(known.least.setting.levers) == {PAY: 1.05}
    assert known.least_regret < known.best_regret


def test_many_values_are_grouped():
    sampled = {"kind": "latin_hypercube", "points": 24}
    question = asked(
        goals=GOAL,
        policies=("neutral", "premium"),
        factors=({"name": CONSTANT, "low": 0.01, "high": 0.02},),
        sampling=sampled,
    )
    (prospect,) = looked_at(
        question, turnover=lambda factors, luck: 0.3 + 5.0 * factors[CONSTANT] + 0.001 * luck
    )
    known = knowing(prospect)
    assert known.sets == 24
    assert len(known.values[0].best) == 4


def test_without_what_is_not_known_there_is_nothing_to_measure():
    for factors in (LEVERS, (*UNCERTAIN,)):
        question = asked(goals=GOAL, factors=factors)
        (prospect,) = looked_at(question)
        assert knowing(prospect) is None
