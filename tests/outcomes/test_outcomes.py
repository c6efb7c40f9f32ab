"""Outcomes: each defined once, with its unit, and by hand on notes made by hand."""

import numpy as np
import pytest

from sim.model import records
from sim.outcomes import HEADLINE, OUTCOMES, SUMMARY, TRADE_OFF, measure
from sim.outcomes.outcome import GROUPS

NOTES = {  # of the last week of the warm-up, and of two weeks under a policy
    "headcount": (10, 10, 12),
    "employees": (8, 8, 10),
    "teams": (2, 2, 2),
    "quits": (5, 1, 2),
    "dismissals": (1, 0, 1),
    "layoffs": (3, 2, 0),
    "leavers": (9, 3, 3),
    "leaver_satisfaction_sum": (4.5, 1.2, 0.9),
    "contract_hours": (0, 320, 400),
    "present_hours": (0, 300, 300),
    "busy_hours": (0, 240, 300),
    "overtime_hours": (0, 6, 12),
    "present_days": (0, 40, 50),
    "delivered": (0, 100, 150),
    "late": (0, 20, 5),
    "late_days": (0, 30, 20),
    "lead_days": (0, 150, 250),
    "wrong": (0, 9, 1),
    "overdue": (0, 4, 5),
    "system_days": (0, 200, 300),
    "urgent_sum": (0, 120, 60),
    "decided": (0, 120, 180),
    "accepted_hours": (0, 110, 150),
    "accepted_extra": (0, 8, 22),
    "accepted_rework": (0, 12, 3),
    "accepted_complaint": (0, 4, 2),
    "declined": (0, 6, 9),
    "clarity_sum": (0, 4, 5),
    "pressure_sum": (0, 0.8, 1.0),
    "strain_sum": (0, 2, 4),
    "manager_strain_sum": (0, 0.5, 1.5),
    "needs": (0, 20, 30),
    "needs_heard": (0, 12, 28),
    "recognition_sum": (0, 6, 7.5),
    "backing_sum": (0, 4, 5),
    "autonomy_sum": (0, 7, 8),
    "claimed_hours": (0, 90, 110),
    "manager_hours": (0, 80, 80),
    "pleas": (0, 3, 5),
    "pleas_heard": (0, 2, 2),
    "pleas_lapsed": (0, 1, 2),
    "guesses": (0, 10, 15),
    "label_value_sum": (0, 1.5, 1.5),
    "standard_sum": (0, 1.8, 1.6),
    "satisfaction_sum": (0, 5, 4),
    "skill_sum": (0, 7, 9.2),
    "customers": (0, 200, 180),
    "customers_served": (0, 100, 60),
    "top_two_boxes": (0, 60, 20),
    "promoters": (0, 30, 10),
    "detractors": (0, 40, 16),
    "customer_satisfaction_sum": (0, 70, 42),
    "lost_served": (0, 20, 40),
    "lost_satisfaction_sum": (0, 5, 13),
    "lost_silent": (0, 3, 15),
    "lost_voiced": (0, 1, 5),
    "customers_in_market": (400, 400, 400),
    "customers_with_problem": (0, 30, 8),
    "loyal_customers": (0, 60, 20),
    "loyal_satisfaction_sum": (0, 45, 11),
    "survey_score": (0, 0.8, 0.7),
    "gained": (0, 6, 4),
    "reputation": (0, 0.6, 0.8),
    "work_friction": (0, 0.1, 0.3),
    "customer_friction": (0, 0.2, 0.1),
    "repairs": (0, 20, 30),
    "repeats": (0, 5, 10),
    "helps": (0, 15, 5),
    "helping_sum": (0, 2, 1.6),
    "belief_sum": (0, 1.2, 0.8),
    "fit": (0, 0.9, 0.7),
    "capability": (0, 1.1, 0.9),
    "identity": (0, -0.5, 0.3),
    "price": (0, 1.1, 0.8),
    "cartel": (0, 0.5, 0.1),
    "discoveries": (0, 3, 16),
    "supply_late": (0, 10, 40),
    "handed_on": (0, 6, 4),
    "overcharged": (0, 300, 500),
    "pushed": (0, 600, 400),
    "programme_cost": (0, 90, 110),
    "giveaways": (0, 30, 20),
    "paid_out": (0, 100, 300),
    "executive_share": (0, 1.0, 0.5),
    "fines": (0, 0, 1000),
    "audits": (0, 0, 1),
    "feared": (0, 0.1, 0.3),
    "answer": (0, 0.0, 0.4),
    "department_cost": (0, 20, 30),
    "born": (0, 0.1, 0.2),
    "words_broken": (0, 0.5, 1.5),
    "market_satisfaction_sum": (0, 140, 100),
    "market_served": (0, 200, 120),
    "apart": (0, 0.5, 1.0),
    "aim": (0, 0.2, 0.6),
    "revenue": (0, 9000, 11000),
    "wages": (0, 5000, 6000),
    "overtime_pay": (0, 100, 200),
    "hiring": (0, 200, 0),
    "severance_pay": (0, 50, 0),
    "improvement_cost": (0, 60, 40),
    "fixed_cost": (0, 500, 500),
    "experience_sum": (0, 60e6, 90e6),
    "experienced": (0, 90, 110),
    "opened": (0, 120, 180),
    "withdrawn": (0, 2, 4),
    "accepted_failure": (0, 5, 10),
    "calm": (0, 100, 150),
    "claimed": (0, 30, 20),
}

