"""Tenures drawn from exponential lifetimes give their survival back; small samples give what books print."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.experiment.analysis.survival import log_rank, survival

# Remission of leukaemia, weeks: Freireich et al. 1963, Blood 21, 699-716, as in Kalbfleisch & Prentice.
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], []


def people(*groups):
    """Weeks, whether ended, and group name, of (ended, censored) weeks by group."""
    weeks = np.concatenate([np.array([*ended, *censored], float) for ended, censored in groups])
    ends = np.concatenate(
        [np.repeat([True, False], [len(ended), len(censored)]) for ended, censored in groups]
    )
    names = np.repeat([f"g{n}" for n in range(len(groups))], [len(e) + len(c) for e, c in groups])
    return weeks, ends, names


def test_published_curve_and_test():
    treated, placebo = survival(*people(TREATED, PLACEBO))
    assert (treated.people, treated.quits, placebo.quits) == (21, 9, 21)
    assert_allclose(
        [treated.at(6)[0], treated.at(10)[0], treated.at(23)[0]], [0.857, 0.753, 0.448], atol=0.001
    )
    assert (treated.median, placebo.median) == (23, 8)
    assert_allclose(treated.at(6)[1], (0.620, 0.952), atol=0.001)  # log-log, as R's survfit has it
    (test,) = log_rank(*people(TREATED, PLACEBO))
    assert_allclose(test.statistic**2, 16.79, atol=0.01)
    assert test.statistic < 0  # the treated end later
    assert_allclose(test.p_value, test.holm_p)
    assert test.rows()[0]["group"] == "g0"


def test_exponential_lifetimes():
    rng = np.random.default_rng(6)
    lifetimes = rng.exponential(52.0, size=4_000)
    weeks, quit = np.minimum(lifetimes, 104.0), lifetimes <= 104.0
    (curve,) = survival(weeks, quit, np.full(4_000, "all"))
    for week in (13.0, 52.0, 100.0):
        share, (low, high) = curve.at(week)
        assert_allclose(share, np.exp(-week / 52.0), atol=0.02)
        assert low < share < high < low + 0.04
    low, high = curve.median_interval
    assert_allclose(curve.median, 52.0 * np.log(2), rtol=0.05)
    assert low <= curve.median <= high


def test_intervals_cover_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(8)
    covered = []
    for _ in range(400):
        lifetimes, ends = rng.exponential(52.0, size=60), rng.uniform(20.0, 120.0, size=60)
        (curve,) = survival(np.minimum(lifetimes, ends), lifetimes <= ends, np.zeros(60))
        low, high = curve.at(26.0)[1]
        covered.append(low <= np.exp(-0.5) <= high)
    assert abs(np.mean(covered) - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 400)


def test_nobody_quits():
    found = survival(*people(([], [10, 20]), ([], [5, 30])))
    assert [curve.quits for curve in found] == [0, 0]
    assert found[0].at(15)[0] == 1.0
    assert np.isnan([found[0].median, *found[0].median_interval, found[0].at(25)[0]]).all()
    (test,) = log_rank(*people(([], [10, 20]), ([], [5, 30])))
    assert np.isnan([test.statistic, test.p_value, test.holm_p]).all()


def test_before_the_first_end_all_are_there():
    curve = survival(*people(TREATED))[0]
    assert curve.at(1) == (1.0, (1.0, 1.0))
    assert curve.rows()[0]["people"] == 21


def test_three_groups_make_three_pairs_under_holm():
    rng = np.random.default_rng(3)
    groups = [(rng.exponential(scale, 100), []) for scale in (20.0, 20.0, 60.0)]
    found = log_rank(*people(*groups))
    assert [(one.group, one.other) for one in found] == [("g0", "g1"), ("g0", "g2"), ("g1", "g2")]
    assert found[0].holm_p > 0.05 > found[1].holm_p >= found[1].p_value


def test_tenures_below_nothing_are_refused():
    with pytest.raises(ValueError, match="allowed one"):
        survival(np.array([-1.0]), np.array([True]), np.array(["a"]))
