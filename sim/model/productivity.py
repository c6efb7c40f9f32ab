"""Realised productivity: the hours that a firm spends on a standard hour of work, which its plan of staff goes by."""

from sim.model.compiled import behaviour, whole
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.records import World
from sim.model.rules.adaptation import approach


@behaviour
def assume_productivity(w: World, firm: int, hours: float) -> None:
    """Let a firm begin with the productivity of standard times and friction, measured over so many hours a week."""
    f = w.firms[firm]
    f.worked_smooth = hours
    f.finished_smooth = hours / (1.0 + f.work_friction)


@behaviour
def measure_productivity(w: World, firm: int) -> None:
    """Smooth the week's hours on requests and the standard hours of what was finished, leavers' included.

    Each by itself: a mean of weekly ratios would leave out the hours of weeks in which nothing was finished.
    """
    m = w.market[0]
    f = w.firms[firm]
    worked, finished = 0.0, 0.0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        worked += w.employees[seat].busy_hours
        finished += w.employees[seat].finished_hours
    f.worked_smooth = approach(f.worked_smooth, worked, 1.0, m.productivity_weeks)
    f.finished_smooth = approach(f.finished_smooth, finished, 1.0, m.productivity_weeks)


@behaviour
def planned_hours_per_standard(w: World, firm: int) -> float:
    """Hours planned for a standard hour of work: those measured, or those of standard times where that is off."""
    f = w.firms[firm]
    standard = (1.0 + gated(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0)) / f.capability
    measured = f.worked_smooth / f.finished_smooth if f.finished_smooth > 0.0 else standard
    return gated(w, Mechanism.REALISED, measured, standard)
