"""attention: hours of a manager, what is skipped in a hurry, what comes first, and the clarity that results."""

import pytest
from hypothesis import given

from sim.model.rules.attention import answering_pace, clarity, hours_worked, label_value, rush, turn
from tests.model.rules.ranges import between, ordered, share, shares, time_constant

hours = between(0.0, 40.0)
count = between(0.0, 500.0)
day = between(0.0, 1000.0)
days = between(0.0, 260.0)


@given(hours, between(1.0, 12.0), between(1.0, 2.0))
def test_a_day_lasts_from_the_normal_to_the_longest(claimed, normal, longest):
    worked = hours_worked(claimed, normal, longest)
    assert normal <= worked <= normal * longest
    assert worked == claimed or not normal <= claimed <= normal * longest


@given(ordered(0.0, 40.0), between(1.0, 12.0), between(1.0, 2.0))
def test_hours_rise_with_claims(claims, normal, longest):
    assert hours_worked(claims[0], normal, longest) <= hours_worked(claims[1], normal, longest)


@given(hours, between(0.1, 12.0))
def test_nothing_is_skipped_while_the_day_holds_what_is_claimed_and_all_at_twice_as_much(claimed, day_hours):
    skipped = rush(claimed, day_hours)
    assert 0.0 <= skipped <= 1.0
    assert skipped == 0.0 or claimed > day_hours
    assert skipped == 1.0 or claimed < 2.0 * day_hours


@given(ordered(0.0, 40.0), between(0.1, 12.0))
def test_a_hurry_rises_with_claims(claims, day_hours):
    assert rush(claims[0], day_hours) <= rush(claims[1], day_hours)


def test_whoever_has_no_hours_skips_everything():
    assert rush(0.0, 0.0) == 1.0


@given(day, days)
def test_without_a_preference_the_due_day_decides(due, moved):
    assert turn(due, 1.0, 0.0, moved) == turn(due, -1.0, 0.0, moved) == turn(due, 0.0, 1.0, moved) == due


@given(day, ordered(-1.0, 1.0), days)
def test_the_more_a_firm_puts_its_people_first_the_earlier_is_their_turn_and_the_later_the_customers(
    due, first, moved
):
    assert turn(due, 1.0, first[1], moved) <= turn(due, 1.0, first[0], moved)
    assert turn(due, -1.0, first[1], moved) >= turn(due, -1.0, first[0], moved)


@given(day, between(-1.0, 1.0), days)
def test_what_one_side_gains_the_other_loses(due, first, moved):
    assert turn(due, 1.0, first, moved) + turn(due, -1.0, first, moved) == pytest.approx(2.0 * due)


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
def test_clarity_rises_with_answers_and_with_labels(answered, labels):
    assert clarity(answered[0], labels) <= clarity(answered[1], labels)
    assert clarity(labels, answered[0]) <= clarity(labels, answered[1])


@given(share)
def test_clarity_is_no_more_than_either_and_nothing_without_both(value):
    assert clarity(1.0, value) == clarity(value, 1.0) == value
    assert clarity(0.0, value) == clarity(value, 0.0) == 0.0


@given(share, time_constant)
def test_answering_starts_slowly_and_is_learned(start, weeks):
    assert answering_pace(0.0, start, weeks) == pytest.approx(start, abs=1e-12)
    assert answering_pace(50.0 * weeks, start, weeks) == pytest.approx(1.0)


@given(ordered(0.0, 520.0), share, time_constant)
def test_answering_never_gets_slower(weeks, start, learning):
    assert answering_pace(weeks[0], start, learning) <= answering_pace(weeks[1], start, learning) + 1e-12
