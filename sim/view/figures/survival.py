"""Survival: how long people stay under each policy, and when they are most likely to quit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.runs import SETTING, column
from sim.analysis.statistics import FEWEST_BOOTSTRAPPED, Row
from sim.analysis.survival import PEAK_MONTHS, SurvivalCurve, life_tables, staying, survival
from sim.analysis.wording import words
from sim.units import percent, percent_span, span
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import FAINT, blank, draw_band, draw_line, dressed, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "survival", 80
NOTE = "Voluntary quits; bands are 95% intervals over worlds."


def show(study: Study) -> Found:
    """Shares still here and hazards by tenure, in each scenario and contrast; points of a policy are added up."""
    drawn, tables = [], {}
    design = study.finished.design
    settings = list(zip(*(design[name].to_pylist() for name in SETTING), strict=True))
    points = design["point"].to_pylist()
    for scenario, contrast in dict.fromkeys((one[0], one[1]) for one in settings):
        group_of = {
            point: policy
            for point, (s, c, policy) in zip(points, settings, strict=True)
            if (s, c) == (scenario, contrast)
        }
        life = life_tables(study.finished.tenures, group_of)
        curves, where = survival(life), (scenario, contrast, "")
        drawn += [study.titled(draw(curves), where) for draw in (survival_curves, hazard_curves)]
        tables[study.headed("tenure in months", where)] = [row for c in curves for row in c.rows()]
        tests = [row for test in staying(life) for row in test.rows()]
        if tests:
            tables[study.headed("share that stays a year, paired differences", where)] = tests
    note = (
        "Voluntary quits by tenure, of the time watched under the policy; intervals by bootstrap over worlds."
    )
    few = (
        f" Below {FEWEST_BOOTSTRAPPED} worlds such intervals are narrower than they should be."
        if len(np.unique(column(study.finished.tenures, "replication"))) < FEWEST_BOOTSTRAPPED
        else ""
    )
    return Found(tuple(drawn), tables, (note + few,))


def survival_curves(curves: Sequence[SurvivalCurve], *, title: str = "") -> "Figure":
    """The share of people still here by tenure, with 95% intervals, a group each."""
    figure = blank()
    phrases = []
    for curve in curves:
        months = [*range(len(curve.share) + 1)]
        known = np.isfinite(curve.low)
        if known.any():
            low, high = ([1.0, *ends[known]] for ends in (curve.low, curve.high))
            draw_band(figure, months[: len(low)], low, high, curve.group, 0.18)
        draw_line(figure, months, [1.0, *curve.share], curve.group)
        stay = f"{percent(curve.a_year)} {percent_span(*curve.a_year_interval)}"
        if np.isnan(curve.a_year):
            stay = "a share not seen"
        phrases.append(f"{stay} under {words(curve.group)}")
    figure.add_vline(x=12, line={"color": FAINT, "dash": "dot"})
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    table = [row for curve in curves for row in curve.rows()]
    heading = title or f"of people hired, a year later there are still {', '.join(phrases)}"
    return dressed(figure, heading, table, x="tenure (months)", y="still here (share)")


def hazard_curves(curves: Sequence[SurvivalCurve], *, title: str = "") -> "Figure":
    """The chance to quit in each early month of tenure, with 95% intervals, a group each."""
    figure = blank()
    table: list[Row] = []
    phrases = []
    for curve in curves:
        rows: list[Row] = [
            {
                "group": curve.group,
                "month": at + 1,
                "hazard": float(curve.hazard[at]),
                "low": float(curve.hazard_low[at]),
                "high": float(curve.hazard_high[at]),
            }
            for at in range(min(PEAK_MONTHS, len(curve.hazard)))
        ]
        known = [row for row in rows if np.isfinite(pulled([row], "low")[0][0])]
        seen, ends_low, ends_high = pulled(known, "month", "low", "high")
        draw_band(figure, seen, ends_low, ends_high, curve.group, 0.18)
        months, hazard = pulled(rows, "month", "hazard")
        draw_line(figure, months, hazard, curve.group)
        table += rows
        peak = f"in month {curve.peak} {span(*curve.peak_interval)}" if curve.peak else "never"
        phrases.append(f"{peak} under {words(curve.group)}")
    figure.update_yaxes(rangemode="tozero", tickformat=".1%")
    heading = title or f"in their first two years people are most likely to quit {', '.join(phrases)}"
    return dressed(figure, heading, table, x="month of tenure", y="chance to quit in the month (share)")
