"""What a store holds: told in words, and exported as one file with what each point is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from sim.store.failures import noted_failures
from sim.store.files import whole
from sim.store.store import Store
from sim.store.tables import KINDS, RUNS, Kind
from sim.store.views import is_readable, parts, query, with_views

if TYPE_CHECKING:
    import duckdb

GROUPS = "scenario, policy, contrast, years, seed, version, digest"
"""What a run is told by, apart from its factors."""


def describe(folder: Path) -> str:
    """A text: experiments, runs by what made them, unreadable parts, failures."""
    return "\n\n".join(filter(None, ("\n".join(lines) for lines in _paragraphs(folder))))


def _paragraphs(folder: Path) -> Iterator[list[str]]:
    finished = Store(folder).finished()
    yield [f"{folder}: {sum(map(len, finished.values()))} runs of {len(finished)} points"]
    yield list(_experiments(folder, {point: len(found) for point, found in finished.items()}))
    counts = "count(DISTINCT point) AS points, count(*) AS runs"
    groups = query(folder, f"SELECT {GROUPS}, {counts} FROM runs GROUP BY ALL ORDER BY ALL")
    yield _aligned([groups.column_names, *(list(map(str, row.values())) for row in groups.to_pylist())])
    unreadable = [p for kind in KINDS.values() for p in parts(folder, kind) if not is_readable(p, kind)]
    yield [f"{path}: cannot be read, and counts as missing" for path in unreadable]
    failures = noted_failures(folder)
    if failures:
        yield [f"{len(failures)} runs failed. The command below each shows it again:"] + [
            f"  {failure}" for failure in failures
        ]


def _experiments(folder: Path, finished: dict[str, int]) -> Iterator[str]:
    for path, design in _designs(folder):
        title = json.loads((path.parent / "question.json").read_text())["title"]
        met = [finished.get(point, 0) for point in design["point"].to_pylist()]
        worlds = f"{min(met)}" if min(met) == max(met) else f"{min(met)} to {max(met)}"
        yield f"{path.parent.name}: {title}; {len(met)} points, {worlds} worlds each"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _designs(folder: Path) -> Iterator[tuple[Path, pa.Table]]:
    for path in sorted(folder.glob("experiments/*/design.parquet")):
        yield path, pq.read_table(path)


def export(folder: Path, kind: Kind, file: Path) -> int:
    """Write a table of a store with what each point is, as .csv or .parquet; returns its rows.

    Every row has its point's scenario, policy, contrast, horizon, seed, version and sources, and the factors of the
    experiments that asked for it, as columns by their names. In CSV, what cannot be told is empty.
    """

    def written(connection: "duckdb.DuckDBPyConnection") -> int:
        import duckdb

        connection.register("factors", _factors(folder))
        told = "" if kind is RUNS else f"JOIN (SELECT DISTINCT point, {GROUPS} FROM runs) USING (point)"
        order = ", ".join(kind.owner + kind.within)
        rows = connection.sql(f"FROM {kind.name} {told} LEFT JOIN factors USING (point) ORDER BY {order}")
        with whole(file) as temporary:
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

    return with_views(folder, [] if kind is RUNS else [kind], written)


def _factors(folder: Path) -> pa.Table:
    """A row a point: the factors of every experiment that asks for it."""
    designs = [
        design.drop_columns(["point_number", "scenario", "policy", "contrast"])
        for _, design in _designs(folder)
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
