"""The search finds all that simple functions can do, goes where hits are rare, and depends on nothing but its seed."""

import numpy as np
import pytest

from sim.patterns.grid import Axis
from sim.patterns.search import BATCH, MIXED, SAMPLE, Patterns, explore
from sim.patterns.space import Space

UNIT = (Axis("turnover", "a", "", 0.0, 1.0, 0.1), Axis("profit", "b", "", 0.0, 1.0, 0.1))
BOX = Space(np.zeros(4), np.ones(4))


def steep(points):
    """Most of the box is near (0, 0): what is far from it is rare, and reached by few of the points at random."""
    return np.array([[point[:2].mean() ** 6, point[2:].mean() ** 6] for point in points])


def found(evaluate=steep, space=BOX, *, tries, seed=1, starts=()):
    *_, patterns = explore(space, starts, evaluate, tries=tries, seed=seed, axes=UNIT)
    return patterns


def test_all_cells_of_a_steep_function_are_found_and_hit_more_evenly_than_at_random():
    patterns, at_random = found(tries=2_500), Patterns(UNIT)
    points = BOX.sample(2_500, 1)
    at_random.add(points, steep(points))
    assert len(patterns.hits) == 10 * 10
    assert len(at_random.hits) < 60

    def most(one):
        return max(map(len, one.hits.values())) / one.tries

    assert most(patterns) < 0.2
    assert most(at_random) > 0.5


def test_the_same_seed_gives_the_same_search_and_more_tries_extend_fewer():
    long, short, other = found(tries=8 * BATCH), found(tries=5 * BATCH), found(tries=5 * BATCH, seed=2)
    assert np.array_equal(long.points[: short.tries], short.points)
    assert np.array_equal(found(tries=5 * BATCH).points, short.points)
    assert not np.array_equal(other.points, short.points)


def test_it_stops_at_the_number_of_tries():
    assert found(tries=BATCH + 5).tries == BATCH + 5
    assert found(tries=1).tries == 1


def test_it_starts_with_what_is_given_then_a_sample():
    starts = [np.full(4, 0.25), np.full(4, 0.75)]
    patterns = found(tries=2 + SAMPLE, starts=starts)
    assert np.array_equal(patterns.points[:2], starts)
    assert np.array_equal(patterns.points[2:], BOX.sample(SAMPLE, 1))


def test_rare_cells_are_picked_more_often():
    patterns = Patterns(UNIT)
    often, rare = np.full(4, 0.1), np.full(4, 0.9)
    patterns.add([often] * 9 + [rare], np.array([[0.1, 0.1]] * 9 + [[0.9, 0.9]]))
    uniform = (np.arange(1000) + 0.5) / 1000
    picked = np.mean([np.array_equal(patterns.picked(u, 0.5), rare) for u in uniform])
    assert picked == pytest.approx(0.9, abs=0.01)
    assert 0.0 < MIXED < 1.0


def test_what_is_not_defined_hits_nothing_and_the_search_goes_on():
    def mostly_gone(points):
        return np.array([[np.nan, 0.5] if point[0] < 0.97 else [point[1], point[2]] for point in points])

    patterns = found(mostly_gone, tries=12 * BATCH)
    assert patterns.lost > 0
    assert patterns.lost + sum(map(len, patterns.hits.values())) == patterns.tries
    nothing = found(lambda points: np.full((len(points), 2), np.nan), tries=4 * BATCH)
    assert nothing.hits == {}
    assert nothing.lost == nothing.tries


def test_cells_that_only_the_last_tries_hit_are_late():
    patterns = Patterns(UNIT)
    values = np.array([[0.1, 0.1]] * 8 + [[0.1, 0.1], [0.5, 0.5]])
    patterns.add([np.zeros(4)] * 10, values)
    assert patterns.late == 1
    patterns.add([np.zeros(4)] * 10, values)
    assert patterns.late == 0


def test_the_typical_try_of_a_cell_is_the_one_nearest_to_its_middle():
    patterns = Patterns(UNIT)
    patterns.add([np.zeros(4), np.ones(4), np.zeros(4)], np.array([[0.11, 0.19], [0.14, 0.16], [0.5, 0.5]]))
    assert patterns.typical((1, 1)) == 1
    assert patterns.typical((5, 5)) == 2
