"""The results store: a folder of Parquet parts, addressed by content, to which sweeps only add.

    runs/part-*.parquet       a row for each run: its identity and its outcomes; a run with a row is finished
    series/part-*.parquet     a row for each run and week, if the weekly series are kept
    tenures/part-*.parquet    a row for each run and month of tenure: who was exposed to quitting, who quit
    scenarios/, policies/     the contents behind the digests in the rows, as JSON in Parquet
    experiments/              the questions: each with its design and the version that ran it
    failures/*.json           the runs that failed: which, why, and how to reproduce them
    format.json               the format of all this
    damaged/                  parts that a sweep found damaged and set aside

A run is addressed by its point and its replication. The point is a hash of all that decides the run: the model's
sources, scenario, practices, contrast, seed and horizon. Hence a changed rule never mixes with old results, two
experiments that share a point share its runs, and a repeated command runs only what is missing.

What is committed at once is a part of its own, so that several processes and machines can write without a lock. The row
in `runs` is written last, so a killed command loses what was in flight and nothing else. A sweep joins parts while it
runs and when it ends (sim.store.upkeep), so that a store is a few files however many runs it has.

A part's name has a hash of its content, so that a changed bit is seen. A part that is not as it was written counts as
missing, and the sweep that wrote it runs what it held (sim.store.parts).
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from sim.errors import InputError
from sim.running.addresses import digest_of
from sim.running.jobs import Task
from sim.store.files import write_parquet
from sim.store.formats import mark_format
from sim.store.parts import parts
from sim.store.tables import (
    POLICIES,
    RUNS,
    SCENARIOS,
    SERIES,
    TENURES,
    Kind,
    arrow_table,
    run_rows,
    tenure_rows,
    week_rows,
)
from sim.store.views import query

if TYPE_CHECKING:
    from sim.running.run import Run


class Store:
    """One folder of results."""

    def __init__(self, folder: Path | str):
        self.folder = Path(folder)
        self._marked = False

    def keep(self, tasks: Iterable[Task]) -> None:
        """Write the scenarios and practices of some tasks, so that the digests in their runs can be resolved."""
        new: dict[Kind, dict[str, str]] = {SCENARIOS: {}, POLICIES: {}}
        for task in tasks:
            if task.point in self._kept_points:
                continue
            self._kept_points.add(task.point)
            scenario, policy = digest_of(task.scenario.content()), digest_of(task.policy.content())
            if scenario not in self._kept[SCENARIOS]:
                new[SCENARIOS][scenario] = task.scenario.model_dump_json()
            if policy not in self._kept[POLICIES]:
                new[POLICIES][policy] = task.policy.content()
        for kind, found in new.items():
            if found:
                rows = arrow_table({"digest": list(found), "content": list(found.values())}, kind.schema)
                self._add(kind, digest_of(" ".join(found)), rows)
                self._kept[kind].update(found)

    def commit(self, runs: Sequence["Run"], *, series: bool = True) -> None:
        """Add finished runs: tenures and series first, and last the runs, whose rows say that all is there."""
        if not runs:
            return
        name = digest_of(" ".join(f"{run.point}.{run.replication}" for run in runs))
        self._add(TENURES, name, tenure_rows(runs))
        if series:
            self._add(SERIES, name, week_rows(runs))
        self._add(RUNS, name, run_rows(runs))

    def finished(self) -> dict[str, set[int]]:
        """The replications that are finished, by point."""
        if not parts(self.folder, RUNS):  # as most often where a store begins: DuckDB takes a while to load
            return {}
        found = query(
            self.folder, "SELECT point, list(DISTINCT replication) AS replications FROM runs GROUP BY point"
        )
        return {row["point"]: set(row["replications"]) for row in found.to_pylist()}

    def complete(self, *, series: bool) -> dict[str, set[int]]:
        """The finished replications, by point, of which all is there: their tenures, and their weeks if `series`.

        A part of those can be lost while that of the runs is not; then a sweep has to run them again.
        """
        if not parts(self.folder, RUNS):
            return {}
        needed = [TENURES, SERIES] if series else [TENURES]
        there = " ".join(
            f"SEMI JOIN (FROM every_{kind.name} WHERE {kind.within[0]} = 0) USING (point, replication)"
            for kind in needed  # weeks and months are counted from 0, and a run's are all in one part
        )
        replications = "list(DISTINCT replication) AS replications"
        sql = f"SELECT point, {replications} FROM runs {there} GROUP BY point"
        return {
            row["point"]: set(row["replications"])
            for row in query(self.folder, sql, every=needed).to_pylist()
        }

    def runs(self, points: Collection[str] | None = None, columns: Sequence[str] | None = None) -> pa.Table:
        """Finished runs, once each, by point and replication: all, or those of the given points.

        columns: those to read, all unless given; of a large store, a few take a fraction of the time that all take.
        """
        return self._rows(RUNS, points, "*" if columns is None else ", ".join(columns))

    def series(self, points: Collection[str] | None = None) -> pa.Table:
        """Weekly outcomes of finished runs, once each: point, replication, week and every outcome."""
        return self._rows(SERIES, points)

    def tenures(self, points: Collection[str] | None = None) -> pa.Table:
        """Months of tenure of finished runs, once each: point, replication, month, exposed [person-weeks], quits."""
        return self._rows(TENURES, points)

    def content(self, kind: Kind, digest: str) -> str:
        """The content with a digest, as JSON: a scenario, or a policy's practices."""
        rows = query(self.folder, f"FROM {kind.name} ORDER BY digest", kinds=[kind]).to_pylist()
        for row in rows:
            if row["digest"] == digest:
                return str(row["content"])
        raise InputError(
            f"{self.folder}: {kind.name} has no entry with digest {digest}; the sweep that wrote it adds it again"
        )

    def unresolved(self) -> list[str]:
        """What runs say of their scenarios and practices that stands for nothing in the store: KIND/DIGEST."""
        if not parts(self.folder, RUNS):
            return []
        columns = {SCENARIOS: "scenario_digest", POLICIES: "policy_digest"}
        sql = " UNION ".join(
            f"SELECT '{kind.name}/' || {column} AS what FROM runs "
            f"ANTI JOIN every_{kind.name} e ON e.digest = {column}"
            for kind, column in columns.items()
        )
        return sorted(query(self.folder, sql, every=list(columns))["what"].to_pylist())

    def _rows(self, kind: Kind, points: Collection[str] | None, columns: str = "*") -> pa.Table:
        only = "" if points is None else "SEMI JOIN asked USING (point)"
        order = ", ".join(kind.key)
        kinds = [] if kind is RUNS else [kind]
        return query(
            self.folder,
            f"SELECT {columns} FROM {kind.name} {only} ORDER BY {order}",
            kinds=kinds,
            points=points,
        )

    def _add(self, kind: Kind, name: str, rows: pa.Table) -> None:
        if not self._marked:
            mark_format(self.folder)
            self._marked = True
        write_parquet(self.folder / kind.name / f"part-{name}.parquet", rows, sealed=True)

    @cached_property
    def _kept(self) -> dict[Kind, set[str]]:
        return {
            kind: set(
                query(self.folder, f"SELECT digest FROM {kind.name}", kinds=[kind])["digest"].to_pylist()
            )
            if parts(self.folder, kind)
            else set()
            for kind in (SCENARIOS, POLICIES)
        }

    @cached_property
    def _kept_points(self) -> set[str]:
        return set()
