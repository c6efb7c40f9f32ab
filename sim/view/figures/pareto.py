"""Pareto front: points of which no other is as good in everything and better in something."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.binding import at_ends, said_of_ends
from sim.analysis.pareto import ParetoFront, pareto
from sim.analysis.wording import words
from sim.design.factors import Factor
from sim.errors import InputError
from sim.outcomes import OUTCOMES, TRADE_OFF
from sim.units import shown
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import FAINT, bars, blank, dressed, level, look, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "pareto", 60
NOTE = "Fainter points are beaten; bars are 95% intervals."


def show(study: Study) -> Found:
    """The front of the outcomes named, a figure for each against the first, in each scenario and contrast."""
    outcomes = study.outcomes if study.named else traded_off(study.finished.question.outcomes)
    if len(outcomes) < 2 or not all(OUTCOMES[name].better for name in outcomes):
        raise InputError(
            "pareto: --outcome must be two or more outcomes of which more or less is better, got "
            + (", ".join(outcomes) or "none")
        )
    first, *others = outcomes
    drawn, tables, ends = [], {}, list[str]()
    for setting, runs in study.settings():
        found = pareto(runs, outcomes, study.finished.factors)
        for other in others:
            figure = pareto_front(found, first, other, currency=study.currency)
            drawn.append(study.titled(figure, setting))
        tables[study.headed("front", setting)] = found.rows()
        ends.append(said_of_front(study.finished.question.factors, found))
    wanted = ", ".join(
        f"{'more' if OUTCOMES[name].better > 0 else 'less'} {words(name)}" for name in outcomes
    )
    note = f"Wanted: {wanted}. Intervals are 95%; tables are in the store's units."
    return Found(tuple(drawn), tables, (note, *dict.fromkeys(filter(None, ends))))


def said_of_front(factors: Sequence[Factor], found: ParetoFront) -> str:
    """That a part of the front lies at an end of what was asked; nothing where none does."""
    front = [point for point in found.points if point.on_front]
    ends = dict.fromkeys(end for point in front for end in at_ends(factors, point.setting.items()))
    return said_of_ends(list(ends), "a part of the front")


def in_report(study: Study) -> tuple["Figure", ...]:
    """The trade-off between employees, customers and owners, where the study looks at two of them at least."""
    return show(study).figures if sum(name in TRADE_OFF for name in study.outcomes) > 1 else ()


def traded_off(outcomes: Sequence[str]) -> tuple[str, ...]:
    """What to trade off where nobody says: the usual trade-off, or the first three outcomes that have a better way."""
    usual = tuple(name for name in TRADE_OFF if name in outcomes)
    return usual if len(usual) > 1 else tuple(name for name in outcomes if OUTCOMES[name].better)[:3]


def pareto_front(
    found: ParetoFront, x: str, y: str, *, title: str = "", currency: str = "currency"
) -> "Figure":
    """Points by two outcomes, with 95% intervals; those off the front are fainter the more surely they are beaten."""
    figure, across, up = blank(), shown(x, currency), shown(y, currency)
    table = found.rows()
    for row in table:
        for out in (across, up):
            row |= {key: out.value(pulled([row], key)[0][0]) for key in (out.outcome, *_ends(out.outcome))}
    front = [row for row in table if row["on front"]]
    if set(found.directions) == {x, y}:
        line = sorted(zip(*pulled(front, x, y), strict=True))
        style = {"color": FAINT, "dash": "dot"}
        figure.add_scatter(
            x=[a for a, _ in line], y=[b for _, b in line], mode="lines", name="front", line=style
        )
    for policy in dict.fromkeys(str(row.get("policy", "")) for row in table):
        rows = [row for row in table if row.get("policy", "") == policy]
        settings = [point.setting for point in found.points if point.setting.get("policy", "") == policy]
        how, (a, b) = look(policy), pulled(rows, x, y)
        (beaten,) = pulled(rows, "dominated in")
        opacity = [
            1.0 if row["on front"] else 0.8 - 0.4 * share for row, share in zip(rows, beaten, strict=True)
        ]
        figure.add_scatter(
            x=a,
            y=b,
            error_x=bars(a, *pulled(rows, *_ends(x))) | {"color": how.faded(0.3)},
            error_y=bars(b, *pulled(rows, *_ends(y))) | {"color": how.faded(0.3)},
            mode="markers",
            name=words(policy),
            marker={
                "size": 11,
                "color": how.color,
                "symbol": how.symbol,
                "opacity": np.nan_to_num(opacity).tolist(),
            },
            hovertext=["<br>".join(f"{words(k)}: {level(v)}" for k, v in one.items()) for one in settings],
        )
    who = ", ".join(dict.fromkeys(words(str(row.get("policy", ""))) for row in front))
    finding = (
        f"{len(front)} of {len(table)} points {'is' if len(front) == 1 else 'are'} on the front ({who}):"
        " no other is as good in everything and better in something"
    )
    return dressed(figure, title or finding, table, x=across.axis, y=up.axis, height=480)


def _ends(outcome: str) -> tuple[str, str]:
    return f"{outcome} low", f"{outcome} high"
