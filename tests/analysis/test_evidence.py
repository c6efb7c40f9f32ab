"""Evidence: statistics of known truth, noise, and what is met."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.evidence import (
    HALF_A_YEAR,
    OF_OUTCOMES,
    OF_PERSONS,
    SIGNS,
    UNMEASURED,
    WorldFigures,
    attenuation,
    corner_cutting,
    correlation,
    exhaustion_performance,
    finding,
    findings,
    newcomer_gain,
    pooled,
    quitting,
    satisfaction_repurchase,
    sign_shown,
    slope,
)
from sim.analysis.judge import held_against
from sim.analysis.statistics import Estimate
from sim.outcomes import OUTCOMES
from sim.running.watch import person_week

LUCK = np.random.default_rng(1)
MANY = 40_000
FIRMS = np.repeat([0.0, 1.0], MANY // 2)


def pair(truth: float) -> tuple[np.ndarray, np.ndarray]:
    """Two columns of which the correlation is known."""
    x, noise = LUCK.standard_normal((2, MANY))
    return x, truth * x + math.sqrt(1.0 - truth**2) * noise


# ------------------------------------------------------------------------------ statistics


@pytest.mark.parametrize("truth", [-0.6, -0.1, 0.0, 0.5])
def test_a_correlation_is_found(truth):
    assert correlation(*pair(truth), FIRMS) == pytest.approx(truth, abs=0.02)


def test_a_correlation_between_firms_does_not_count():
    x, y = pair(0.3)
    assert correlation(x + 10.0 * FIRMS, y - 10.0 * FIRMS, FIRMS) == pytest.approx(correlation(x, y, FIRMS))


def test_rows_without_a_value_are_left_out():
    x, y = pair(0.4)
    holes = np.where(np.arange(MANY) % 3 == 0, np.nan, y)
    whole = np.arange(MANY) % 3 != 0
    assert correlation(x, holes, FIRMS) == pytest.approx(correlation(x[whole], y[whole], FIRMS[whole]))


def test_what_does_not_vary_has_no_correlation():
    x, y = pair(0.4)
    assert math.isnan(correlation(np.full(MANY, 0.1), y, FIRMS))
    assert math.isnan(correlation(x, FIRMS, FIRMS))
    assert math.isnan(slope(np.full(MANY, 0.1), y, FIRMS))
    assert math.isnan(correlation(np.array([]), np.array([]), np.array([])))


def test_a_slope_within_groups_is_found():
    x, y = pair(0.0)
    assert slope(x + FIRMS, 5.0 * FIRMS - 0.64 * x + 0.1 * y, FIRMS) == pytest.approx(-0.64, abs=0.01)


@pytest.mark.parametrize("reliability", [0.5, 0.8, 1.0])
def test_noise_in_answers_shrinks_a_correlation_as_said(reliability):
    x, y = pair(0.5)
    answers = x + LUCK.standard_normal(MANY) * math.sqrt((1.0 - reliability) / reliability)
    expected = correlation(x, y, FIRMS) * attenuation(reliability)
    assert correlation(answers, y, FIRMS) == pytest.approx(expected, abs=0.015)


@pytest.mark.parametrize("reliability", [0.0, -1.0, 1.1])
def test_a_reliability_out_of_range_is_refused(reliability):
    with pytest.raises(ValueError, match="reliability must be above 0 and at most 1"):
        attenuation(reliability)


def test_pooled_intervals_hold_the_truth_about_as_often_as_they_say():
    hits = 0
    for _ in range(400):
        worlds = np.tanh(np.arctanh(0.2) + 0.1 * LUCK.standard_normal(10))
        found = pooled(worlds)
        hits += found.low <= 0.2 <= found.high
    assert 0.91 < hits / 400 < 0.98


def test_worlds_without_a_correlation_are_left_out():
    assert pooled(np.array([0.1, np.nan, 0.3])).worlds == 2
    assert math.isnan(pooled(np.array([np.nan])).mean)


@given(st.floats(-1.0, 1.0), st.floats(0.0, 0.5), st.floats(-1.0, 1.0), st.floats(0.01, 0.5))
def test_a_fact_is_met_inside_and_not_met_outside(mean, half, low, width):
    found, high = Estimate(mean, mean - half, mean + half, 9), low + width
    held = held_against(found, (low, high))
    inside = low <= found.low and found.high <= high
    outside = found.high < low or found.low > high
    assert held == ("met" if inside else "not met" if outside else "open")


def test_a_fact_without_an_interval_is_open():
    assert held_against(Estimate(0.2, math.nan, math.nan, 1), (0.1, 0.3)) == "open"


# ------------------------------------------------------------------------------ facts about persons


def test_what_employees_say_is_held_against_their_quits():
    x, noise = LUCK.standard_normal((2, MANY))
    rows = {
        "tenure": np.full(MANY, 100.0),
        "firm": FIRMS,
        "satisfaction": -x,
        "clarity": noise,
        "pressure": x,
        "intention": x,
        "quit": (x + noise > 1.0).astype(float),
    }
    new = np.arange(MANY) % 2 == 0
    rows["tenure"][new], rows["quit"][new & (x < 0.0)] = 0.0, 1.0  # newcomers are left out, whatever they do
    found = quitting(rows)
    assert found["satisfaction_quit"] == pytest.approx(-found["intention_quit"])
    assert found["overload_quit"] == pytest.approx(found["intention_quit"])
    assert 0.3 < found["clarity_quit"] < 0.7
    assert 0.3 < found["intention_quit"] < 0.7


def test_exhaustion_is_of_those_past_their_first_half_year():
    strain, output = pair(-0.3)
    tenure = np.where(np.arange(MANY) % 2 == 0, HALF_A_YEAR, HALF_A_YEAR + 4.0)
    mixed = np.where(tenure > HALF_A_YEAR, output, strain)
    rows = {"tenure": tenure, "strain": strain, "output": mixed, "firm": FIRMS}
    assert exhaustion_performance(rows) == pytest.approx(-0.3, abs=0.02)


def test_staying_is_of_customers_who_were_served():
    satisfaction, stays = pair(0.5)
    served = (np.arange(MANY) % 2).astype(float)
    stayed = np.where(served == 1.0, stays, -satisfaction)
    rows = {"served": served, "satisfaction": satisfaction, "stayed": stayed, "firm": FIRMS}
    assert satisfaction_repurchase(rows) == pytest.approx(0.5, abs=0.02)


def a_hire(employee: int, hired: int, output: float, grown: float, weeks: int = 40) -> np.ndarray:
    """The weeks of somebody who is hired at the end of a day, 40 hours each."""
    found = np.zeros(weeks, person_week)
    found["week"] = hired // 5 + np.arange(weeks)
    found["employee"], found["hired"], found["busy_hours"] = employee, hired, 40.0
    found["right"] = 40.0 * np.where(np.arange(weeks) < 20, output, grown)
    return found


def test_newcomers_gain_by_the_eighth_month():
    stays = a_hire(1, 10, 1.0, 1.5)
    leaves = a_hire(2, 10, 0.1, 0.1, weeks=12)
    old = a_hire(3, -1000, 9.0, 9.0)
    old["week"] -= old["week"].min()
    assert newcomer_gain(np.concatenate([stays, leaves, old]), 0) == pytest.approx(0.5)
    assert math.isnan(newcomer_gain(old, 0))


def test_slopes_of_corner_cutting_are_found():
    weeks = np.zeros(400, person_week)
    weeks["week"], weeks["firm"] = np.repeat(np.arange(100), 4), np.tile([0, 0, 1, 1], 100)
    pressure = np.repeat(LUCK.uniform(-0.5, 0.5, 200), 2)  # the same for both employees of a firm
    weeks["pressure_sum"], weeks["present_days"], weeks["present_hours"] = 5.0 * pressure, 5, 40.0
    weeks["busy_hours"] = 40.0 * np.exp(0.37 * pressure)
    weeks["finished"] = weeks["busy_hours"] / np.exp(-0.64 * pressure)
    idle = weeks["week"] == 7
    for name in ("busy_hours", "finished"):
        weeks[name][idle] = 0.0
    found = corner_cutting(weeks)
    assert found["corner_cutting"] == pytest.approx(-0.64)
    assert found["corner_cutting_hours"] == pytest.approx(0.37)


# ------------------------------------------------------------------------------ findings


def made_up(figures: dict[str, float]) -> WorldFigures:
    exposed = [5200.0] * 121
    quits = [10.0, 20.0, 60.0, 30.0] + [10.0] * 117
    return WorldFigures(dict.fromkeys((*OF_OUTCOMES, *OF_PERSONS), 0.0) | figures, exposed, quits)


def test_every_fact_has_a_finding_and_answers_have_noise():
    worlds = [made_up({"satisfaction_quit": -0.2 + each}) for each in (-0.01, 0.0, 0.01)]
    names = [*OF_OUTCOMES, *OF_PERSONS, *UNMEASURED, "hazard_peak"]
    found = {
        one.fact: one for one in findings(worlds, {name: {"interval": [-0.25, -0.15]} for name in names})
    }
    assert list(found) == names
    said = found["satisfaction_quit"]
    assert said.raw.mean == pytest.approx(-0.2, abs=1e-3)
    assert said.found.mean == pytest.approx(-0.2 * math.sqrt(0.8), abs=1e-3)
    assert said.held == "met"
    assert found["annual_quits"].raw is None
    assert found["annual_quits"].held == "not met"
    for name in UNMEASURED:
        assert (found[name].held, found[name].found.worlds) == ("open", 0)
        assert found[name].why


def test_the_peak_is_the_month_of_the_highest_hazard():
    found = finding("hazard_peak", [made_up({})] * 5, (2, 5))
    assert (found.found.mean, found.found.low, found.found.high, found.held) == (3.0, 3.0, 3.0, "met")


def test_an_unknown_fact_is_an_error():
    with pytest.raises(KeyError, match="joy"):
        finding("joy", [made_up({})], (0, 1))


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_is_shown_if_strong_enough_and_surely_not_zero(name):
    bound = SIGNS[name]
    side = math.copysign(1.0, bound)

    def found(mean: float, half: float) -> Estimate:
        return Estimate(mean, mean - half, mean + half, 9)

    assert sign_shown(name, found(bound, abs(bound) / 2.0))
    assert not sign_shown(name, found(bound, abs(bound) * 1.1))
    assert not sign_shown(name, found(bound - 0.01 * side, 0.001))
    assert not sign_shown(name, found(-2.0 * bound, 0.001))
    assert not sign_shown(name, Estimate(math.nan, math.nan, math.nan, 0))


def test_outcomes_of_facts_exist():
    assert set(OF_OUTCOMES.values()) <= set(OUTCOMES)
