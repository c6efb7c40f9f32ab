"""Exhibits: a finding each, with numbers that are the report's."""

import pytest

from sim.analysis.runs import column, select
from sim.outcomes import OUTCOMES
from sim.units import scaled
from sim.view.office.exhibits import Exhibit, Series, clean, compared, exhibits, key_outcomes, leads
from sim.view.office.means import mean_rows
from tests.view.office.reports import KINDS, WORLDS


@pytest.mark.parametrize("name", KINDS)
def test_every_exhibit_has_a_finding_units_and_intervals_around_its_values(reports, name):
    found = exhibits(reports[name], 4)
    assert len(found) <= 4
    for one in found:
        assert one.finding
        assert one.value_axis
        for series in one.series:
            assert len(series.values) == len(series.low) == len(series.high) == len(one.categories)
            for low, value, high in zip(series.low, series.values, series.high, strict=True):
                assert low <= value <= high


def test_policies_are_shown_by_what_employees_customers_and_owners_want_first(reports):
    content = reports["policies"]
    found = exhibits(content, 3)
    assert [one.value_axis.split(" (")[0] for one in found] == [
        OUTCOMES[name].label for name in key_outcomes(content.study)[:3]
    ]
    turnover = found[0]
    runs = select(content.study.finished.runs, contrast="as_managed")
    for policy, value in zip(("neutral", "people_only"), turnover.series[0].values, strict=True):
        mine = column(select(runs, policy=policy), "turnover").astype(float)
        assert value == pytest.approx(scaled(OUTCOMES["turnover"], mine.mean()))


def test_a_finding_is_what_the_judge_says(reports):
    content = reports["policies"]
    judged = [one for one in content.study.overall if one.outcome == "turnover"]
    said = exhibits(content, 1)[0].finding
    told = [one.judged.told("turnover", content.study.currency).split(". ")[0] for one in judged]
    assert any(one in said for one in told)


def test_leads_count_the_verdicts(reports):
    study = reports["policies"].study
    (group,) = compared(study, 3)
    mine = [one for one in group if OUTCOMES[one.outcome].better]
    signs = [one.sign * OUTCOMES[one.outcome].better for one in mine]
    better, worse = signs.count(1) or "none", signs.count(-1) or "none"
    said = f"clearly better in {better}, worse in {worse} of {len(mine)} outcomes than neutral"
    assert said in leads([group])


@pytest.mark.slow
def test_what_varies_is_shown_level_by_level_and_policy_by_policy(reports):
    one = exhibits(reports["grid"], 1)[0]
    assert len(one.series) == 2
    assert len(one.categories) == 2


@pytest.mark.slow
def test_a_sampled_design_shows_its_bars(reports):
    one = next(each for each in exhibits(reports["sobol"], 100) if "Pay has a part in" in each.finding)
    assert {series.name for series in one.series} == {"alone (first order)", "with all others (total)"}


def test_means_have_a_row_for_each_policy_contrast_and_outcome(reports):
    content = reports["policies"]
    rows = list(mean_rows(content.study))
    assert len(rows) == 2 * 2 * len(content.study.outcomes)
    assert all(row["worlds"] == WORLDS for row in rows if row["outcome"] != "turnover")
    turnover = next(row for row in rows if row["outcome"] == "turnover")
    assert turnover["unit"] == "% a year"


def test_columns_begin_at_zero_and_dots_where_all_is_far_from_it():
    def of(low: float, high: float) -> Exhibit:
        return Exhibit("", ("a",), "", "", (Series("", (), (high,), (low,), (high,)),), ())

    assert of(1.0, 10.0).from_zero
    assert of(-1.0, 0.5).from_zero
    assert not of(0.68, 0.72).from_zero


def test_signs_that_no_file_may_have_are_left_out():
    assert clean("a\x00b\x0bc\nd") == "abc\nd"
