"""Moments: a busy market just before a phase of the calendar, and phases run on some of its rows."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from sim.model.calendar import DAY, QUARTER, WEEK, Turn
from sim.model.phases.post import free_closed, post
from sim.model.records import World
from sim.model.world import copy
from tests.worlds import DOES_EVERYTHING, EVERYTHING, after, differences, scenario, world

FRIDAY = 64
"""The last day of a quarter, on which every phase has its turn."""

ROWS = {"customers": "customers", "managers": "managers", "employees": "employees", "executives": "firms"}
"""Who acts, and the rows that they are."""


TRADING = slice(0, 2)
"""The firms that trade."""


def turn_of(phase: Callable[..., Any]) -> Turn:
    """A phase's place in the calendar."""
    return next(turn for turn in (*DAY, *WEEK, *QUARTER) if turn.phase is phase)


def act(w: World, phase: Callable[..., Any], rows: range | None = None) -> World:
    """Run a phase of this Friday on some rows, else on all; returns the world, which it changes."""
    kind = ROWS.get(turn_of(phase).who)
    if kind is None:
        phase(w, FRIDAY)
    else:
        rows = rows or range(len(getattr(w, kind)))
        phase(w, FRIDAY, rows.start, rows.stop)
    return w


@cache
def _before(phase: Callable[..., Any]) -> World:
    market = scenario(EVERYTHING, competition="duopoly")
    w = after(world(market, 5, practices=DOES_EVERYTHING, spare_seats=3.0), FRIDAY)
    for turn in (*DAY, *WEEK, *QUARTER):
        if turn.phase is phase:
            break
        if turn.phase is post:
            free_closed(w, FRIDAY)
        act(w, turn.phase)
    return w


def before(phase: Callable[..., Any]) -> World:
    """A busy duopoly, whose firms do some of everything, just before a phase; the caller's own copy.

    A third firm, the disruptor, has rows but does not trade yet.
    """
    return copy(_before(phase))


def changed(w: World, phase: Callable[..., Any]) -> list[str]:
    """The fields that a phase changes."""
    return differences(act(copy(w), phase), w)


def order_changes_nothing(phase: Callable[..., Any]) -> bool:
    """Whether a phase comes to the same from the last agent to the first as all at once."""
    w, backwards = act(before(phase), phase), before(phase)
    kind = ROWS[turn_of(phase).who]
    for row in reversed(range(len(getattr(w, kind)))):
        act(backwards, phase, range(row, row + 1))
    return differences(w, backwards) == []


def chain(w: World, row: int) -> list[int]:
    """The requests of a tray, a desk or an inbox, from its first one on."""
    rows = []
    while row >= 0:
        rows.append(int(row))
        row = w.requests["following"][row]
    return rows


def this_week(w: World, name: str, firm: int = 0) -> float:
    """What stands in a firm's ledger of this week."""
    return float(w.weeks[name][FRIDAY // 5, firm])


def trays(w: World) -> list[int]:
    """All requests in trays."""
    return [row for first in w.managers["tray"] for row in chain(w, first)]


def desks(w: World) -> list[int]:
    """All requests on desks."""
    return [row for first in w.employees["desk"] for row in chain(w, first)]


def of_firm(w: World, rows: np.ndarray, firm: int) -> np.ndarray:
    """The employees' rows that belong to a firm."""
    f = w.firms[firm]
    return rows[f["seat_first"] : f["seat_end"]]
