"""Experiments as they lie in a store: the question, the design, and what ran it. A damaged one is skipped and named."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from sim.errors import InputError
from sim.store.files import content_hash, read_parquet, write_bytes, write_parquet
from sim.store.records import Record, read_record, require_file

LOG = logging.getLogger(__name__)

AGAIN = "`sim sweep` writes it anew"

_COLUMNS = {"point_number": pa.int64()} | dict.fromkeys(
    ("point", "scenario", "policy", "contrast"), pa.string()
)
_PROVENANCE = dict.fromkeys(("version", "digest", "python", "machine"), str)
_FILES = ("question.json", "design.parquet")


@dataclass(frozen=True)
class Kept:
    """An experiment that was written down."""

    home: Path
    question: Record  # as JSON: an older version of sim may have asked it
    design: pa.Table  # a row a point: point_number, point, scenario, policy, contrast and the factors
    provenance: Mapping[str, Any]


def write_experiment(home: Path, question: str, design: pa.Table, provenance: Mapping[str, Any]) -> None:
    """Write an experiment down. What ran it comes last, with hashes of the rest: it says that all is there."""
    write_bytes(home / "question.json", question.encode())
    write_parquet(home / "design.parquet", design)
    hashes = {name: content_hash(home / name) for name in _FILES}
    write_bytes(home / "provenance.json", json.dumps({**provenance, **hashes}).encode())


def read_experiment(home: Path) -> Kept:
    """The experiment in a folder. Raises InputError if a file of it is not there or not as it was written."""
    try:
        provenance = read_record(home / "provenance.json", _PROVENANCE)
        for name in _FILES:
            require_file(home / name)
            if provenance.get(name, "") not in ("", content_hash(home / name)):
                raise InputError(f"{home / name}: its content has changed since it was written")
        question = read_record(home / "question.json", {"title": str})
        return Kept(home, question, _design(home / "design.parquet"), provenance)
    except OSError as error:
        raise InputError(f"{home}: cannot be read: {error.strerror or error}") from None
    except InputError as error:
        raise InputError(f"{error}; {AGAIN}") from None


def experiments(folder: Path) -> Iterator[Kept]:
    """The experiments in a store; the log names what cannot be read."""
    for home in homes(folder):
        try:
            yield read_experiment(home)
        except InputError as error:
            LOG.warning("%s", error)


def homes(folder: Path) -> list[Path]:
    """The folders of a store's experiments; the log names what else lies there, but for what is being removed."""
    found = []
    for path in sorted(folder.glob("experiments/[!.]*")):
        if path.is_dir() and not path.is_symlink():
            found.append(path)
        else:
            LOG.warning("%s: is no experiment; it is skipped", path)
    return found


def made_by(home: Path) -> str:
    """The digest of the model that ran an experiment; empty if its record cannot be read."""
    try:
        return str(read_record(home / "provenance.json", {"digest": str})["digest"])
    except InputError:
        return ""


def _design(path: Path) -> pa.Table:
    """The table of a design. Raises InputError if a column that every design has is not there or has another type."""
    try:
        found = read_parquet(path)
    except (pa.ArrowException, OSError, MemoryError, ValueError):
        raise InputError(f"{path}: is damaged") from None
    wrong = [
        name
        for name, kind in _COLUMNS.items()
        if name not in found.column_names or found.schema.field(name).type != kind
    ]
    if wrong or not len(found):
        raise InputError(f"{path}: must have points, and the columns {', '.join(_COLUMNS)} of their types")
    return found
