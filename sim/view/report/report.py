"""The report: one HTML file with the question, its answer, figures, what was run, and what to keep in mind."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from sim.analysis.closed import closed
from sim.analysis.differences import Difference
from sim.analysis.finished import Finished
from sim.analysis.goals_text import setting_rows
from sim.analysis.goals_words import place_words
from sim.analysis.judge import when_clear, when_met
from sim.analysis.money_text import money_rows, money_told
from sim.analysis.runs import column
from sim.analysis.statements import Statement
from sim.analysis.wording import words
from sim.claims import showcase
from sim.claims.claim import SHAM
from sim.design.few import said_of_few
from sim.english import counted, listed
from sim.outcomes import OUTCOMES
from sim.units import amount, shown
from sim.view import pages
from sim.view.figures import reported
from sim.view.figures.differences import difference_tables
from sim.view.figures.money import gained
from sim.view.report.answer import Answer, answer
from sim.view.report.content import Content, MoneySection
from sim.view.report.made import how_it_was_made
from sim.view.study import Study

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LOW = 480
"""Height of a figure that has room on a page beside the answer and the caveats [px]."""

FIRST_LETTERS = 500
"""Letters of the answer that have room on the first page, beside a figure and the caveats."""

A_LINE = 60
"""Letters that have room where one sentence ends and the next begins."""

MOST_DRAWN = 6
"""Comparisons whose money is drawn over time; the others stand in the table."""


def _claims_tried_in(scenario: str) -> Iterator[str]:
    """How the essays' claims stand that were tried in a scenario, from the verdicts that come with the project."""
    verdicts = [
        one["verdict"]
        for one in showcase.shipped().values()
        if scenario in one["scenarios"] and one["essay"] != SHAM
    ]
    if verdicts:
        counts = [f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)]
        yield (
            f"A result here is of one set of constants. Of the essays' claims, {len(verdicts)} were tried in"
            f" {words(scenario)} over many plausible sets: {listed(counts)}. `sim claims` tells which."
        )


def write_report(finished: Finished, path: Path) -> Path:
    """Write the report of an experiment; a file that is there stays, and is an InputError."""
    return pages.write_new(path, "report/report.html", **vars(content(finished)))


def content(finished: Finished) -> Content:
    """All that the report of an experiment says, whatever it is written as."""
    question, study = finished.question, Study.of(finished)
    found = study.at_places if study.fits("differences") else []
    answered = answer(study, found)
    drawn = list(reported(study))
    statements = answered.statements or tuple(_findings(drawn[: len(study.outcomes)]))
    return Content(
        study=study,
        title=question.title,
        question=question,
        run_line=_run_line(finished),
        statements=statements,
        leading=_leading(statements),
        settings={place_words(one): setting_rows(question, one, study.currency) for one in study.prospects},
        money=_money(study),
        how_to_read=_how_to_read(study, answered),
        first=_beside_the_answer(drawn, [goal.outcome for goal in question.goals]),
        figures=drawn,
        tables=difference_tables(study) if found else {},
        made=how_it_was_made(finished),
        caveats=list(_caveats(study, found, answered)),
    )


def _leading(statements: Sequence[Statement]) -> int:
    """How many statements stand on the first page: as many of the first as have room, one at least."""
    letters = np.cumsum([len(one.sentence) + A_LINE for one in statements])
    return max(1, int(np.sum(letters <= FIRST_LETTERS)))


def _beside_the_answer(drawn: Sequence[tuple["Figure", str]], outcomes: Sequence[str]) -> int:
    """Which figure stands on the first page: the first that is low enough, of the goals' outcomes if there is one."""
    low = [nth for nth, (figure, _) in enumerate(drawn) if figure.layout.height <= LOW]
    titles = {nth: drawn[nth][0].layout.title.text.replace("<br>", " ").lower() for nth in low}
    about = [nth for name in outcomes for nth in low if titles[nth].startswith(OUTCOMES[name].called)]
    return next(iter([*about, *low]), 0)


def _money(study: Study) -> MoneySection:
    """What is compared, valued over time; nothing where the question puts no money on it."""
    money, found = study.finished.question.money, study.worths
    if money is None:
        return MoneySection()
    return MoneySection(
        money_told(money, found, study.currency),
        [gained(one, currency=study.currency) for one in found[:MOST_DRAWN]],
        money_rows(found, study.currency),
    )


