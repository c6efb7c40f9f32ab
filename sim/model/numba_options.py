"""What is private of Numba, all of it here: options that are faster, and a cache of compiled code of our own.

Where this Numba is not one that they were tried with, or `SIM_PUBLIC_NUMBA=1`, the public `njit(cache=True)` does:
the same bits, about a fifth slower, compiled anew after any edit of a file and for every copy of the sources.
"""

import contextlib
import hashlib
import importlib
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llvmlite
import numba

from sim.model.cache_folder import write_whole

TRIED_BELOW = (0, 69)
"""The first version of Numba that nobody has tried; pyproject.toml has the same bound."""

PUBLIC = {"nogil": True, "error_model": "python", "fastmath": False}
"""Compiled equals interpreted bit for bit: no fast maths, and a division by zero raises."""


def _is_private_usable() -> bool:
    return os.environ.get("SIM_PUBLIC_NUMBA") != "1" and numba.version_info[:2] < TRIED_BELOW


PRIVATE = _is_private_usable()


def njit(
    function: Callable[..., Any], *, keep_in: Path | None = None, stamp: str = "", **options: bool
) -> Any:
    """The function compiled, with private options where they can be used.

    `keep_in` is the folder in which its code is kept on disk, None for nowhere; `stamp` is the digest of all that the
    code is compiled from. The options are private ones.
    """
    compiler: Any = numba.njit
    if not PRIVATE:
        return compiler(cache=keep_in is not None, **PUBLIC)(function)
    # Without Numba's reference counts, which cost a fifth of the time: nothing here allocates.
    compiled = compiler(_nrt=False, no_cfunc_wrapper=True, **PUBLIC, **options)(function)
    if keep_in is not None:
        compiled._cache = CompiledCode(function, keep_in, stamp)
    return compiled


def is_kept(compiled: Any) -> bool:
    """Whether code of this function is on disk, for some types of arguments."""
    if PRIVATE:
        return compiled._cache.is_filled()
    name = f"{compiled.__module__.rpartition('.')[2]}.{compiled.__qualname__}"
    return any(Path(compiled.stats.cache_path).glob(f"{name}-*.nbi"))


class CompiledCode:
    """The compiled code of one function on disk: what Numba calls a cache, keyed by what the sources say.

    Numba's own is keyed by the file's path, content and line numbers, so that a comment recompiles. There is no
    index: each file holds one overload after its own check sum, so that processes may write at once, and a file that
    was cut short is compiled again.
    """

    def __init__(self, function: Callable[..., Any], folder: Path, stamp: str):
        self.cache_path = str(folder)
        name = f"{function.__module__}.{function.__qualname__}".replace("<", "").replace(">", "")
        self._stem = f"{name}-{stamp}"

    def is_filled(self) -> bool:
        """Whether there is code for some types of arguments."""
        return any(Path(self.cache_path).glob(f"{self._stem}-*.code"))

    def load_overload(self, signature: Any, target: Any) -> Any:
        """The compile result for the types of a signature, None where there is none or it cannot be read."""
        compiler: Any = importlib.import_module("numba.core.compiler")
        target.refresh()
        with contextlib.suppress(OSError):
            check_sum, content = _split(self._path(signature, target.codegen()).read_bytes())
            if check_sum == self._check_sum(content):
                return compiler.CompileResult._rebuild(target, *pickle.loads(content))
        return None

    def save_overload(self, signature: Any, result: Any) -> None:
        """Keep a compile result; where the disk refuses, it is compiled again next time."""
        serialize: Any = importlib.import_module("numba.core.serialize")
        if result.library.has_dynamic_globals:  # addresses of this process
            return
        content = serialize.dumps(result._reduce())
        with contextlib.suppress(OSError):
            write_whole(self._path(signature, result.codegen), self._check_sum(content) + content)

    def flush(self) -> None:
        """Forget what is kept."""
        for path in Path(self.cache_path).glob(f"{self._stem}-*.code"):
            path.unlink(missing_ok=True)

    def _path(self, signature: Any, codegen: Any) -> Path:
        """The file of an overload: named by the function, the sources, the types, the processor and the versions."""
        versions = (numba.__version__, llvmlite.__version__, sys.version_info[:2])
        key = hashlib.sha256(repr((str(signature), codegen.magic_tuple(), versions)).encode())
        return Path(self.cache_path, f"{self._stem}-{key.hexdigest()[:16]}.code")

    def _check_sum(self, content: bytes) -> bytes:
        return hashlib.sha256(content).digest()


def _split(file: bytes) -> tuple[bytes, bytes]:
    size = hashlib.sha256().digest_size
    return file[:size], file[size:]
