"""A client's monthly data as a table: read from CSV and checked, once, here.

A row is a month. Columns may be left out, months may be missing, and cells may be empty: nothing is known there. Lines
that begin with # are remarks.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.english import listed
from sim.errors import InputError, as_written, unknown
from sim.places import read_text

MONTH = "month"
MONTHS_A_YEAR = 12

FEWEST = 6
"""Months of data below which nothing is fitted: of fewer, luck is most of what they show (assumed)."""

MOST = 600
"""Months that a run can be long."""


class Column(NamedTuple):
    """A column that a client may give."""

    name: str
    meaning: str
    high: float = 1e9  # the least is 0; of counts more than any firm has (assumed)


COLUMNS = (
    Column("headcount", "employees and managers at the month's end"),
    Column("hires", "people hired in the month"),
    Column("quits", "people who quit in the month; dismissals do not count"),
    Column("absence", "contracted hours not present, as a share", 1.0),
    Column("requests", "requests done in the month"),
    Column("lateness", "requests done after their due day, as a share", 1.0),
    Column("survey", "customers' satisfaction by the firm's survey, from 0 to 1", 1.0),
    Column("customers", "customers at the month's end"),
    Column("churn", "customers lost in the month"),
)
NAMES = tuple(column.name for column in COLUMNS)

Table = Mapping[str, np.ndarray]
"""Columns by name, a value for each month; NaN where nothing is known."""


@dataclass(frozen=True)
class Months:
    """A client's data, from the first month to the last without a gap: where there is one, values are NaN."""

    first: int  # months since the year 0
    table: Table

    def __len__(self) -> int:
        """How many months there are."""
        return len(next(iter(self.table.values())))

    def label(self, nth: int) -> str:
        """A month as it is written in the file."""
        year, month = divmod(self.first + nth, MONTHS_A_YEAR)
        return f"{year:04}-{month + 1:02}"


def read_months(path: Path) -> Months:
    """A client's data. Raises InputError with file, line, column, what was given and what is allowed."""
    lines = enumerate(read_text(path).splitlines(), 1)
    rows = [(nth, _cells(path, nth, line)) for nth, line in lines if line.strip() and line[0] != "#"]
    if not rows:
        raise InputError(f"{path}: must have a line of column names, got nothing")
    names = _names(path, *rows[0])
    return _filled(path, names, dict(_rows(path, names, rows[1:])))


def _cells(path: Path, nth: int, line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise InputError(f"{path}: line {nth}: is no line of a CSV table: {error}") from None


def _names(path: Path, nth: int, given: Sequence[str]) -> list[str]:
    """The columns' names, checked."""
    names = [name.strip() for name in given]
    if len(names) == 1 and ";" in names[0]:
        raise InputError(f"{path}: line {nth}: cells must be separated by commas, got {as_written(names[0])}")
    known = (MONTH, *NAMES)
    for name in names:
        if name not in known:
            raise InputError(f"{path}: line {nth}: {unknown('column', name, known)}")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(f"{path}: line {nth}: columns must be named once each, got {listed(twice)} again")
    if MONTH not in names:
        raise InputError(f"{path}: line {nth}: a column must be {MONTH!r}, got {listed(names)}")
    if len(names) == 1:
        raise InputError(f"{path}: line {nth}: one column or more must be of {listed(NAMES)}, got none")
    return names


def _rows(
    path: Path, names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, dict[str, float]]]:
    """Each month with its values; months go forward."""
    before = None
    for nth, cells in rows:
        if len(cells) != len(names):
            raise InputError(f"{path}: line {nth}: must have {len(names)} cells, got {len(cells)}")
        row = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        month = _month(path, nth, row.pop(MONTH))
        if before is not None and month <= before:
            raise InputError(
                f"{path}: line {nth}: month must be after the one above it, got {cells[names.index(MONTH)]}"
            )
        before = month
        yield month, {name: _value(path, nth, name, cell) for name, cell in row.items()}


def _month(path: Path, nth: int, given: str) -> int:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", given)
    if not found:
        raise InputError(
            f"{path}: line {nth}: month must be a year and a month, as 2024-03, got {as_written(given)}"
        )
    return int(found[1]) * MONTHS_A_YEAR + int(found[2]) - 1


def _value(path: Path, nth: int, name: str, given: str) -> float:
    if not given:
        return float("nan")
    high = COLUMNS[NAMES.index(name)].high
    try:
        value = float(given)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= high:
        raise InputError(
            f"{path}: line {nth}: {name} must be a number from 0 to {high:g}, or empty, got {as_written(given)}"
        )
    return value


def _filled(path: Path, names: Sequence[str], months: Mapping[int, Mapping[str, float]]) -> Months:
    """The months with what is missing filled with NaN."""
    first, last = min(months, default=0), max(months, default=-1)
    if not FEWEST <= last - first + 1 <= MOST:
        raise InputError(f"{path}: must have {FEWEST} to {MOST} months, got {last - first + 1}")
    table = {name: np.full(last - first + 1, np.nan) for name in names if name != MONTH}
    for month, values in months.items():
        for name, value in values.items():
            table[name][month - first] = value
    empty = [name for name, values in table.items() if np.isnan(values).all()]
    if empty:
        raise InputError(f"{path}: {empty[0]} must have one value or more, or be left out, got none")
    return Months(first, table)
