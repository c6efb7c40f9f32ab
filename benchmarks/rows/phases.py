"""Where a day's time goes: the largest phases, at the sizes of aims that are missed."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from types import FunctionType
from typing import Any

import numpy as np

from benchmarks.firms import CUSTOMERS, first_day, market, sized
from benchmarks.lines import Amount, AnyLine, Left
from benchmarks.rows.client import client
from sim.model import calendar, engine
from sim.model.compiled import INTERPRETED
from sim.model.numba_options import calls_of
from sim.model.parameters import DAYS_A_QUARTER
from sim.model.records import World
from sim.model.world import grow_requests, grow_seats

SETTLED = 65
"""Days that are run before the clock starts: desks fill up."""

SHOWN = 6
"""Phases with a line of their own; the rest are one line."""


def measure(pairs: int) -> Iterator[AnyLine]:
    """A quarter of the default firm, of one with a million customers, and of the client's market."""
    if INTERPRETED:
        yield Left("phases", "left out: nothing is compiled")
        return
    scenarios = {
        "7,000 customers": market(),
        "1,000,000 customers": sized(market(), 1_000_000 / CUSTOMERS),
        "the client": client(),
    }
    for what, scenario in scenarios.items():
        world = engine.run_until(first_day(scenario, years=1), SETTLED)
        spent = seconds_by_phase(world, SETTLED + DAYS_A_QUARTER)
        day = sum(spent.values())
        yield Amount(f"{what}: a day", [day / DAYS_A_QUARTER])
        shown = spent.most_common(SHOWN)
        for name, seconds in (*shown, ("all others", day - sum(taken for _, taken in shown))):
            yield Amount(f"{what}: {name}", [seconds / day], shown=percent)


def percent(share: float) -> str:
    """A share of a day."""
    return f"{share:.0%} of it"


def seconds_by_phase(w: World, until: int) -> Counter[str]:
    """Seconds that each phase takes until a day, by its name: compiled phases, in the calendar's own loop."""
    spent: Counter[str] = Counter()
    while (why := _clocked_loop(w, spent)(_readable(w), until)) != calendar.RUNNING:
        w = grow_requests(w) if why == calendar.REQUESTS_SHORT else grow_seats(w)
    return spent


def _clocked_loop(w: World, spent: Counter[str]) -> Callable[[World, int], int]:
    """The day's loop in plain Python, each phase of which is compiled and adds to what was spent."""
    loop: Any = calendar.advance
    clocked = {phase.__name__: partial(_clocked, phase, spent, w) for phase in calls_of(loop)}
    return FunctionType(loop.py_func.__code__, {**vars(calendar), **clocked})


def _readable(w: World) -> World:
    """The same world for plain Python, which reads a row's fields as attributes of a record array's row only."""
    return w._replace(market=w.market.view(np.recarray))


def _clocked(phase: Callable[..., Any], spent: Counter[str], w: World, _: World, *arguments: Any) -> Any:
    begun = time.perf_counter()
    found = phase(w, *arguments)
    spent[phase.__name__] += time.perf_counter() - begun
    return found