def _run_line(finished: Finished) -> str:
    question = finished.question
    points, worlds = counted(len(finished.design), "point"), counted(finished.worlds, "world")
    years = counted(question.years, "year")
    return f"{points}, each run in the same {worlds} over {years}; sim {finished.provenance['version']}"


def _how_to_read(study: Study, answered: Answer) -> list[str]:
    same = counted(study.finished.worlds, "world")
    worlds = f"Every point met the same {same}: same customers, same needs, same luck."
    first = [study.finished.size] if study.finished.size else []
    first += [when_met()] if study.finished.question.goals else []
    if not any(answered.families):
        return [
            *first,
            worlds,
            "In brackets are 95% intervals, by bootstrap over the points of the design: they show how much another"
            " sample of points could change.",
            "The numbers of each figure are below it.",
        ]
    return [
        *first,
        f"{worlds} Differences compare each world with itself, and are means over the points of the design.",
        "In brackets are 95% intervals over worlds: by Student's t, widened by a bootstrap (BCa) where differences are"
        " skewed. Points, in differences, are percentage points.",
        when_clear(_families(answered)),
        *_what_matters(study),
        "The numbers of each figure are below it.",
    ]


def _families(answered: Answer) -> str:
    """How many comparisons are judged together, in words."""
    kinds = zip(answered.families, ("difference of interest", "effect of what varies"), strict=True)
    named = {
        "difference of interest": "differences of interest",
        "effect of what varies": "effects of what varies",
    }
    return " and ".join(f"{count:,} {kind if count == 1 else named[kind]}" for count, kind in kinds if count)


def _what_matters(study: Study) -> Iterator[str]:
    """The smallest differences that matter, where the question names them."""
    smallest = study.finished.question.smallest
    sizes = {shown(name, study.currency): size for name, size in smallest.items()}
    if sizes:
        least = listed(
            [f"{amount(out.value(size), out.difference_unit)} in {out.called}" for out, size in sizes.items()]
        )
        yield (
            f"What matters is a difference of at least {least}. It is too small where two one-sided tests, corrected"
            " alike, say that it is less. In figures, what is smaller is shaded."
        )


def _findings(drawn: Sequence[tuple["Figure", str]]) -> Iterator[Statement]:
    """The findings of figures as statements, for a design of which nothing else can be said."""
    for figure, _ in drawn:
        yield Statement(figure.layout.title.text.replace("<br>", " ") + ".")


def _caveats(study: Study, found: Sequence[Difference], answered: Answer) -> Iterator[str]:
    """The question's own, and those that the runs call for."""
    finished, question = study.finished, study.finished.question
    yield from question.caveats
    yield (
        "Results are differences in a model, never forecasts of a firm's numbers. Most weights of"
        " the model are assumed, and say so."
    )
    if len(question.scenarios) == 1:
        scenario = words(Path(question.scenarios[0]).stem)
        yield f"All is of one scenario, {scenario}; another may give another answer."
        yield from _claims_tried_in(Path(question.scenarios[0]).stem)
    if few := said_of_few(finished.worlds):
        yield few
    if question.precision is not None:
        yield (
            "Worlds were added until an interval was narrow. That costs coverage: such intervals hold the truth less"
            " often than 95%."
        )
    skewed = answered.skewed + sum(one.difference.skewed for one in found)
    if skewed:
        yield (
            f"{skewed} of {sum(answered.families) + len(found)} differences are skewed, for so few worlds: their"
            " intervals are rough, though widened from 15 worlds on. The tables give quantiles of single worlds too."
        )
    if closed(finished.runs):
        yield closed(finished.runs)
    for name in study.outcomes:
        undefined = int(np.isnan(column(finished.runs, name).astype(float)).sum())
        if undefined:
            yield (
                f"{words(name)} is undefined in {undefined} of {counted(len(finished.runs), 'run')},"
                f" which {'is' if undefined == 1 else 'are'} left out."
            )
    if len(found) > len(answered.overall):
        yield (
            f"Many comparisons: {counted(len(answered.overall), 'difference')} averaged over points and {len(found)} at"
            " single points are looked at, each lot corrected (Holm) by itself."
        )
    if finished.failures:
        missing = "is missing" if len(finished.failures) == 1 else "are missing"
        yield f"{counted(len(finished.failures), 'run')} failed and {missing}; see what was run."
    digests = pc.unique(finished.stored["digest"]).to_pylist()
    if len(digests) > 1:
        yield f"The runs were made by {len(digests)} versions of the sources: {', '.join(digests)}."
