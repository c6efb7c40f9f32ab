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
from sim.model.phases.account import begin_week
from sim.model.phases.post import asks_waiting, free_closed
from sim.model.phases.post_inside import inside_waiting
from sim.model.phases.staff import seats_short
from sim.model.records import World
from sim.model.world import populate, rows

PROCESSES = 2


def is_compiled() -> bool:
    """Whether the day's loop, the last thing to be compiled, is kept on disk for these sources."""
    if INTERPRETED:
        return True
    from sim.model.numba_options import is_kept

    return is_kept(calendar.advance)


def compile_all(on_start: Callable[[str], None] = lambda text: None) -> None:
    """Compile the model unless that is done; `on_start` gets a sentence for the user when it takes its time."""
    if is_compiled():
        return
    on_start("Compiling the model (once, about a quarter of a minute)…")
    here = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    others = [
        subprocess.Popen(
            [sys.executable, "-m", "sim.model.precompile", str(share)],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": here},
        )
        for share in range(1, PROCESSES)
    ]
    compile_share(0)
    for other in others:
        other.wait()
    _compile(calendar.advance, _no_world())


def compile_share(share: int) -> None:
    """Compile every phase that falls to one of the processes, the longest first."""
    world = _no_world()
    phases = [
        phase
        for beat in (calendar.DAY, calendar.WEEK, calendar.QUARTER, calendar.CLOSE)
        for _, _, phase in beat
    ]
    phases += [populate, begin_week, free_closed, asks_waiting, inside_waiting, seats_short]
    phases.sort(key=lambda phase: -len(inspect.getsource(inspect.getmodule(phase) or phase)))
    for phase in phases[share::PROCESSES]:
        _compile(phase, world)


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
    compile_share(int(sys.argv[1]))
