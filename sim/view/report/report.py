"""The report: one HTML file with the question, its answer, figures, what was run, and what to keep in mind."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from sim.analysis.differences import Difference, asked_differences
from sim.analysis.effects import Effects
from sim.analysis.finished import Finished
from sim.analysis.fits import misfits
from sim.analysis.runs import column
from sim.analysis.wording import listed
from sim.errors import InputError
from sim.view import pages
from sim.view.analyses import (
    TRADED,
    currency_of,
    difference_tables,
    forests,
    level_figures,
    outcomes_of,
    show_morris,
    show_pareto,
    show_sobol,
    show_survival,
)
from sim.view.figures.sensitivity import tornado
from sim.view.pages import Markup
from sim.view.report.advantage import advantage_figures
from sim.view.report.answer import Answer, Statement, answer
from sim.view.report.made import how_it_was_made
from sim.view.theme import amount, shown, words
from sim.view.weeks import show_weeks

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FEW = 20
"""Worlds below which a report says that they are few."""


def write_report(finished: Finished, path: Path) -> Path:
    """Write the report of an experiment; a file that is there stays, and is an InputError."""
    question = finished.question
    outcomes, currency = outcomes_of(finished, None), currency_of(finished)
    fits = {name for name, why in misfits(question, len(finished.design)).items() if not why}
    found = asked_differences(question, finished.runs, finished.comparisons) if "differences" in fits else []
    answered = answer(finished, outcomes, found, currency)
    drawn = list(_figures(finished, outcomes, found, answered, fits, currency))
    statements = answered.statements or tuple(Statement(finding) for _, finding in drawn[: len(outcomes)])
    blocks = [
        Markup(f"<header><h1>{pages.escaped(question.title)}</h1>"),
        pages.paragraph(question.question, "question"),
        pages.paragraph(_run_line(finished), "run"),
        Markup("</header>"),
        pages.heading("The answer"),
        *(block for one in statements for block in _stated(one)),
        pages.heading("How to read it"),
        pages.listing(_how_to_read(finished, answered)),
        pages.heading("Figures"),
        *(block for block, _ in drawn),
        *(
            pages.folded(f"All differences. {heading}", pages.table(rows))
            for heading, rows in (difference_tables(finished, found, currency) if found else {}).items()
        ),
        pages.heading("What was run"),
        *how_it_was_made(finished),
        pages.heading("Caveats"),
        pages.listing(_caveats(finished, outcomes, found, answered), "caveats"),
    ]
    return pages.write_page(path, question.title, blocks)


def _stated(statement: Statement) -> tuple[Markup, Markup]:
    return pages.paragraph(statement.sentence, "lead"), pages.listing(statement.because)


def _run_line(finished: Finished) -> str:
    question = finished.question
    worlds = f"{finished.worlds} world{'s' * (finished.worlds != 1)}"
    points = f"{len(finished.design)} point{'s' * (len(finished.design) != 1)}"
    years = "1 year" if question.years == 1 else f"{question.years} years"
    return f"{points}, each run in the same {worlds} over {years}; sim {finished.provenance['version']}"


def _how_to_read(finished: Finished, answered: Answer) -> list[str]:
    worlds = f"Every point met the same {finished.worlds} worlds: same customers, same needs, same luck."
    if not any(answered.families):
        return [
            worlds,
            "In brackets are 95% intervals, by bootstrap over the points of the design: how much another sample of"
            " points could change.",
            "The numbers of each figure are below it.",
        ]
    return [
        f"{worlds} Differences compare each world with itself, and are means over the points of the design.",
        "In brackets are 95% intervals over worlds: by Student's t, widened by a bootstrap (BCa) where differences are"
        " skewed. Points, in differences, are percentage points.",
        "A difference is clear where its interval leaves zero out and so does a paired t test, corrected (Holm) for all"
        f" that are compared at once: {_families(answered)}. Not clear does not mean equal.",
        *_what_matters(finished),
        "The numbers of each figure are below it.",
    ]


def _families(answered: Answer) -> str:
    """How many comparisons are judged together, in words."""
    kinds = zip(answered.families, ("differences of interest", "effects of what varies"), strict=True)
    return " and ".join(f"{count:,} {kind}" for count, kind in kinds if count)


def _what_matters(finished: Finished) -> Iterator[str]:
    """The smallest differences that matter, where the question names them."""
    sizes = {shown(name, currency_of(finished)): size for name, size in finished.question.smallest.items()}
    if sizes:
        named = [
            f"{amount(out.value(size), out.difference_unit)} in {out.called}" for out, size in sizes.items()
        ]
        yield (
            f"What matters is a difference of at least {listed(named)}. It is too small where two one-sided tests,"
            " corrected alike, say that it is less. In figures, what is smaller is shaded."
        )


Drawn = tuple[Markup, str]
"""A figure, and its finding."""


def _figures(
    finished: Finished,
    outcomes: Sequence[str],
    found: Sequence[Difference],
    answered: Answer,
    fits: set[str],
    currency: str,
) -> Iterator[Drawn]:
    """The figures that suit the design."""
    for figure in forests(answered.overall, currency) if answered.overall else ():
        yield _drawn(figure, "Averaged over the design. Filled: clear. Bars: 95% intervals.")
    for figure in advantage_figures(finished, found):
        yield _drawn(figure, "Shares of worlds, with Wilson's 95% intervals.")
    if "effects" in fits and finished.factors:
        for found_effects in answered.effects:
            yield from _of_effects(finished, found_effects, currency)
    if "sobol" in fits:
        for figure in show_sobol(finished, outcomes).figures:
            yield _drawn(figure, "Shares of variance over the ranges that were sampled, with 95% intervals.")
    if "morris" in fits:
        for figure in show_morris(finished, outcomes).figures:
            yield _drawn(figure, "Right: matters much. Up: interacts or curves. Bars: 95% intervals.")
    if "pareto" in fits and sum(name in outcomes for name in TRADED) > 1:
        for figure in show_pareto(finished, None).figures:
            yield _drawn(figure, "Fainter points are beaten; bars are 95% intervals.")
    if "weeks" in fits:
        for figure in show_weeks(finished, outcomes).figures:
            yield _drawn(figure, "Bands hold half and 90% of the worlds, of all points together.")
    try:
        staying = show_survival(finished).figures
    except InputError:
        staying = ()
    for figure in staying:
        yield _drawn(figure, "Voluntary quits; bands are 95% intervals over worlds.")


def _of_effects(finished: Finished, found: Effects, currency: str) -> Iterator[Drawn]:
    """A tornado where several factors vary, and means by level in the first scenario under the first contrast."""
    if len(finished.factors) > 1:
        yield _drawn(tornado(found, currency=currency), "All else averaged. Bars: 95% intervals.")
    if len(finished.factors) < 4:
        yield _drawn(
            next(level_figures(finished, found.outcome, currency)), "Means over worlds, with 95% intervals."
        )


def _drawn(figure: "Figure", note: str) -> Drawn:
    return pages.figure(figure, note), figure.layout.title.text.replace("<br>", " ") + "."


def _caveats(
    finished: Finished, outcomes: Sequence[str], found: Sequence[Difference], answered: Answer
) -> list[str]:
    """The question's own, and those that the runs call for."""
    question = finished.question
    lines = list(question.caveats)
    lines.append(
        "Results are differences in a model, never forecasts of a firm's numbers. Most weights of"
        " the model are assumed, and say so."
    )
    if len(question.scenarios) == 1:
        lines.append(
            f"All is of one scenario, {words(Path(question.scenarios[0]).stem)}; another may give another answer."
        )
    if finished.worlds < FEW:
        lines.append(
            f"{finished.worlds} worlds are few: what is rare may not have shown, and intervals are rough."
        )
    if question.precision is not None:
        lines.append(
            "Worlds were added until an interval was narrow. That costs coverage: such intervals hold the truth less"
            " often than 95%."
        )
    skewed = answered.skewed + sum(one.difference.skewed for one in found)
    if skewed:
        lines.append(
            f"{skewed} of {sum(answered.families) + len(found)} differences are skewed, for so few worlds: their"
            " intervals are rough, though widened from 15 worlds on. The tables give quantiles of single worlds too."
        )
    undefined = {name: int(np.isnan(column(finished.runs, name).astype(float)).sum()) for name in outcomes}
    for name, count in undefined.items():
        if count:
            lines.append(
                f"{words(name)} is undefined in {count} of {len(finished.runs)} runs, which are left out."
            )
    if len(found) > len(answered.overall):
        lines.append(
            f"Many comparisons: {len(answered.overall)} differences averaged over points and {len(found)} at single"
            " points are looked at, each lot corrected (Holm) by itself."
        )
    if finished.failures:
        lines.append(f"{len(finished.failures)} runs failed and are missing; see what was run.")
    digests = pc.unique(finished.stored["digest"]).to_pylist()
    if len(digests) > 1:
        lines.append(f"The runs were made by {len(digests)} versions of the sources: {', '.join(digests)}.")
    return lines
