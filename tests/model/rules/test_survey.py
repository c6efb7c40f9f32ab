"""survey: what customers would answer; every answer is given by as much of the range, and more is never less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.survey import BOXES, PASSIVE, PROMOTER, RECOMMENDING, TOP_TWO, answer
from tests.model.rules.ranges import ordered, share

answers = st.integers(1, 20)


@given(share, answers)
def test_an_answer_is_one_of_the_scale(satisfaction, count):
    assert 0 <= answer(satisfaction, count) < count


@given(ordered(0.0, 1.0), answers)
def test_who_is_more_satisfied_answers_no_less(levels, count):
    less, more = levels
    assert answer(less, count) <= answer(more, count)


@given(answers)
def test_each_answer_is_given_by_as_much_of_the_range(count):
    found = [answer((nth + 0.5) / (100 * count), count) for nth in range(100 * count)]
    assert [found.count(one) for one in range(count)] == [100] * count


@pytest.mark.parametrize(
    ("satisfaction", "count", "expected"), [(0.0, 5, 0), (1.0, 5, 4), (0.6, 5, 3), (1.0, 11, 10)]
)
def test_ends_and_boxes(satisfaction, count, expected):
    assert answer(satisfaction, count) == expected


def test_the_two_best_of_five_and_the_three_groups_of_eleven():
    assert BOXES - TOP_TWO == 2
    assert RECOMMENDING - PROMOTER == 2
    assert (PASSIVE, PROMOTER) == (7, 9)
