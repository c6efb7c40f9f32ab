"""Pages: HTML files that need no network, made from templates that escape all that is put in.

page.html is the skeleton of every page, blocks.html what pages are built of; each page's own template lies in its
folder. Only `source`, `figure` and `with_commands` give text that is HTML already.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sim.errors import InputError
from sim.store.files import write_bytes
from sim.view.naming import named
from sim.view.packing import bundle
from sim.view.theme import Look, cells

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HERE = Path(__file__).parent


def write(path: Path, template: str, **values: Any) -> Path:
    """Write a page, whole or not at all, over a file of that name."""
    write_bytes(path, TEMPLATES.get_template(template).render(values).encode("utf-8"))
    return path


def write_new(path: Path, template: str, **values: Any) -> Path:
    """Write a page; a file that is there stays, and is an InputError."""
    refuse_existing(path)
    return write(path, template, **values)


def write_page(path: Path, title: str, blocks: Iterable[Markup]) -> Path:
    """Write blocks, one below the other, as a new page."""
    return write_new(path, "page.html", title=title, blocks=list(blocks))


def refuse_existing(path: Path) -> None:
    """Raises InputError where writing a page would destroy another file."""
    if path.exists():
        raise InputError(f"{path} exists already; name another file with --out")


def code(text: str) -> Markup:
    """Commands or a file, as a block of a page."""
    return _block("code", text)


def revealed(summary: str, *blocks: Markup) -> Markup:
    """Blocks that the reader opens after having thought; on paper they are open."""
    return _block("revealed", summary, blocks)


def folded(summary: str, block: Markup) -> Markup:
    """A block that the reader may leave closed; paper does without it."""
    return _block("folded", summary, block)


def guesses(stop: int, asked: Mapping[str, Sequence[Mapping[str, Any]]]) -> Markup:
    """Questions with buttons, to be answered before the block that follows is opened.

    stop: a number that no other questions of the page have. asked: what questions are about to the questions, each
    with its `about`, its `options` and the one that `came` out, if any.
    """
    return _block("guesses", stop, asked)


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
    return _block("figure", title, note, layout["height"], data, rows)


def source(*names: str) -> Markup:
    """Style sheets or scripts of this folder, one after the other, without indentation and lines of comment."""
    return Markup("\n").join(Markup(_lean((HERE / name).read_text(encoding="utf-8"))) for name in names)


def _lean(text: str) -> str:
    """A style sheet or script in fewer bytes, of which large pages have none to spare."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def palette(styles: Sequence[Look]) -> Markup:
    """A style sheet of the policies' colours, as everywhere, for light pages and dark ones."""
    light = " ".join(f"--policy-{side}: {style.color};" for side, style in enumerate(styles))
    dark = " ".join(f"--policy-{side}: {style.on_dark};" for side, style in enumerate(styles))
    sides = "\n".join(f".side-{side} {{ --policy: var(--policy-{side}); }}" for side in range(len(styles)))
    return Markup(
        f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{sides}\n"
    )


def _block(name: str, *values: Any) -> Markup:
    """A block of blocks.html."""
    block: Markup = getattr(TEMPLATES.get_template("blocks.html").module, name)(*values)
    return block


def _json(value: Any) -> Markup:
    """JSON for a script element: no text in it can end the element."""
    from plotly.utils import PlotlyJSONEncoder

    return Markup(json.dumps(value, cls=PlotlyJSONEncoder).replace("<", "\\u003c"))


def with_commands(text: str) -> Markup:
    """A sentence whose commands, between backquotes, are set as such."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


TEMPLATES = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
TEMPLATES.globals |= {
    "source": source,
    "figure": figure,
    "palette": palette,
    "plotly": lambda: Markup(bundle()),
}
TEMPLATES.filters |= {"cells": cells, "named": named, "with_commands": with_commands}
