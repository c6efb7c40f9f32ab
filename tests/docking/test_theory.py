"""theory: what is known exactly comes out."""

import numpy as np
import pytest

from docs.docking import theory


def test_the_best_of_two_uniform_numbers_is_two_thirds():
    assert theory.best_of(1) == pytest.approx(2.0 / 3.0, abs=1e-4)


@pytest.mark.parametrize("sites", [1, 2, 12])
def test_quantiles_are_those_of_a_mean_of_uniform_numbers(sites):
    ranks = (np.arange(100_000) + 0.5) / 100_000
    heights = theory.quantiles(sites, ranks)
    assert (np.diff(heights) >= 0.0).all()
    assert heights.mean() == pytest.approx(0.5, abs=1e-3)
    assert heights.var() == pytest.approx(1.0 / 12.0 / sites, rel=0.01)


def test_a_single_site_is_the_larger_of_two_and_half_of_walks_have_a_step():
    """Of one site both ends of K meet: the walk begins at the worse of two with probability 1/2."""
    found = theory.independent(1)
    assert found.steps == pytest.approx(0.5, abs=1e-3)
    assert found.height == pytest.approx(2.0 / 3.0, abs=1e-3)


def test_heights_fall_towards_one_half_and_walks_get_longer():
    found = [theory.independent(sites) for sites in (4, 8, 16, 32)]
    heights, steps = [one.height for one in found], [one.steps for one in found]
    assert heights[1:] == sorted(heights[1:], reverse=True)
    assert steps == sorted(steps)
    assert min(heights) > 0.5
    assert all(one.height > theory.best_of(sites) for one, sites in zip(found, (4, 8, 16, 32), strict=True))
