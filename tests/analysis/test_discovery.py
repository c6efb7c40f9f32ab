"""A box planted in noise is found, checked on points held out, and said in words; noise alone is not."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.analysis.discovery import Limit, discover
from sim.analysis.runs import Region

LOAD, SLACK, VOICE = "customers.need_rate", "practices.staffing_slack", "practices.employee_voice"


def runs_of(tips, count: int = 1_500, worlds: int = 3, policies=("a", "b", "c")) -> dict[str, np.ndarray]:
    """Points spread evenly; each world at a point has turnover 2 with the probability that `tips` says, else 0.5."""
    rng = np.random.default_rng(6)
    load, slack, voice = rng.uniform(size=(3, count))
    policy = rng.choice(policies, count)
    chance = tips(load, slack, policy)
    turnover = np.where(rng.uniform(size=(count, worlds)) < chance[:, None], 2.0, 0.5)
    runs = {LOAD: load, SLACK: slack, VOICE: voice, "policy": policy, "point_number": np.arange(count)}
    return {
        **{name: np.repeat(values, worlds) for name, values in runs.items()},
        "replication": np.tile(np.arange(worlds), count),
        "turnover": turnover.ravel(),
        "profit": -turnover.ravel(),
    }


def planted(load, slack, policy):
    inside = (load > 0.6) & (slack < 0.4) & (policy != "c")
    return np.where(inside, 0.95, 0.05)


REGION = Region("turnover", low=1.0)
NAMES = [LOAD, SLACK, VOICE, "policy"]


@pytest.fixture(scope="module")
def found():
    return discover(runs_of(planted), NAMES, REGION)


def test_planted_box_is_found(found):
    limits = {limit.factor: limit for limit in found.chosen.limits}
    assert set(limits) == {LOAD, SLACK, "policy"}
    assert_allclose(limits[LOAD].low, 0.6, atol=0.05)
    assert_allclose(limits[SLACK].high, 0.4, atol=0.05)
    assert set(limits["policy"].among) == {"a", "b"}
    assert all(limit.quasi_p < 1e-3 for limit in limits.values())
    assert found.chosen.density > 0.85
    assert_allclose(found.base, 0.05 + 0.9 * 0.4 * 0.4 * 2 / 3, atol=0.02)
    assert found.chosen.coverage > 0.6


def test_held_out_points_confirm_it(found):
    low, high = found.holdout_interval
    assert found.points == 1_000
    assert found.holdout_points > 30
    assert low < 0.95 < high
    assert low < found.holdout_density < high
    assert_allclose(found.holdout_coverage, found.chosen.coverage, atol=0.15)
    assert found.holds


def test_rule_reads(found):
    assert "customers.need_rate >= 0." in found.rule()
    assert "turnover >= 1 in 9" in found.rule()
    assert "practices.staffing_slack <= 0." in found.chosen.rule()


def test_trajectory_runs_from_everywhere_inwards(found):
    first, last = found.trajectory[0], found.trajectory[-1]
    assert (first.limits, first.coverage, first.mass) == ((), 1.0, 1.0)
    assert first.rule() == "anywhere"
    masses = [box.mass for box in found.trajectory]
    assert masses == sorted(masses, reverse=True)
    assert last.mass >= 0.05
    coverages = [box.coverage for box in found.trajectory]
    assert (np.diff(coverages) <= 1e-12).all()
    assert last.density > 3 * first.density
    for box in found.trajectory:
        assert_allclose(box.density * box.mass, box.coverage * first.density)
    assert found.rows()[0]["conditions"] == 0


def test_noise_alone_is_not_confirmed():
    noise = discover(runs_of(lambda load, slack, policy: np.full(len(load), 0.2)), NAMES, REGION)
    assert not noise.holds


def lucky(seed, places=60, policies=8):
    """Every policy at every place; some places are in the region, by luck alone and under all policies."""
    rng = np.random.default_rng(seed)
    load, slack = rng.uniform(size=(2, places))
    count = places * policies
    return {
        "point_number": np.arange(count),
        "replication": np.zeros(count, int),
        LOAD: np.repeat(load, policies),
        SLACK: np.repeat(slack, policies),
        "policy": np.tile([f"p{number}" for number in range(policies)], places),
        "turnover": np.repeat(np.where(rng.uniform(size=places) < 0.3, 2.0, 0.5), policies),
    }


def test_twins_of_points_that_were_searched_confirm_nothing():
    """Otherwise nearly every box of lucky places would hold."""
    found = [discover(lucky(seed), [LOAD, SLACK, "policy"], REGION) for seed in range(20)]
    assert sum(one.holds for one in found) <= 3
    assert all(one.points % 8 == 0 for one in found)
    assert all(one.holdout_points <= 20 for one in found)


def test_steps_of_a_grid_are_peeled_whole():
    count = 400
    load = np.tile([0.3, 0.4, 0.5, 0.6], count // 4)
    runs = {
        "point_number": np.arange(count),
        "replication": np.zeros(count, int),
        LOAD: load,
        VOICE: np.random.default_rng(1).uniform(size=count),
        "turnover": np.where(load > 0.45, 2.0, 0.0),
    }
    (limit,) = discover(runs, [LOAD, VOICE], REGION).chosen.limits
    assert_allclose([limit.low, limit.high], [0.45, np.inf])
    assert limit.words() == "customers.need_rate >= 0.45"


def test_several_regions_must_hold_together():
    runs = runs_of(planted)
    assert (
        discover(runs, NAMES, [REGION, Region("profit", high=-1.0)]).base
        == discover(runs, NAMES, REGION).base
    )
    nowhere = discover(runs, NAMES, [REGION, Region("profit", low=0.0)])
    assert (nowhere.base, nowhere.chosen.limits, len(nowhere.trajectory)) == (0.0, (), 1)
    assert not nowhere.holds
    assert nowhere.region == "turnover >= 1 and profit >= 0"


def test_undefined_outcomes_are_neither_in_nor_out():
    values = np.array([np.nan, 0.5, 1.0])
    np.testing.assert_equal(REGION.holds(values), [np.nan, 0.0, 1.0])
    runs = runs_of(planted, count=300)
    runs["turnover"][:300] = np.nan
    assert discover(runs, NAMES, REGION).points == 134  # of the 200 points left, a third is held out


def test_the_same_each_time_and_other_points_held_out_with_another_seed():
    runs = runs_of(planted, count=300)
    assert repr(discover(runs, NAMES, REGION)) == repr(discover(runs, NAMES, REGION))
    assert repr(discover(runs, NAMES, REGION)) != repr(discover(runs, NAMES, REGION, seed=1))


def test_limits_in_words():
    assert Limit("policy", among=("a", "b")).words() == "policy is a or b"
    assert Limit(LOAD, 0.25, 0.75).words() == "customers.need_rate >= 0.25 and <= 0.75"
