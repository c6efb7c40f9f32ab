"""Upkeep of a results store: joining parts, merging stores, removing old runs. A crash at any moment loses nothing.

New parts are safe on disk before the parts that they replace are removed. A crash can leave duplicates; readers ignore
them. Sweeps and merges share the store's lock; pruning needs it alone.
"""

import errno
import json
import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.running.addresses import digest_of
from sim.store.files import atomic_write, locked, remove_forgotten, write_bytes, write_parquet
from sim.store.tables import KINDS, POLICIES, RUNS, SCENARIOS, SERIES, TENURES, Kind
from sim.store.views import ATTEMPTS, is_readable, parts, query, view

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
        yield


def compact(folder: Path) -> None:
    """While a sweep runs: join small parts into larger ones, generation by generation."""
    with _joining(folder) as free:
        for kind in KINDS.values() if free else ():
            for generation in range(GENERATIONS):
                small = [path for path in _small(folder, kind) if _generation(path) == generation]
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
                _join(folder, kind, together, max(1, *map(_generation, together)))


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
    """The readable parts that are small enough to be joined."""
    return [p for p in parts(folder, kind) if p.stat().st_size < LARGE and is_readable(p, kind)]


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


def _generation(path: Path) -> int:
    named = _GENERATION.match(path.name)
    return int(named[1]) if named else 0


def _named(folder: Path, kind: Kind, generation: int, sources: str) -> Path:
    """The path of a part that is made from others, named by its sources: two processes that join the same agree."""
    return folder / kind.name / f"part-g{generation}-{digest_of(sources)}.parquet"


def _join(folder: Path, kind: Kind, small: list[Path], generation: int) -> None:
    """Write some parts as one, and remove them once that is safe on disk."""
    import duckdb

    into = _named(folder, kind, generation, " ".join(path.name for path in small))
    with atomic_write(into) as temporary, duckdb.connect() as connection:
        view(connection, kind, small, recorded_only=False)
        try:
            connection.sql(f"FROM {kind.name}").write_parquet(str(temporary), compression="zstd")
        except duckdb.IOException as error:
            raise OSError(errno.EIO, str(error)) from None
    for path in small:
        path.unlink(missing_ok=True)


def merge(into: Path, other: Path) -> list[Path]:
    """Copy from another store what this one lacks; returns the parts that could not be read.

    A sweep may be running in the other store: merge again to copy what it adds.
    """
    with in_use(into):
        for attempt in range(ATTEMPTS):
            try:
                return _merge(into, other)
            except FileNotFoundError:  # the other's parts have just been joined
                if attempt == ATTEMPTS - 1:
                    raise InputError(f"{other}: changes while it is read; try again later") from None
    raise AssertionError("the last attempt returns or raises")


def _merge(into: Path, other: Path) -> list[Path]:
    recorded = parts(other, RUNS)  # listed first: their tenures and series are on disk by now
    for path in sorted(other.glob("experiments/*/*"), key=lambda path: path.name == "provenance.json"):
        _take(path, into / path.relative_to(other))
    for path in other.glob("failures/*.json"):
        _take(path, into / path.relative_to(other))
    unreadable = []
    for kind in KINDS.values():
        found = recorded if kind is RUNS else parts(other, kind)
        readable = [path for path in found if is_readable(path, kind)]
        unreadable += [path for path in found if path not in readable]
        for path in _with_news(into, kind, readable):
            write_bytes(into / kind.name / path.name, path.read_bytes())
    return [path for path in unreadable if path.exists()]


def _take(path: Path, mine: Path) -> None:
    if not path.name.startswith(".") and not mine.exists():
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


def prune(folder: Path, *, really: bool) -> dict[str, int]:
    """Remove, if `really`, the runs of other versions of the model, and whatever belongs to no run any more.

    Returns the number of rows and files removed, by kind, and under `kept` the number of runs that stay. Raises
    InputError while a sweep or merge uses the folder.
    """
    with locked(folder / ".in_use") as free:
        if not free:
            raise InputError(f"{folder}: a sweep or merge is using it; prune it later")
        mine = query(folder, f"SELECT * FROM runs WHERE digest = '{model_digest()}'")
        notes = {path: json.loads(path.read_text()) for path in folder.glob("failures/*.json")}
        old_notes = [path for path, note in notes.items() if note.get("digest") != model_digest()]
        old_experiments = [home for home in folder.glob("experiments/*") if _made_by(home) != model_digest()]
        stay = [note for path, note in notes.items() if path not in old_notes]
        points = set(mine["point"].to_pylist())
        removed = {
            kind.name: _drop(folder, kind, "point", points, really) for kind in (RUNS, SERIES, TENURES)
        }
        for kind, name in ((SCENARIOS, "scenario_digest"), (POLICIES, "policy_digest")):
            digests = set(mine[name].to_pylist()) | {note[name] for note in stay}
            removed[kind.name] = _drop(folder, kind, "digest", digests, really)
        if really:
            for path in old_notes:
                path.unlink()
            for home in old_experiments:
                # Hidden by a rename first: a crash halfway leaves no experiment that is half there.
                shutil.rmtree(home.rename(home.with_name(f".{home.name}")))
    return removed | {"failures": len(old_notes), "experiments": len(old_experiments), "kept": len(mine)}


def _made_by(home: Path) -> str:
    """The digest of the model that ran an experiment; empty if its record cannot be read."""
    try:
        return str(json.loads((home / "provenance.json").read_text())["digest"])
    except (OSError, ValueError, KeyError):
        return ""


def _drop(folder: Path, kind: Kind, column: str, stay: Collection[str], really: bool) -> int:
    """Remove, if `really`, the rows whose `column` is not in `stay`; returns their number."""
    import pyarrow.compute as pc  # here, because it takes a while and only this needs it

    dropped = 0
    values = pa.array(list(stay), pa.string())
    for path in parts(folder, kind):
        if not is_readable(path, kind):
            continue
        rows = pq.read_table(path)
        kept = rows.filter(pc.is_in(rows[column], values))
        dropped += len(rows) - len(kept)
        if really and len(kept) < len(rows):
            if len(kept):
                write_parquet(_named(folder, kind, _generation(path), path.name), kept)
            path.unlink()
    return dropped
