"""The page of docking, as Markdown with tables and as one HTML file with figures as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from docs.docking.check import Check, Sign, counts
from docs.findings.page import Table, inline
from docs.tables import table
from sim.model.digest import model_digest
from sim.view import pages

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

TITLE = "Docking"
LEAD = (
    "This model held against published ones, which is called docking (axtell1996): where it says the same "
    "as they, does it do the same? Every number is computed from runs; `python docs/docking/make.py` "
    "writes this page anew, and goes on where it was if it is interrupted. No verdict is typed. A "
    "comparison *matches* where the whole 95% interval of the difference lies within the tolerance that "
    "stands beside it, *differs* where it lies outside, and is *open* otherwise. Published numbers are "
    "marked as *read*, *second hand*, *from memory* or *assumed* (`docs/docking/published.toml`)."
)


@dataclass(frozen=True)
class Section:
    """One section of the page. Sentences may hold `code`, *emphasis* and [links](page.md), and nothing "
    "else."""

    title: str
    sentences: Sequence[str]
    checks: Sequence[tuple[str, Sequence[Check]]] = ()  # with a caption each
    signs: Sequence[Sign] = ()
    tables: Sequence[Table] = ()
    figures: Sequence["Figure"] = ()
    closing: Sequence[str] = ()  # sentences below the tables

    def every_table(self) -> list[Table]:
        """The tables, those of comparisons first."""
        found = [
            Table(caption, Check.HEAD, [check.row() for check in checks]) for caption, checks in self.checks
        ]
        if self.signs:
            found.append(
                Table("As Hirschman has it, world by world", Sign.HEAD, [one.row() for one in self.signs])
            )
        return [*found, *self.tables]


def markdown(sections: Sequence[Section]) -> str:
    """The page as Markdown."""
    parts = [f"# {TITLE}", mark(), LEAD, "## What matched, and what did not", listing(summary(sections))]
    for section in sections:
        parts += [f"## {section.title}", *section.sentences]
        for one in section.every_table():
            parts += [f"{one.caption}:", table(one.head, one.rows)]
        parts += section.closing
    parts += ["With the figures: `results/docking.html`, which the same command writes."]
    return "\n\n".join(parts) + "\n"


def mark() -> str:
    """What says of which model the page is."""
    return f"<!-- Written by docs/docking/make.py from runs of the model {model_digest()}. -->"


def summary(sections: Sequence[Section]) -> list[str]:
    """A line for each section: how many of its comparisons match; and a line for each that does not."""
    found = []
    for section in sections:
        checks = [check for _, some in section.checks for check in some]
        if checks:
            found.append(f"{section.title}: {counts([check.verdict for check in checks])}.")
            found += [check.sentence() for check in checks if check.verdict != "matches"]
        if section.signs:
            signs = [one for one in section.signs if not one.is_control]
            found.append(f"{section.title}: {counts([one.verdict for one in signs])}.")
            found += [one.sentence() for one in signs if one.verdict != "shown"]
    return found


def listing(sentences: Sequence[str]) -> str:
    """Sentences as a list."""
    return "\n".join(f"- {sentence}" for sentence in sentences)


def write_html(path: Path, sections: Sequence[Section]) -> Path:
    """The page as one HTML file that needs no network."""
    blocks = [Markup("<h1>{}</h1>").format(TITLE), _paragraph(LEAD)]
    blocks.append(Markup("<h2>What matched, and what did not</h2>"))
    items = (Markup("<li>{}</li>").format(inline(sentence)) for sentence in summary(sections))
    blocks.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
    folded = pages.TEMPLATES.get_template("blocks.html").module.folded_table
    for section in sections:
        blocks.append(Markup("<h2>{}</h2>").format(section.title))
        blocks += [_paragraph(sentence) for sentence in section.sentences]
        blocks += [pages.figure(figure) for figure in section.figures]
        for one in section.every_table():
            rows = [dict(zip(one.head, row, strict=True)) for row in one.rows]
            blocks.append(folded(one.caption, rows))
        blocks += [_paragraph(sentence) for sentence in section.closing]
    return pages.write(path, "page.html", title=TITLE, blocks=blocks)


def _paragraph(sentence: str) -> Markup:
    return Markup("<p>{}</p>").format(inline(sentence))