A_YEAR = 26  # times two weeks

WHOLE = {
    "turnover": 3 / 11 * A_YEAR,
    "dismissal_rate": 1 / 11 * A_YEAR,
    "layoff_rate": 2 / 11 * A_YEAR,
    "headcount": 11,
    "absence": 1 - 600 / 720,
    "utilisation": 540 / 600,
    "overtime": 18 / 600,
    "late_share": 25 / 250,
    "days_late": 50 / 250,
    "overdue": 9 / 18,
    "lead_time": 400 / 250 - 1,
    "throughput": 250 / 18,
    "work_in_progress": 500 / 10,
    "urgent_seen": 180 / 90,
    "accepted_hours": 130,
    "extra_share": 30 / 300,
    "declined_share": 15 / 300,
    "rework_share": 15 / 300,
    "wrong_share": 10 / 250,
    "clarity": 9 / 18,
    "heard_share": 40 / 50,
    "recognition": 13.5 / 18,
    "backing": 9 / 18,
    "autonomy": 15 / 18,
    "manager_load": 200 / 160,
    "pleas_heard_share": 4 / 7,
    "guess_share": 25 / 250,
    "label_value": 3 / 4,
    "practised_standard": 17 / 20,
    "pressure": 1.8 / 18,
    "strain": 6 / 18,
    "manager_strain": 2 / 4,
    "employee_satisfaction": 9 / 18,
    # leavers of the past year: 12 with 5.7 in the first week, 15 with 6.6 in the second
    "employee_satisfaction_all": (9 / 2 + (5.7 + 6.6) / 2) / (18 / 2 + (12 + 15) / 2),
    "skill": 16.2 / 18,
    "customer_satisfaction": 112 / 160,
    "top_two_boxes": 80 / 160,
    "recommendation": (40 - 56) / 160,
    "detractors": 56 / 160,
    "customer_satisfaction_all": (112 + 18) / (160 + 60),
    "complaint_rate": 6 / 300,
    "problem_incidence": 38 / 380,
    "churn": 24 / 190 * A_YEAR,
    "churn_silent": 18 / 190 * A_YEAR,
    "churn_voiced": 6 / 190 * A_YEAR,
    "gained": 10 / 190 * A_YEAR,
    "market_share": 380 / 800,
    "loyal_satisfaction": 56 / 80,
    "survey_score": 0.75,
    "reputation": 0.7,
    "score_gap": 0.75 - 112 / 160,
    "work_friction": 0.2,
    "customer_friction": 0.15,
    "repair_share": 50 / 250,
    "born_upstream": 0.15,
    "repeated_share": 15 / 250,
    "help_share": 20 / 250,
    "helping": 3.6 / 18,
    "belief_of_managers": 2 / 4,
    "words_broken": 2 * A_YEAR,
    "fit": 0.8,
    "capability": 1.0,
    "stands_for": -0.1,
    "price_asked": 0.95,
    "cartel": 0.3,
    "overcharge": 800 / 20000,
    "pushed_share": 1000 / 20000,
    "discoveries": 19 / 190 * A_YEAR,
    "supply_late_share": 50 / 250,
    "handed_on_share": 10 / 250,
    "fines": 1000 * A_YEAR,
    "audits": 1 * A_YEAR,
    "audits_feared": 0.2,
    "answer_to_rivals": 0.2,
    "department_cost": 50 * A_YEAR,
    "market_satisfaction": 240 / 320,
    "experience": 150 / 200,
    "withdrawn_share": 6 / 300,
    "failure_demand": 15 / 300,
    "false_claims": 50 / 250,
    "difference": 0.75,
    "aim": 0.4,
    "giveaways": 50 * A_YEAR,
    "paid_out": 400 * A_YEAR,
    "executive_share": 0.75,
    "revenue": 20000 * A_YEAR,
    "cost": 13900 * A_YEAR,
    "hiring_cost": 200 * A_YEAR,
    "profit": 6100 * A_YEAR,
    "profit_per_hour": 6100 / 600,
}

