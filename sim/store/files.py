"""Files that are written completely or not at all, and locks that are released if their process is killed.

A sealed file has a hash of its content in its name: `part-NAME.HASH.parquet`. So whoever reads it sees whether a bit
has changed since. A hash in a file beside it could be lost, or be that of an earlier content.
"""

import errno
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import InputError

try:
    import fcntl
except ImportError:  # Windows has no flock: there, whatever needs a lock of its own is not done
    fcntl = None  # type: ignore[assignment]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORGOTTEN = 3600.0  # seconds after which a temporary file is taken for one of a killed process
_SEAL = re.compile(r"\.([0-9a-f]{16})\.\w+$")


@contextmanager
def atomic_write(path: Path, *, sealed: bool = False) -> Iterator[Path]:
    """A temporary file next to `path` to write to; on leaving, it is flushed to disk and renamed to `path`.

    sealed: the name gets the hash of the content before its ending.

    A rename replaces a file in one step, so a reader sees the old file or the new one, never half of one. The flush
    comes first: after a power failure the disk could otherwise have the new name without the content. Then the folder
    is flushed, so that the name itself is on disk before anything that relies on it, such as removing old parts.

    Raises InputError if the folder cannot be written or the disk is full; `path` is then unchanged.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        _flush(temporary)
        temporary.replace(path.with_suffix(f".{content_hash(temporary)}{path.suffix}") if sealed else path)
        _flush(path.parent)
    except OSError as error:
        advice = (
            "; make room and run the same command again: it continues where it stopped"
            if error.errno in _FULL
            else ""
        )
        raise InputError(f"{path}: cannot be written: {error.strerror or error}{advice}") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def content_hash(path: Path) -> str:
    """The first 16 hex digits of the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def seal_of(path: Path) -> str:
    """The hash that a file's name says its content has; empty if it says none."""
    found = _SEAL.search(path.name)
    return found[1] if found else ""


def is_as_written(path: Path) -> bool:
    """Whether a file's content has the hash in its name; of one whose name has none, nobody can tell."""
    return seal_of(path) in ("", content_hash(path))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, completely or not at all."""
    with atomic_write(path) as temporary:
        temporary.write_bytes(content)


def write_parquet(path: Path, table: pa.Table, *, sealed: bool = False) -> None:
    """Write a Parquet file, completely or not at all; with the hash of its content in its name if `sealed`.

    Of the few rows that a sweep commits at once most of the file is about its columns. So it has no statistics, no
    second schema, and dictionaries of words only: numbers seldom repeat.
    """
    words = [field.name for field in table.schema if field.type == pa.string()]
    with atomic_write(path, sealed=sealed) as temporary:
        pq.write_table(
            table,
            temporary,
            compression="zstd",
            use_dictionary=words,
            write_statistics=False,
            store_schema=False,
        )


def read_parquet(path: Path) -> pa.Table:
    """The table in a Parquet file; not by pyarrow's `read_table`, which loads pandas, and that takes a while."""
    with pq.ParquetFile(path) as file:
        return file.read()


def remove_forgotten(folder: Path) -> None:
    """Remove temporary files that killed processes left behind."""
    for path in folder.glob("*/.part-*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink()


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[bool]:
    """Whether the lock file could be locked, alone or shared with others; held until the context ends.

    It never waits. Work that needs the lock alone (joining parts, pruning) can be left for another time, and a sweep on
    a cluster must not hang on a lock that another machine holds. The system releases a lock when its process ends in
    any way, so no stale lock has to be removed by hand.
    """
    if fcntl is None:
        yield shared
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise InputError(f"{path.parent}: cannot be written: {error.strerror}") from None
    with file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            free = True
        except OSError:
            free = False
        yield free
