"""Markdown as docs/generate.py writes it: pages, tables, cells."""

from collections.abc import Iterable


def page(title: str, origin: str, *parts: str) -> str:
    """A page with its title, where it comes from, and its parts."""
    note = f"<!-- Written by docs/generate.py from {origin}: change it there, then run `make docs`. -->"
    return "\n\n".join((f"# {title}", note, *parts)) + "\n"


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
    """Names, one after the other."""
    return ", ".join(code(name) for name in names)


def number(value: float) -> str:
    """A number without an exponent where it can be."""
    return f"{value:,.0f}" if value == int(value) and abs(value) >= 1e4 else f"{value:g}"


def span(low: float, high: float) -> str:
    """A range."""
    return f"{number(low)} to {number(high)}"
