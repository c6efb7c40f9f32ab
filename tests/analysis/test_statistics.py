"""Statistics of paired worlds agree with SciPy, statsmodels and hand; nothing is asked of worlds that are not there."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.analysis.statistics import (
    MOST_BOOTSTRAPPED,
    all_paired,
    bca,
    estimate,
    holm,
    paired,
    resamples,
    shuffled,
    skewness_of,
    t_half_width,
    wilson,
)

RNG = np.random.default_rng(7)


def worlds(n: int, effect: float = 0.0, own: float = 0.3, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Two outcomes that share a world (spread 1), with a little luck of their own, A larger by the effect."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=n)
    return shared + effect + own * rng.normal(size=n), shared + own * rng.normal(size=n)


# ------------------------------------------------------------------------------ a mean


def test_estimate_is_the_t_interval():
    e = estimate(np.array([1.0, 2.0, 3.0, np.nan]))
    assert e.worlds == 3
    assert e.mean == 2.0
    assert_allclose(e.high - e.mean, 4.302653 / np.sqrt(3), rtol=1e-6)  # t(2), 97.5%


def test_t_interval_covers_the_truth_as_often_as_it_says():
    means = RNG.normal(3.0, 2.0, size=(4_000, 8))
    intervals = [estimate(sample) for sample in means]
    covered = np.mean([e.low <= 3.0 <= e.high for e in intervals])
    assert abs(covered - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 4_000)


# ------------------------------------------------------------------------------ a difference


def test_identical_outcomes_differ_by_exactly_nothing():
    a, _ = worlds(20)
    found = paired(a, a.copy(), smallest=0.1)
    assert found.mean == 0.0
    assert found.interval == (0.0, 0.0)
    assert found.quantiles == (0.0, 0.0, 0.0)
    assert (found.d_z, found.d_av, found.above, found.p_value) == (0.0, 0.0, 0.5, 1.0)
    assert found.equivalence_p == 0.0


def test_difference_is_what_scipy_and_statsmodels_say():
    from scipy.stats import ttest_rel
    from statsmodels.stats.weightstats import ttost_paired

    a, b = worlds(30, effect=0.2)
    found, test = paired(a, b, smallest=0.3), ttest_rel(a, b)
    assert_allclose(found.p_value, test.pvalue)
    assert_allclose(found.interval, test.confidence_interval())
    assert_allclose(found.equivalence_p, ttost_paired(a, b, -0.3, 0.3)[0])
    assert_allclose(found.mean, found.mean_a - found.mean_b)
    assert_allclose(found.d_z, test.statistic / np.sqrt(30))


def test_pairing_is_credited_with_what_it_saves():
    a, b = worlds(20_000, own=0.5)
    found = paired(a, b)
    assert_allclose(found.correlation, 1 / 1.25, atol=0.02)
    assert_allclose(found.variance_reduction, 2 * 1.25 / (2 * 0.25), rtol=0.05)
    assert_allclose(found.d_av, found.mean / np.sqrt(1.25), rtol=0.02)


def test_ties_count_half():
    assert paired(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 2.0, 4.0, 4.0])).above == 0.5


def test_bootstrap_is_the_same_each_time():
    skewed = np.random.default_rng(3).lognormal(sigma=1.5, size=40)
    assert repr(paired(skewed, np.zeros(40), seed=5)) == repr(paired(skewed, np.zeros(40), seed=5))
    a, b = worlds(200)
    assert_allclose(bca(a - b), paired(a, b).interval, atol=0.005)
    assert not paired(a, b).skewed


def test_one_world_has_a_difference_and_no_interval():
    found = paired(np.array([3.0]), np.array([1.0]), smallest=1.0)
    assert (found.n, found.mean, found.above) == (1, 2.0, 1.0)
    assert np.isnan([*found.interval, found.p_value, found.d_z, found.correlation]).all()


def test_no_world_has_nothing():
    found = paired(np.array([np.nan]), np.array([1.0]))
    assert (found.n, found.undefined) == (0, 1)
    assert np.isnan([found.mean, found.above, *found.quantiles, found.variance_reduction]).all()


def test_undefined_worlds_are_left_out_in_pairs():
    found = paired(np.array([1.0, np.nan, 3.0, 5.0]), np.array([0.0, 1.0, np.nan, 2.0]))
    assert (found.n, found.undefined, found.mean) == (2, 2, 2.0)


def test_equal_differences_are_certain_whatever_the_rounding():
    b = np.array([0.1, 0.2, 0.3, 1e3])
    found = paired(b + 0.7, b, smallest=0.5)
    assert_allclose(found.interval, 0.7)
    assert (found.p_value, found.d_z, found.variance_reduction) == (0.0, np.inf, np.inf)
    assert found.equivalence_p == 1.0


def test_many_worlds_are_not_bootstrapped():
    d = np.random.default_rng(3).lognormal(sigma=3.0, size=MOST_BOOTSTRAPPED + 1)
    found = paired(d, np.zeros(len(d)))
    assert found.skewed
    assert_allclose(found.interval.high - found.mean, t_half_width(d))


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="a and b must be two equally long arrays"):
        paired(np.zeros(3), np.zeros(4))
    with pytest.raises(ValueError, match="smallest must be above 0, got 0"):
        paired(np.zeros(3), np.zeros(3), smallest=0.0)


# ------------------------------------------------------------------------------ many p values


def test_holm_against_known_numbers():
    """By hand: the sorted p values times 4, 3, 2, 1, kept from falling."""
    assert_allclose(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])


def test_holm_is_what_statsmodels_says():
    from statsmodels.stats.multitest import multipletests

    p_values = RNG.random(200) ** 4
    p_values[:20] = p_values[20:40]
    assert_allclose(holm(p_values), multipletests(p_values, method="holm")[1])


def test_holm_leaves_undefined_ones_out():
    assert_allclose(holm([0.02, np.nan, 0.03]), [0.04, np.nan, 0.04])
    assert np.isnan(holm([np.nan])).all()
    assert len(holm([])) == 0


# ------------------------------------------------------------------------------ shares and resamples


def test_wilson_against_statsmodels():
    from statsmodels.stats.proportion import proportion_confint

    for hits, trials in [(0, 10), (3, 10), (10, 10), (50, 200)]:
        assert_allclose(wilson(hits, trials), proportion_confint(hits, trials, method="wilson"), atol=1e-12)
    assert np.isnan([*wilson(0, 0), *wilson(np.nan, 5)]).all()


def test_resamples_hold_as_many_worlds_as_there_are():
    weights = resamples(12, 500, seed=3)
    assert (weights.sum(axis=1) == 12).all()
    assert_allclose(weights.mean(axis=0), 1.0, atol=0.25)
    assert (weights == resamples(12, 500, seed=3)).all()


def test_shuffled_is_a_permutation():
    assert sorted(shuffled(50, seed=2)) == list(range(50))
    assert (shuffled(50, seed=2) != shuffled(50, seed=3)).any()
    assert len(shuffled(50, seed=2**63 - 1)) == 50


# ------------------------------------------------------------------------------ many at once


def test_many_pairs_at_once_are_each_what_it_is_alone():
    """Of different lengths, with gaps, constant, equal, tied, skewed, and with nothing defined at all."""
    rng = np.random.default_rng(5)
    pairs = [worlds(n, seed=n) for n in (0, 1, 2, 3, 30, 30)]
    pairs += [(np.full(9, 3.0), np.full(9, 2.0)), (np.arange(9.0), np.arange(9.0)), (np.full(9, np.nan),) * 2]
    pairs += [(np.round(a), np.round(b)) for a, b in [worlds(9)]]
    pairs += [(np.exp(3.0 * rng.normal(size=30)), np.zeros(30)), (np.r_[np.nan, np.arange(8.0)], np.ones(9))]
    smallest = [None, 0.1] * (len(pairs) // 2)
    together = all_paired(pairs, smallest)
    alone = [paired(a, b, smallest=least) for (a, b), least in zip(pairs, smallest, strict=True)]
    assert str(together) == str(alone), "to the bit; as text, in which NaN equals NaN"
    assert all_paired([], []) == []


def test_tests_and_skewness_are_scipys():
    from scipy.stats import skew, ttest_1samp

    for n in (3, 10, 200):
        d = np.random.default_rng(n).exponential(size=n) - 0.8
        assert_allclose(skewness_of(d), skew(d))
        found = paired(d, np.zeros(n), smallest=0.5)
        assert_allclose(found.p_value, ttest_1samp(d, 0.0).pvalue)
        one_sided = [
            ttest_1samp(d, -0.5, alternative="greater").pvalue,
            ttest_1samp(d, 0.5, alternative="less").pvalue,
        ]
        assert_allclose(found.equivalence_p, max(one_sided))
