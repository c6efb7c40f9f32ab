"""corners: the landscape of a running world is a mean of contributions, drawn one lever after the other."""

import numpy as np
import pytest

from docs.docking.corners import SITES, flatness, height_here, walks_here, world
from sim.model.levers import LEVERS
from sim.model.rules.landscape import NEIGHBOURS, contribution


def test_a_corner_has_the_mean_of_its_contributions():
    w, luck = world(), np.random.default_rng(2)
    seed = int(w.market["seed"][0])
    for _ in range(5):
        bits = luck.integers(0, 2, SITES)
        patterns = [
            int("".join(str(bits[(site + step) % SITES]) for step in range(NEIGHBOURS + 1)), 2)
            for site in range(SITES)
        ]
        drawn = [contribution(seed, site, pattern, site / SITES) for site, pattern in enumerate(patterns)]
        assert height_here(w, bits) == pytest.approx(np.mean(drawn))


def test_its_spread_is_less_than_that_of_an_nk_landscape():
    drawn = [[contribution(seed, site, 5, site / SITES) for site in range(SITES)] for seed in range(1, 2_001)]
    spread = np.mean(drawn, axis=1).std()
    assert spread == pytest.approx(flatness() * (1.0 / 12.0 / SITES) ** 0.5, rel=0.06)
    assert flatness() < 0.9


def test_walks_climb_above_the_mean():
    found = walks_here(30, 1)
    assert len(LEVERS) == SITES
    assert 0.6 < found.heights.mean() < 0.75
    assert found.steps.min() >= 0
