"""plan, hire: the target follows work and money; hiring stops at it, and layoffs take the newest and are paid."""

import numpy as np
import pytest

from sim.model.mechanisms import OFF, Mechanism
from sim.model.phases.staff import hire, plan, seats_short
from sim.model.records import World
from sim.model.states import EQUAL_SPEND, HIRING_STAGES, NOBODY, QUITS, STAYS
from tests.model.phases.moments import FRIDAY, TRADING, act, before, order_changes_nothing, this_week
from tests.worlds import staff


def targets(**values: float) -> np.ndarray:
    """The firms' targets after planning under some values of firms or of the market."""
    w = before(plan)
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    return act(w, plan).firms["staff_target"][TRADING]


def test_the_target_rises_with_work_and_stops_at_the_money():
    rich = {"revenue_smooth": 1e9}
    few, many = targets(forecast=100.0, **rich), targets(forecast=400.0, **rich)
    assert (few < many).all()
    assert (targets(forecast=400.0, revenue_smooth=100.0) < many).all()


@pytest.mark.parametrize(
    ("name", "value"), [("staffing_slack", 0.3), ("worked_smooth", 1e3), ("improvement", 0.2)]
)
def test_what_takes_hours_is_planned_for(name, value):
    rich = {"revenue_smooth": 1e9}
    assert (targets(**rich, **{name: 0.0}) < targets(**rich, **{name: value})).all()


def test_without_realised_productivity_the_plan_goes_by_standard_times_and_friction():
    def targets_off(**values: float) -> np.ndarray:
        w = before(plan)
        w.mechanisms["mode"][Mechanism.REALISED] = OFF
        w.firms["revenue_smooth"] = 1e9
        for name, value in values.items():
            w.firms[name] = value
        return act(w, plan).firms["staff_target"][TRADING]

    np.testing.assert_array_equal(targets_off(worked_smooth=1e3), targets_off(worked_smooth=1.0))
    assert (targets_off(work_friction=0.0) < targets_off(work_friction=0.5)).all()


def test_the_plan_counts_all_hours_of_the_week_over_what_they_finished():
    w = before(plan)
    w.market["productivity_weeks"] = 1e-9
    f = w.firms[0]
    mine = slice(int(f["seat_first"]), int(f["seat_end"]))
    worked, finished = (w.employees[name][mine].sum() for name in ("busy_hours", "finished_hours"))
    act(w, plan)
    assert w.firms["worked_smooth"][0] == pytest.approx(worked)
    assert w.firms["finished_smooth"][0] == pytest.approx(finished)


def test_somebody_is_always_wanted():
    assert (targets(forecast=0.0, revenue_smooth=0.0) >= 1.0).all()


def test_at_equal_spend_the_target_is_what_the_reference_pays():
    pay = {"contrast": EQUAL_SPEND, "pay": 1.0}
    less, more = (targets(**pay, reference_spend=spend) for spend in (20_000.0, 40_000.0))
    assert (less < more).all()
    np.testing.assert_array_equal(more, targets(**pay, reference_spend=40_000.0, forecast=1e6))


def wanting(people: float, **values: float) -> World:
    """A market just before hiring, in which every firm wants so many people."""
    w = before(hire)
    w.firms["staff_target"] = people
    w.employees["leaving"], w.firms["hiring"] = STAYS, 0
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    return w


def hired(w: World, weeks: int) -> World:
    """The market after so many weeks' hiring, in which nothing else happens."""
    for _ in range(weeks):
        act(w, hire)
    return w


def test_at_its_target_a_firm_does_nothing():
    for firm in range(2):
        w = wanting(0.0)
        here = set(staff(w, firm)["id"])
        w.firms["staff_target"][firm] = len(here)
        hire(w, FRIDAY, firm, firm + 1)
        assert set(staff(w, firm)["id"]) == here


def test_vacancies_are_filled_up_to_the_target_in_stages_and_each_hire_is_paid():
    w = wanting(8.0, hiring_weeks=1e-9)
    here, hires = len(staff(w)), this_week(w, "hires")
    for week in range(HIRING_STAGES):
        hired(w, 1)
        assert len(staff(w)) == here
        assert list(w.firms["hiring"][0]) == [
            8 - here if stage == week else 0 for stage in range(HIRING_STAGES)
        ]
    hired(w, 1)
    assert len(staff(w)) == 8
    assert this_week(w, "hires") == hires + 8 - here
    assert this_week(w, "hiring") > 0.0
    newest = staff(w)[np.argmax(staff(w)["id"])]
    assert newest["skill"] == w.market["newcomer_productivity"][0]
    assert newest["clarity"] == 0.0
    # Whoever has needed nothing yet has not been let down.
    assert newest["recognition"] == 1.0


