"""Where caches live: a folder for each state of the sources, in the user's cache folder where that can be written."""

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{16}-py[\d.]+-numba.+")
_KEPT = 4
_USER = os.getuid() if hasattr(os, "getuid") else 0
_GRACE = 3600.0  # seconds after its last opening in which a cache is kept: its process may still write to it


@cache
def cache_root() -> Path:
    """The folder of all our caches, made in the first place that can be written.

    A cache holds code that will run: a place that another user made is not trusted.
    """
    for root in _places(Path(os.environ.get("NUMBA_CACHE_DIR", ""))):
        with contextlib.suppress(OSError):
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if root.lstat().st_uid == _USER:
                tempfile.TemporaryFile(dir=root).close()
                return root
    return Path(tempfile.mkdtemp(prefix="people-first-sim-"))


def _places(given: Path) -> Iterator[Path]:
    """Where caches may live, best first. `given` is NUMBA_CACHE_DIR as it was when we started."""
    if given.name:  # our parent process may have chosen it, perhaps before an edit
        yield given.parent if _NAME.fullmatch(given.name) else given
    with contextlib.suppress(RuntimeError):  # a user without a home
        user_caches = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
        if user_caches.is_absolute():
            yield user_caches / "people-first-sim"
    yield Path(tempfile.gettempdir(), f"people-first-sim-{_USER}")


def compiled_folder(name: str) -> Path:
    """The folder of the compiled code of these sources: a folder that the user chose, or one of the name under ours."""
    given = Path(os.environ.get("NUMBA_CACHE_DIR", ""))
    if given.name and not _NAME.fullmatch(given.name):
        return given
    folder = cache_root() / name
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        os.utime(folder)
    _remove_old(folder)
    return folder


def _remove_old(current: Path) -> None:
    """Remove caches of older sources beyond the most recent; several processes may do so at once.

    Renaming comes first because only one process can do it, and because a folder that is being emptied would
    look as if it had just been opened.
    """
    with contextlib.suppress(OSError):
        caches = [folder for folder in current.parent.iterdir() if _NAME.fullmatch(folder.name)]
        opened = {folder: folder.stat().st_mtime for folder in caches if folder != current}
        for folder in sorted(opened, key=opened.__getitem__, reverse=True)[_KEPT - 1 :]:
            if time.time() - opened[folder] > _GRACE:
                shutil.rmtree(folder.rename(folder.with_name(f"removed-{folder.name}")), ignore_errors=True)


def remove_all_but_latest(folder: Path, pattern: str) -> None:
    """Remove files of a name pattern beyond the most recent, as for folders."""
    written = {path: path.stat().st_mtime for path in folder.glob(pattern)}
    for path in sorted(written, key=written.__getitem__, reverse=True)[_KEPT:]:
        if time.time() - written[path] > _GRACE:
            path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file such that other processes see all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
