"""Where a mechanism acts: by its value where it is on, its neutral element where it is off, its mean where frozen."""

from sim.model.compiled import behaviour, real, whole
from sim.model.mechanisms import FROZEN, MECHANISMS, OFF
from sim.model.parameters import DAYS_A_YEAR
from sim.model.records import World

MILLION = 1_000_000.0


MANAGERS = len(MECHANISMS)
"""Added to a mechanism's number: the row of what it is for managers, where employees and managers both have it."""


@behaviour
def frozen_mean(w: World, mechanism: int, neutral: float) -> float:
    """What a frozen mechanism keeps: its mean in the year before the policies began.

    The last year only: by then a firm has settled, whatever it began with.
    """
    k = w.mechanisms[mechanism]
    return real(k.total) / real(k.count) / MILLION if whole(k.count) > 0 else neutral


@behaviour
def remember(w: World, mechanism: int, value: float, count: int) -> bool:
    """Whether a frozen mechanism still acts, before the policies begin; in the last year of that, add its value up."""
    m = w.market[0]
    if whole(m.day) >= whole(m.start):
        return False
    if whole(m.day) >= whole(m.start) - DAYS_A_YEAR:
        k = w.mechanisms[mechanism]
        k.total += whole(value * MILLION)
        k.count += count
    return True


@behaviour
def unless_off(w: World, mechanism: int, constant: float, neutral: float) -> float:
    """A constant of a mechanism, or its neutral element where that is off; frozen, a constant is its own mean.

    For what would be averaged with another quantity of the same mechanism if it passed through `gated`.
    """
    return neutral if whole(w.mechanisms[mechanism].mode) == OFF else constant


@behaviour
def gated(w: World, mechanism: int, value: float, neutral: float) -> float:
    """The value with which a mechanism acts: its own, its neutral element where it is off, its mean where frozen.

    Every mechanism passes through here, at the place where its rule's result is used. Values are summed in
    millionths, as whole numbers, so that the order in which agents act changes nothing.
    """
    mode = whole(w.mechanisms[mechanism].mode)
    if mode == OFF:
        return neutral
    if mode == FROZEN and not remember(w, mechanism, value, 1):
        return frozen_mean(w, mechanism, neutral)
    return value


@behaviour
def gated_manager(w: World, mechanism: int, value: float, neutral: float) -> float:
    """The same for a manager, of a mechanism that employees have too: frozen, each kind keeps a mean of its own."""
    mode = whole(w.mechanisms[mechanism].mode)
    if mode == OFF:
        return neutral
    if mode == FROZEN and not remember(w, mechanism + MANAGERS, value, 1):
        return frozen_mean(w, mechanism + MANAGERS, neutral)
    return value
