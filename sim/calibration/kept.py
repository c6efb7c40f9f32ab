"""Simulations that are kept in a folder as they come, so that an interrupted command loses seconds and goes on.

They are kept by the address of all that decides them, the model's sources among it: after a change of the model nothing
old is taken for new. What they are for (targets held back, other intervals) is no part of it, and needs no new ones.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import InputError
from sim.store.files import is_as_written, write_parquet

At = tuple[int, int]
"""A proposal: its generation and its number there."""

KEEP_SECONDS = 10.0
"""How long what is done is held back, to be kept together."""

_SCHEMA = pa.schema(
    [
        ("generation", pa.int64()),
        ("number", pa.int64()),
        ("place", pa.list_(pa.float64())),
        ("figures", pa.list_(pa.float64())),
    ]
)


@dataclass(frozen=True)
class Simulation:
    """One simulation: where, and what it says on each target."""

    place: np.ndarray
    figures: np.ndarray


class Kept:
    """The simulations of one problem, in memory and in a folder; threads may share it."""

    def __init__(self, folder: Path, address: str):
        self._folder = folder / "simulations" / address
        self._known: dict[At, Simulation] = {}
        self._new: dict[At, Simulation] = {}
        self._due = time.monotonic() + KEEP_SECONDS
        self._lock = Lock()
        for path in sorted(self._folder.glob("part-*.parquet")):
            self._read(path)

    def has(self, at: At) -> bool:
        """Whether a proposal has been simulated."""
        return at in self._known

    def find(self, at: At, place: np.ndarray) -> np.ndarray | None:
        """The figures of a proposal; None where it has not been simulated, or was another one under other settings."""
        known = self._known.get(at)
        return known.figures if known is not None and np.array_equal(known.place, place) else None

    def simulation(self, at: At) -> Simulation:
        """A proposal that has been simulated."""
        return self._known[at]

    def add(self, at: At, simulation: Simulation) -> None:
        """Keep a simulation; on disk within seconds, or on `flush`."""
        with self._lock:
            self._known[at] = self._new[at] = simulation
            if time.monotonic() >= self._due:
                self._write()

    def flush(self) -> None:
        """Bring to disk what is held back."""
        with self._lock:
            self._write()

    def _write(self) -> None:
        rows = [
            {
                "generation": at[0],
                "number": at[1],
                "place": one.place.tolist(),
                "figures": one.figures.tolist(),
            }
            for at, one in self._new.items()
        ]
        if rows:
            path = self._folder / f"part-{time.time_ns()}-{os.getpid()}.parquet"
            write_parquet(path, pa.Table.from_pylist(rows, _SCHEMA), sealed=True)
        self._new, self._due = {}, time.monotonic() + KEEP_SECONDS

    def _read(self, path: Path) -> None:
        try:
            if not is_as_written(path):
                raise OSError("its content has changed since it was written")
            rows = pq.read_table(path).to_pylist()
        except (OSError, pa.ArrowInvalid) as error:
            raise InputError(
                f"{path}: cannot be read: {error}; remove it, and its simulations are run again"
            ) from None
        for row in rows:
            at = row["generation"], row["number"]
            self._known[at] = Simulation(np.array(row["place"]), np.array(row["figures"], float))
