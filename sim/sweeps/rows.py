"""Rows of a sweep: runs as the rows of an experiment's points, in columns."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from sim.design.designs import Point
from sim.design.factors import Value
from sim.outcomes import OUTCOMES
from sim.store.tables import arrow_table

COUNTED = ("point_number", "replication")
"""Columns of whole numbers."""


def tidy(found: Sequence[Point], runs: pa.Table) -> pa.Table:
    """Runs as rows of their points; a run that several points want stands once for each of them."""
    return as_table(found, laid_out(found, runs, tuple(OUTCOMES)))


def as_table(found: Sequence[Point], columns: Mapping[str, np.ndarray]) -> pa.Table:
    """Columns as a table, in which factors that a point leaves as the scenario has them are null."""
    schema = schema_of(columns)
    left = {name: [None if v != v else v for v in columns[name].tolist()] for name in _factors(found)}
    return arrow_table({**columns, **left}, schema)


def schema_of(columns: Mapping[str, Sequence[Any] | np.ndarray]) -> pa.Schema:
    """The types of columns: whole numbers where they count something, else words or numbers."""
    return pa.schema(
        [
            (name, pa.int64() if name in COUNTED else pa.string() if _has_words(values) else pa.float64())
            for name, values in columns.items()
        ]
    )


def _has_words(values: Sequence[Any] | np.ndarray) -> bool:
    if isinstance(values, np.ndarray):
        return values.dtype == object
    return any(isinstance(value, str) for value in values)


def laid_out(found: Sequence[Point], runs: pa.Table, outcomes: Sequence[str]) -> dict[str, np.ndarray]:
    """Runs as rows of their points, by point number and replication, as columns."""
    keys = runs["point"].combine_chunks().dictionary_encode()
    replication, key = _numbers(runs["replication"]), np.from_dlpack(keys.indices)
    order = np.lexsort((replication, key))
    number_of = {name: number for number, name in enumerate(keys.dictionary.to_pylist())}
    wanted = np.array([number_of.get(point.task.point, -1) for point in found], int)
    begin, end = (np.searchsorted(key[order], wanted, side=side) for side in ("left", "right"))
    number = np.repeat(np.arange(len(found)), end - begin)
    nth = np.arange(len(number)) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin)
    rows = order[begin[number] + nth]
    columns = {"point_number": number, "replication": replication[rows]}
    for name, values in settings_of(
        found, _factors(found)
    ).items():  # NaN where a point leaves a number as it is
        columns[name] = np.array(values, object if _has_words(values) else float)[number]
    return columns | {name: _numbers(runs[name])[rows] for name in outcomes}


def settings_of(found: Sequence[Point], factors: Sequence[str]) -> dict[str, list[Value | None]]:
    """What points are, as columns: a value a point."""
    return {
        "scenario": [point.scenario.name for point in found],
        "policy": [point.policy.name for point in found],
        "contrast": [point.contrast for point in found],
        **{factor: [point.factors.get(factor) for point in found] for factor in factors},
    }


def _factors(found: Sequence[Point]) -> list[str]:
    return list(dict.fromkeys(name for point in found for name in point.factors))


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    """A column of numbers as an array, NaN for null; not by to_numpy, which loads pandas, and that takes a while."""
    found = column.combine_chunks()
    return np.from_dlpack(found.fill_null(np.nan) if found.null_count else found)
