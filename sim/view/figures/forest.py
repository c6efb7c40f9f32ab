"""Forests: paired differences with their intervals, a line each, and the same as rows of tables."""

from collections.abc import Callable, Sequence
from math import inf
from typing import TYPE_CHECKING

from sim.analysis.differences import Difference
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.units import Shown, number, rounded, shown
from sim.view.theme import FAINT, GRID, INK, bars, dressed, level, pulled, wrapped

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def forest(found: Sequence[Difference], *, title: str = "", currency: str = "currency") -> "Figure":
    """Differences by outcome (a panel each) and place, with 95% intervals; filled where clear.

    Shaded is what would be too small to matter, where the question says so.
    """
    from plotly.subplots import make_subplots

    panels = {
        outcome: [one for one in found if one.outcome == outcome]
        for outcome in dict.fromkeys(one.outcome for one in found)
    }
    sizes = [len(panel) for panel in panels.values()]
    plots = 86 * len(sizes) + 26 * sum(sizes)  # pixels
    figure = make_subplots(rows=len(sizes), cols=1, row_heights=sizes, vertical_spacing=70 / plots)
    name = labels(found)
    table: list[Row] = []
    for number_of, (outcome, panel) in enumerate(panels.items(), start=1):
        out, spot = shown(outcome, currency), {"row": number_of, "col": 1}
        rows: list[Row] = [difference_row(one, name(one), out) for one in panel]
        mean, low, high = pulled(rows, "difference", "low", "high")
        symbols = ["circle" if one.judged.mark else "circle-open" for one in panel]
        figure.add_scatter(
            x=mean,
            y=[wrapped(name(one)) for one in panel],
            error_x=bars(mean, low, high),
            mode="markers",
            marker={"size": 10, "color": INK, "symbol": symbols},
            **spot,
        )
        figure.add_vline(x=0, line_color=FAINT, **spot)
        if (smallest := panel[0].difference.smallest) is not None:
            edge = abs(out.value(smallest))
            figure.add_vrect(x0=-edge, x1=edge, fillcolor=GRID, line_width=0, layer="below", **spot)
        figure.update_yaxes(range=[len(rows) - 0.5, -0.5], **spot)
        figure.update_xaxes(title_text=f"{out.label}, difference ({out.difference_unit})", **spot)
        table += rows
    figure.update_layout(showlegend=False)
    return dressed(figure, title or _finding(found, currency), table, height=132 + plots)


def _finding(found: Sequence[Difference], currency: str) -> str:
    """The finding of a forest: in what the first policy is clearly higher, or lower, in what not."""
    pairs = list(dict.fromkeys((one.a, one.b) for one in found))
    who = (
        f"{words(pairs[0][0])} against {words(pairs[0][1])}"
        if len(pairs) == 1
        else "the first against the second"
    )
    if len(found) == 1:
        one = found[0]
        return f"{who}: {shown(one.outcome).called} {one.judged.size(one.outcome, currency)}"
    ways: dict[str, list[str]] = {"higher": [], "lower": [], "mixed": [], "not clear": [], "too small": []}
    for outcome in dict.fromkeys(one.outcome for one in found):
        signs = [one.sign for one in found if one.outcome == outcome]
        clear = [sign for sign in signs if sign]
        name = shown(outcome).called
        if clear and len(clear) < len(signs):
            name += f" (at {len(clear)} of {len(signs)})"
        too_small = all(one.judged.verdict == "too small" for one in found if one.outcome == outcome)
        ways["too small" if too_small else _way(set(clear))].append(name)
    return f"{who}: " + "; ".join(f"{', '.join(names)} {way}" for way, names in ways.items() if names)


def _way(clear: set[int]) -> str:
    """How an outcome differs, by the signs of its clear differences."""
    if not clear:
        return "not clear"
    if len(clear) > 1:
        return "mixed"
    return "higher" if clear == {1} else "lower"


def labels(found: Sequence[Difference]) -> Callable[[Difference], str]:
    """A label for each difference: what is not the same in all of them."""

    def parts(one: Difference) -> dict[str, str]:
        place = {
            name: words(str(value)) if name == "policy" else f"{words(name)} {level(value)}"
            for name, value in one.place
        }
        whose = {"pair": f"{words(one.a)} minus {words(one.b)}"}
        return {"scenario": words(one.scenario), "contrast": words(one.contrast)} | whose | place

    seen = [parts(one) for one in found]
    names = dict.fromkeys(name for one in seen for name in one)
    differing = [name for name in names if len({one.get(name) for one in seen}) > 1]

    def label(one: Difference) -> str:
        mine = parts(one)
        return ", ".join(mine[name] for name in differing if name in mine) or mine["pair"]

    return label


def difference_row(one: Difference, label: str, out: Shown) -> Row:
    """One difference as numbers, in the unit in which its outcome is shown."""
    d = one.difference
    line: Row = {"outcome": out.label, "label": label, "difference": out.value(d.mean)}
    line |= {"low": out.value(d.interval.low), "high": out.value(d.interval.high)}
    line |= {"unit": out.difference_unit, "worlds": d.n, "verdict": one.judged.verdict}
    return line | {"skewed": d.skewed}


def full_row(one: Difference, label: str, out: Shown) -> Row:
    """All that a difference is judged by, as a line for people."""
    d = one.difference
    low, middle, high = (out.value(quantile) for quantile in d.quantiles)
    line: Row = {"outcome": out.label, "where": label, "unit": out.difference_unit}
    mean, *ends = rounded(out.value(d.mean), *(out.value(end) for end in d.interval), signed=True)
    line |= {"difference": mean, "95%": f"[{', '.join(ends)}]"}
    line |= {"verdict": one.judged.verdict, "p (Holm)": "<0.001" if one.judged.p < 0.001 else one.judged.p}
    line |= {"P(A>B)": d.above, "5 / 50 / 95%": " / ".join(number(q) for q in (low, middle, high))}
    line |= {"d_z": d.d_z, "n": d.n, "undefined": d.undefined, "skewed": d.skewed}
    line |= {"r": d.correlation, "var. reduction": d.variance_reduction}
    matters = None if d.smallest is None else out.value(d.smallest)
    more = one.judged.worlds_to_decide
    return line | {"matters from": matters, "worlds to decide": None if more == inf else more}
