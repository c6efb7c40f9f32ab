"""The space: everything that is drawn in it stays inside, and is the same whenever it is asked for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.model.practices import NEUTRAL, PRACTICES
from sim.patterns.space import differing, point_of, practices_at, practices_space, reflected

SPACE = practices_space()
units = st.lists(st.floats(0.0, 1.0), min_size=len(PRACTICES), max_size=len(PRACTICES)).map(np.array)
who = st.integers(0, 2**40)


@given(st.floats(-50.0, 50.0))
def test_reflected_places_stay_inside_and_those_inside_stay(place):
    assert 0.0 <= reflected(place) <= 1.0
    if 0.0 <= place <= 1.0:
        assert reflected(place) == place
    assert abs(reflected(-place) - reflected(place)) < 1e-9


@given(units, units, who)
def test_what_is_changed_stays_inside(one, other, number):
    point, mate = SPACE.at(one), SPACE.at(other)
    for changed in (SPACE.mutated(point, 1, number), SPACE.moved(point, mate, 1, number)):
        assert np.all((SPACE.low <= changed) & (changed <= SPACE.high))
        practices_at(changed)  # which are checked


@given(units, who)
def test_the_same_try_has_the_same_luck_and_others_have_others(unit, number):
    point = SPACE.at(unit)
    before = point.copy()
    assert np.array_equal(SPACE.mutated(point, 1, number), SPACE.mutated(point, 1, number))
    assert not np.array_equal(SPACE.mutated(point, 1, number), SPACE.mutated(point, 1, number + 1))
    assert not np.array_equal(SPACE.mutated(point, 1, number), SPACE.mutated(point, 2, number))
    assert np.array_equal(point, before)


def test_a_mutation_moves_a_few_practices():
    point = SPACE.at(np.full(len(PRACTICES), 0.5))
    moved = [int(np.sum(SPACE.mutated(point, 1, number) != point)) for number in range(300)]
    assert 4.0 < np.mean(moved) < 7.0
    assert min(moved) >= 1


def test_more_of_a_sample_extends_less():
    assert np.array_equal(SPACE.sample(64, 3)[:16], SPACE.sample(16, 3))
    spread = np.array(SPACE.sample(64, 3))
    assert np.all(spread.min(axis=0) < SPACE.low + 0.1 * (SPACE.high - SPACE.low))
    assert np.all(spread.max(axis=0) > SPACE.high - 0.1 * (SPACE.high - SPACE.low))


def test_practices_come_back_from_their_point():
    assert practices_at(point_of(NEUTRAL)) == NEUTRAL
    changed = NEUTRAL.replace({"pay": 1.3, "immersion": 0.9})
    assert list(differing(point_of(changed).tolist()).items()) == [("immersion", 0.9), ("pay", 1.3)]
    assert differing(point_of(NEUTRAL).tolist()) == {}
