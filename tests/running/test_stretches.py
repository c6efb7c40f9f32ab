"""Runs measured over stretches: the same numbers as whole runs have, and sums that add up."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sim.model.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.outcomes import OUTCOMES, measure
from sim.policies import load_policy
from sim.running.course import warmed_up
from sim.running.jobs import Job, Task
from sim.running.run import branch, run
from sim.running.stretches import (
    MEASURES,
    REVENUE_STEP,
    Stretch,
    measured,
    revenue_step,
    run_stretches,
)
from tests.worlds import SMALL, scenario

YEARS = 2
WHOLE = Stretch(0, 0, YEARS * WEEKS_A_YEAR)
MARKET = scenario(
    SMALL | {"warm_up": 1},
    competition="duopoly",
)
A_YEAR = [name for name, outcome in OUTCOMES.items() if outcome.unit.startswith("currency/year")]
"""Outcomes that are a sum over weeks, a year."""
PLACE = {name: nth for nth, name in enumerate(MEASURES)}

few = settings(max_examples=25)
weekly = st.lists(st.floats(0.0, 1e6), min_size=4 * WEEKS_A_QUARTER, max_size=9 * WEEKS_A_QUARTER)
weeks = st.lists(st.integers(0, YEARS * WEEKS_A_YEAR), min_size=3, max_size=3, unique=True).map(sorted)


def task(policy: str = "customer_first", *, frozen: tuple[str, ...] = ()) -> Task:
    world = MARKET.attributed((), frozen) if frozen else MARKET
    return Task.of(world, load_policy(policy), "as_managed", 3, YEARS)


@cache
def ended() -> World:
    """The world of the task at the end of its years."""
    one = task()
    return branch(warmed_up(MARKET, one.seed, 0, YEARS), MARKET, one.policy, one.contrast, YEARS)


def of(stretch: Stretch) -> np.ndarray:
    return measured(ended(), [stretch])[stretch]


# ---------------------------------------------------------------- laws


def test_the_whole_run_is_measured_as_any_run_is():
    one = task()
    found = run_stretches(Job((one,), 0), {one.point: [WHOLE]})[one.point][WHOLE]
    summary = run(MARKET, "customer_first", 3, years=YEARS).summary
    assert dict(zip(MEASURES, found.tolist(), strict=True)) | summary == pytest.approx(
        dict(zip(MEASURES, found.tolist(), strict=True)), rel=0.0, abs=0.0, nan_ok=True
    )


def test_tasks_that_share_a_warm_up_are_as_if_each_were_alone():
    acting, frozen = task(), task(frozen=("clarity", "skill"))
    assert acting.worlds == frozen.worlds
    wanted = {one.point: [WHOLE] for one in (acting, frozen)}
    together = run_stretches(Job((acting, frozen), 0), wanted)
    for one in (acting, frozen):
        alone = run_stretches(Job((one,), 0), wanted)
        assert np.array_equal(alone[one.point][WHOLE], together[one.point][WHOLE], equal_nan=True)
    assert not np.array_equal(together[acting.point][WHOLE], together[frozen.point][WHOLE], equal_nan=True)


@few
@given(weeks)
def test_sums_over_stretches_add_up(cuts):
    first, middle, last = cuts
    parts = [of(Stretch(0, first, middle)) * (middle - first), of(Stretch(0, middle, last)) * (last - middle)]
    whole = of(Stretch(0, first, last)) * (last - first)
    for name in A_YEAR:
        place = PLACE[name]
        assert parts[0][place] + parts[1][place] == pytest.approx(whole[place], rel=1e-9, abs=1e-3)


@few
@given(weeks, st.lists(weeks, max_size=3))
def test_a_stretch_does_not_depend_on_which_others_are_asked_for(cuts, others):
    mine = Stretch(0, cuts[0], cuts[1])
    more = [Stretch(nth % 2, each[0], each[2]) for nth, each in enumerate(others)]
    assert np.array_equal(measured(ended(), [*more, mine])[mine], of(mine), equal_nan=True)


@few
@given(weekly, st.integers(2 * WEEKS_A_QUARTER, 2 * WEEKS_A_QUARTER + 3))
def test_the_step_of_revenue_is_welchs_t(revenue, start):
    values = np.array(revenue)
    before, after = (
        part[len(part) % WEEKS_A_QUARTER :].reshape(-1, WEEKS_A_QUARTER).sum(axis=1)
        for part in (values[:start], values[start:])
    )
    if len(after) < 2 or min(before.var(), after.var()) < 1.0:
        return
    expected = stats.ttest_ind(after, before, equal_var=False).statistic
    assert revenue_step(values, start, len(values)) == pytest.approx(expected, rel=1e-6)


# ---------------------------------------------------------------- examples


def test_of_less_than_two_quarters_no_step_is_known():
    revenue = np.arange(6.0 * WEEKS_A_QUARTER)
    start = 4 * WEEKS_A_QUARTER
    assert np.isnan(revenue_step(revenue, start, start + 2 * WEEKS_A_QUARTER - 1))
    assert revenue_step(revenue, start, start + 2 * WEEKS_A_QUARTER) > 0.0


def test_revenue_that_does_not_vary_has_no_step():
    assert revenue_step(np.full(8 * WEEKS_A_QUARTER, 5.0), 4 * WEEKS_A_QUARTER, 8 * WEEKS_A_QUARTER) == 0.0


def test_what_is_earned_after_the_stretch_is_not_seen():
    revenue = np.random.default_rng(0).random(8 * WEEKS_A_QUARTER)
    changed = revenue.copy()
    changed[7 * WEEKS_A_QUARTER :] = 100.0
    end = 7 * WEEKS_A_QUARTER
    assert revenue_step(changed, 4 * WEEKS_A_QUARTER, end) == revenue_step(revenue, 4 * WEEKS_A_QUARTER, end)


def test_a_step_up_is_positive():
    revenue = np.random.default_rng(0).random(8 * WEEKS_A_QUARTER)
    revenue[4 * WEEKS_A_QUARTER :] += 1.0
    assert revenue_step(revenue, 4 * WEEKS_A_QUARTER, 8 * WEEKS_A_QUARTER) > 4.0


def test_years_are_whole_weeks():
    assert Stretch.of_years(1, 0.0, 0.5) == Stretch(1, 0, 26)
    assert Stretch.of_years(0, 0.9, 1.25) == Stretch(0, 47, 65)


def test_weeks_are_counted_from_the_policies_start_and_firms_by_row():
    w = ended()
    start = int(w.market["start"][0]) // WORKDAYS_A_WEEK
    assert start == WEEKS_A_YEAR
    stretch = Stretch(1, 10, 30)
    expected, _ = measure(w.weeks[: start + 30, 1], start + 10, weekly=False)
    assert of(stretch)[: len(OUTCOMES)].tolist() == pytest.approx([*expected.values()], nan_ok=True, abs=0.0)
    step = revenue_step(w.weeks["revenue"][:, 1], start, start + 30)
    assert of(stretch)[PLACE[REVENUE_STEP]] == step
