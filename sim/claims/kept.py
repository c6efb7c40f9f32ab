"""What trials have given, kept in a folder as it comes: an interrupted command loses seconds, and goes on from there.

Everything is kept by the address of what decides it, the model's sources among it: after a change of the model it is
computed anew, and a changed claim computes only what it had not asked for before.
"""

import os
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import InputError
from sim.running.stretches import MEASURES, Measured, Stretch
from sim.store.files import is_as_written, write_parquet

Address = tuple[str, int]
"""A task's point and the replication."""

_RUNS = pa.schema(
    [
        ("point", pa.string()),
        ("replication", pa.int64()),
        ("firm", pa.int64()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("values", pa.list_(pa.float64())),
    ]
)
_ADMITTED = pa.schema([("point", pa.string()), ("replication", pa.int64()), ("admitted", pa.bool_())])


class Kept:
    """Measures of runs and verdicts on points, in memory and in a folder."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._runs: dict[Address, Measured] = {}
        self._admitted: dict[Address, bool] = {}
        for row in _rows(folder / "runs"):
            stretch = Stretch(row["firm"], row["start"], row["end"])
            self._runs.setdefault((row["point"], row["replication"]), {})[stretch] = np.array(
                row["values"], float
            )
        for row in _rows(folder / "admitted"):
            self._admitted[row["point"], row["replication"]] = row["admitted"]

    def lacks(self, address: Address, stretches: Collection[Stretch]) -> bool:
        """Whether any of these stretches of a run is not there."""
        there = self._runs.get(address, {})
        return any(one not in there for one in stretches)

    def value(self, address: Address, stretch: Stretch, measure: str) -> float:
        """A measure of a run over a stretch."""
        return float(self._runs[address][stretch][_PLACES[measure]])

    def admitted(self, address: Address) -> bool | None:
        """Whether a point counts; None where nobody has looked yet."""
        return self._admitted.get(address)

    def add_runs(self, found: Mapping[Address, Measured]) -> None:
        """Keep the measures of some runs."""
        rows = [
            {
                "point": point,
                "replication": replication,
                "firm": one.firm,
                "start": one.start,
                "end": one.end,
                "values": values.tolist(),
            }
            for (point, replication), stretches in found.items()
            for one, values in stretches.items()
        ]
        self._write("runs", rows, _RUNS)
        for address, stretches in found.items():
            self._runs.setdefault(address, {}).update(stretches)

    def add_admitted(self, found: Mapping[Address, bool]) -> None:
        """Keep which points count."""
        rows = [{"point": p, "replication": r, "admitted": admitted} for (p, r), admitted in found.items()]
        self._write("admitted", rows, _ADMITTED)
        self._admitted.update(found)

    def _write(self, kind: str, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
        if rows:
            path = self._folder / kind / f"part-{time.time_ns()}-{os.getpid()}.parquet"
            write_parquet(path, pa.Table.from_pylist(rows, schema), sealed=True)


_PLACES = {name: place for place, name in enumerate(MEASURES)}


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of all parts of a kind, a part at a time: as lists they are large."""
    for path in sorted(folder.glob("part-*.parquet")):
        try:
            if not is_as_written(path):
                raise OSError("its content has changed since it was written")
            rows = pq.read_table(path).to_pylist()
        except (OSError, pa.ArrowInvalid) as error:
            raise InputError(
                f"{path}: cannot be read: {error}; remove it, and its runs are run again"
            ) from None
        yield from rows
