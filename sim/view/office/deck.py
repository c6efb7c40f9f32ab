"""The deck: a report as eight slides or fewer, each with its finding as the title and caveats in the notes."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx.util import Inches

from sim.analysis.differences import Difference
from sim.analysis.goals_words import goals_called
from sim.analysis.judge import when_met
from sim.analysis.wording import words
from sim.english import sentence
from sim.outcomes import OUTCOMES
from sim.store.files import write_bytes
from sim.units import difference_unit
from sim.view.office.charts import add_chart
from sim.view.office.exhibits import Exhibit, compared, exhibits, key_outcomes, leads
from sim.view.office.slides import BODY, add_slide, add_table, add_text, new_deck
from sim.view.pages import refuse_existing
from sim.view.report.content import Content
from sim.view.theme import BLUE, VERMILLION

MOST_EXHIBITS = 4
"""With the title, the answer, what was run and the caveats these make eight slides."""

MOST_PAIRS = 3
"""Pairs of policies that stand side by side in that table."""

MOST_ROWS = 12
"""Outcomes in it."""

MOST_SETTINGS = 6
"""Settings, and pairs that are valued, in a table of a slide."""

SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
"""Where one sentence ends and the next begins."""

CAUTION = "Differences in a model, never forecasts of a firm's numbers. Means with 95% intervals over paired worlds."


def write_deck(content: Content, path: Path) -> Path:
    """Write a report as a deck; a file that is there stays, and is an InputError."""
    refuse_existing(path)
    made = new_deck(content.title)
    _title(made, content)
    _answer(made, content)
    settings, money = bool(content.settings), bool(content.money.rows)
    if settings:
        _settings(made, content)
    for exhibit in exhibits(content, MOST_EXHIBITS - settings - money):
        _exhibit(made, exhibit, content)
    if money:
        _money(made, content)
    _run(made, content)
    _caveats(made, content)
    file = BytesIO()
    made.save(file)
    write_bytes(path, file.getvalue())
    return path


def _title(deck: Any, content: Content) -> None:
    left, _, width, _ = BODY
    box = (left, Inches(1.7), width, Inches(1.7))
    slide = add_slide(deck, content.title, list(content.how_to_read), box=box, largest=36)
    add_text(slide, [content.question.question], (left, Inches(3.6), width, Inches(1.6)), largest=24)
    add_text(slide, [content.run_line, CAUTION], (left, Inches(5.9), width, Inches(1.0)), largest=14)


def _answer(deck: Any, content: Content) -> None:
    """The answer: in a table where policies are compared and no goals are asked for, else in its sentences."""
    first, *others = _sentences(content)
    notes = [line for one in content.statements for line in (one.sentence, *one.because)]
    asks_differences = content.study.fits("differences") and not content.question.goals
    groups = compared(content.study, MOST_PAIRS) if asks_differences else []
    title = leads(groups) if groups else first.removesuffix(".")
    slide = add_slide(deck, title, [*notes, *content.caveats], CAUTION)
    if groups:
        widths = (2.4, 1.6, *(3.0 for _ in groups))
        add_table(slide, list(_rows(groups, content)), BODY, widths, {"better": BLUE, "worse": VERMILLION})
    else:
        reasons = [line for one in content.statements for line in one.because]
        add_text(slide, others or reasons or [content.question.question], BODY, bullets=True)


def _sentences(content: Content) -> list[str]:
    """The answer, of which the first sentence can be a title; the title itself where there is none."""
    if not content.statements:
        return [content.title]
    first, *others = (statement.sentence for statement in content.statements)
    lead, *rest = SENTENCES.split(first, maxsplit=1)
    return [lead, *rest, *others]


def _rows(groups: Sequence[Sequence[Difference]], content: Content) -> Iterator[list[str]]:
    """A head, and the outcomes of some pairs, those first that employees, customers and owners want."""
    named = [sentence(f"{words(one.a)} less {words(one.b)}")[:-1] for one, *_ in groups]
    yield ["Outcome", "Unit of the difference", *named]
    for name in key_outcomes(content.study)[:MOST_ROWS]:
        known = OUTCOMES[name]
        unit = difference_unit(known, content.study.currency)
        each = [one for group in groups for one in group if one.outcome == name]
        yield [sentence(known.label)[:-1], unit, *(_size_and_verdict(one, unit, content) for one in each)]


def _size_and_verdict(one: Difference, unit: str, content: Content) -> str:
    """A difference and what is decided of it: for whom it is good, where that is clear, in a word or two."""
    size = one.judged.size(one.outcome, content.study.currency).removesuffix(unit).strip()
    way = one.sign * OUTCOMES[one.outcome].better
    if way:
        return f"{size}  clearly {'better' if way > 0 else 'worse'}"
    if one.sign:
        return f"{size}  clearly {'higher' if one.sign > 0 else 'lower'}"
    undecided = {"too small": "too small to matter", "unknown": "not known"}
    return f"{size}  {undecided.get(one.judged.verdict, 'not clear')}"


def _exhibit(deck: Any, exhibit: Exhibit, content: Content) -> None:
    slide = add_slide(
        deck, exhibit.finding, [*exhibit.beside, *content.how_to_read, *content.caveats], CAUTION
    )
    left, top, width, height = BODY
    if not exhibit.beside:
        add_chart(slide, BODY, exhibit)
        return
    chart, gap = int(width * 0.6), Inches(0.4)
    add_chart(slide, (left, top, chart, height), exhibit)
    beside = (left + chart + gap, top, width - chart - gap, height)
    add_text(slide, exhibit.beside, beside, largest=16, bullets=True)


def _settings(deck: Any, content: Content) -> None:
    """The settings of the first place that come nearest to the goals."""
    (place, rows), *_ = content.settings.items()
    shown = rows[:MOST_SETTINGS]
    rest = "" if len(shown) == len(rows) else f", the first {len(shown)} of {len(rows)}"
    title = (
        f"Settings, the nearest to {goals_called(content.question)} first{rest}{', ' if place else ''}{place}"
    )
    slide = add_slide(deck, title, [when_met(), *content.caveats], CAUTION)
    head = list(rows[0])
    table = [[sentence(name)[:-1] for name in head], *([str(row[name]) for name in head] for row in shown)]
    add_table(slide, table, BODY, (3.0, *(1.6 for _ in head[1:])), {"met": BLUE, "missed": VERMILLION})


def _money(deck: Any, content: Content) -> None:
    """What the change is worth over time: a line a pair."""
    rows = content.money.rows[-MOST_SETTINGS:]
    notes = [line for one in content.money.statements for line in (one.sentence, *one.because)]
    # Of settings, the one that comes nearest to the goals is valued last.
    told = content.money.statements[-1 if content.settings else 0].sentence
    slide = add_slide(deck, told.removesuffix("."), [*notes, *content.caveats], CAUTION)
    head = list(rows[0])
    table = [[sentence(name)[:-1] for name in head], *([str(row[name]) for name in head] for row in rows)]
    add_table(slide, table, BODY, (3.0, *(1.6 for _ in head[1:])), {})


def _run(deck: Any, content: Content) -> None:
    facts = [f"{term}: {what}" for term, what in content.made.facts]
    notes = [content.made.commands, content.made.sources]
    slide = add_slide(deck, f"What was run: {content.run_line}", notes)
    add_text(slide, facts, BODY, largest=16)


def _caveats(deck: Any, content: Content) -> None:
    slide = add_slide(deck, "What to keep in mind", [*content.caveats, *content.how_to_read])
    add_text(slide, content.caveats, BODY, bullets=True)
