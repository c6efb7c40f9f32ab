"""Compilation: the one module that knows Numba.

A rule is a small pure function, a behaviour is what one agent does, a phase loops a behaviour over rows. All
three compile alike; the names say what a function is for. `SIM_INTERPRETED=1` leaves them plain Python.
Compiled code of your own that calls them, in a test or a notebook, takes these decorators too, not Numba's.

A compiled run equals an interpreted one bit for bit. Hence no fastmath and no SVML, and a division by zero
raises, as it does in Python. Functions of `math` outside their domain, `math.log(0.0)` for one, raise only where
interpreted: guard their arguments.
"""

import os
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from sim.model.cache_folder import cache_root, compiled_folder
from sim.model.digest import compiled_digest

INTERPRETED = os.environ.get("SIM_INTERPRETED") == "1"

Function = TypeVar("Function", bound=Callable[..., Any])

_units: Path | None = None

if not INTERPRETED:
    os.environ["NUMBA_DISABLE_INTEL_SVML"] = "1"
    _units = cache_root() / "units"
    # What Numba keeps the public way sees no edit of a rule that a phase calls: hence one folder per digest.
    _python = f"py{sys.version_info.major}.{sys.version_info.minor}"
    _folder = compiled_folder(f"{compiled_digest()}-{_python}-numba{version('numba')}")
    os.environ["NUMBA_CACHE_DIR"] = str(_folder)

    import numba

    from sim.model.numba_options import njit

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


def _compiled(function: Function, *, is_unit: bool = False, **options: Any) -> Function:
    if INTERPRETED:
        return function
    return njit(function, is_unit=is_unit, **options)


def rule(function: Function) -> Function:
    """A pure function of numbers, its docstring giving the equation, units and source."""
    return _compiled(function)


def inlined_rule(function: Function) -> Function:
    """A rule that LLVM must inline wherever it is called: for the few that everything calls."""
    return _compiled(function, forceinline=True)


def behaviour(function: Function) -> Function:
    """What one agent does: a function of its record and of those it meets, which writes only what it owns.

    It is compiled into the phases that call it.
    """
    return _compiled(function)


def phase(function: Function) -> Function:
    """A loop of one behaviour over a range of rows, with no allocation inside; kept on disk once compiled.

    One that stands outside the model, in a test for one, is compiled anew each time.
    """
    is_ours = function.__module__.startswith("sim.model.")
    return _compiled(function, is_unit=True, keep_in=_units if is_ours else None)
