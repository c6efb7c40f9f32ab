"""staffing: planned hours over hours that a person brings, a budget, chance in hiring, a band before layoffs."""

import pytest
from hypothesis import given

from sim.model.rules.staffing import layoffs_due, staff_affordable, staff_needed, stage_probability
from tests.model.rules.ranges import between, ordered, share

hours = between(0.0, 5000.0)
absence = between(0.0, 0.6)
slack = between(-0.3, 0.5)
improvement = between(0.0, 0.2)
per_standard = between(0.2, 5.0)


@given(hours, per_standard, slack, absence, improvement)
def test_the_staff_needed_do_the_forecast_work_and_no_more(hours, spent, slack, absence, improvement):
    staff = staff_needed(hours, spent, slack, 40.0, absence, 0.9, improvement)
    brought = staff * 40.0 * (1.0 - absence) * (1.0 - improvement) * 0.9
    assert brought == pytest.approx(hours * spent * (1.0 + slack))


def test_without_any_of_it_a_week_of_hours_is_one_employee():
    assert staff_needed(40.0, 1.0, 0.0, 40.0, 0.0, 1.0, 0.0) == 1.0


@given(ordered(0.0, 5000.0), ordered(-0.3, 0.5), ordered(0.0, 0.6), ordered(0.3, 1.2))
def test_more_work_slack_or_absence_need_more_staff_and_fuller_plans_less(hours, slacks, absences, full):
    def needed(work=hours[0], slack=slacks[0], absence=absences[0], utilisation=full[0]):
        return staff_needed(work, 1.1, slack, 40.0, absence, utilisation, 0.01)

    assert needed() <= needed(work=hours[1])
    assert needed() <= needed(slack=slacks[1])
    assert needed() <= needed(absence=absences[1])
    assert needed(utilisation=full[1]) <= needed()


@given(between(0.0, 1e6), between(0.05, 5.0), between(1.0, 5000.0))
def test_the_staff_afforded_cost_the_budget(revenue, budget_share, wage):
    assert staff_affordable(revenue, budget_share, wage) * wage == pytest.approx(budget_share * revenue)


@given(between(3.0, 104.0), between(1.0, 10.0))
def test_at_market_pay_the_stages_take_as_long_as_said(weeks, tightness):
    """A stage that is passed with chance p lasts 1 / p weeks in the mean."""
    chance = stage_probability(3, weeks, 1.0, 1.0, tightness)
    assert 3 / chance == pytest.approx(weeks * tightness)


@given(between(0.1, 104.0), ordered(0.5, 2.0), between(0.0, 10.0), ordered(0.1, 10.0))
def test_pay_fills_vacancies_and_a_tight_market_does_not(weeks, pays, elasticity, tightness):
    poor, rich = (stage_probability(3, weeks, p, elasticity, 1.0) for p in pays)
    loose, tight = (stage_probability(3, weeks, 1.0, elasticity, t) for t in tightness)
    assert 0.0 <= poor <= rich <= 1.0
    assert tight <= loose <= 1.0


@given(between(0.0, 500.0), between(1.0, 500.0), share, share)
def test_within_the_band_nobody_is_laid_off(headcount, target, band, readiness):
    due = layoffs_due(headcount, target, band, readiness)
    assert due >= 0.0
    assert due == 0.0 or headcount > target * (1.0 + band)


@given(ordered(0.0, 500.0), between(1.0, 500.0), share, share)
def test_layoffs_rise_with_the_excess_and_never_cut_below_the_target(headcounts, target, band, readiness):
    few, many = (layoffs_due(h, target, band, readiness) for h in headcounts)
    assert few <= many <= max(0.0, headcounts[1] - target) + 1e-9


@given(between(0.0, 500.0), between(1.0, 500.0), share)
def test_who_never_cuts_staff_lays_off_nobody(headcount, target, band):
    assert layoffs_due(headcount, target, band, 0.0) == 0.0
