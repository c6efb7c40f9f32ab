"""The fast engine: whole days in compiled code, coming back only when an array has to grow."""

from sim.model.calendar import REQUESTS_SHORT, RUNNING, advance
from sim.model.records import World
from sim.model.world import check_room, grow_requests, grow_seats


def run_until(w: World, day: int) -> World:
    """The world on the morning of `day`. Mutates `w`; use the returned world."""
    check_room(w, day)
    while (why := advance(w, day)) != RUNNING:
        w = grow_requests(w) if why == REQUESTS_SHORT else grow_seats(w)
    return w
