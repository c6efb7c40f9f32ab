"""Pages: one self-contained HTML file of headings, sentences, tables and figures, for a screen and for paper.

Everything that is put in is escaped here, and only here.
"""

import html
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.statistics import Row
from sim.errors import InputError
from sim.view.packing import bundle
from sim.view.theme import cell

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Markup:
    """HTML that is safe as it is."""

    text: str


def escaped(text: str) -> str:
    """Text as HTML."""
    return html.escape(text)


def heading(text: str) -> Markup:
    """A section's heading."""
    return Markup(f"<h2>{html.escape(text)}</h2>")


def paragraph(text: str, kind: str = "") -> Markup:
    """A paragraph; `kind` is its class, one of those in report.css."""
    return Markup(f'<p class="{html.escape(kind)}">{html.escape(text)}</p>')


def listing(lines: Iterable[str], kind: str = "") -> Markup:
    """A list, a line each."""
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return Markup(f'<ul class="{html.escape(kind)}">{items}</ul>' if items else "")


def code(text: str) -> Markup:
    """Commands or a file."""
    return Markup(f"<pre><code>{html.escape(text)}</code></pre>")


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Terms and what they are."""
    return Markup(
        "<dl>"
        + "".join(f"<dt>{html.escape(term)}</dt><dd>{html.escape(what)}</dd>" for term, what in pairs)
        + "</dl>"
    )


def table(rows: Sequence[Row]) -> Markup:
    """A table with the columns of its first row, in a box that scrolls by itself."""
    if not rows:
        return Markup("")
    head = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell(value))}</td>" for value in row.values()) + "</tr>"
        for row in rows
    )
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="table">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def folded(summary: str, *blocks: Markup) -> Markup:
    """Blocks that are opened at will, and left out on paper."""
    inside = "".join(block.text for block in blocks)
    return Markup(f"<details><summary>{html.escape(summary)}</summary>{inside}</details>")


def answer(summary: str, *blocks: Markup) -> Markup:
    """Blocks that the reader opens after having thought; on paper they are open."""
    inside = "".join(block.text for block in blocks)
    return Markup(f'<details class="answer"><summary>{html.escape(summary)}</summary>{inside}</details>')


def figure(drawn: "Figure", note: str = "") -> Markup:
    """A figure under its finding, with its numbers as a table. Plotly's own title becomes the page's."""
    described = drawn.to_plotly_json()
    layout = dict(described["layout"])
    title = html.unescape(re.sub(r"<br>", " ", layout.pop("title")["text"]))
    rows = layout.pop("meta")["table"]
    layout["margin"] = dict(layout["margin"]) | {"t": 44, "l": 10, "r": 16}
    layout["height"] = layout["height"] - 32
    layout |= {"paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)"}
    data = _json({"data": described["data"], "layout": layout})
    caption = f"<p>{html.escape(note)}</p>" if note else ""
    return Markup(
        f"<figure><figcaption><h3>{html.escape(title)}</h3>{caption}</figcaption>"
        f'<div class="plot" role="img" aria-label="{html.escape(title)}" style="height:{layout["height"]}px"></div>'
        f'<script type="application/json">{data}</script>'
        f"{folded('The numbers', table(rows)).text}</figure>"
    )


def write_page(path: Path, title: str, blocks: Iterable[Markup]) -> Path:
    """Write blocks as one HTML file that needs no network; a file that is there stays, and is an InputError."""
    refuse_existing(path)
    values = {
        "title": html.escape(title),
        "css": text("report.css"),
        "body": "\n".join(block.text for block in blocks),
        "script": text("report.js"),
        "plotly": bundle(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_text(filled(text("report.html"), values), encoding="utf-8", newline="\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def refuse_existing(path: Path) -> None:
    """Refuse to write over a file."""
    if path.exists():
        raise InputError(f"{path} exists already; name another file with --out")


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with each {{name}} replaced, in one pass, so that what is put in is never read again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda place: values[place[1]], template)


def text(name: str) -> str:
    """A file in this folder."""
    return (HERE / name).read_text(encoding="utf-8")


def _json(value: Any) -> str:
    """JSON for a script element: no text in it can end the element."""
    from plotly.utils import PlotlyJSONEncoder

    return json.dumps(value, cls=PlotlyJSONEncoder).replace("<", "\\u003c")
