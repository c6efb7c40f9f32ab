"""The diary: which customers have something to do, so that a day costs what happens on it, however many there are.

What comes up on a known day stands in the diary, as a linked list of customers for each day. Who has something to do
in a phase is marked in `World.errands`, a bit for each customer. So customers are found in the order of rows, which is
that of every tray, at a fraction of the cost of looking at all of them.
"""

from sim.model.compiled import behaviour, whole
from sim.model.records import World

BLOCK = 32
"""Customers in a row of errands."""


@behaviour
def bit_of(row: int) -> int:
    """The bit of a customer in its block."""
    return whole(1) << (row % BLOCK)


@behaviour
def enter_need(w: World, row: int, day: int) -> None:
    """Enter the day of a customer's next potential need; what lies beyond the world's last day is left out."""
    w.customers[row].next_need = day
    if day < len(w.diary):
        w.customers[row].need_after = w.diary[day].need
        w.diary[day].need = row


@behaviour
def enter_occasion(w: World, row: int, day: int) -> None:
    """Enter the day of a customer's next occasion to compare firms, likewise."""
    w.customers[row].occasion = day
    if day < len(w.diary):
        w.customers[row].occasion_after = w.diary[day].occasion
        w.diary[day].occasion = row
