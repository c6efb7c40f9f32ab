"""Elementary effects of functions whose effects are known, and of SALib's own test function."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from SALib.test_functions import Ishigami

from sim.analysis.morris import elementary_effects, morris
from sim.design.designs import sample
from sim.design.factors import Factor
from sim.design.question import Question, Sampling
from sim.errors import InputError

FACTORS = (
    Factor(name="practices.layoffs", low=0.0, high=1.0),
    Factor(name="practices.pay", low=0.5, high=2.0),
    Factor(name="competition", values=("monopoly", "duopoly", "rivalry")),
)


def question(factors=FACTORS, **sampling) -> Question:
    return Question(
        format_version=1,
        title="t",
        question="q",
        scenarios=("turnover_city",),
        policies=("neutral", "customer_first"),
        sampling=Sampling(**{"kind": "morris", "points": 20, **sampling}),
        factors=factors,
    )


def runs_of(asked: Question, function, worlds: int = 2) -> dict[str, np.ndarray]:
    """Both policies at every row; a world adds its number, the second policy doubles the outcome."""
    rows = sample(asked.factors, asked)
    numbers = np.repeat(np.arange(2 * len(rows)), worlds)
    world = np.tile(np.arange(worlds), 2 * len(rows))
    y = np.array([function(row) for row in rows])[numbers // 2]
    return {
        "point_number": numbers,
        "replication": world,
        "policy": np.where(numbers % 2, "customer_first", "neutral"),
        "contrast": np.full(len(y), "as_managed"),
        "scenario": np.full(len(y), "turnover_city"),
        **{f.name: np.array([row[f.name] for row in rows])[numbers // 2] for f in asked.factors},
        "turnover": y * np.where(numbers % 2, 2.0, 1.0) + world,
    }


def linear(row):
    return 3.0 * row["practices.layoffs"] - 2.0 * row["practices.pay"]


def test_effects_of_a_linear_function_are_its_slopes_over_the_range():
    asked = question()
    neutral, customer_first = morris(runs_of(asked, linear), asked, "turnover")
    assert (neutral.policy, neutral.trajectories, neutral.worlds) == ("neutral", 20, 2)
    layoffs, pay, competition = (
        next(one for one in neutral.factors if one.factor == factor.name) for factor in FACTORS
    )
    assert_allclose([layoffs.mu, layoffs.mu_star], 3.0)
    assert_allclose([pay.mu, pay.mu_star], [-3.0, 3.0])  # 2 a unit, over 1.5 units
    assert competition.mu_star == 0.0
    assert_allclose([one.sigma for one in neutral.factors], 0.0, atol=1e-9)
    assert_allclose([*layoffs.mu_star_interval, *layoffs.sigma_interval], [3.0, 3.0, 0.0, 0.0], atol=1e-6)
    assert_allclose(customer_first.factors[0].mu_star, 6.0)
    assert neutral.rows()[-1]["factor"] == "competition"


def test_curves_and_interactions_show_as_spread():
    asked = question(points=200)

    def bent(row):
        return row["practices.layoffs"] + 4.0 * (row["practices.pay"] - 1.25) ** 2 * (
            row["competition"] == "rivalry"
        )

    layoffs, pay = (
        next(one for one in morris(runs_of(asked, bent), asked, "turnover")[0].factors if one.factor == name)
        for name in ("practices.layoffs", "practices.pay")
    )
    assert_allclose(layoffs.sigma, 0.0, atol=1e-9)
    assert pay.mu_star > abs(pay.mu)
    assert pay.sigma_interval.low < pay.sigma < pay.sigma_interval.high
    assert pay.mu_star_interval.low < pay.mu_star < pay.mu_star_interval.high


def test_ishigami_against_salib():
    from SALib.analyze import morris as salib

    names = ("practices.layoffs", "practices.employee_voice", "practices.exhortation")
    asked = question(tuple(Factor(name=name, low=0.0, high=1.0) for name in names), points=50)
    rows = sample(asked.factors, asked)
    x = np.array([[row[name] for name in names] for row in rows])
    y = Ishigami.evaluate(2 * np.pi * x - np.pi)
    expected = salib.analyze({"num_vars": 3, "names": list(names), "bounds": [[0, 1]] * 3}, x, y)
    place = {tuple(row.values()): value for row, value in zip(rows, y, strict=True)}
    found = morris(runs_of(asked, lambda row: place[tuple(row.values())], worlds=1), asked, "turnover")[0]
    for one in found.factors:
        at = names.index(one.factor)
        assert_allclose(
            [one.mu, one.mu_star, one.sigma], [expected[k][at] for k in ("mu", "mu_star", "sigma")]
        )
    own = elementary_effects(x.reshape(50, 4, 3), y.reshape(50, 4), 2 / 3)
    assert_allclose(own.std(axis=0, ddof=1), expected["sigma"], rtol=1e-9)


def test_trajectories_with_a_gap_are_left_out():
    asked = question()
    runs = runs_of(asked, linear)
    runs["turnover"][:4] = np.nan
    assert [(one.trajectories, one.dropped) for one in morris(runs, asked, "turnover")] == [(19, 1), (19, 1)]
    runs["turnover"][:] = np.nan
    assert np.isnan(morris(runs, asked, "turnover")[0].factors[0].mu_star)


def test_other_designs_are_refused():
    with pytest.raises(InputError, match=r"sampling\.kind must be 'morris' for Morris effects, got"):
        morris({}, question(kind="sobol", points=16), "turnover")
