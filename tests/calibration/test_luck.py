"""Luck of proposals: by key, and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.calibration.luck import Luck, uniforms


@given(st.text(max_size=20), st.integers(1, 50))
def test_a_key_gives_the_same_numbers_within_the_open_interval(key, count):
    found = uniforms(key, count)
    assert ((found > 0.0) & (found < 1.0)).all()
    assert np.array_equal(found, uniforms(key, count))
    assert np.array_equal(found, uniforms(key, count + 1)[:count])


def test_numbers_are_spread_evenly():
    found = uniforms("many", 20_000)
    counts = np.histogram(found, bins=20, range=(0.0, 1.0))[0]
    assert (np.abs(counts - 1_000) < 5 * np.sqrt(1_000)).all()
    assert abs(np.corrcoef(found[:-1], found[1:])[0, 1]) < 0.04


def test_threads_do_not_share_their_luck():
    luck = Luck(7)

    def drawn(number: int) -> tuple[float, ...]:
        luck.begin(1, number)
        return tuple(x for _ in range(3) for x in luck.draw(2))

    alone = [drawn(number) for number in range(40)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(drawn, range(40))) == alone
    assert len({x for each in alone for x in each}) == 40 * 6


def test_a_copy_draws_for_the_same_proposal():
    luck = Luck(7)
    luck.begin(0, 3)
    assert deepcopy(luck).at == (0, 3)
