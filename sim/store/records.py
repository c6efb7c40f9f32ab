"""Records: the small JSON files beside a store's tables. One that cannot be read is skipped, and the log names it."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.errors import InputError

LOG = logging.getLogger(__name__)

Record = dict[str, Any]


def require_file(path: Path) -> None:
    """Raise InputError if there is no such file; a named pipe would be waited for until somebody writes to it."""
    if not path.is_file():
        raise InputError(f"{path}: {'is not a file' if path.exists() else 'no such file'}")


def read_record(path: Path, fields: Mapping[str, type] | None = None) -> Record:
    """The JSON object in a file. Raises InputError if it is none, or lacks one of the fields of these types."""
    require_file(path)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path}: is damaged") from None
    if not isinstance(found, dict):
        raise InputError(f"{path}: must be a JSON object, got {type(found).__name__}")
    for name, kind in (fields or {}).items():
        if type(found.get(name)) is not kind:
            raise InputError(f"{path}: {name} must be {kind.__name__}, got {found.get(name)!r:.40}")
    return found


def readable_records(
    paths: Iterable[Path], fields: Mapping[str, type] | None = None
) -> Iterator[tuple[Path, Record]]:
    """Those of some files that have such an object, with it; the log names the others."""
    for path in paths:
        try:
            yield path, read_record(path, fields)
        except InputError as error:
            LOG.warning("%s; it is skipped", error)
