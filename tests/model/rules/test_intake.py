"""intake: thinned needs, stated urgency, habits of asking, the yearly surge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.intake import (
    complaint_probability,
    habit_after,
    loyalty,
    need_probability,
    patronage,
    repeat_probability,
    sound_effort,
    stated_urgent,
    surge_at,
    thrift,
)
from tests.model.rules.ranges import between, inner_share, ordered, share, shares

factor = between(0.0, 3.0)
headroom = between(1.0, 20.0)
sensitivity = between(0.0, 5.0)


@given(factor, factor, factor, headroom)
def test_a_need_has_a_probability(surge, buys, control, headroom):
    assert 0.0 <= need_probability(surge, buys, control, headroom) <= 1.0


@given(ordered(0.0, 3.0), factor, factor, headroom)
def test_needs_rise_with_each_factor(factors, a, b, headroom):
    for place in range(3):
        low, high = (need_probability(*[*[a, b][:place], x, *[a, b][place:]], headroom) for x in factors)
        assert low <= high


@given(between(2.0, 20.0))
def test_potential_needs_are_thinned_back_to_normal_ones(headroom):
    assert need_probability(1.0, 1.0, 1.0, headroom) * headroom == pytest.approx(1.0)


@given(shares, inner_share, between(0.0, 3.0))
def test_the_dissatisfied_buy_less(satisfactions, set_point, elasticity):
    low, high = (patronage(s, set_point, elasticity) for s in satisfactions)
    assert 0.0 <= low <= high <= 1.5


@given(inner_share, between(0.0, 3.0), share)
def test_at_the_set_point_or_without_elasticity_patronage_is_normal(set_point, elasticity, satisfaction):
    assert patronage(set_point, set_point, elasticity) == 1.0
    assert patronage(satisfaction, set_point, 0.0) == 1.0


@given(share, sensitivity, shares, share)
def test_customers_who_were_let_down_shout_earlier(claims, sensitivity, satisfactions, set_point):
    sad, glad = (stated_urgent(claims, sensitivity, s, set_point) for s in satisfactions)
    assert claims <= glad <= sad <= 1.0


@given(share, sensitivity, inner_share)
def test_the_content_state_urgency_as_always(claims, sensitivity, set_point):
    assert stated_urgent(claims, sensitivity, set_point, set_point) == claims


@given(share, share)
def test_a_yes_teaches_to_ask_and_a_no_teaches_not_to(habit, learning):
    assert 0.0 <= habit_after(habit, False, learning) <= habit <= habit_after(habit, True, learning) <= 1.0


@given(share)
def test_without_learning_the_habit_stays_and_with_full_learning_one_answer_makes_it(habit):
    assert habit_after(habit, True, 0.0) == habit_after(habit, False, 0.0) == habit
    assert habit_after(habit, True, 1.0) == 1.0
    assert habit_after(habit, False, 1.0) == 0.0


@given(share, inner_share, inner_share)
def test_the_habit_settles_at_the_share_of_yeses(habit, learning, accepted):
    """The linear operator model matches probabilities: its expected step is zero at that share."""
    expected = accepted * habit_after(accepted, True, learning) + (1.0 - accepted) * habit_after(
        accepted, False, learning
    )
    assert expected == pytest.approx(accepted)


@given(st.integers(0, 51), st.integers(0, 52), between(0.1, 10.0))
def test_a_surge_lasts_as_long_as_said_and_wraps_round_the_new_year(first, weeks, factor):
    in_surge = [week for week in range(52) if surge_at(week, float(first), float(weeks), factor) == factor]
    expected = sorted((first + k) % 52 for k in range(weeks)) if factor != 1.0 else list(range(52))
    assert in_surge == expected


@given(st.integers(0, 51), st.integers(0, 52))
def test_a_factor_of_one_is_no_surge(first, weeks):
    assert all(surge_at(week, float(first), float(weeks), 1.0) == 1.0 for week in range(52))


@given(shares, between(0.0, 3.0), between(0.0, 2.0))
def test_the_more_readily_customers_are_heard_and_the_more_loyal_the_more_complain(complaining, voice, loyal):
    few, many = (complaint_probability(share, voice, loyal) for share in complaining)
    assert 0.0 <= few <= many <= 1.0
    assert complaint_probability(few, voice, loyal) <= complaint_probability(few, voice + 0.5, loyal)
    assert complaint_probability(few, voice, loyal) <= complaint_probability(few, voice, loyal + 0.5)
    assert complaint_probability(few, 1.0, 1.0) == few
    assert complaint_probability(few, 0.0, loyal) == complaint_probability(few, voice, 0.0) == 0.0


@given(shares, between(0.1, 0.9), ordered(0.0, 30.0), between(0.1, 20.0))
def test_loyalty_grows_with_satisfaction_and_with_time(satisfactions, set_point, years, bonding):
    less, more = (loyalty(s, set_point, years[0], bonding) for s in satisfactions)
    assert 0.0 <= less <= more
    assert more <= loyalty(satisfactions[1], set_point, years[1], bonding) <= 2.0 / set_point
    assert loyalty(set_point, set_point, bonding, bonding) == pytest.approx(1.0)


@given(ordered(-1.0, 2.0), between(0.0, 3.0))
def test_the_dearer_the_less_is_asked_for(prices, elasticity):
    cheap, dear = (thrift(price, elasticity) for price in prices)
    assert 0.0 < dear <= cheap
    assert thrift(0.0, elasticity) == 1.0
    assert thrift(prices[0], 0.0) == 1.0


@given(between(0.1, 40.0), share, between(0.0, 5.0), share)
def test_an_ordinary_firm_works_the_effort_of_the_scenario_on_average(effort, faults, fault_effort, again):
    """Some are born with a failure and some begun twice, independently."""
    sound = sound_effort(effort, faults, fault_effort, again)
    assert sound <= effort
    mean = sound * (1.0 + faults * fault_effort) * (1.0 + again)
    assert mean == pytest.approx(effort)
    assert sound_effort(effort, 0.0, fault_effort, 0.0) == effort


@given(share, shares)
def test_the_better_data_are_integrated_the_less_is_begun_twice(again, integrations):
    little, much = (repeat_probability(again, integration) for integration in integrations)
    assert 0.0 <= much <= little <= again
    assert repeat_probability(again, 0.0) == again
    assert repeat_probability(again, 1.0) == 0.0
