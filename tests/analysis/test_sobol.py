"""The Ishigami function, whose indices are known; and how much of the variance is luck, on data made for it."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from SALib.test_functions import Ishigami

from sim.analysis.sobol import shares_of_luck, sobol
from sim.design.designs import sample
from sim.design.factors import Factor
from sim.design.question import Question, Sampling
from sim.errors import InputError

NAMES = ("practices.layoffs", "practices.employee_voice", "practices.exhortation")
FIRST, TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)  # Saltelli et al. 2008, The Primer


def question(**sampling) -> Question:
    return Question(
        format_version=1,
        title="t",
        question="q",
        scenarios=("turnover_city",),
        sampling=Sampling(**{"kind": "sobol", "points": 1024, **sampling}),
        factors=tuple(Factor(name=name, low=0.0, high=1.0) for name in NAMES),
    )


def runs_of(
    asked: Question, worlds: int = 1, luck=lambda rng, shape: np.zeros(shape)
) -> dict[str, np.ndarray]:
    rows = sample(asked.factors, asked)
    x = np.array([[row[name] for name in NAMES] for row in rows])
    y = Ishigami.evaluate(2 * np.pi * x - np.pi)[:, None] + luck(np.random.default_rng(2), (len(x), worlds))
    return {
        "point_number": np.repeat(np.arange(len(x)), worlds),
        "replication": np.tile(np.arange(worlds), len(x)),
        "policy": np.full(y.size, "neutral"),
        "contrast": np.full(y.size, "as_managed"),
        "scenario": np.full(y.size, "turnover_city"),
        **{name: np.repeat(x[:, place], worlds) for place, name in enumerate(NAMES)},
        "turnover": y.ravel(),
    }


def by_name(found):
    return [next(index for index in found.factors if index.factor == name) for name in NAMES]


def test_ishigami():
    asked = question()
    (found,) = sobol(runs_of(asked), asked, "turnover")
    assert (found.base, found.dropped, found.worlds, found.policy) == (1024, 0, 1, "neutral")
    assert [index.factor for index in found.factors] == [NAMES[0], NAMES[1], NAMES[2]]
    for index, first, total in zip(by_name(found), FIRST, TOTAL, strict=True):
        assert index.first_interval.low <= first <= index.first_interval.high
        assert index.total_interval.low <= total <= index.total_interval.high
        assert_allclose([index.first, index.total], [first, total], atol=0.05)
    assert np.isnan([found.luck, found.noise]).all()
    assert found.rows()[0]["factor"] == NAMES[0]


def test_intervals_are_the_same_each_time_even_for_seed_0():
    asked = question(points=64)
    runs = runs_of(asked)
    assert sobol(runs, asked, "turnover")[0].factors == sobol(runs, asked, "turnover")[0].factors


def test_worlds_are_averaged_and_their_luck_told():
    asked = question(points=256)
    spread = float(
        np.sqrt(Ishigami.evaluate(np.random.default_rng(1).uniform(-np.pi, np.pi, (10_000, 3))).var())
    )
    runs = runs_of(asked, worlds=8, luck=lambda rng, shape: spread * rng.normal(size=shape))
    (found,) = sobol(runs, asked, "turnover")
    assert_allclose(found.luck, 0.5, atol=0.05)
    assert_allclose(found.noise, (1 / 8) / (1 + 1 / 8), atol=0.03)


def test_luck_that_points_share_is_no_noise():
    rng = np.random.default_rng(3)
    factors, world = rng.normal(size=(500, 1)), rng.normal(size=(1, 500))
    luck, noise = shares_of_luck(factors + world)
    assert_allclose(luck, 0.5, atol=0.05)
    assert_allclose(noise, 0.0, atol=1e-12)


def test_base_points_with_a_gap_are_left_out():
    asked = question(points=64)
    runs = runs_of(asked)
    runs["turnover"][7] = np.nan  # of the second base point
    kept = {name: np.delete(values, 123) for name, values in runs.items()}
    (found,) = sobol(kept, asked, "turnover")
    assert (found.base, found.dropped) == (62, 2)


def test_an_outcome_that_never_changes_has_no_indices():
    asked = question(points=8)
    runs = runs_of(asked) | {"turnover": np.ones(40)}
    (found,) = sobol(runs, asked, "turnover")
    assert np.isnan([index.total for index in found.factors]).all()


def test_other_designs_are_refused():
    asked = question(kind="morris", points=4)
    with pytest.raises(InputError, match=r"sampling\.kind must be 'sobol' for Sobol indices, got"):
        sobol({}, asked, "turnover")
