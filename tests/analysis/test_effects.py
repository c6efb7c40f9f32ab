"""Effects planted in a grid are found, with intervals over worlds that hold them."""

import itertools

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.analysis.effects import effects, profiles
from sim.errors import InputError

WORLDS = 30


def grid(outcome, noise: float = 0.0) -> dict[str, np.ndarray]:
    """Runs of a grid of pay, rivals' kind and policy; the outcome is a function of them, and of the world's luck."""
    rng = np.random.default_rng(4)
    luck = rng.normal(size=WORLDS)
    cells = list(itertools.product([0.9, 1.0, 1.1], ["duopoly", "rivalry"], ["p", "q"]))
    rows = [
        (number, world, pay, kind, policy, outcome(pay, kind, policy) + luck[world] + noise * rng.normal())
        for number, (pay, kind, policy) in enumerate(cells)
        for world in range(WORLDS)
    ]
    number, world, pay, kind, policy, y = zip(*rows, strict=True)
    return {
        "point_number": np.array(number),
        "replication": np.array(world),
        "practices.pay": np.array(pay),
        "competition": np.array(kind),
        "policy": np.array(policy),
        "contrast": np.array(["as_managed"] * len(y)),
        "scenario": np.array(["city"] * len(y)),
        "turnover": np.array(y),
    }


def planted(pay, kind, policy):
    return 10.0 * pay + 0.5 * (kind == "rivalry") - 3.0 * (policy == "q") * (1.0 + 5.0 * (pay - 0.9))


FACTORS = ["practices.pay", "competition"]


def test_planted_effects_are_exact_where_worlds_cancel():
    found = effects(grid(planted), ["turnover"], FACTORS)[0]
    assert [effect.factor for effect in found.main] == ["policy", "competition", "practices.pay"]
    policy, competition, pay = found.main
    assert (pay.low, pay.high) == (0.9, 1.1)
    assert_allclose(
        pay.judged.difference.mean, 10.0 * 0.2 - 1.5 * 1.0, rtol=1e-9
    )  # half the policies lose 3 more
    assert_allclose([*competition.judged.difference.interval], 0.5)
    # words go from the lowest mean to the highest
    assert (policy.low, policy.high) == ("q", "p")
    assert_allclose(policy.judged.difference.mean, 4.5)
    largest = found.interactions[0]
    assert {largest.factor, largest.other} == {"practices.pay", "policy"}
    assert_allclose(abs(largest.judged.difference.mean), 3.0)
    assert [pair.judged.difference.mean for pair in found.interactions[1:]] == pytest.approx(
        [0.0, 0.0], abs=1e-9
    )


def test_interactions_do_not_depend_on_which_factor_comes_first():
    runs = grid(planted, noise=1.0)
    one = effects(runs, ["turnover"], FACTORS)[0].interactions
    two = effects(runs, ["turnover"], FACTORS[::-1])[0].interactions
    assert_allclose(
        sorted(pair.judged.difference.mean for pair in one),
        sorted(pair.judged.difference.mean for pair in two),
    )


def test_intervals_hold_what_was_planted():
    found = {
        e.factor: e.judged.difference
        for e in effects(grid(planted, noise=1.0), ["turnover"], FACTORS)[0].main
    }
    for factor, truth in [("policy", 4.5), ("competition", 0.5), ("practices.pay", 0.5)]:
        low, high = found[factor].interval
        assert low < truth < high
        assert high - low < 1.0
    assert found["policy"].interval.leaves_zero_out


def test_level_means_are_over_all_else():
    means = {(m.factor, m.level): m.estimate for m in effects(grid(planted), ["turnover"], FACTORS)[0].means}
    luck = means["practices.pay", 1.0].mean - (10.0 + 0.25 - 2.25)
    assert_allclose(means["practices.pay", 0.9].mean - luck, 9.0 + 0.25 - 1.5)
    assert means["practices.pay", 0.9].worlds == WORLDS


def test_profiles_are_by_policy():
    found = profiles(grid(planted), "turnover", ["practices.pay"])
    assert [(mean.of, mean.level) for mean in found] == list(itertools.product(["p", "q"], [0.9, 1.0, 1.1]))
    slope = found[2].estimate.mean - found[0].estimate.mean
    assert_allclose(slope, 2.0)
    assert found[0].rows()[0]["of"] == "p"


def test_undefined_cells_count_at_neither_end():
    runs = grid(planted)
    runs["turnover"] = np.where(
        (runs["practices.pay"] == 0.9) & (runs["competition"] == "rivalry"), np.nan, runs["turnover"]
    )
    pay = next(e for e in effects(runs, ["turnover"], FACTORS)[0].main if e.factor == "practices.pay")
    assert_allclose(pay.judged.difference.mean, 0.5)


def test_one_at_a_time_has_main_effects_and_no_interactions():
    found = effects(
        {
            "point_number": np.repeat([0, 1, 2, 3, 4], 2),
            "replication": np.tile([0, 1], 5),
            "practices.pay": np.repeat([np.nan, 0.9, 1.1, np.nan, np.nan], 2),
            "practices.layoffs": np.repeat([np.nan, np.nan, np.nan, 0.0, 1.0], 2),
            "turnover": np.array([5.0, 6.0, 4.0, 5.0, 6.0, 7.0, 1.0, 2.0, 9.0, 10.0]),
        },
        ["turnover"],
        ["practices.pay", "practices.layoffs"],
    )[0]
    assert {e.factor: e.judged.difference.mean for e in found.main} == {
        "practices.pay": 2.0,
        "practices.layoffs": 8.0,
    }
    assert found.interactions == ()
    assert [one.factor for one in found.main] == ["practices.layoffs", "practices.pay"]


def test_points_that_are_no_grid_are_refused():
    runs = {
        "point_number": np.arange(4),
        "replication": np.zeros(4, int),
        "practices.pay": np.array([0.9, 0.95, 1.0, 1.1]),
        "practices.layoffs": np.array([0.1, 0.4, 0.3, 0.2]),
        "turnover": np.arange(4.0),
    }
    with pytest.raises(InputError, match=r"no two differ in practices\.pay alone"):
        effects(runs, ["turnover"], ["practices.pay", "practices.layoffs"])


def test_factors_that_are_left_out_are_missed():
    with pytest.raises(InputError, match="must name all factors that vary"):
        effects(grid(planted), ["turnover"], ["practices.pay"])


def test_an_outcome_that_is_nowhere_defined_has_unknown_effects():
    runs = grid(planted)
    (found,) = effects(runs | {"turnover": np.full(len(runs["turnover"]), np.nan)}, ["turnover"], FACTORS)
    assert {one.judged.verdict for one in found.main} == {"unknown"}
