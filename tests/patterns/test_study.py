"""The study: what is compared, what a rim is, and that paring leaves no policy less beaten."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.practices import NEUTRAL
from sim.patterns.grid import AXES
from sim.patterns.space import differing, point_of, practices_at
from sim.patterns.study import BEST, FRESH, PAIRS, WORLDS, beaten_by, holds, on_map_of, rim_of, study
from sim.policies import Policy
from tests.patterns.made_up import market, policies, quiet, studied

places = st.tuples(*(st.integers(0, axis.steps - 1) for axis in AXES))


@pytest.fixture(scope="module")
def whole():
    return studied()


def test_policies_and_tries_meet_the_same_worlds_and_the_rim_fresh_ones(whole):
    found, there = whole
    again = there.outcomes(found.policies, range(WORLDS))
    assert np.array_equal(again, found.values, equal_nan=True)
    afresh = there.outcomes(found.policies, range(WORLDS, WORLDS + FRESH))
    assert np.array_equal(afresh, found.fresh, equal_nan=True)
    for of, values in found.rim.items():
        point = found.patterns.points[found.patterns.typical(of)]
        (outcomes,) = there.outcomes([Policy("", "", practices_at(point))], range(WORLDS, WORLDS + FRESH))
        assert np.array_equal(outcomes, values)


def test_policies_that_steer_are_placed_and_start_no_search(whole):
    found, _ = whole
    started = found.patterns.points[:4]
    assert [point.tolist() for point in started] == [
        point_of(policy.practices).tolist() for policy in policies() if policy.steer is None
    ]
    assert len(found.values) == 5


def test_the_best_are_as_good_by_fewer_practices(whole):
    found, _ = whole
    assert 1 <= len(found.best) <= BEST
    names = [policy.name for policy in found.policies]
    others = dict(zip(names, found.values[:, :-1], strict=True))
    for one in found.best:
        before = found.patterns.points[one.of]
        kept = differing(one.point.tolist())
        assert kept.items() <= differing(before.tolist()).items()
        assert set(kept) <= {"pay", "exhortation", "immersion", "dark_patterns", "promise_inflation", "price"}
        assert one.beats == beaten_by(one.values[:-1], others)
        assert one.beats >= beaten_by(found.patterns.values[one.of], others)


def test_the_time_ends_a_search_after_a_batch():
    there = market()
    found = study(there, policies(), 500, quiet(), lambda: False)
    assert found.stopped
    assert found.patterns.tries == 32
    assert not studied(tries=32)[0].stopped


def test_nobody_beats_a_policy_by_its_own_values():
    values = {"a": np.array([0.3, 0.7, 0.1]), "b": np.array([0.4, 0.6, 0.0])}
    assert beaten_by(values["a"], values) == {"b"}
    assert beaten_by(values["b"], values) == frozenset()


def test_the_middle_of_a_block_is_on_no_rim():
    block = {(x, y, z): [0] for x in range(2, 7) for y in range(2, 7) for z in range(2, 7)}
    rim = set(rim_of(block))
    assert all(any(at in (2, 6) for at in one) or len(set(one)) >= 1 for one in rim)
    for pair in PAIRS:
        on_map = on_map_of(block, pair)
        assert len(on_map) == 25
        edge = {place for place in on_map if 2 in place or 6 in place}
        assert edge <= {tuple(one[axis] for axis in pair) for one in rim}
    assert len(rim) <= 3 * 16


@given(places)
def test_a_pattern_holds_where_its_middle_is(of):
    middle = np.array([axis.middle(at) for axis, at in zip(AXES, of, strict=True)])
    assert holds(of, middle)
    assert not holds(of, np.full(len(AXES), np.nan))


def test_a_pattern_does_not_hold_two_cells_off():
    assert holds((3, 16, 10), np.array([0.45, 0.71, 0.02]))
    assert not holds((3, 16, 10), np.array([0.55, 0.71, 0.02]))


def test_neutral_differs_from_itself_in_nothing():
    assert differing(point_of(NEUTRAL).tolist()) == {}
