"""The deck: a report as eight slides or fewer, each with its finding as the title and caveats in the notes."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx.util import Emu, Inches

from sim.analysis.differences import Difference, by_pair
from sim.analysis.wording import words
from sim.english import sentence
from sim.outcomes import OUTCOMES
from sim.store.files import write_bytes
from sim.units import difference_unit
from sim.view.office.charts import Box, add_chart
from sim.view.office.exhibits import Exhibit, exhibits, key_outcomes, leads
from sim.view.office.slides import BODY, add_slide, add_table, add_text, new_deck
from sim.view.pages import refuse_existing
from sim.view.report.content import Content

MOST_EXHIBITS = 4
"""With the title, the answer, what was run and the caveats these make eight slides."""

MOST_ROWS = 12
"""Outcomes in the table of the answer."""

CAUTION = "Differences in a model, never forecasts of a firm's numbers. Means with 95% intervals over paired worlds."


def write_deck(content: Content, path: Path) -> Path:
    """Write a report as a deck; a file that is there stays, and is an InputError."""
    refuse_existing(path)
    made = new_deck(content.title)
    _title(made, content)
    _answer(made, content)
    for exhibit in exhibits(content, MOST_EXHIBITS):
        _exhibit(made, exhibit, content)
    _run(made, content)
    _caveats(made, content)
    file = BytesIO()
    made.save(file)
    write_bytes(path, file.getvalue())
    return path


def _title(deck: Any, content: Content) -> None:
    slide = add_slide(deck, content.title, list(content.how_to_read))
    left, top, width, _ = BODY
    add_text(slide, [content.question.question], (left, top, width, Inches(1.6)), largest=24)
    add_text(slide, [content.run_line, CAUTION], (left, Inches(5.6), width, Inches(1.0)), largest=14)


def _answer(deck: Any, content: Content) -> None:
    """The answer: in a table where policies are compared, else in its sentences."""
    sentences = [statement.sentence for statement in content.statements]
    notes = [line for one in content.statements for line in (one.sentence, *one.because)]
    pairs = leads(content.study) if content.study.fits("differences") else []
    group = next(by_pair(content.study.overall), []) if pairs else []
    title = pairs[0] if pairs else sentences[0].removesuffix(".") if sentences else content.question.question
    slide = add_slide(deck, title, [*notes, *content.caveats], CAUTION)
    if group:
        rows = [_head(group, content), *_rows(group, content)]
        add_table(slide, rows, _above(BODY, 0.2 if len(pairs) > 1 else 0.0), (3.0, 1.6, 2.4, 2.2))
        if len(pairs) > 1:
            add_text(slide, pairs[1:], _below(BODY, 0.2), largest=14)
    else:
        add_text(slide, sentences, BODY, bullets=True)


def _head(group: Sequence[Difference], content: Content) -> list[str]:
    one = group[0]
    less = f"{words(one.a)} less {words(one.b)}"
    return ["Outcome", "Unit of the difference", sentence(less)[:-1], "Verdict"]


def _rows(group: Sequence[Difference], content: Content) -> Iterator[list[str]]:
    """The outcomes of a pair, those first that matter to employees, customers and owners."""
    order = key_outcomes(content.study)
    for one in sorted(group, key=lambda each: order.index(each.outcome))[:MOST_ROWS]:
        known = OUTCOMES[one.outcome]
        size = one.judged.size(one.outcome, content.study.currency)
        unit = difference_unit(known, content.study.currency)
        yield [sentence(known.label)[:-1], unit or "0-1", size.removesuffix(unit).strip(), _verdict(one)]


def _verdict(one: Difference) -> str:
    """What is decided of a difference, and for whom it is good, in two or three words."""
    way = one.sign * OUTCOMES[one.outcome].better
    if way:
        return "clearly better" if way > 0 else "clearly worse"
    if one.sign:
        return "clearly higher" if one.sign > 0 else "clearly lower"
    return {"too small": "too small to matter", "unknown": "not known"}.get(one.judged.verdict, "not clear")


def _exhibit(deck: Any, exhibit: Exhibit, content: Content) -> None:
    slide = add_slide(
        deck, exhibit.finding, [*exhibit.beside, *content.how_to_read, *content.caveats], CAUTION
    )
    left, top, width, height = BODY
    if not exhibit.beside:
        add_chart(slide, BODY, exhibit)
        return
    chart, gap = Emu(int(width * 0.6)), Inches(0.4)
    add_chart(slide, (left, top, chart, height), exhibit)
    beside = (Emu(left + chart + gap), top, Emu(width - chart - gap), height)
    add_text(slide, exhibit.beside, beside, largest=16, bullets=True)


def _run(deck: Any, content: Content) -> None:
    facts = [f"{term}: {what}" for term, what in content.made.facts]
    notes = [content.made.commands, content.made.sources]
    slide = add_slide(deck, f"What was run: {content.run_line}", notes)
    add_text(slide, facts, BODY, largest=16)


def _caveats(deck: Any, content: Content) -> None:
    slide = add_slide(deck, "What to keep in mind", [*content.caveats, *content.how_to_read])
    add_text(slide, content.caveats, BODY, bullets=True)


def _above(box: Box, share: float) -> Box:
    left, top, width, height = box
    return left, top, width, Emu(int(height * (1.0 - share)))


def _below(box: Box, share: float) -> Box:
    left, top, width, height = box
    return left, Emu(int(top + height * (1.0 - share) + Inches(0.1))), width, Emu(int(height * share))
