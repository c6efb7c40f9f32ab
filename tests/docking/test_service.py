"""service: the published centre of stocks and flows keeps its balances, and erodes as its equations say."""

from dataclasses import fields, replace

import numpy as np
import pytest

from docs.docking.service import Constants, State, advance, balance, follow
from docs.tables import read_toml

K = Constants.published(40.0)
WEEKS = 120
BEFORE = np.array([800.0])


def after(factor: float) -> np.ndarray:
    return np.tile(BEFORE[:, None] * factor, (1, WEEKS))


def test_its_numbers_are_those_of_the_file():
    found = read_toml("docking/published.toml")["centre"]
    assert {name: getattr(K, name) for name in found} == {name: each["value"] for name, each in found.items()}
    assert set(found) == {each.name for each in fields(Constants)} - {
        *("week_hours", "productivity_weeks", "ceiling"),
    }


def test_in_balance_nothing_moves():
    course = follow(balance(BEFORE, K), after(1.0), K)
    assert course.standard[0] == pytest.approx(1.0, abs=1e-9)
    assert course.pressure[0] == pytest.approx(0.0, abs=1e-9)
    assert course.staff[0] == pytest.approx(course.staff[0, 0])


@pytest.mark.parametrize("plan", ["desired", "realised"])
def test_a_step_in_demand_erodes_the_standard_and_a_ratchet_more(plan):
    start = balance(BEFORE, K)
    ratchet, symmetric = (follow(start, after(1.15), k, plan) for k in (K, K.symmetric()))
    assert ratchet.standard[0, -1] <= symmetric.standard[0, -1] < 1.0
    assert ratchet.staff[0, -1] > ratchet.staff[0, 0]
    assert (np.diff(ratchet.standard[0]) <= 1e-6).all()


def test_a_standard_follows_the_time_given_within_its_time():
    """With staff that never answers, pressure settles where work done meets demand, and the standard decays at it."""
    capable = np.full((1, WEEKS), BEFORE[0] / 40.0)
    course = follow(balance(BEFORE, K), after(1.1), replace(K, fatigue_productivity=0.0), "given", capable)
    rates = -np.diff(np.log(course.standard[0]))
    settled = course.pressure[0, 20:-1]
    assert rates[20:] == pytest.approx(
        (1.0 - np.exp(-K.corner_cutting * settled)) / K.erosion_weeks, rel=0.05, abs=1e-5
    )


def test_a_ceiling_holds_the_standard_at_the_original():
    slack = follow(balance(BEFORE, K), after(0.8), K.symmetric())
    held = follow(balance(BEFORE, K), after(0.8), replace(K.symmetric(), ceiling=True))
    assert slack.standard[0, -1] > 1.0
    assert held.standard.max() <= 1.0 + 1e-12


def test_orders_are_neither_lost_nor_made():
    s = balance(BEFORE, K)
    before, demand, worked = s.backlog.copy(), BEFORE * 1.2, np.zeros(1)
    for _ in range(200):
        now = advance(s, demand, K, "desired", None)
        tired = np.exp(-K.fatigue_productivity * np.maximum(0.0, now["fatigue"] - 1.0))
        effective = now["effective"]
        done = effective * K.week_hours * tired * now["intensity"] / now["time_per_order"]
        worked += np.minimum(done, now["backlog"] / K.least_residence) / 20.0
    assert s.backlog == pytest.approx(before + 10.0 * demand - worked)


def test_a_course_leaves_its_start_alone():
    start = balance(BEFORE, K)
    kept = start.copy()
    follow(start, after(1.2), K)
    assert all(np.array_equal(getattr(start, each.name), getattr(kept, each.name)) for each in fields(State))