SECOND_WEEK = {
    "turnover": 2 / 12 * 52,
    "absence": 1 - 300 / 400,
    "work_in_progress": 300 / 5,
    "clarity": 5 / 10,
    "employee_satisfaction_all": (4 + 6.6) / (10 + 15),
    "churn": 20 / 180 * 52,
    "score_gap": 0.7 - 42 / 60,
    "fines": 1000 * 52,
    "profit": (11000 - 7870) * 52,
}


def notes_by_hand() -> np.ndarray:
    notes = np.zeros(3, records.week)
    notes["week"] = (-1, 0, 1)
    for name, values in NOTES.items():
        notes[name] = values
    return notes


def test_every_outcome_is_computed_here_by_hand():
    assert WHOLE.keys() == OUTCOMES.keys()


@pytest.mark.parametrize("name", OUTCOMES)
def test_over_the_whole_run_it_is_what_it_is_by_hand(name):
    summary, _ = measure(notes_by_hand(), 1)
    assert summary[name] == pytest.approx(WHOLE[name])


@pytest.mark.parametrize("name", SECOND_WEEK)
def test_week_by_week_it_is_what_it_is_by_hand(name):
    _, series = measure(notes_by_hand(), 1)
    assert len(series[name]) == 2
    assert series[name][1] == pytest.approx(SECOND_WEEK[name])


def test_the_warm_up_is_left_out():
    notes = notes_by_hand()
    before, _ = measure(notes, 1)
    notes["revenue"][0] = 1e9
    notes["headcount"][0] = 500
    after, _ = measure(notes, 1)
    assert after == before


def test_leavers_count_for_a_year_and_no_longer():
    notes = np.zeros(120, records.week)
    notes["employees"] = 1
    notes["satisfaction_sum"] = 1.0
    notes["leavers"][60] = 1
    _, series = measure(notes, 0)
    of_all = series["employee_satisfaction_all"]
    assert (of_all[60:112] == 0.5).all()
    assert (of_all[:60] == 1.0).all()
    assert (of_all[112:] == 1.0).all()


def test_where_there_is_nothing_to_divide_by_an_outcome_is_not_a_number_and_nobody_is_warned():
    summary, series = measure(np.zeros(4, records.week), 0)
    assert np.isnan(summary["turnover"])
    assert np.isnan(series["lead_time"]).all()
    assert summary["profit"] == 0.0


@pytest.mark.parametrize("name", OUTCOMES)
def test_it_says_what_it_is(name):
    outcome = OUTCOMES[name]
    assert outcome.name == name
    assert outcome.label
    assert outcome.unit
    assert len(outcome.meaning) > 10
    assert not outcome.meaning.endswith(".")
    assert outcome.better in (-1, 0, 1)
    assert not outcome.percent or outcome.unit in ("share", "1/year", "0-1")


def test_smaller_selections_lie_inside_larger_ones():
    assert set(TRADE_OFF) < set(SUMMARY) < set(HEADLINE) < set(OUTCOMES)
    assert all(OUTCOMES[name].better for name in SUMMARY)
    assert all(set(outcome.group) <= set(GROUPS) for outcome in OUTCOMES.values())


def test_headline_outcomes_stand_in_the_order_of_all():
    assert [name for name in OUTCOMES if name in HEADLINE] == list(HEADLINE)


def test_running_text_has_words_for_every_outcome():
    assert OUTCOMES["customer_satisfaction_all"].called == "customer satisfaction (all served)"
    assert all(outcome.short for outcome in OUTCOMES.values())
    for outcome in OUTCOMES.values():
        words = (outcome.words.ahead, outcome.words.best, outcome.words.worst)
        assert len(set(words)) == (3 if outcome.words.ahead else 1), "all three, or none"
        assert outcome.better or not outcome.words.ahead, "nobody is ahead where neither way is better"


def test_no_two_outcomes_are_called_alike():
    labels = [outcome.label for outcome in OUTCOMES.values()]
    assert len(set(labels)) == len(labels)


def test_weekly_sums_add_up_to_the_whole():
    summary, series = measure(notes_by_hand(), 1)
    for name in (
        "revenue",
        "cost",
        "profit",
        "hiring_cost",
        "fines",
        "headcount",
        "accepted_hours",
        "work_in_progress",
    ):
        assert series[name].mean() == pytest.approx(summary[name])
