"""attention: hours of a manager, what they leave for the team, and the clarity that results."""

import pytest
from hypothesis import given

from sim.model.rules.attention import (
    attention_needed,
    briefing_skill,
    clarity,
    hours_worked,
    label_value,
    reserved_hours,
)
from tests.model.rules.ranges import between, ordered, share, shares, time_constant, weight

hours = between(0.0, 40.0)
count = between(0.0, 500.0)


@given(hours, between(1.0, 12.0), between(1.0, 2.0))
def test_a_day_lasts_from_the_normal_to_the_longest(claimed, normal, longest):
    worked = hours_worked(claimed, normal, longest)
    assert normal <= worked <= normal * longest
    assert worked == claimed or not normal <= claimed <= normal * longest


@given(ordered(0.0, 40.0), between(1.0, 12.0), between(1.0, 2.0))
def test_hours_rise_with_claims(claims, normal, longest):
    assert hours_worked(claims[0], normal, longest) <= hours_worked(claims[1], normal, longest)


@given(hours, share, hours)
def test_no_more_is_reserved_than_there_is_or_is_needed(own, team_time, need):
    assert 0.0 <= reserved_hours(own, team_time, need) <= min(own, need)


@given(hours, shares, hours)
def test_reserved_hours_rise_with_team_time(own, team_times, need):
    assert reserved_hours(own, team_times[0], need) <= reserved_hours(own, team_times[1], need)


@given(hours, hours)
def test_who_reserves_nothing_keeps_nothing_and_who_reserves_all_keeps_what_is_needed(own, need):
    assert reserved_hours(own, 0.0, need) == 0.0
    assert reserved_hours(own, 1.0, need) == min(own, need)


@given(ordered(0, 50), ordered(0, 500), weight, weight)
def test_need_for_attention_rises_with_people_and_with_what_is_open(people, requests, base, per_request):
    least = attention_needed(people[0], requests[0], base, per_request)
    assert least <= attention_needed(people[1], requests[0], base, per_request)
    assert least <= attention_needed(people[0], requests[1], base, per_request)


@given(weight, weight)
def test_an_empty_team_needs_no_attention(base, per_request):
    assert attention_needed(0.0, 0.0, base, per_request) == 0.0


@given(count, between(0.01, 500.0))
def test_labels_tell_all_without_false_alarms_and_nothing_when_all_is_false(false_urgent, calm):
    assert label_value(0.0, calm) == 1.0
    assert label_value(calm, calm) == 0.0
    assert 0.0 <= label_value(min(false_urgent, calm), calm) <= 1.0


def test_labels_tell_all_where_nothing_is_calm():
    assert label_value(0.0, 0.0) == 1.0


@given(ordered(0.0, 100.0), between(100.0, 500.0))
def test_labels_tell_less_with_false_alarms(false_urgent, calm):
    assert label_value(false_urgent[1], calm) <= label_value(false_urgent[0], calm)


@given(shares, share)
def test_clarity_rises_with_attention_and_with_labels(attentions, labels):
    assert clarity(attentions[0], labels) <= clarity(attentions[1], labels)
    assert clarity(labels, attentions[0]) <= clarity(labels, attentions[1])


@given(share)
def test_clarity_is_no_more_than_either_and_nothing_without_both(value):
    assert clarity(1.0, value) == clarity(value, 1.0) == value
    assert clarity(0.0, value) == clarity(value, 0.0) == 0.0


@given(share, time_constant)
def test_briefing_starts_low_and_is_learned(start, weeks):
    assert briefing_skill(0.0, start, weeks) == pytest.approx(start, abs=1e-12)
    assert briefing_skill(50.0 * weeks, start, weeks) == pytest.approx(1.0)


@given(ordered(0.0, 520.0), share, time_constant)
def test_briefing_never_gets_worse(weeks, start, learning):
    assert briefing_skill(weeks[0], start, learning) <= briefing_skill(weeks[1], start, learning) + 1e-12
