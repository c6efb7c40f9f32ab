"""choice: logit over what customers believe, a price counted in elasticities, word of mouth."""

import math

import pytest
from hypothesis import given

from sim.model.rules.choice import (
    attachment,
    believed,
    message_weight,
    reasons_to_compare,
    switching_disutility,
    utility,
)
from tests.model.rules.ranges import NEARLY, between, ordered, share, shares, weight

price = between(0.3, 3.0)
prices = ordered(0.3, 3.0)
slope = between(0.0, 20.0)
elasticity = between(-6.0, 0.0)
side = between(-1.0, 1.0)


@given(shares, price, slope, elasticity)
def test_utility_rises_with_satisfaction(satisfactions, price, slope, elasticity):
    low, high = (utility(s, price, slope, elasticity) for s in satisfactions)
    assert low <= high


@given(share, prices, slope, elasticity)
def test_utility_falls_with_price(satisfaction, prices, slope, elasticity):
    cheap, dear = (utility(satisfaction, p, slope, elasticity) for p in prices)
    assert dear <= cheap


@given(share, slope, elasticity)
def test_the_market_price_is_neutral(satisfaction, slope, elasticity):
    assert utility(satisfaction, 1.0, slope, elasticity) == slope * satisfaction


@given(share, price, between(1.0, 1.5), slope, elasticity)
def test_the_logit_odds_of_a_small_firm_have_the_given_price_elasticity(
    satisfaction, price, rise, slope, elasticity
):
    odds = math.exp(
        utility(satisfaction, price * rise, slope, elasticity)
        - utility(satisfaction, price, slope, elasticity)
    )
    assert odds == pytest.approx(rise**elasticity)


@given(between(0.0, 5.0), share, slope, elasticity)
def test_switching_costs_as_much_as_a_price_higher_by_that_share(cost, satisfaction, slope, elasticity):
    dearer = utility(satisfaction, 1.0 + cost, slope, elasticity)
    loss = utility(satisfaction, 1.0, slope, elasticity) - dearer
    assert switching_disutility(cost, elasticity) == pytest.approx(loss, abs=1e-12)


@given(ordered(0.0, 5.0), elasticity)
def test_switching_hurts_more_the_more_it_costs(costs, elasticity):
    assert switching_disutility(0.0, elasticity) == 0.0
    assert switching_disutility(costs[0], elasticity) <= switching_disutility(costs[1], elasticity)


@given(share, share, share)
def test_belief_lies_between_memory_and_word_of_mouth(reputation, memory, weight):
    low, high = sorted((reputation, memory))
    assert low / NEARLY <= believed(reputation, memory, True, weight) <= high * NEARLY
    assert believed(reputation, memory, True, 0.0) == reputation
    assert believed(reputation, memory, True, 1.0) == memory


@given(share, share, share)
def test_who_was_never_there_believes_what_is_told(reputation, memory, weight):
    assert believed(reputation, memory, False, weight) == reputation


@given(share, share, between(1.0, 4.0))
def test_the_dissatisfied_talk_more(satisfaction, set_point, negative):
    weight = message_weight(satisfaction, set_point, negative)
    assert weight == (negative if satisfaction < set_point else 1.0)


@given(weight, ordered(0.0, 1.0), side)
def test_customers_hold_on_to_the_firm_nearest_to_what_they_like(weight, apart, taste):
    near, far = (attachment(weight, taste, taste - math.copysign(gap, taste)) for gap in apart)
    assert 0.0 <= far <= near <= weight
    assert attachment(weight, taste, taste) == weight
    assert attachment(0.0, taste, -taste) == 0.0


def test_one_at_the_other_end_is_nothing_to_hold_on_to():
    assert attachment(3.0, 1.0, -1.0) == attachment(3.0, -1.0, 1.0) == 0.0


@given(weight, side, side)
def test_holding_on_is_the_same_seen_from_either_end(weight, taste, identity):
    assert attachment(weight, taste, identity) == attachment(weight, -taste, -identity)


rate = between(0.0, 20.0)


@given(shares, ordered(0.0, 1.0), rate, rate, between(1.0, 20.0))
def test_reasons_to_compare_grow_with_discontent_with_price_and_with_a_problem(discontent, dear, a, b, p):
    for problem in (0.0, 1.0):
        low, high = (reasons_to_compare(d, dear[0], problem, a, b, p) for d in discontent)
        assert 1.0 <= low <= high <= reasons_to_compare(discontent[1], dear[1], problem, a, b, p)
    assert reasons_to_compare(0.0, 0.0, 0.0, a, b, p) == 1.0
    assert reasons_to_compare(0.0, 0.0, 1.0, a, b, p) == p
