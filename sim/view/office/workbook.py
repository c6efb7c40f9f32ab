"""The workbook: every table of a report, with numbers as numbers and their units."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.english import listed
from sim.store.files import write_bytes
from sim.units import shown
from sim.view.figures.forest import labels
from sim.view.office.exhibits import clean, plain
from sim.view.office.means import mean_rows
from sim.view.pages import refuse_existing
from sim.view.report.content import Content
from sim.view.theme import GRID

WIDEST = 100
"""Letters beyond which a column's cells are wrapped."""

LINE_POINTS = 15.0
"""Height of a line of text."""

BOLD, HEAD = Font(bold=True), PatternFill("solid", fgColor=GRID.lstrip("#"))


def write_workbook(content: Content, path: Path) -> Path:
    """Write a report's tables as a workbook; a file that is there stays, and is an InputError."""
    refuse_existing(path)
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = clean(content.title), "sim report"
    _sheet(
        book,
        "Answer",
        [content.title, content.question.question, content.run_line],
        list(_sentences(content)),
    )
    for number, (place, rows) in enumerate(content.settings.items(), start=1):
        above = [
            f"What meets the goals, and by how much what does not misses them{', ' if place else ''}{place}"
        ]
        _sheet(book, "Goals" if number == 1 else f"Goals {number}", above, rows)
    if content.money.rows:
        _sheet(book, "Money", [one.sentence for one in content.money.statements], content.money.rows)
    _sheet(
        book,
        "Means",
        [f"Means of every policy over worlds, with 95% intervals{_over_points(content)}"],
        list(mean_rows(content.study)),
    )
    if content.tables:
        above = ["Paired differences, A less B, each world against itself, with 95% intervals"]
        _sheet(book, "Differences", above, list(_differences(content)))
    for number, (figure, note) in enumerate(content.figures, start=1):
        above = [plain(figure.layout.title.text), note, *_axes(figure)]
        _sheet(book, f"Figure {number}", above, figure.layout.meta["table"])
    facts: list[Row] = [{"what": term, "is": what} for term, what in content.made.facts]
    _sheet(book, "What was run", [content.made.commands, content.made.sources], facts)
    _sheet(book, "Practices", ["Policies, where they differ from neutral"], content.made.practices)
    _sheet(book, "Caveats", [], [{"caveat": one} for one in content.caveats])
    file = BytesIO()
    book.save(file)
    write_bytes(path, file.getvalue())
    return path


def _over_points(content: Content) -> str:
    """What else the means of a policy are over, where a design varies more than the policy."""
    factors = [words(name) for name in content.study.finished.factors]
    if not factors:
        return ""
    settings = ", by itself on the sheet Goals" if content.settings else ""
    return (
        f"; each is over all points of the design ({listed(factors)}), not of the policy as it is{settings}"
    )


def _sentences(content: Content) -> Iterator[Row]:
    """The answer's sentences, what each rests on, and how to read them."""
    for one in content.statements:
        yield {"part": "answer", "sentence": one.sentence}
        for line in one.because:
            yield {"part": "because", "sentence": line}
    for line in content.how_to_read:
        yield {"part": "how to read it", "sentence": line}


def _differences(content: Content) -> Iterator[Row]:
    """All differences of the question as numbers, in the units in which they are shown."""
    found = content.study.at_places
    name = labels(found)
    for one in found:
        out, d = shown(one.outcome, content.study.currency), one.difference
        mean, low, high = (out.value(value) for value in (d.mean, *d.interval))
        yield {
            "A": words(one.a),
            "B": words(one.b),
            "outcome": out.label,
            "where": name(one),
            "unit": out.difference_unit,
            "difference": mean,
            "low": low,
            "high": high,
            "verdict": one.judged.verdict,
            "p (Holm)": one.judged.p,
            "P(A>B)": d.above,
            "worlds": d.n,
            "skewed": d.skewed,
        }


def _axes(figure: Any) -> list[str]:
    """The titles of a figure's axes, which have the units."""
    axes = (*figure.select_xaxes(), *figure.select_yaxes())
    titles = dict.fromkeys(plain(axis.title.text) for axis in axes if axis.title.text)
    return [f"Axes: {'; '.join(titles)}"] if titles else []


def _sheet(book: Workbook, name: str, above: Sequence[str], rows: Sequence[Row]) -> None:
    """A sheet: lines of text, then a table with a head that stays in sight."""
    sheet = book.create_sheet(name)
    for line in above:
        for text in filter(None, line.split("\n")):
            _put(sheet.cell(sheet.max_row + (sheet.max_row > 1 or sheet["A1"].value is not None), 1), text)
    sheet["A1"].font = BOLD
    if not rows:
        return
    first = sheet.max_row + 2 if above else 1
    heads = list(dict.fromkeys(key for row in rows for key in row))
    for x, key in enumerate(heads, start=1):
        cell = sheet.cell(first, x)
        _put(cell, str(key))
        cell.font, cell.fill = BOLD, HEAD
        for y, row in enumerate(rows, start=first + 1):
            _put(sheet.cell(y, x), row.get(key))
        longest = max(len(str(row.get(key, ""))) if isinstance(row.get(key), str) else 10 for row in rows)
        sheet.column_dimensions[get_column_letter(x)].width = min(WIDEST, max(longest, len(str(key))) + 2)
        if longest > WIDEST:
            _wrap(sheet, x, range(first + 1, first + 1 + len(rows)))
    sheet.freeze_panes = sheet.cell(first + 1, 1)


def _wrap(sheet: Any, x: int, lines: range) -> None:
    """Wrap a column's text, in rows as high as that takes: not every program finds that out by itself."""
    for y in lines:
        cell = sheet.cell(y, x)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        high = LINE_POINTS * ceil(len(str(cell.value)) / (0.9 * WIDEST))
        sheet.row_dimensions[y].height = max(high, sheet.row_dimensions[y].height or 0.0)


def _put(cell: Any, value: Any) -> None:
    """A value into a cell: text stays text, whatever it begins with, so that none is taken for a formula."""
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
    elif isinstance(value, float) and value != value:
        cell.value = None
    else:
        cell.value = value
        if isinstance(value, float):
            cell.number_format = "0.000"
