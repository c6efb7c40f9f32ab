"""Differences: forests of the question's paired differences, and the tables to judge them by."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.analysis.differences import Difference
from sim.analysis.judge import legend
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.design.comparison import pair_names
from sim.units import shown
from sim.view.figures import Found
from sim.view.figures import forest as forest_plot
from sim.view.study import Study

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "differences", 10
NOTE = "Averaged over the design. Filled: clear. Bars: 95% intervals."

TALLEST = 860
"""Pixels of a figure that still fits a page."""


def show(study: Study) -> Found:
    """Paired differences of the question's pairs at each point, for each outcome."""
    found, finished = study.at_places, study.finished
    notes = [
        "Each world against itself. "
        + legend(found[0].judged.family).replace("\n", " ")
        + " r is the correlation of A and B over worlds, var. reduction by how much pairing lowered the variance of the"
        " difference.",
        finished.stopped,
    ]
    if not study.laid_out:
        notes.append("Averaged over the design's points, world by world.")
    return Found(tuple(forests(found, study.currency)), difference_tables(study), tuple(notes))


def in_report(study: Study) -> Iterator["Figure"]:
    """The differences averaged over the design; those at each place are in the report's tables."""
    return forests(study.overall, study.currency)


def difference_tables(study: Study) -> dict[str, list[Row]]:
    """All that differences are judged by, a table a pair, outcome by outcome."""
    tables = {}
    for pair in study.finished.question.pairs:
        a, b = pair_names(pair)
        mine = [one for one in study.at_places if (one.a, one.b) == (a, b)]
        order = list(dict.fromkeys(one.outcome for one in mine))
        name = forest_plot.labels(mine)
        tables[f"{words(a)} minus {words(b)}"] = [
            forest_plot.full_row(one, name(one), shown(one.outcome, study.currency))
            for one in sorted(mine, key=lambda one: order.index(one.outcome))
        ]
    return tables


def forests(found: Sequence[Difference], currency: str) -> Iterator["Figure"]:
    """Forests of each pair, each short enough for a page."""
    for pair in dict.fromkeys((one.a, one.b) for one in found):
        mine = [one for one in found if (one.a, one.b) == pair]
        page: list[Difference] = []
        height = 132
        for outcome in dict.fromkeys(one.outcome for one in mine):
            panel = [one for one in mine if one.outcome == outcome]
            for start in range(0, len(panel), 20):
                part = panel[start : start + 20]
                if page and height + 86 + 26 * len(part) > TALLEST:
                    yield forest_plot.forest(page, currency=currency)
                    page, height = [], 132
                page += part
                height += 86 + 26 * len(part)
        yield forest_plot.forest(page, currency=currency)
