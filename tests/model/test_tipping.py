"""The loop of the manager's day can tip, by its own dynamics and for good, and what keeps it from tipping.

More late requests bring more chasers, and leave the manager less time for questions; who gets no answer guesses, is
slower and errs; without clarity everybody juggles; errors come back as rework; so more requests are late. All worlds
here are staffed for normal demand by a warm-up of two years, the firm then has that payroll and no more, and nobody
quits, so that nothing but the loop is seen.
"""

from functools import lru_cache

import pytest

from sim.model.records import World
from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running.course import begin, warmed_up
from tests.worlds import STILL, after, notes, scenario

WARM_UP = 104  # weeks

FIRM = {
    "customers_per_firm": 500,
    "employees_per_firm": 12,
    "need_rate": 2.4,
    "insolvency": 100,
    "base_quit_hazard": 0,
    "dismissal_hazard": 0,
}
CAPTIVE = {name: STILL[name] for name in ("consider_rate", "withdrawal_hazard", "patronage_elasticity")}
"""Customers who neither leave nor buy less nor take anything back, whatever they get."""

HARMLESS = dict.fromkeys(
    (
        *("chase_hours", "guess_effort", "guess_errors", "error_thoroughness", "switch_cost"),
        *("strain_slowing", "strain_slips"),
    ),
    0,
)
"""Nothing that closes the loop: no chasers, and guessing, hurry, juggling and strain cost nothing."""


@lru_cache(maxsize=4)
def warm(chosen: Scenario, seed: int) -> World:
    return warmed_up(chosen, seed, 0, 4)


def firm(seed: int, **values: float) -> World:
    """A neutral firm on the morning on which its payroll is frozen."""
    return begin(warm(scenario(FIRM | CAPTIVE | values), seed), load_policy("neutral"), "equal_spend")


def through(w: World, *stretches: tuple[int, float]) -> World:
    """The firm after stretches of so many weeks at so many times the normal needs."""
    for weeks, needs in stretches:
        w.firms["demand_control"] = needs
        w = after(w, weeks * 5)
    return w


def clarity(w: World, weeks: int = 13) -> float:
    return notes(w, "clarity_sum")[-weeks:].sum() / notes(w, "employees")[-weeks:].sum()


def utilisation(w: World, weeks: int = 13) -> float:
    return notes(w, "busy_hours")[-weeks:].sum() / notes(w, "present_hours")[-weeks:].sum()


def days_in_hand(w: World, weeks: int = 13) -> float:
    return notes(w, "system_days")[-weeks:].sum() / notes(w, "opened")[-weeks:].sum()


seeds = pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])

NORMAL, BUSY, SURGE, TOO_MUCH = 1.0, 1.1, 1.8, 1.6
"""Needs over those that the payroll was made for."""


@seeds
def test_under_normal_demand_clarity_stays_high_year_after_year(seed):
    w = through(firm(seed), (156, NORMAL))
    yearly = notes(w, "clarity_sum")[WARM_UP:].reshape(3, 52).sum(axis=1) / notes(w, "employees")[
        WARM_UP:
    ].reshape(3, 52).sum(axis=1)
    assert (yearly > 0.5).all()
    assert utilisation(w) < 0.97
    assert days_in_hand(w) < 2.0


@seeds
def test_under_too_much_demand_clarity_collapses_while_everybody_is_fully_busy(seed):
    w = through(firm(seed), (78, TOO_MUCH))
    assert clarity(w) < 0.1
    assert utilisation(w) > 1.1
    assert days_in_hand(w) > 20.0


@seeds
def test_a_short_surge_is_got_over_and_a_long_one_is_not(seed):
    """The same demand before and after, and two and a half years later still two different firms."""
    calm = through(firm(seed), (136, BUSY))
    short = through(firm(seed), (2, SURGE), (134, BUSY))
    long = through(firm(seed), (26, SURGE), (110, BUSY))
    assert clarity(calm) > 0.5
    assert clarity(short) > 0.5
    assert days_in_hand(short) < 2.0
    assert clarity(long) < 0.2
    assert utilisation(long) > 0.95
    assert days_in_hand(long) > 20.0


@seeds
def test_where_nothing_closes_the_loop_the_long_surge_is_got_over_too(seed):
    """What holds the firm down is the loop, not the work that piled up."""
    w = through(firm(seed, **HARMLESS), (26, SURGE), (110, BUSY))
    assert clarity(w) > 0.5
    assert days_in_hand(w) < 2.0


@seeds
def test_where_customers_may_leave_the_firm_recovers_by_losing_them(seed):
    free = {"consider_rate": 1.5, "withdrawal_hazard": 0.05, "patronage_elasticity": 0.5}
    w = through(firm(seed, **free), (26, SURGE), (110, BUSY))
    customers = notes(w, "customers")
    assert clarity(w) > 0.5
    assert days_in_hand(w) < 2.0
    assert customers[WARM_UP : WARM_UP + 52].min() < 0.8 * customers[WARM_UP]
