"""Shares of an effect that are gone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.shares import share_gone


def test_a_share_is_what_is_gone():
    whole, left = np.array([1.0, 2.0, 3.0]), np.array([0.5, 1.0, 1.5])
    found = share_gone(whole, left)
    assert (found.mean, found.low, found.high) == (0.5, 0.5, 0.5), "half of each: no doubt about it"
    noisy = share_gone(whole, np.array([0.9, 0.6, 1.5]))
    assert noisy.mean == pytest.approx(0.5)
    assert noisy.low < 0.5 < noisy.high


def test_a_share_is_of_the_same_worlds():
    assert share_gone(np.array([1.0, 1.0, 10.0]), np.array([0.25, 0.25])).mean == 0.75


@given(st.lists(st.floats(1.0, 2.0), min_size=2, max_size=8), st.floats(-1.0, 2.0))
def test_the_same_share_of_every_world_is_known_exactly(sizes, left):
    whole = np.array(sizes)
    found = share_gone(whole, left * whole)
    assert found.mean == pytest.approx(1.0 - left, abs=1e-9)
    assert found.high - found.low == pytest.approx(0.0, abs=1e-9)
