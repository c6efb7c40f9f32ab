"""steer: executives hear late and blurred, and how well they hear decides what steering is worth."""

import math

import numpy as np
import pytest

from sim.model.levers import SIGNALS
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.world import apply_practices
from tests.model.phases.steering import GOALS, PATIENT, managed, quarters
from tests.worlds import SMALL, after, scenario, world


def truth(w: World, firm: int = 0) -> np.ndarray:
    """The signals of the quarter's twelve weeks that were written down before it ended, by hand."""
    end = int(w.market["day"][0]) // 5 - 1
    k = {name: w.weeks[name][end - 12 : end, firm].sum(dtype=float) for name in w.weeks.dtype.names}
    costs = ("wages", "overtime_pay", "hiring", "severance_pay", "improvement_cost", "programme_cost")
    profit = k["revenue"] - sum(k[name] for name in (*costs, "giveaways", "fixed_cost", "fines"))
    m = w.market[0]
    wage_bill = m["wage"] * m["on_costs"] * m["hours_per_day"] * 5 * m["employees_per_firm"]
    return np.array(
        [
            profit / (12 * wage_bill),
            k["survey_score"] / 12,
            (k["customer_satisfaction_sum"] + k["lost_satisfaction_sum"])
            / (k["customers_served"] + k["lost_served"]),
            k["satisfaction_sum"] / k["employees"],
            -k["accepted_complaint"] / k["delivered"],
            -12 * (k["lost_silent"] + k["lost_voiced"]) / k["customers"],
        ]
    )


def test_there_is_a_signal_for_every_goal():
    assert [f"goal_{signal}" for signal in SIGNALS] == list(GOALS)


@pytest.mark.parametrize(("practice", "values"), [({"immersion": 1.0}, {}), ({}, {"layers": 0})])
def test_an_executive_at_the_front_line_hears_at_once_what_happened(practice, values):
    for w in quarters(managed(PATIENT.replace(practice), consider_rate=3, **values), 4):
        np.testing.assert_allclose(w.firms["heard"][0], truth(w), rtol=1e-9)


def test_levels_delay_what_is_heard():
    seen = quarters(managed(PATIENT.replace({"immersion": 0.5}), layers=4, layer_delay=0.4, layer_noise=0), 4)
    heard = truth(seen[0])  # the first quarter is heard as it was: there is nothing to smooth yet
    np.testing.assert_allclose(seen[0].firms["heard"][0], heard, rtol=1e-9)
    for w in seen[1:]:
        heard = truth(w) - (truth(w) - heard) * math.exp(-1.0 / (0.4 * 2.0))
        np.testing.assert_allclose(w.firms["heard"][0], heard, rtol=1e-9)


def test_levels_blur_it_in_proportion_to_what_a_signal_moves_by_itself():
    gaps = {}
    for layers in (1, 4):
        first, second = quarters(
            managed(PATIENT.replace({"immersion": 0.0}), layers=layers, layer_delay=0.01), 2
        )
        np.testing.assert_allclose(first.firms["heard"][0], truth(first), rtol=1e-9)
        moved = np.abs(truth(second) - truth(first))
        gaps[layers] = (second.firms["heard"][0] - truth(second)) / moved
    np.testing.assert_allclose(gaps[4], 4.0 * gaps[1], rtol=1e-3)
    assert (gaps[1] != 0.0).all()


def test_swings_are_the_mean_squares_of_what_signals_moved():
    seen = quarters(managed(PATIENT), 5)
    heard = np.array([w.firms["heard"][0] for w in seen])
    true = np.array([truth(w) for w in seen])
    for name, signal in (("heard_swing", heard), ("happened_swing", true)):
        expected = (np.diff(signal, axis=0) ** 2).mean(axis=0)
        np.testing.assert_allclose(seen[-1].firms[name][0], expected, rtol=1e-6)


def profit_of(w: World, week: int) -> float:
    """The first firm's profit of a week, in currency."""
    k = w.weeks[week, 0]
    costs = ("wages", "overtime_pay", "hiring", "severance_pay", "improvement_cost", "programme_cost")
    return float(k["revenue"] - sum(k[name] for name in (*costs, "fixed_cost", "fines")))


@pytest.mark.slow
def test_who_aims_at_profit_earns_more_after_some_years_and_noise_makes_it_a_lottery():
    """Against the same firm without a goal, in the same worlds, in the last two of six years."""
    size = {"customers_per_firm": 360, "employees_per_firm": 15, "span_of_control": 8}
    habits = SMALL | size | {"consider_rate": 1, "executive_tenure": 100}
    ways = {
        "aimless": ({}, 0.0),
        "clear": ({"layers": 0}, 1.0),
        "deaf": ({"layers": 12, "layer_noise": 5}, 1.0),
    }
    profit = {}
    for way, (values, goal) in ways.items():
        earned = []
        for seed in range(10):
            w = world(scenario(habits | values, competition="duopoly"), seed, years=6)
            apply_practices(w, 0, Practices(goal_profit=goal, horizon=1.0, executive_ownership=0.0))
            w = after(w, 6 * 260)
            earned.append(np.mean([profit_of(w, week) for week in range(208, 312)]))
        profit[way] = np.array(earned)
    gains = {way: profit[way] - profit["aimless"] for way in ("clear", "deaf")}
    error = {way: gain.std() / math.sqrt(len(gain)) for way, gain in gains.items()}
    assert gains["clear"].mean() > 2.0 * error["clear"]
    assert abs(gains["deaf"].mean()) < 2.0 * error["deaf"]
    assert gains["clear"].mean() > gains["deaf"].mean()
