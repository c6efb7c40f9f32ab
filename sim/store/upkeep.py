"""Upkeep of a results store: parts joined, stores merged, old runs removed. Killed at any instant, it loses nothing.

What is new is safe on disk before what it replaces goes, so that the worst that is left is something twice, which
reading drops. A sweep holds a store's lock with others; what may not happen beside a sweep wants it alone.
"""

import errno
import json
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.running.run import digest_of
from sim.store.files import locked, remove_forgotten, whole, write_bytes, write_parquet
from sim.store.tables import KINDS, POLICIES, RUNS, SCENARIOS, SERIES, TENURES, Kind
from sim.store.views import ATTEMPTS, is_readable, parts, query, view

FAN_IN = 64
"""Parts of one generation that are joined into one of the next: a query over thousands of files is slow."""

GENERATIONS = 4

LARGE = 64 * 2**20
"""Bytes from which a part is left as it is, so that joining never reads and writes much."""

_GENERATION = re.compile(r"part-g(\d)-")


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Run or merge in a store, with others that do: nothing is pruned meanwhile."""
    with locked(folder / ".in_use", shared=True) as free:
        if not free:
            raise InputError(f"{folder}: results are being removed from it; try again when that has ended")
        yield


def compact(folder: Path) -> None:
    """Join small parts, unless another process is about it: of each generation, so many at a time into one.

    Where there is no room for that, they are as good apart.
    """
    with locked(folder / ".compacting") as free, suppress(InputError):
        if not free:
            return
        remove_forgotten(folder)
        for kind in KINDS.values():
            for generation in range(GENERATIONS):
                small = _small(folder, kind, generation)
                for begin in range(0, len(small) - FAN_IN + 1, FAN_IN):
                    _join(folder, kind, small[begin : begin + FAN_IN], generation + 1)


def _small(folder: Path, kind: Kind, generation: int) -> list[Path]:
    """The parts of a generation that may be joined."""
    return [
        path
        for path in parts(folder, kind)
        if _generation(path) == generation and path.stat().st_size < LARGE and is_readable(path, kind)
    ]


def _generation(path: Path) -> int:
    named = _GENERATION.match(path.name)
    return int(named[1]) if named else 0


def _named(folder: Path, kind: Kind, generation: int, sources: str) -> Path:
    """Where a part goes that is made of others."""
    return folder / kind.name / f"part-g{generation}-{digest_of(sources)}.parquet"


def _join(folder: Path, kind: Kind, small: list[Path], generation: int) -> None:
    """Write parts as one, and remove them when that is safe on disk."""
    import duckdb

    into = _named(folder, kind, generation, " ".join(path.name for path in small))
    with whole(into) as temporary, duckdb.connect() as connection:
        view(connection, kind, small, recorded_only=False)
        try:
            connection.sql(f"FROM {kind.name}").write_parquet(str(temporary), compression="zstd")
        except duckdb.IOException as error:
            raise OSError(errno.EIO, str(error)) from None
    for path in small:
        path.unlink(missing_ok=True)


def merge(into: Path, other: Path) -> list[Path]:
    """Take over what another store holds and this one lacks; returns the parts that could not be read.

    The other may be in use: what is missing then is found by merging again.
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
    recorded = parts(other, RUNS)  # looked for first: what these runs have besides is there by now
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
    """Those parts that hold something that the store lacks."""
    owner = list(kind.owner)
    columns = ", ".join(owner)
    mine = query(into, f"SELECT DISTINCT {columns} FROM {kind.name}", kinds=[] if kind is RUNS else [kind])
    return [
        path
        for path in paths
        if len(pq.read_table(path, columns=owner).join(mine, owner, join_type="left anti"))
    ]


def prune(folder: Path, *, really: bool) -> dict[str, int]:
    """Remove, if `really`, what other sources than the present made, and what then nothing refers to.

    Returns how much that is, by what it is, and under `kept` the runs that stay. Raises InputError while a sweep
    runs in the folder.
    """
    with locked(folder / ".in_use") as free:
        if not free:
            raise InputError(f"{folder}: something runs in it; prune it when that has ended")
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
                shutil.rmtree(home.rename(home.with_name(f".{home.name}")))
    return removed | {"failures": len(old_notes), "experiments": len(old_experiments), "kept": len(mine)}


def _made_by(home: Path) -> str:
    """The digest of the sources for which an experiment was noted."""
    try:
        return str(json.loads((home / "provenance.json").read_text())["digest"])
    except (OSError, ValueError, KeyError):
        return ""


def _drop(folder: Path, kind: Kind, column: str, stay: Collection[str], really: bool) -> int:
    """Write parts anew without the rows of which nothing stays, if `really`; returns how many rows those are."""
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
