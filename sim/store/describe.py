"""A store's contents: described as text, and exported as one file with each run's policy, scenario and factors."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from sim.english import counted
from sim.store.experiments import experiments
from sim.store.failures import noted_failures
from sim.store.files import atomic_write
from sim.store.parts import fault, parts
from sim.store.store import Store
from sim.store.tables import KINDS, RUNS, Kind
from sim.store.views import query, with_views

if TYPE_CHECKING:
    import duckdb

GROUPS = "scenario, policy, contrast, years, seed, version, digest"
"""Columns that tell runs apart, apart from their factors."""


def describe(folder: Path) -> str:
    """A text that lists experiments, runs by scenario, policy and sources, unreadable parts, and failures."""
    return "\n\n".join(filter(None, ("\n".join(lines) for lines in _paragraphs(folder))))


def _paragraphs(folder: Path) -> Iterator[list[str]]:
    finished = Store(folder).finished()
    runs = counted(sum(map(len, finished.values())), "run")
    yield [f"{folder}: {runs} of {counted(len(finished), 'point')}"]
    yield list(_experiments(folder, {point: len(found) for point, found in finished.items()}))
    counts = "count(DISTINCT point) AS points, count(*) AS runs"
    groups = query(folder, f"SELECT {GROUPS}, {counts} FROM runs GROUP BY ALL ORDER BY ALL")
    yield _aligned([groups.column_names, *(list(map(str, row.values())) for row in groups.to_pylist())])
    yield list(_unsound(folder))
    failures = noted_failures(folder)
    if failures:
        yield [
            f"{counted(len(failures), 'run')} failed. The command below each runs it again and shows why:"
        ] + [f"  {failure}" for failure in failures]


def _unsound(folder: Path) -> Iterator[str]:
    """A line for each part that is not sound."""
    for kind in KINDS.values():
        for path in parts(folder, kind):
            if why := fault(path, kind):
                yield f"{path}: {why}; it counts as missing"


def _experiments(folder: Path, finished: dict[str, int]) -> Iterator[str]:
    for kept in experiments(folder):
        met = [finished.get(point, 0) for point in kept.design["point"].to_pylist()]
        worlds = f"{min(met)} to {max(met)} worlds" if min(met) < max(met) else counted(max(met), "world")
        yield f"{kept.home.name}: {kept.question['title']}; {counted(len(met), 'point')}, {worlds} each"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def export(folder: Path, kind: Kind, file: Path) -> int:
    """Write a table of a store as .csv or .parquet; returns the number of its rows.

    Each row has columns for its scenario, policy, contrast, horizon, seed, version and sources, and one for each factor
    of the experiments that include its point. Numbers that are not defined (NaN) are empty cells in CSV.
    """

    def write(connection: "duckdb.DuckDBPyConnection") -> int:
        import duckdb

        connection.register("factors", _factors(folder))
        groups = "" if kind is RUNS else f"JOIN (SELECT DISTINCT point, {GROUPS} FROM runs) USING (point)"
        order = ", ".join(kind.key)
        rows = connection.sql(f"FROM {kind.name} {groups} LEFT JOIN factors USING (point) ORDER BY {order}")
        with atomic_write(file) as temporary:
            try:
                if file.suffix == ".csv":
                    numbers = [n for n, t in zip(rows.columns, rows.types, strict=True) if t == "DOUBLE"]
                    empty = ", ".join(f'nullif("{name}", \'nan\'::DOUBLE) AS "{name}"' for name in numbers)
                    rows.select(duckdb.SQLExpression(f"* REPLACE ({empty})")).write_csv(str(temporary))
                else:
                    rows.write_parquet(str(temporary), compression="zstd")
            except duckdb.IOException as error:
                raise OSError(str(error)) from None
        counted = connection.execute(f"SELECT count(*) FROM {kind.name}").fetchone()
        return int(counted[0]) if counted else 0

    return with_views(folder, [] if kind is RUNS else [kind], write)


def _factors(folder: Path) -> pa.Table:
    """A row for each point: its factors in every experiment that includes it."""
    designs = [
        kept.design.drop_columns(["point_number", "scenario", "policy", "contrast"])
        for kept in experiments(folder)
    ]
    every = pa.concat_tables(
        [pa.table({"point": pa.array([], pa.string())}), *designs], promote_options="permissive"
    )
    names = [name for name in every.column_names if name != "point"]
    return (
        every.group_by("point", use_threads=False)
        .aggregate([(name, "max") for name in names])
        .rename_columns(["point", *names])
    )
