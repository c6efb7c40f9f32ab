"""Compiling the model before it is needed: once for each edit, on two processes, kept on disk."""

import importlib
import inspect
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.model import calendar, records
from sim.model.compiled import INTERPRETED
from sim.model.records import World
from sim.model.world import populate, rows

PROCESSES = 2

FEW = 4
"""Phases for which it is not worth while to start another process."""


def is_compiled() -> bool:
    """Whether all that is compiled is kept on disk for these sources."""
    if INTERPRETED:
        return True
    from sim.model.numba_options import is_kept

    return all(map(is_kept, (*_phases(), calendar.advance)))


def compile_all(on_start: Callable[[str], None] = lambda text: None) -> None:
    """Compile what is not kept on disk; `on_start` gets a sentence for the user when it takes its time."""
    if is_compiled():
        return
    from sim.model.numba_options import is_kept

    missing = [place for place, phase in enumerate(_phases()) if not is_kept(phase)]
    on_start(f"Compiling {'the model' if len(missing) > FEW else 'what the edit changed'}…")
    turns, queue = os.pipe()
    os.write(queue, bytes(missing))
    os.close(queue)
    others = [_start(turns) for _ in range(1, PROCESSES) if len(missing) > FEW]
    compile_in_turn(turns)
    os.close(turns)
    for other in others:
        other.wait()
    for phase in (*_phases(), calendar.advance):
        _compile(phase, _no_world())


def _start(turns: int) -> subprocess.Popen[bytes]:
    """Another process that compiles."""
    here = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "sim.model.precompile"]
    return subprocess.Popen(command, stdin=turns, env=os.environ | {"PYTHONPATH": here})


def compile_in_turn(turns: int) -> None:
    """Compile the phases whose places come out of a pipe, which gives each to whichever process asks first."""
    phases, world = _phases(), _no_world()
    while place := os.read(turns, 1):
        _compile(phases[place[0]], world)


def _phases() -> list[Any]:
    """All phases but the day's loop, which calls the others, the longest first."""
    from sim.model.numba_options import calls_of

    phases = [*calls_of(calendar.advance), populate]
    return sorted(phases, key=lambda phase: -len(inspect.getsource(inspect.getmodule(phase) or phase)))


def _no_world() -> World:
    """A world without rows: enough to know its types."""
    return World(
        customers=rows(0, records.customer),
        requests=rows(0, records.request),
        employees=rows(0, records.employee),
        managers=rows(0, records.manager),
        firms=rows(0, records.firm),
        market=rows(0, records.market),
        weeks=rows((0, 0), records.week),
        mechanisms=rows(0, records.mechanism),
        regulator=rows(0, records.regulator),
        tenures=rows((0, 0), records.tenure),
        flows=rows((0, 0), records.flow),
        diary=rows(0, records.diary),
        errands=rows(0, records.errands),
    )


def _compile(phase: Any, world: World) -> None:
    numba: Any = importlib.import_module("numba")
    numbers = len(inspect.signature(phase).parameters) - 1
    phase.compile((numba.typeof(world),) + (numba.int64,) * numbers)


if __name__ == "__main__":
    compile_in_turn(sys.stdin.fileno())
