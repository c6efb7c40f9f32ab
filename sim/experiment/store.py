"""The results store: a folder of Parquet parts, addressed by content, added to and never changed.

    runs/part-*.parquet      a row a run: what made it, and its outcomes; the record that a run is finished
    series/part-*.parquet    a row a run and week, written before the run is recorded
    scenarios/, policies/    what the digests in the rows stand for, as JSON

A run is found by its key, a hash of the model's sources, scenario, practices, contrast, seed, replication and
horizon. So a killed command loses what was in flight and nothing else, a changed rule never mixes with old results,
and asking again runs only what is missing.
"""

import hashlib
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
from sim.runs import Run
from sim.scenario import Scenario

IDENTITY = (
    "key",
    "world",
    "scenario",
    "policy",
    "contrast",
    "seed",
    "replication",
    "years",
    "version",
    "digest",
)


def digest_of(text: str) -> str:
    """A short content address."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Store:
    """One folder of results."""

    def __init__(self, folder: Path | str):
        self.folder = Path(folder)

    def commit(self, runs: Sequence[Run], scenario: Scenario, policies: Sequence[Policy]) -> None:
        """Add finished runs: first what their digests stand for, then their series, last the runs themselves."""
        if not runs:
            return
        scenario_digest = digest_of(scenario.content())
        practices = {policy.name: json.dumps(policy.practices.as_dict()) for policy in policies}
        self._keep("scenarios", scenario_digest, scenario.model_dump_json(indent=1))
        for text in practices.values():
            self._keep("policies", digest_of(text), text)
        name = f"part-{digest_of(' '.join(run.key for run in runs))}.parquet"
        rows = [
            {
                **{field: getattr(run, field) for field in IDENTITY},
                "scenario_digest": scenario_digest,
                "policy_digest": digest_of(practices[run.policy]),
                **run.summary,
            }
            for run in runs
        ]
        weeks = [
            pa.table(
                {
                    "key": pa.array([run.key] * len(run.series["turnover"])),
                    "week": range(len(run.series["turnover"])),
                }
                | {outcome: run.series[outcome] for outcome in OUTCOMES}
            )
            for run in runs
        ]
        write_parquet(self.folder / "series" / name, pa.concat_tables(weeks))
        write_parquet(self.folder / "runs" / name, pa.Table.from_pylist(rows))

    def _keep(self, kind: str, digest: str, text: str) -> None:
        path = self.folder / kind / f"{digest}.json"
        if not path.exists():
            write_bytes(path, text.encode())

    def runs(self, keys: Collection[str] | None = None) -> pa.Table:
        """Recorded runs, once each: all, or those of the given keys. A part that cannot be read counts as missing."""
        return self._read("runs", keys, ["key"])

    def series(self, keys: Collection[str] | None = None) -> pa.Table:
        """Weekly outcomes of recorded runs, once each."""
        return self._read("series", keys, ["key", "week"])

    def _read(self, kind: str, keys: Collection[str] | None, identity: list[str]) -> pa.Table:
        parts = []
        for path in sorted((self.folder / kind).glob("part-*.parquet")):
            try:
                part = pq.read_table(path)
            except (pa.ArrowInvalid, OSError):
                continue
            parts.append(part if keys is None else part.filter(pc.is_in(part["key"], pa.array(list(keys)))))
        if not parts:
            return pa.table({name: pa.array([], pa.string()) for name in identity})
        table = pa.concat_tables(parts, promote_options="permissive")
        row = pa.array(range(len(table)))
        first = (
            table.append_column("row", row).group_by(identity, use_threads=False).aggregate([("row", "min")])
        )
        return table.take(first["row_min"])


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
