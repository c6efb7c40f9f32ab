"""Compilation: the one module that knows Numba.

A rule is a small pure function, a behaviour is what one agent does, a phase loops a behaviour over rows. All
three compile alike; the names say what a function is for. `SIM_INTERPRETED=1` leaves them plain Python.

A compiled run equals an interpreted one bit for bit. Hence no fastmath and no SVML, and a division by zero
raises, as it does in Python. Functions of `math` outside their domain, `math.log(0.0)` for one, raise only where
interpreted: guard their arguments.
"""

import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from sim.model.digest import model_digest

INTERPRETED = os.environ.get("SIM_INTERPRETED") == "1"

_CACHE_NAME = re.compile(r"[0-9a-f]{16}-py[\d.]+-numba.+")
_CACHES_KEPT = 4
_USER = os.getuid() if hasattr(os, "getuid") else 0
_GRACE = 3600.0  # seconds after its last opening in which a cache is kept: its process may still write to it

Function = TypeVar("Function", bound=Callable[..., Any])


def _cache_roots(given: Path) -> Iterator[Path]:
    """Where caches may live, best first. `given` is NUMBA_CACHE_DIR as it was when we started."""
    if _CACHE_NAME.fullmatch(given.name):  # our parent process chose it, perhaps before an edit
        yield given.parent
    with contextlib.suppress(RuntimeError):  # a user without a home
        user_caches = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
        if user_caches.is_absolute():
            yield user_caches / "people-first-sim"
    yield Path(tempfile.gettempdir(), f"people-first-sim-{_USER}")


def _open_cache(given: Path) -> Path:
    """Make and return the cache folder of these sources, in the first place that can be written.

    One folder per digest, because Numba notices an edit in the file that it compiles but not in the rules
    called from it. A cache holds code that will run: a place that another user made is not trusted.
    """
    name = f"{model_digest()}-py{sys.version_info.major}.{sys.version_info.minor}-numba{version('numba')}"
    for root in _cache_roots(given):
        with contextlib.suppress(OSError):
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if root.lstat().st_uid == _USER:
                folder = root / name
                folder.mkdir(exist_ok=True)
                tempfile.TemporaryFile(dir=folder).close()
                os.utime(folder)
                return folder
    return Path(tempfile.mkdtemp(prefix="people-first-sim-"), name)


def _remove_old_caches(current: Path) -> None:
    """Remove caches of older sources beyond the most recent; several processes may do so at once.

    Renaming comes first because only one process can do it, and because a folder that is being emptied would
    look as if it had just been opened.
    """
    with contextlib.suppress(OSError):
        caches = [folder for folder in current.parent.iterdir() if _CACHE_NAME.fullmatch(folder.name)]
        opened = {folder: folder.stat().st_mtime for folder in caches if folder != current}
        for folder in sorted(opened, key=opened.__getitem__, reverse=True)[_CACHES_KEPT - 1 :]:
            if time.time() - opened[folder] > _GRACE:
                shutil.rmtree(folder.rename(folder.with_name(f"removed-{folder.name}")), ignore_errors=True)


if not INTERPRETED:
    os.environ["NUMBA_DISABLE_INTEL_SVML"] = "1"
    _given = Path(os.environ.get("NUMBA_CACHE_DIR", ""))
    if not _given.name or _CACHE_NAME.fullmatch(_given.name):
        _chosen = _open_cache(_given)
        os.environ["NUMBA_CACHE_DIR"] = str(_chosen)
        _remove_old_caches(_chosen)

    import numba

    _config: Any = numba.config
    _config.reload_config()  # where Numba was imported before us, it has yet to see the above
    if _config.USING_SVML:
        warnings.warn(
            "Numba was imported before sim and uses Intel's SVML: the last digits of results may differ from "
            "those of other machines. Import sim first, or set NUMBA_DISABLE_INTEL_SVML=1.",
            stacklevel=2,
        )


real: Any = float if INTERPRETED else np.float64
"""Widen a narrow field on reading it: compiled, `float` would leave a float32 what it is."""

whole: Any = int if INTERPRETED else np.int64
"""The same for integers and truth values."""


def _compiled(function: Function, **options: bool) -> Function:
    if INTERPRETED:
        return function
    njit: Any = numba.njit
    # Without Numba's reference counts, which cost a fifth of the time: nothing here allocates.
    return njit(
        _nrt=False, nogil=True, error_model="python", fastmath=False, no_cfunc_wrapper=True, **options
    )(function)


def rule(function: Function) -> Function:
    """A pure function of numbers, its docstring giving the equation, units and source."""
    return _compiled(function)


def inlined_rule(function: Function) -> Function:
    """A rule that LLVM must inline wherever it is called: for the few that everything calls."""
    return _compiled(function, forceinline=True)


def behaviour(function: Function) -> Function:
    """What one agent does: a function of its record and of those it meets, which writes only what it owns.

    It is compiled into the phases that call it and cannot be called from Python by itself.
    """
    return _compiled(function, no_cpython_wrapper=True)


def phase(function: Function) -> Function:
    """A loop of one behaviour over a range of rows, with no allocation inside; kept on disk once compiled."""
    return _compiled(function, cache=True)
