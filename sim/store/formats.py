"""The format of a store: a number that a store carries, so that one of a later format is refused and not misread."""

import json
from pathlib import Path

from sim.errors import InputError
from sim.store.files import write_bytes
from sim.store.records import readable_records

FORMAT_VERSION = 1
"""Of the stores that this version writes. Those without a number, written before there was one, are read alike."""

_FIELD = "format_version"


def check_format(folder: Path) -> None:
    """Raise InputError if a store has a later format than this version reads."""
    found = _format_of(folder)
    if found > FORMAT_VERSION:
        raise InputError(
            f"{_file(folder)}: {_FIELD} must be {FORMAT_VERSION} or less, got {found}: "
            "a later version of sim wrote this store; use that one"
        )


def mark_format(folder: Path) -> None:
    """Write down a store's format before anything else is written into it. Raises InputError if it has a later one."""
    check_format(folder)
    if not _format_of(folder):
        write_bytes(_file(folder), json.dumps({_FIELD: FORMAT_VERSION}).encode())


def _format_of(folder: Path) -> int:
    """The format that a store says it has; 0 if it says none, or nothing that can be read."""
    path = _file(folder)
    found = readable_records([path] if path.exists() else [], {_FIELD: int})
    return next((int(said[_FIELD]) for _, said in found), 0)


def _file(folder: Path) -> Path:
    return folder / "format.json"
