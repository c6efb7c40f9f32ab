"""Which way Numba is used: its private one, in `numba_units`, or its public one.

Where this Numba is not one that they were tried with, or `SIM_PUBLIC_NUMBA=1`, the public `njit(cache=True)` does:
the same bits, about a fifth slower, compiled anew after any edit of a file and for every copy of the sources.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

TRIED_BELOW = (0, 69)
"""The first version of Numba that nobody has tried; pyproject.toml has the same bound."""

PUBLIC = {"nogil": True, "error_model": "python", "fastmath": False}
"""Compiled equals interpreted bit for bit: no fast maths, and a division by zero raises."""


def _is_private_usable() -> bool:
    return os.environ.get("SIM_PUBLIC_NUMBA") != "1" and numba.version_info[:2] < TRIED_BELOW


PRIVATE = _is_private_usable()


def njit(
    function: Callable[..., Any], *, is_unit: bool, keep_in: Path | None = None, forceinline: bool = False
) -> Any:
    """The function compiled, with private options where they can be used.

    `is_unit` says whether it is machine code of its own or goes into that of its callers; `keep_in` is the folder in
    which that is kept on disk, None for nowhere.
    """
    if not PRIVATE:
        compiler: Any = numba.njit
        return compiler(cache=keep_in is not None, **PUBLIC)(function)
    from sim.model.numba_units import Part, Unit

    # Without Numba's reference counts, which cost a fifth of the time: nothing here allocates.
    options = PUBLIC | {"nopython": True, "_nrt": False, "no_cfunc_wrapper": True, "forceinline": forceinline}
    return Unit(function, options, keep_in) if is_unit else Part(function, options)


def calls_of(compiled: Any) -> list[Any]:
    """The units that a unit calls; used the public way, none is known, and one is compiled with all that it calls."""
    return list(compiled._cache.calls) if PRIVATE else []


def is_kept(compiled: Any) -> bool:
    """Whether code of this function is on disk, for some types of arguments."""
    if PRIVATE:
        return bool(compiled._cache.is_filled())
    name = f"{compiled.__module__.rpartition('.')[2]}.{compiled.__qualname__}"
    return any(Path(compiled.stats.cache_path).glob(f"{name}-*.nbi"))
