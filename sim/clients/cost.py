"""How long worlds of a scenario take on this machine, by days of one that are run and timed.

In processor time, so that whatever else runs meanwhile is not counted: it will have ended or not.
"""

import time
from dataclasses import dataclass

from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR
from sim.model.precompile import compile_all
from sim.model.scenario import Scenario
from sim.model.world import build

SETTLING_DAYS = 10
"""Days that are run before those that are timed: on the first ones desks are still empty."""

TIMED_DAYS = 250
"""The most days that are timed."""

TIMED_SECONDS = 0.5
"""Time after which no further stretch of days is timed."""

STRETCH = 25
"""Days of a stretch."""


@dataclass(frozen=True)
class Cost:
    """What one world takes of one processor, in seconds."""

    building: float
    day: float
    warm_up_years: float

    def world(self, branches: int, years: int) -> float:
        """A world that is warmed up once and followed for so many years under each policy and contrast."""
        return self.building + self.day * DAYS_A_YEAR * (self.warm_up_years + branches * years)


def cost(scenario: Scenario) -> Cost:
    """Measures what worlds of a scenario take here, in about a second; compiles the model where it is not."""
    compile_all()
    begun = time.process_time()
    w = build(scenario, 0, 1)
    building = time.process_time() - begun
    w = engine.run_until(w, SETTLING_DAYS)
    begun, day, last = time.process_time(), SETTLING_DAYS, SETTLING_DAYS + TIMED_DAYS
    while day == SETTLING_DAYS or (day < last and time.process_time() - begun < TIMED_SECONDS):
        day = min(last, day + STRETCH)
        w = engine.run_until(w, day)
    took = time.process_time() - begun
    return Cost(building, took / (day - SETTLING_DAYS), scenario.constants()["warm_up"])


def duration(seconds: float) -> str:
    """A time in words, as exactly as an estimate deserves."""
    for size, unit in ((86400.0, "days"), (3600.0, "hours"), (60.0, "minutes")):
        if seconds >= 2.0 * size:
            return (
                f"{seconds / size:.0f} {unit}" if seconds >= 10.0 * size else f"{seconds / size:.1f} {unit}"
            )
    return f"{seconds:.0f} seconds" if seconds >= 10.0 else f"{max(seconds, 0.1):.1f} seconds"
