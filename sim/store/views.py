"""Parts read as one table through DuckDB, each row once: duplicates and incomplete runs are left out."""

import glob
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from sim.errors import InputError
from sim.store.files import locked
from sim.store.parts import sound_parts
from sim.store.tables import RUNS, SERIES, TENURES, Kind

if TYPE_CHECKING:
    import duckdb

Result = TypeVar("Result")

SQL_TYPES = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE"}

ATTEMPTS = 5
"""How often a query is tried if parts vanish while it reads them, because another process joins them."""

PATIENT = 2
"""The attempt, counted from 0, from which on others are kept from joining."""

WAITS, WAIT_SECONDS = 20, 0.1
"""How often, and how long each time, a join under way is waited for."""


def query(
    folder: Path,
    sql: str,
    *,
    kinds: Sequence[Kind] = (),
    every: Sequence[Kind] = (),
    points: Iterable[str] | None = None,
) -> pa.Table:
    """The result of SQL on a folder's runs, and on other kinds as views; the table `asked` has the given points.

    every: kinds of which all rows are wanted as they lie there, as `every_NAME`.
    """

    def select(connection: "duckdb.DuckDBPyConnection") -> pa.Table:
        if points is not None:
            asked = "CREATE TEMP TABLE asked AS SELECT unnest(?::VARCHAR[]) AS point"
            connection.execute(asked, [sorted(set(points))])
        return connection.sql(sql).to_arrow_table()

    return with_views(folder, kinds, select, every)


def with_views(
    folder: Path,
    kinds: Sequence[Kind],
    use: "Callable[[duckdb.DuckDBPyConnection], Result]",
    every: Sequence[Kind] = (),
) -> Result:
    """The result of `use` with a connection that has views of a folder's runs and of some other kinds.

    `use` is called again if parts vanish meanwhile. Parts that are not sound count as missing. Raises InputError if
    the store cannot be read even so.
    """
    import duckdb

    def look(connection: "duckdb.DuckDBPyConnection", suspicious: bool) -> Result:
        # Runs are listed first: what belongs to them was written before they were, by whoever writes now.
        recorded = sound_parts(folder, RUNS, suspicious=suspicious)
        for kind in every:
            _every(connection, kind, sound_parts(folder, kind, suspicious=suspicious))
        view(connection, RUNS, recorded)
        for kind in kinds:
            view(connection, kind, sound_parts(folder, kind, suspicious=suspicious))
        return use(connection)

    for attempt in range(ATTEMPTS):
        try:
            with _joining_kept_off(folder, attempt >= PATIENT):
                return connected(partial(look, suspicious=attempt > 0))
        except duckdb.Error as error:
            if attempt == ATTEMPTS - 1:
                why = str(error).strip().splitlines()[0]
                raise InputError(f"{folder}: its tables cannot be read: {why}") from error
    raise AssertionError("the last attempt returns or raises")


def connected(use: "Callable[[duckdb.DuckDBPyConnection], Result]") -> Result:
    """The result of `use` with a connection for one query; what it makes is temporary, or others would see it.

    It runs in a thread of its own, so that an interrupt ends a query: DuckDB itself looks for one only between its
    tasks, each of which can take long.
    """
    try:
        with _database().cursor() as connection, ThreadPoolExecutor(1) as thread:
            future = thread.submit(use, connection)
            try:
                return future.result()
            finally:
                while not future.done():  # an interrupt between two statements is not one of the next
                    connection.interrupt()
                    wait([future], 0.05)
    except Exception:
        _database.cache_clear()  # some errors are the database's end
        raise


@cache
def _database() -> "duckdb.DuckDBPyConnection":
    """An empty database in memory, for all queries of this process: making one takes longer than most of them."""
    import duckdb

    database = duckdb.connect()
    with suppress(duckdb.CatalogException):  # older versions keep nothing
        database.execute("SET enable_external_file_cache = false")
    return database


@contextmanager
def _joining_kept_off(folder: Path, really: bool) -> Iterator[None]:
    """Keep other processes from joining parts, if `really` and as far as that can be done.

    A store that cannot be written to is joined by nobody; one that is being joined is waited for, but not for ever.
    """
    with ExitStack() as held:
        if really:
            with suppress(InputError):
                for _ in range(WAITS):
                    if held.enter_context(locked(folder / ".compacting", shared=True)):
                        break
                    time.sleep(WAIT_SECONDS)
        yield


def view(
    connection: "duckdb.DuckDBPyConnection", kind: Kind, paths: Sequence[Path], *, recorded_only: bool = True
) -> None:
    """Create a view of parts under their kind's name: each owner's rows from one part, and only of finished runs.

    Duplicates and unfinished runs are rare. They are looked for first, and left out by joins only if there are any,
    because those joins would slow down every query.
    """
    owner = ", ".join(kind.owner)
    _every(connection, kind, paths)
    sources = f"every_{kind.name} e"
    if len(paths) > 1:
        connection.execute(
            f"CREATE TEMP TABLE twice_{kind.name} AS SELECT {owner}, min(filename) AS first "
            f"FROM every_{kind.name} GROUP BY ALL HAVING min(filename) < max(filename)"
        )
        if _any(connection, f"twice_{kind.name}"):
            same = " AND ".join(f"t.{name} = e.{name}" for name in kind.owner)
            sources += f" ANTI JOIN twice_{kind.name} t ON {same} AND t.first <> e.filename"
    if recorded_only and kind in (SERIES, TENURES):
        connection.execute(
            f"CREATE TEMP TABLE stray_{kind.name} AS "
            f"SELECT DISTINCT {owner} FROM every_{kind.name} EXCEPT SELECT {owner} FROM runs"
        )
        if _any(connection, f"stray_{kind.name}"):
            sources += f" ANTI JOIN stray_{kind.name} s USING ({owner})"
    connection.execute(f"CREATE TEMP VIEW {kind.name} AS SELECT e.* EXCLUDE (filename) FROM {sources}")


def _every(connection: "duckdb.DuckDBPyConnection", kind: Kind, paths: Sequence[Path]) -> None:
    """Create a view of all rows of parts as they lie there, with the name of their file.

    A table that has all columns and no row is written as SQL: DuckDB loads pandas to register one from Arrow, which
    takes longer than most queries.
    """
    columns = ", ".join(f"NULL::{SQL_TYPES[field.type]} AS {field.name}" for field in kind.schema)
    every = f"(SELECT {columns}, NULL::VARCHAR AS filename LIMIT 0)"
    if paths:
        listed = ", ".join(f"'{_quoted(path)}'" for path in paths)
        every += f" UNION ALL BY NAME SELECT * FROM read_parquet([{listed}], union_by_name = true, filename = true)"
    connection.execute(f"CREATE TEMP VIEW every_{kind.name} AS {every}")


def _any(connection: "duckdb.DuckDBPyConnection", table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None


def _quoted(path: Path) -> str:
    """A path as the content of an SQL string, with quotes and wildcards escaped."""
    return glob.escape(str(path)).replace("'", "''")
