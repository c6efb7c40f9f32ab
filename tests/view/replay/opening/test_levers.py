"""The levers: the unchanged firm is one of their settings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.practices import NEUTRAL, PRACTICES
from sim.view.replay.opening.levers import LEVERS, STEPS, values_of


@pytest.mark.parametrize("practice", [lever.practice for lever in LEVERS])
@given(share=st.floats(0, 1))
def test_values_rise_over_the_whole_range_and_the_firms_own_is_one_of_them(practice, share):
    low, high = PRACTICES[practice]["low"], PRACTICES[practice]["high"]
    own = low + share * (high - low)
    values = values_of(practice, own)
    assert own in values
    assert len(values) == STEPS
    assert all(one < other for one, other in pairwise(values))
    assert low <= values[0] < values[-1] <= high
    moved = [value for nth, value in enumerate(values) if abs(value - low - nth * (high - low) / 5) > 1e-6]
    assert moved in ([], [own])


def test_each_lever_is_a_practice_with_words_for_its_ends():
    for lever in LEVERS:
        assert lever.low != lever.high
        assert hasattr(NEUTRAL, lever.practice)
