"""Tables for a terminal: aligned columns, never wider than it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from sim.analysis.statements import WIDTH

WIDEST = 26
"""Columns of a cell; what is longer goes on in the next line."""


def columns(rows: Iterable[Sequence[str]], *, repeated: int = 1) -> list[str]:
    """Lines with aligned columns, a rule under the first row.

    A long cell, or one with line breaks, takes several lines. Columns that the terminal has no room for follow below,
    as a second table that repeats the first columns.
    """
    table = [[_lines(cell) for cell in row] for row in rows]
    widths = [
        max(len(line) for row in table for line in row[column] or [""]) for column in range(len(table[0]))
    ]
    blocks = []
    for chosen in _blocks(widths, repeated):
        lines = [
            line
            for row in table
            for line in _aligned([row[at] for at in chosen], [widths[at] for at in chosen])
        ]
        head = max(len(table[0][at]) for at in chosen)
        rule = "─" * max(map(len, lines))
        blocks.append([*lines[:head], rule, *lines[head:]])
    return [line for nth, block in enumerate(blocks) for line in [*[""] * (nth > 0), *block]]


def _lines(cell: str) -> list[str]:
    return [line for part in cell.split("\n") for line in (wrap(part, WIDEST) or [""])]


def _blocks(widths: Sequence[int], repeated: int) -> Iterator[list[int]]:
    """Which columns stand beside each other: the first, and as many of the others as there is room for."""
    first = list(range(repeated))
    begin = sum(widths[:repeated]) + 2 * (repeated - 1)
    chosen, used = [*first], begin
    for column, width in enumerate(widths[repeated:], start=repeated):
        if len(chosen) > repeated and used + 2 + width > WIDTH:
            yield chosen
            chosen, used = [*first], begin
        chosen.append(column)
        used += 2 + width
    yield chosen


def _aligned(cells: Sequence[list[str]], widths: Sequence[int]) -> Iterator[str]:
    """One row's lines."""
    for parts in zip_longest(*cells, fillvalue=""):
        yield "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
