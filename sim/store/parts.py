"""Parts: the files of a store's tables, and what is wrong with one. A part that is not sound counts as missing.

A part that this version writes is sealed (sim.store.files): its name says what it must hold. Those that were written
before are not. They are read to the end instead, which finds what cannot be read, but not a number that has changed.
"""

import errno
import logging
import stat
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.store.files import is_as_written, read_parquet, seal_of
from sim.store.formats import check_format
from sim.store.tables import Kind

LOG = logging.getLogger(__name__)

UNREACHED = "cannot be read"
"""How a fault begins that may be the disk's or the network's, and pass: such a part stays where it is."""


def parts(folder: Path, kind: Kind) -> list[Path]:
    """The paths of a kind's parts, sorted by name, sound or not. Raises InputError if the store's format is newer."""
    check_format(folder)
    return sorted((folder / kind.name).glob("part-*.parquet"))


def sound_parts(folder: Path, kind: Kind, *, suspicious: bool = False) -> list[Path]:
    """The parts that can be read as they were written; the log names the others.

    suspicious: read sealed parts to the end, too.
    """
    sound = []
    for path in parts(folder, kind):
        if why := fault(path, kind, suspicious=suspicious):
            LOG.warning("%s: %s; it counts as missing", path, why)
        else:
            sound.append(path)
    return sound


def fault(path: Path, kind: Kind, *, suspicious: bool = False) -> str:
    """What is wrong with a part, in plain words; empty if it is sound, or gone because it has just been joined."""
    try:
        there = path.stat()
        if not stat.S_ISREG(there.st_mode):  # a named pipe would be waited for until somebody writes to it
            return "is not a file"
        state = there.st_ino, there.st_size, there.st_mtime_ns, there.st_ctime_ns
        return _fault(path, kind, suspicious, state)
    except FileNotFoundError:
        return "is a link that leads nowhere" if path.is_symlink() else ""
    except OSError as error:
        if error.errno == errno.ELOOP:
            return "is a link that leads nowhere"
        return f"{UNREACHED}: {error.strerror or error}"


@lru_cache(maxsize=65_536)
def _fault(path: Path, kind: Kind, suspicious: bool, state: Sequence[int]) -> str:
    """What is wrong with a file in this state: looked for once, as every query asks."""
    if not is_as_written(path):
        return "its content has changed since it was written"
    trusted = seal_of(path) and not suspicious
    try:
        wrong = _misshapen(pq.read_schema(path), kind)
        return wrong if wrong or trusted else _miscounted(read_parquet(path), kind)
    except OSError as error:
        if error.errno is not None:  # the system's; without a number it is Parquet's
            raise
        return "is damaged"
    except (pa.ArrowException, MemoryError, ValueError):  # a damaged length asks for any amount of memory
        return "is damaged"


def _misshapen(schema: pa.Schema, kind: Kind) -> str:
    """What is wrong with a part's columns: one of the key is not there, or one has another type than it must."""
    if len(set(schema.names)) < len(schema.names):
        return "has two columns of one name"
    if lacking := [name for name in kind.key if name not in schema.names]:
        return f"has no column {lacking[0]}"
    for field in kind.schema:
        if field.name in schema.names and schema.field(field.name).type != field.type:
            return f"its column {field.name} must be {field.type}, got {schema.field(field.name).type}"
    return "has a column filename" if "filename" in schema.names else ""  # which is ours, while we read


def _miscounted(rows: pa.Table, kind: Kind) -> str:
    """What is wrong with a part's rows: one has no key, or two have the same."""
    keys = rows.select(kind.key)
    for name in kind.key:
        if keys[name].null_count:
            return f"has a row without {name}"
    once = keys.group_by(list(kind.key), use_threads=False).aggregate([])
    return "has a row twice" if len(once) < len(keys) else ""
