"""Files written whole or not at all, whatever happens meanwhile; and locks that a killed process gives back."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import InputError

try:
    import fcntl
except ImportError:  # Windows: nothing is locked there, so nothing that needs a lock is done
    fcntl = None  # type: ignore[assignment]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORGOTTEN = 3600.0  # seconds after which a temporary file belongs to a process that was killed


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` to write to; in the end it is flushed to disk and renamed to `path`.

    Raises InputError where the folder cannot be written, or the disk is full; `path` is then as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        _flush(temporary)
        temporary.replace(path)
        _flush(path.parent)
    except OSError as error:
        advice = "; make room, and the same command goes on from there" if error.errno in _FULL else ""
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


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with whole(path) as temporary:
        temporary.write_bytes(content)


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a Parquet file whole or not at all."""
    with whole(path) as temporary:
        pq.write_table(table, temporary, compression="zstd")


def remove_forgotten(folder: Path) -> None:
    """Remove the temporary files of processes that were killed while they wrote."""
    for path in folder.glob("*/.part-*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink()


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[bool]:
    """Whether the lock of that name could be had, alone or with others; it is never waited for."""
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
