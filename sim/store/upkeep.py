"""Upkeep of a store: joining parts, setting bad ones aside, merging stores. A crash at any moment loses nothing.

New parts are safe on disk before the parts that they replace are removed. A crash can leave duplicates; readers ignore
them. Sweeps and merges share the store's lock; pruning (sim.store.prune) needs it alone.
"""

import errno
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path

import pyarrow.parquet as pq

from sim.errors import InputError
from sim.running.addresses import digest_of
from sim.store.experiments import homes
from sim.store.files import atomic_write, is_as_written, locked, remove_forgotten, write_bytes
from sim.store.formats import mark_format
from sim.store.parts import UNREACHED, fault, parts, sound_parts
from sim.store.tables import KINDS, RUNS, Kind
from sim.store.views import ATTEMPTS, connected, query, view

FAN_IN = 64
"""How many parts of one generation are joined into one of the next: a query over thousands of files is slow."""

GENERATIONS = 4
"""How often rows are rewritten at most: joining by generations costs a few copies, joining everything costs many."""

LARGE = 64 * 2**20
"""Size in bytes from which a part is not joined any more, which bounds what one join reads and writes."""

_GENERATION = re.compile(r"part-g(\d)-")


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold a store's shared lock while a sweep or merge writes to it: nothing can be pruned meanwhile."""
    with locked(folder / ".in_use", shared=True) as free:
        if not free:
            raise InputError(f"{folder}: results are being removed from it; try again later")
        mark_format(folder)
        yield


def set_aside(folder: Path) -> list[Path]:
    """Move parts that are not sound to `damaged`, before what they held is run again; returns where they are now.

    A part that cannot be reached at the moment stays: the disk or the network may be to blame, and recover. Raises
    InputError if a part cannot be moved.
    """
    moved = []
    for kind in KINDS.values():
        for path in parts(folder, kind):
            why = fault(path, kind)
            if why and not why.startswith(UNREACHED):
                moved += _move(path, folder / "damaged" / f"{kind.name}-{path.name}")
    return moved


def _move(path: Path, to: Path) -> list[Path]:
    """Where a file is now; nowhere if another sweep has moved it."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        return [path.replace(to)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(f"{path}: cannot be set aside: {error.strerror}") from None


def compact(folder: Path) -> None:
    """While a sweep runs: join small parts into larger ones, generation by generation."""
    with _joining(folder) as free:
        for kind in KINDS.values() if free else ():
            for generation in range(GENERATIONS):
                small = [path for path in _small(folder, kind) if generation_of(path) == generation]
                for begin in range(0, len(small) - FAN_IN + 1, FAN_IN):
                    _join(folder, kind, small[begin : begin + FAN_IN], generation + 1)


def pack(folder: Path) -> None:
    """When a sweep has ended: join what it leaves in small parts, so that a store is a few files.

    Each join at least doubles the largest part that it takes up. So a row is rewritten when the store has about
    doubled, not at the end of every sweep, and parts that are left apart are few: each outweighs all smaller ones.
    """
    with _joining(folder) as free:
        for kind in KINDS.values() if free else ():
            for together in _outweighed(_small(folder, kind)):
                _join(folder, kind, together, max(1, *map(generation_of, together)))


@contextmanager
def _joining(folder: Path) -> Iterator[bool]:
    """Whether this process may join parts: not while another does.

    A disk that is too full for it is no error: small parts are slower to read, and nothing else.
    """
    with locked(folder / ".compacting") as free, suppress(InputError):
        if free:
            remove_forgotten(folder)
        yield free


def _small(folder: Path, kind: Kind) -> list[Path]:
    """The sound parts that are small enough to be joined."""
    return [path for path in sound_parts(folder, kind) if path.stat().st_size < LARGE]


def _outweighed(small: Sequence[Path]) -> Iterator[list[Path]]:
    """Parts to join: as many of the smallest as hold none that outweighs the others, in groups of a large part."""
    size = {path: path.stat().st_size for path in small}
    ascending = sorted(small, key=lambda path: (size[path], path))
    below = [0, *accumulate(size[path] for path in ascending)]
    count = max((n + 1 for n, path in enumerate(ascending) if size[path] <= below[n]), default=0)
    begin = 0
    for end in range(1, count + 1):
        if below[end] - below[begin] >= LARGE or end == count:
            if end - begin > 1:
                yield ascending[begin:end]
            begin = end


def generation_of(path: Path) -> int:
    """How often a part's rows have been rewritten."""
    named = _GENERATION.match(path.name)
    return int(named[1]) if named else 0


def joined_path(folder: Path, kind: Kind, generation: int, sources: str) -> Path:
    """The path of a part that is made from others, named by its sources: two processes that join the same agree."""
    return folder / kind.name / f"part-g{generation}-{digest_of(sources)}.parquet"


def _join(folder: Path, kind: Kind, small: list[Path], generation: int) -> None:
    """Write some parts as one, and remove them once that is safe on disk."""
    import duckdb

    def copy(connection: duckdb.DuckDBPyConnection) -> None:
        view(connection, kind, small, recorded_only=False)
        connection.sql(f"FROM {kind.name}").write_parquet(str(temporary), compression="zstd")

    into = joined_path(folder, kind, generation, " ".join(path.name for path in small))
    with atomic_write(into, sealed=True) as temporary:
        try:
            connected(copy)
        except duckdb.Error as error:
            raise OSError(errno.EIO, str(error)) from None
        if not all(map(is_as_written, small)):  # asked anew: the join would seal what has just gone bad
            raise OSError(errno.EIO, "a part has changed while it was joined")
    for path in small:
        path.unlink(missing_ok=True)


def merge(into: Path, other: Path) -> list[Path]:
    """Copy from another store what this one lacks; returns the parts that are not sound.

    A sweep may be running in the other store: merge again to copy what it adds.
    """
    with in_use(into):
        for attempt in range(ATTEMPTS):
            try:
                return _merge(into, other)
            except FileNotFoundError:  # the other's parts have just been joined
                if attempt == ATTEMPTS - 1:
                    raise InputError(f"{other}: changes while it is read; try again later") from None
            except OSError as error:
                raise InputError(f"{error.filename or other}: cannot be read: {error.strerror}") from None
    raise AssertionError("the last attempt returns or raises")


def _merge(into: Path, other: Path) -> list[Path]:
    recorded = parts(other, RUNS)  # listed first: their tenures and series are on disk by now
    for home in homes(other):
        for path in sorted(home.iterdir(), key=lambda path: path.name == "provenance.json"):
            _take(path, into / path.relative_to(other))
    for path in other.glob("failures/*.json"):
        _take(path, into / path.relative_to(other))
    unsound = []
    for kind in KINDS.values():
        found = recorded if kind is RUNS else parts(other, kind)
        sound = [path for path in found if not fault(path, kind)]
        unsound += [path for path in found if path not in sound]
        for path in _with_news(into, kind, sound):
            write_bytes(into / kind.name / path.name, path.read_bytes())
    return unsound


def _take(path: Path, mine: Path) -> None:
    if path.is_file() and not path.name.startswith(".") and not mine.exists():
        write_bytes(mine, path.read_bytes())


def _with_news(into: Path, kind: Kind, paths: list[Path]) -> list[Path]:
    """The parts that have rows which the store lacks."""
    owner = list(kind.owner)
    columns = ", ".join(owner)
    mine = query(into, f"SELECT DISTINCT {columns} FROM {kind.name}", kinds=[] if kind is RUNS else [kind])
    return [
        path
        for path in paths
        if len(pq.read_table(path, columns=owner).join(mine, owner, join_type="left anti"))
    ]
