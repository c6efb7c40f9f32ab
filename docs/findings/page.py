"""The page of findings, as Markdown with tables and as one HTML file with figures as well."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from docs.tables import table
from sim.model.digest import model_digest
from sim.view import pages

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

TITLE = "Findings"
LEAD = (
    "What this model says about the argument, about itself, and against both. Every sentence and number on this page "
    "is computed from runs: `python docs/findings/make.py` writes it anew, and goes on where it was if it is "
    "interrupted. What is *clear* is decided by one judge: the 95% interval over paired worlds leaves zero out, and so "
    "does a t test corrected for all that is compared in the table (Holm)."
)
AGAINST = "First of all: what goes against the essays, or against us"
NOTHING_AGAINST = "Nothing that was computed here goes against either."


@dataclass(frozen=True)
class Table:
    """A table: what it shows, its head, its rows."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    """One section of the page. Sentences may hold `code`, *emphasis* and [links](page.md), and nothing else.

    against: those findings that go against the essays or against us, which also open the page.
    """

    title: str
    sentences: Sequence[str]
    tables: Sequence[Table] = ()
    figures: Sequence["Figure"] = ()
    against: Sequence[str] = ()


def markdown(sections: Sequence[Section]) -> str:
    """The page as Markdown."""
    mark = f"<!-- Written by docs/findings/make.py from runs of the model {model_digest()}. -->"
    parts = [f"# {TITLE}", mark, LEAD, f"## {AGAINST}", _listing(_against(sections))]
    for section in sections:
        parts += [f"## {section.title}", *section.sentences]
        if section.against:
            parts += [_listing(section.against)]
        for one in section.tables:
            parts += [f"{one.caption}:", table(one.head, one.rows)]
    figures = "With the figures: `results/findings.html`, which the same command writes."
    return "\n\n".join([*parts, figures]) + "\n"


def write_html(path: Path, sections: Sequence[Section]) -> Path:
    """The page as one HTML file that needs no network."""
    listing = Markup("<ul>{}</ul>")
    blocks = [Markup("<h1>{}</h1>").format(TITLE), _paragraph(LEAD), Markup("<h2>{}</h2>").format(AGAINST)]
    blocks.append(listing.format(_items(_against(sections))))
    for section in sections:
        blocks.append(Markup("<h2>{}</h2>").format(section.title))
        blocks += [_paragraph(sentence) for sentence in section.sentences]
        if section.against:
            blocks.append(listing.format(_items(section.against)))
        blocks += [pages.figure(figure) for figure in section.figures]
        blocks += [_folded(one) for one in section.tables]
    return pages.write(path, "page.html", title=TITLE, blocks=blocks)


def _against(sections: Sequence[Section]) -> list[str]:
    return [sentence for section in sections for sentence in section.against] or [NOTHING_AGAINST]


def _listing(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def _items(sentences: Sequence[str]) -> Markup:
    return Markup("").join(Markup("<li>{}</li>").format(inline(sentence)) for sentence in sentences)


def _paragraph(sentence: str) -> Markup:
    return Markup("<p>{}</p>").format(inline(sentence))


def inline(sentence: str) -> Markup:
    """A sentence as HTML: code, emphasis and links to pages beside docs/findings.md."""
    text = html.escape(sentence)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    text = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", text)
    return Markup(re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r'<a href="../docs/\2">\1</a>', text))


def _folded(one: Table) -> Markup:
    rows = [dict(zip(one.head, row, strict=True)) for row in one.rows]
    blocks = pages.TEMPLATES.get_template("blocks.html").module
    return blocks.folded_table(one.caption, rows)
