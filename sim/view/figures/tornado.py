"""Tornado: what each factor does to an outcome from its low to its high end, the largest effect on top."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.analysis.effects import Effects
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.units import estimated, shown, with_unit
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import BLUE, VERMILLION, bars, blank, dressed, level, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "effects", 30
NOTE = "All else averaged. Bars: 95% intervals."


def show(study: Study) -> Found:
    """Main effects of every factor, and of policy, contrast and scenario; interactions as tables."""
    drawn, tables = [], {}
    for found in study.effects:
        figure = tornado(found, currency=study.currency)
        drawn.append(figure)
        out = shown(found.outcome, study.currency)
        tables[out.axis] = list(figure.layout.meta["table"])
        if found.interactions:
            tables[f"interactions on {out.label}"] = _interactions(found, study.currency)
    note = "From a factor's low to its high end, all else equal and averaged, each world against itself."
    return Found(tuple(drawn), tables, (note,))


def in_report(study: Study) -> Iterator["Figure"]:
    """Main effects, where there are several factors to rank."""
    if len(study.finished.factors) > 1:
        for found in study.effects:
            yield tornado(found, currency=study.currency)


def _interactions(found: Effects, currency: str) -> list[Row]:
    out = shown(found.outcome, currency)
    return [
        {
            "factor": one.factor,
            "with": one.other,
            "interaction": out.value(one.judged.difference.mean),
            "low": out.value(one.judged.difference.interval.low),
            "high": out.value(one.judged.difference.interval.high),
            "unit": out.difference_unit,
            "verdict": one.judged.verdict,
        }
        for one in found.interactions
    ]


def tornado(effects: Effects, *, most: int = 15, title: str = "", currency: str = "currency") -> "Figure":
    """Main effects, the largest on top: what going from a factor's low to its high end does, with 95% intervals."""
    figure, out, main = blank(), shown(effects.outcome, currency), effects.main[:most]
    table: list[Row] = [
        {
            "factor": effect.factor,
            "from": effect.low,
            "to": effect.high,
            "effect": out.value(effect.judged.difference.mean),
            "low": out.value(effect.judged.difference.interval.low),
            "high": out.value(effect.judged.difference.interval.high),
            "unit": out.difference_unit,
            "verdict": effect.judged.verdict,
        }
        for effect in main
    ]
    mean, low, high = pulled(table, "effect", "low", "high")
    figure.add_bar(
        x=mean,
        y=[f"{words(e.factor)}: {level(e.low)} → {level(e.high)}" for e in main],
        orientation="h",
        error_x=bars(mean, low, high),
        marker={"color": [VERMILLION if value < 0 else BLUE for value in mean]},
    )
    figure.update_yaxes(autorange="reversed")
    finding = f"nothing moves {out.label} clearly"
    largest = next((at for at, effect in enumerate(main) if effect.judged.mark), None)
    if largest is not None:
        size = estimated(mean[largest], low[largest], high[largest], signed=True)
        finding = (
            f"{words(main[largest].factor)} moves {out.label} most: {with_unit(size, out.difference_unit)}"
        )
    x = f"{out.label}, effect ({out.difference_unit})"
    return dressed(figure, title or finding, table, x=x, height=160 + 32 * len(table))
