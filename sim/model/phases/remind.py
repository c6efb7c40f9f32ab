"""remind: customers whose day it is are reminded of a potential need, or of an occasion to compare firms."""

from sim.model.compiled import phase, whole
from sim.model.diary import BLOCK, bit_of
from sim.model.records import World
from sim.model.states import NOBODY


@phase
def remind(w: World, day: int) -> None:
    """Mark everybody who stands in the diary for today."""
    # Marked, not done: a day's list is in the order of entries, marks are in the order of customers.
    row = whole(w.diary[day].need)
    while row != NOBODY:
        w.errands[row // BLOCK].asks |= bit_of(row)
        row = whole(w.customers[row].need_after)
    row = whole(w.diary[day].occasion)
    while row != NOBODY:
        w.errands[row // BLOCK].compares |= bit_of(row)
        row = whole(w.customers[row].occasion_after)
