"""The tables of a results store: their columns, their keys, and the rows of finished runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from sim.outcomes import OUTCOMES

if TYPE_CHECKING:
    from sim.running.run import Run

WHOLE_NUMBERS = ("replication", "seed", "years", "week", "month")

IDENTITY = (
    "point",
    "replication",
    "world",
    "scenario",
    "policy",
    "contrast",
    "seed",
    "years",
    "version",
    "digest",
    "scenario_digest",
    "policy_digest",
)


def _schema(names: Sequence[str], numbers: Sequence[str]) -> pa.Schema:
    kinds = [(name, pa.int64() if name in WHOLE_NUMBERS else pa.string()) for name in names]
    return pa.schema(kinds + [(name, pa.float64()) for name in numbers])


@dataclass(frozen=True)
class Kind:
    """A kind of table, with its key in two parts.

    All rows with the same `owner` (a run) lie in one part, so that duplicates can be dropped by file; `within` tells
    them apart there (the weeks of a run).
    """

    name: str  # of the folder too
    schema: pa.Schema
    owner: tuple[str, ...]
    within: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        return self.owner + self.within


RUN = ("point", "replication")
RUNS = Kind("runs", _schema(IDENTITY, tuple(OUTCOMES)), RUN)
SERIES = Kind("series", _schema((*RUN, "week"), tuple(OUTCOMES)), RUN, ("week",))
TENURES = Kind("tenures", _schema((*RUN, "month"), ("exposed", "quits")), RUN, ("month",))
SCENARIOS = Kind("scenarios", _schema(("digest", "content"), ()), ("digest",))
POLICIES = Kind("policies", _schema(("digest", "content"), ()), ("digest",))

KINDS = {kind.name: kind for kind in (SCENARIOS, POLICIES, TENURES, SERIES, RUNS)}
"""In the order in which they are written: runs last, because their rows say that the rest is there."""


def run_rows(runs: Sequence["Run"]) -> pa.Table:
    """A row for each run: its identity and its outcomes."""
    columns = {name: [getattr(run, name) for run in runs] for name in IDENTITY}
    return arrow_table(
        columns | {name: [run.summary[name] for run in runs] for name in OUTCOMES}, RUNS.schema
    )


def week_rows(runs: Sequence["Run"]) -> pa.Table:
    """A row for each run and week: the outcomes of that week."""
    lengths = [len(run.series["turnover"]) for run in runs]
    return arrow_table(
        _owners(runs, lengths)
        | {"week": np.concatenate([np.arange(length) for length in lengths])}
        | {name: np.concatenate([run.series[name] for run in runs]) for name in OUTCOMES},
        SERIES.schema,
    )


def tenure_rows(runs: Sequence["Run"]) -> pa.Table:
    """A row for each run and month of tenure: person-weeks exposed to quitting, and quits."""
    lengths = [len(run.tenures["month"]) for run in runs]
    names = ("month", "exposed", "quits")
    numbers = {name: np.concatenate([run.tenures[name] for run in runs]) for name in names}
    return arrow_table(_owners(runs, lengths) | numbers, TENURES.schema)


def _owners(runs: Sequence["Run"], lengths: Sequence[int]) -> dict[str, np.ndarray]:
    return {name: np.repeat([getattr(run, name) for run in runs], lengths) for name in RUN}


def arrow_table(columns: Mapping[str, Sequence[Any] | np.ndarray], schema: pa.Schema) -> pa.Table:
    """Columns as an Arrow table of a schema of words, whole numbers and numbers; None is null.

    Not by pyarrow's own ways to build one: they load pandas where it is installed, to see whether a column is one of
    its, and that takes longer than many a command.
    """
    return pa.Table.from_arrays([_array(columns[field.name], field.type) for field in schema], schema=schema)


def _array(values: Sequence[Any] | np.ndarray, kind: pa.DataType) -> pa.Array:
    mask = None
    if (not isinstance(values, np.ndarray) or values.dtype == object) and None in values:
        there = np.array([value is not None for value in values], bool)
        mask = pa.py_buffer(np.packbits(there, bitorder="little"))
    if kind == pa.string():
        texts = [b"" if value is None else str(value).encode() for value in values]
        ends = np.cumsum([0, *map(len, texts)], dtype=np.int32)
        buffers = [mask, pa.py_buffer(ends), pa.py_buffer(b"".join(texts))]
    else:
        numbers = values if mask is None else [0 if value is None else value for value in values]
        exact = np.int64 if kind == pa.int64() else np.float64
        buffers = [mask, pa.py_buffer(np.ascontiguousarray(numbers, exact))]
    return pa.Array.from_buffers(kind, len(values), buffers)
