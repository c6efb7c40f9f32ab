"""Markdown for the pages that docs/generate.py writes: pages, templates, tables, cells."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent


def page(title: str, origin: str, *parts: str) -> str:
    """A page with its title, where it comes from, and its parts."""
    note = f"<!-- Written by docs/generate.py from {origin}: change it there, then run `make docs`. -->"
    return "\n\n".join((f"# {title}", note, *parts)) + "\n"


def filled(name: str, slots: Mapping[str, str]) -> str:
    """A template of docs/pages/ whose slots, `{{name}}`, are filled, each of them once."""
    text = (DOCS / "pages" / f"{name}.template.md").read_text(encoding="utf-8")
    wanted = re.findall(r"\{\{(\w+)\}\}", text)
    assert sorted(wanted) == sorted(slots), f"{name}.template.md has {wanted}, given are {list(slots)}"
    for slot, content in slots.items():
        text = text.replace("{{" + slot + "}}", content)
    title, _, rest = text.partition("\n")
    origin = f"docs/pages/{name}.template.md and the code"
    return page(title.removeprefix("# "), origin, rest.strip())


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; what would break a cell is escaped."""
    head = list(head)
    lines = [row(head), row("---" for _ in head), *(row(cells) for cells in rows)]
    return "\n".join(lines)


def row(cells: Iterable[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def code(text: str) -> str:
    """A name as it is written in code."""
    return f"`{text}`"


def codes(names: Iterable[str]) -> str:
    """Names in code, separated by commas."""
    return ", ".join(code(name) for name in names)


def number(value: float) -> str:
    """A number without an exponent where it can be."""
    return f"{value:,.0f}" if value == int(value) and abs(value) >= 1e4 else f"{value:g}"


def span(low: float, high: float) -> str:
    """A range."""
    return f"{number(low)} to {number(high)}"


def read_toml(name: str) -> dict[str, Any]:
    """The content of a TOML file in docs/."""
    return tomllib.loads((DOCS / name).read_text(encoding="utf-8"))
