"""Slides: titles that fit, text, tables and notes, all in one look."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from sim.view.office.charts import Box, rgb
from sim.view.office.exhibits import clean
from sim.view.theme import GRID, INK, SOFT

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
TITLE: Box = (MARGIN, Inches(0.45), WIDTH - 2 * MARGIN, Inches(1.15))
BODY: Box = (MARGIN, Inches(1.75), WIDTH - 2 * MARGIN, Inches(5.0))
FOOT: Box = (MARGIN, Inches(6.95), WIDTH - 2 * MARGIN, Inches(0.35))

TITLE_ONLY = 5
"""The layout of python-pptx's own template that has a title and nothing else."""

SIZES = (36, 32, 28, 26, 24, 22, 20, 18, 16, 14, 12, 11, 10)
"""Font sizes that are tried, in points, the largest first."""

LETTER = 0.52
"""Width of a letter over the font's size: an average of sans-serif type in English (assumed, on the wide side)."""

BOLD = 1.12
"""Width of a bold letter over that of another (assumed, on the wide side)."""

LINE = 1.22
"""Height of a line over the font's size (assumed)."""


def new_deck(title: str) -> Any:
    """A deck without slides, as wide as screens are."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title, deck.core_properties.author = title, "sim report"
    return deck


def add_slide(
    deck: Any, title: str, notes: Sequence[str], foot: str = "", *, box: Box = TITLE, largest: int = 26
) -> Any:
    """A slide with a title that fits, notes for whoever speaks, and a line at its foot."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    place(slide.shapes.title, box)
    write(slide.shapes.title.text_frame, [title], box, largest=largest, bold=True)
    slide.notes_slide.notes_text_frame.text = plain("\n\n".join(notes))
    if foot:
        add_text(slide, [foot], FOOT, largest=11, color=SOFT)
    return slide


def add_text(
    slide: Any, lines: Sequence[str], box: Box, *, largest: int = 18, color: str = INK, bullets: bool = False
) -> None:
    """Text in a box, in the largest type in which it fits."""
    frame = slide.shapes.add_textbox(*box).text_frame
    write(frame, [f"• {line}" for line in lines] if bullets else lines, box, largest=largest, color=color)


def write(
    frame: Any, lines: Sequence[str], box: Box, *, largest: int, color: str = INK, bold: bool = False
) -> None:
    """Write lines into a frame, a paragraph each."""
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    size = fitting(lines, box, largest, LETTER * (BOLD if bold else 1.0))
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = plain(line)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(color)
        paragraph.space_after = Pt(size * 0.4 if len(lines) > 1 else 0)
        paragraph.alignment = PP_ALIGN.LEFT


def plain(text: str) -> str:
    """A text without what no slide can hold, and without the marks around commands."""
    return clean(text).replace("`", "")


def fitting(lines: Sequence[str], box: Box, largest: int, letter: float = LETTER) -> int:
    """The largest size in which lines fit into a box; the smallest that there is, where none does."""
    _, _, width, height = (edge / Pt(1) for edge in box)
    for size in (one for one in SIZES if one <= largest):
        rows = sum(max(1, ceil(len(line) * letter * size / width)) for line in lines)
        if rows * LINE * size + (len(lines) - 1) * 0.4 * size <= height:
            return size
    return SIZES[-1]


def add_table(
    slide: Any, rows: Sequence[Sequence[str]], box: Box, widths: Sequence[float], colors: Mapping[str, str]
) -> None:
    """A table whose first row is its head; widths are shares of the box. colors: of cells that end in a word."""
    left, top, width, height = box
    table = slide.shapes.add_table(len(rows), len(rows[0]), left, top, width, height).table
    table.horz_banding = False
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Emu(int(width * share / sum(widths)))
    size = min(14, int(height / Pt(1) / len(rows) / 1.9))
    for y, row in enumerate(rows):
        table.rows[y].height = Emu(int(height / len(rows)))
        for x, text in enumerate(row):
            color = next((color for word, color in colors.items() if text.endswith(word)), INK)
            _cell(table.cell(y, x), text, size, color, head=y == 0)


def _cell(cell: Any, text: str, size: int, color: str, *, head: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(GRID if head else "#ffffff")
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Pt(2)
    run = cell.text_frame.paragraphs[0].add_run()
    run.text = clean(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), head, rgb(color)


def place(shape: Any, box: Box) -> None:
    """Put a shape where a box is."""
    shape.left, shape.top, shape.width, shape.height = box
