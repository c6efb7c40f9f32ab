"""The results store: a folder of Parquet parts, addressed by content, added to and never changed.

    runs/part-*.parquet      a row a run: what made it, and its outcomes; the record that a run is finished
    series/part-*.parquet    a row a run and week, where asked for; written before the run is recorded
    failures/*.json          replications that failed: what, why, and how to see it again
    scenarios/, policies/    what the digests in the rows stand for, as JSON

A run is found by its point, a hash of the model's sources, scenario, practices, contrast, seed and horizon, and by
its replication. So a killed command loses what was in flight and nothing else, a changed rule never mixes with old
results, and asking again runs only what is missing.
"""

import json
import os
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sim.outcomes import OUTCOMES
from sim.policies import Policy
from sim.runs import Run, digest_of
from sim.scenario import Scenario
from sim.version import model_digest

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

RUN_SCHEMA = pa.schema(
    [(name, pa.int64() if name in ("replication", "seed", "years") else pa.string()) for name in IDENTITY]
    + [(name, pa.float64()) for name in OUTCOMES]
)

MANY_PARTS = 400
"""Parts after which they are written together: a query over thousands of small files is slow."""


class Store:
    """One folder of results."""

    def __init__(self, folder: Path | str):
        self.folder = Path(folder)

    def keep(self, scenario: Scenario, policy: Policy) -> None:
        """Keep what the digests of a run stand for."""
        for kind, digest, text in (
            ("scenarios", digest_of(scenario.content()), scenario.model_dump_json(indent=1)),
            ("policies", digest_of(policy.content()), policy.content()),
        ):
            path = self.folder / kind / f"{digest}.json"
            if not path.exists():
                write_bytes(path, text.encode())

    def commit(self, runs: Sequence[Run], *, series: bool = True) -> None:
        """Add finished runs: first their series, last the runs themselves."""
        if not runs:
            return
        name = f"part-{digest_of(' '.join(f'{run.point}.{run.replication}' for run in runs))}.parquet"
        rows = [{**{field: getattr(run, field) for field in IDENTITY}, **run.summary} for run in runs]
        if series:
            write_parquet(self.folder / "series" / name, pa.concat_tables(_weeks(run) for run in runs))
        write_parquet(self.folder / "runs" / name, pa.Table.from_pylist(rows, RUN_SCHEMA))

    def record_failure(self, name: str, what: dict[str, object]) -> Path:
        """Note a replication that failed; a later success does not remove the note."""
        path = self.folder / "failures" / f"{name}.json"
        write_bytes(path, json.dumps(what, indent=1).encode())
        return path

    def finished(self) -> dict[str, set[int]]:
        """Replications that are recorded, by point."""
        table = self._read("runs", None, ["point", "replication"])
        found: dict[str, set[int]] = {}
        if len(table):
            grouped = table.group_by("point").aggregate([("replication", "distinct")])
            for point, replications in zip(
                grouped["point"].to_pylist(), grouped["replication_distinct"].to_pylist(), strict=True
            ):
                found[point] = set(replications)
        return found

    def runs(self, points: Collection[str] | None = None) -> pa.Table:
        """Recorded runs, once each, by point and replication: all, or those of the given points."""
        return _once(self._read("runs", points, None), ["point", "replication"])

    def series(self, points: Collection[str] | None = None) -> pa.Table:
        """Weekly outcomes of recorded runs, once each."""
        return _once(self._read("series", points, None), ["point", "replication", "week"])

    def compact(self) -> None:
        """Write many small parts together as one; the small ones go only when that one is safe on disk."""
        for kind in ("series", "runs"):
            paths = sorted((self.folder / kind).glob("part-*.parquet"))
            if len(paths) > MANY_PARTS:
                whole = _once(
                    self._read(kind, None, None),
                    ["point", "replication", "week"][: 3 if kind == "series" else 2],
                )
                write_parquet(
                    self.folder / kind / f"part-{digest_of(' '.join(p.name for p in paths))}.parquet", whole
                )
                for path in paths:
                    path.unlink()

    def merge(self, other: "Store") -> None:
        """Take over everything that another store holds; parts are named by their content, so none is lost."""
        for kind in ("scenarios", "policies", "experiments", "failures", "series", "runs"):
            for path in sorted((other.folder / kind).rglob("*")):
                mine = self.folder / path.relative_to(other.folder)
                if path.is_file() and not path.name.startswith(".") and not mine.exists():
                    write_bytes(mine, path.read_bytes())

    def prune(self, *, really: bool) -> tuple[int, int]:
        """Remove runs of other sources than the present, if `really`; returns how many those are, and the others."""
        runs = self.runs()
        mine = pc.equal(runs["digest"], model_digest())
        kept = runs.filter(mine)
        if really and len(kept) < len(runs):
            series = self.series(kept["point"].to_pylist())
            old = [
                path for kind in ("runs", "series") for path in (self.folder / kind).glob("part-*.parquet")
            ]
            name = f"part-{digest_of(' '.join(path.name for path in old))}.parquet"
            if len(series):
                write_parquet(self.folder / "series" / name, series)
            write_parquet(self.folder / "runs" / name, kept)
            for path in old:
                path.unlink()
        return len(runs) - len(kept), len(kept)

    def _read(self, kind: str, points: Collection[str] | None, columns: list[str] | None) -> pa.Table:
        """All parts of a kind. One that cannot be read, which a full disk may leave, counts as missing."""
        parts = []
        for path in sorted((self.folder / kind).glob("part-*.parquet")):
            try:
                part = pq.read_table(path, columns=columns)
            except (pa.ArrowInvalid, OSError):
                continue
            parts.append(
                part if points is None else part.filter(pc.is_in(part["point"], pa.array(list(points))))
            )
        return pa.concat_tables(parts, promote_options="permissive") if parts else RUN_SCHEMA.empty_table()


def _weeks(run: Run) -> pa.Table:
    weeks = len(run.series["turnover"])
    return pa.table(
        {
            "point": pa.array([run.point] * weeks),
            "replication": pa.array([run.replication] * weeks, pa.int64()),
            "week": pa.array(range(weeks), pa.int64()),
        }
        | {outcome: run.series[outcome] for outcome in OUTCOMES}
    )


def _once(table: pa.Table, identity: list[str]) -> pa.Table:
    """The table in the order of its identity, each row once."""
    if not len(table):
        return table
    numbered = table.append_column("row", pa.array(range(len(table))))
    first = numbered.group_by(identity, use_threads=False).aggregate([("row", "min")])
    return table.take(first["row_min"]).sort_by([(name, "ascending") for name in identity])


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a Parquet file whole or not at all."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    write_bytes(path, sink.getvalue().to_pybytes())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a temporary file beside it, flushed to disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
