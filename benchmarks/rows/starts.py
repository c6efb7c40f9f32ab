"""What a user waits for: the first result ever, and the first line of a command when everything is compiled."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fresh import ROOT
from benchmarks.lines import Aim, Amount, AnyLine, Line, wall
from docs.picture import demo

FIRST_RESULT = ("corner_shop", "--replications", "1", "--years", "1", "--workers", "1")
COLD, WARM = 10.0, 1.0
"""Seconds at most: a first result where nothing is compiled, and the first line where everything is."""

ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]?|\x1b?$")
"""What moves a terminal's cursor or colours it, whole or cut short: it shows nothing yet."""

SHOWN = Aim(WARM, missed="loading libraries is nearly all of it")

WITHIN = Aim(COLD, missed="nine tenths is compiling the whole model, on two processes: see the line above")


def sim(*arguments: str, cache: str | None = None) -> list[str]:
    """The lines that a command of `sim` printed, for a user whose compiled code is kept in `cache`."""
    environment = os.environ | ({"XDG_CACHE_HOME": cache} if cache else {})
    if cache:
        environment.pop("NUMBA_CACHE_DIR", None)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sim.cli", *arguments, "--out", str(Path(folder) / "results")]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def first_line(*arguments: str) -> float:
    """Seconds until a command shows a letter on a terminal; then it is ended."""
    terminal, end = os.openpty()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sim.cli", *arguments, "--out", str(Path(folder) / "results")]
        begun = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=end, stderr=end) as process:
            seen = b""
            while not ESCAPES.sub(b"", seen).strip():
                seen += os.read(terminal, 1024)
            waited = time.perf_counter() - begun
            process.terminate()
    os.close(terminal)
    os.close(end)
    return waited


def measure(pairs: int) -> Iterator[AnyLine]:
    """`sim run` in an empty compile cache, the same once it is filled, and the demo to its first line."""
    measured = []
    for _ in range(min(pairs, 3)):
        with tempfile.TemporaryDirectory() as cache:
            cold, warm = (wall(lambda cache=cache: sim("run", *FIRST_RESULT, cache=cache)) for _ in range(2))
        measured.append((cold, warm))
    command = shlex.join(("sim", "run", *FIRST_RESULT))
    yield Line(f"`{command}` where nothing is compiled", "where everything is", measured)
    yield Amount("its first result where nothing is compiled", [cold for cold, _ in measured], aim=WITHIN)
    waited = [first_line(*demo()) for _ in range(pairs)]
    yield Amount("`sim run` as `make demo` has it, to its first line", waited, aim=SHOWN)
