"""nk: walks on landscapes that the model's rule draws; the ends are optima, and heights are those of theory."""

import numpy as np
import pytest

from docs.docking import theory
from docs.docking.nk import all_optima, climb, contributed, height_of, walks
from sim.model.rules.landscape import contribution


@pytest.mark.parametrize(("sites", "neighbours"), [(6, 0), (6, 2), (6, 5), (12, 3)])
def test_a_walk_ends_where_no_neighbour_is_higher_and_only_climbs(sites, neighbours):
    luck = np.random.default_rng(1)
    for seed in range(1, 6):
        bits = luck.integers(0, 2, sites)
        begun = height_of(seed, sites, neighbours, bits)
        steps = climb(
            seed, sites, neighbours, bits, np.empty(sites), np.empty(sites, np.int64), luck.random(500)
        )
        height = height_of(seed, sites, neighbours, bits)
        around = [
            height_of(seed, sites, neighbours, bits ^ (np.arange(sites) == site)) for site in range(sites)
        ]
        assert max(around) <= height + 1e-12
        assert height >= begun
        assert (steps == 0) == (height == pytest.approx(begun))


@pytest.mark.parametrize("neighbours", [0, 1, 2, 3, 4, 5])
def test_every_site_and_pattern_has_a_number_of_its_own(neighbours):
    sites = 6
    points = (np.arange(2**sites)[:, None] >> np.arange(sites)) & 1
    drawn = {contributed(3, sites, neighbours, bits, site) for bits in points for site in range(sites)}
    assert len(drawn) == sites * 2 ** (neighbours + 1)


def test_at_two_neighbours_it_is_the_rule_of_the_model():
    bits = np.array([1, 0, 1, 1, 0])
    assert contributed(7, 5, 2, bits, 2) == contribution(7, 2, 0b110, 0.0)
    assert contributed(7, 5, 2, bits, 4) == contribution(7, 4, 0b010, 0.0)


def test_without_neighbours_each_site_ends_at_the_larger_of_two():
    found = walks(16, 0, 300, 1)
    foreseen = theory.alone(16)
    assert found.heights.mean() == pytest.approx(foreseen.height, abs=0.015)
    assert found.steps.mean() == pytest.approx(foreseen.steps, rel=0.06)


def test_where_all_depend_on_all_walks_end_as_foreseen():
    found, foreseen = walks(16, 15, 300, 1), theory.independent(16)
    assert found.heights.mean() == pytest.approx(foreseen.height, abs=0.015)
    assert found.steps.mean() == pytest.approx(foreseen.steps, rel=0.12)


def test_every_optimum_is_found():
    counts, sums = all_optima(6, 5, 60, 1)
    assert counts.mean() == pytest.approx(theory.optima(6), rel=0.1)
    assert sums.sum() / counts.sum() == pytest.approx(theory.best_of(6), abs=0.02)
    assert all_optima(6, 0, 5, 1)[0].tolist() == [1.0] * 5