@pytest.mark.parametrize(
    ("off", "questions", "clarity"), [("QUESTIONS", 0.0, 1.0), ("CLARITY", 2.0, 1.0), ("SKILL", 2.0, 0.0)]
)
def test_newcomers_are_clear_where_nobody_has_questions_or_everybody_is_clear(off, questions, clarity):
    w = wanting(8.0, hiring_weeks=1e-9, newcomer_questions=2.0)
    w.mechanisms["mode"][Mechanism[off]] = OFF
    here = set(staff(w)["id"])
    joined = [e for e in staff(hired(w, 4)) if e["id"] not in here]
    assert joined
    assert {(e["questions"], e["clarity"]) for e in joined} == {(questions, clarity)}


def test_newcomers_even_teams_out():
    w = wanting(8.0, hiring_weeks=1e-9)
    teams = np.unique(staff(hired(w, 4))["team"], return_counts=True)[1]
    assert max(teams) - min(teams) <= 1


def test_whoever_has_given_notice_is_replaced_before_going_and_is_not_laid_off():
    w = wanting(0.0)
    here = np.sort(staff(w)["id"])
    w.firms["staff_target"] = len(here)
    w.employees["leaving"][w.employees["id"] == here[-1]] = QUITS
    act(w, hire)
    assert w.firms["hiring"][0].sum() == 1
    w.firms["staff_target"], w.firms["layoffs"], w.market["layoff_band"] = 1.0, 1.0, 0.0
    act(w, hire)
    assert here[-1] in staff(w)["id"]


def test_vacancies_that_are_not_wanted_any_more_are_withdrawn_but_for_who_has_signed():
    w = wanting(1.0, layoffs=0.0, hiring_weeks=104)
    w.firms["hiring"] = (3, 2, 1)
    w.market["hiring_pay"], w.market["labour_tightness"] = 0.0, 1e9  # nobody moves on
    act(w, hire)
    assert [tuple(row) for row in w.firms["hiring"][TRADING]] == [(0, 0, 1)] * 2


def test_layoffs_take_the_newest_leave_somebody_and_are_paid():
    w = wanting(1.0, layoffs=1.0, layoff_band=0.0)
    by_seniority = np.sort(staff(w)["id"])
    act(w, hire)
    assert list(staff(w)["id"]) == [by_seniority[0]]
    assert this_week(w, "layoffs") == len(by_seniority) - 1
    assert this_week(w, "severance_pay") > 0.0


def test_a_firm_that_never_lays_off_never_does():
    w = wanting(1.0, layoffs=0.0)
    here = set(staff(w)["id"])
    assert set(staff(act(w, hire))["id"]) == here


def test_seats_are_short_when_a_target_exceeds_them():
    w = wanting(0.0)
    seats = int(w.firms["seat_end"][0] - w.firms["seat_first"][0])
    w.firms["staff_target"] = seats
    assert not seats_short(w)
    w.firms["hiring"][0, 0] = seats  # who is on the way needs a seat too
    assert seats_short(w)
    w.firms["hiring"] = 0
    w.firms["staff_target"][1] = seats + 1
    assert seats_short(w)
    w.firms["trading"][1] = 0
    assert not seats_short(w)


def test_an_identity_is_never_given_twice():
    w = wanting(8.0, hiring_weeks=1e-9)
    known = set(w.employees["id"]) | set(w.managers["id"])
    new = set(hired(w, 4).employees["id"]) - known
    assert new
    assert NOBODY not in new


def test_the_order_of_firms_changes_nothing():
    assert order_changes_nothing(plan)
    assert order_changes_nothing(hire)


def test_layoffs_are_felt_by_share_of_staff_and_fade():
    w = wanting(1.0, layoffs=1.0, layoff_band=0.0, layoff_shock=0.0)
    staff_before = len(staff(w))
    assert act(w, hire).firms["layoff_shock"][0] == pytest.approx((staff_before - 1) / staff_before)
    w.firms["staff_target"] = 0.0
    shock = w.firms["layoff_shock"][0]
    assert act(w, hire).firms["layoff_shock"][0] == pytest.approx(shock * np.exp(-1.0 / 52.0))
