"""Regression and rank correlation over a sample: what scipy says, and what was planted is found."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from sim.analysis.association import associations, rank_correlation
from sim.design.question import Question
from sim.errors import InputError

NAMES = ("customers.need_rate", "practices.pay", "practices.employee_voice")


def question(points=60):
    return Question(
        format_version=1,
        title="t",
        question="q?",
        scenarios=("city",),
        factors=[{"name": name, "low": 0.5, "high": 1.0} for name in NAMES],
        sampling={"kind": "latin_hypercube", "points": points},
    )


def sampled(effect, points=60, worlds=3):
    """Turnover by the place in a cube of three factors, with luck."""
    rng = np.random.default_rng(4)
    places = rng.uniform(0.5, 1.0, size=(points, 3))
    y = effect(*places.T)[:, None] + 0.01 * rng.normal(size=(points, worlds))
    runs = {name: np.repeat(places[:, at], worlds) for at, name in enumerate(NAMES)}
    words = {"scenario": "city", "contrast": "as_managed", "policy": "neutral"}
    return runs | {name: np.full(points * worlds, word) for name, word in words.items()} | {
        "point_number": np.repeat(np.arange(points), worlds),
        "replication": np.tile(np.arange(worlds), points),
        "turnover": y.ravel(),
        "profit": np.zeros(points * worlds),
    }  # fmt: skip


def test_what_was_planted_is_found_the_largest_first():
    (found,) = associations(sampled(lambda a, b, c: 2.0 * b - a), question(), ["turnover"])
    assert [one.factor for one in found.factors] == [NAMES[1], NAMES[0], NAMES[2]]
    assert [one.clear for one in found.factors] == [True, True, False]
    assert found.factors[0].slope > 0.0 > found.factors[1].slope
    assert found.explained > 0.95
    assert found.points == 60


def test_one_factor_is_what_scipy_says():
    runs = sampled(lambda a, b, c: a + 0.3 * c)
    y = runs["turnover"].reshape(60, 3).mean(axis=1)
    x = runs[NAMES[0]].reshape(60, 3)[:, 0]
    (found,) = associations(runs, question(), ["turnover"])
    one = next(one for one in found.factors if one.factor == NAMES[0])
    assert_allclose(one.rank, stats.spearmanr(x, y).statistic)
    low, high = one.rank_interval
    assert -1.0 < low < one.rank < high < 1.0


def test_slopes_and_their_p_are_those_of_least_squares():
    from statsmodels.api import OLS, add_constant

    runs = sampled(lambda a, b, c: a * b - c)
    y = stats.zscore(runs["turnover"].reshape(60, 3).mean(axis=1))
    x = stats.zscore(np.column_stack([runs[name].reshape(60, 3)[:, 0] for name in NAMES]))
    fit = OLS(y, add_constant(x)).fit()
    (found,) = associations(runs, question(), ["turnover"])
    by_name = {one.factor: one for one in found.factors}
    for at, name in enumerate(NAMES, start=1):
        assert_allclose(by_name[name].slope, fit.params[at])
        assert_allclose(by_name[name].slope_interval, fit.conf_int()[at])
    assert_allclose(found.explained, fit.rsquared)


def test_noise_is_seldom_clear():
    luck = np.random.default_rng(1)
    alarms = sum(
        any(
            one.clear
            for one in associations(sampled(lambda a, b, c: luck.normal(size=60)), question(), ["turnover"])[
                0
            ].factors
        )
        for _ in range(100)
    )
    assert alarms <= 5 + 3 * np.sqrt(100 * 0.05 * 0.95)


def test_an_outcome_that_never_changes_has_no_part():
    (found,) = associations(sampled(lambda a, b, c: a), question(), ["profit"])
    assert np.isnan([one.slope for one in found.factors]).all()
    assert not any(one.clear for one in found.factors)
    assert all(np.isnan(one.rank) for one in found.factors)


def test_a_rank_follows_any_rise_whatever_its_shape():
    x = np.linspace(0.0, 1.0, 30)
    assert rank_correlation(x, np.exp(9.0 * x)) == (1.0, (1.0, 1.0))


def test_too_few_points_are_refused():
    with pytest.raises(InputError, match=r"regression must have 6 points or more for 3 factors, got 5"):
        associations(sampled(lambda a, b, c: a, points=5), question(5), ["turnover"])
