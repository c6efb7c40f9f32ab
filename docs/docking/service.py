"""Oliva and Sterman's service centre as difference equations: the published model that ours is held against.

A stock of orders in hand, the standard of time that people hold themselves to, fatigue, a forecast, and newcomers and
experienced staff. Work is counted in hours at the original standard. Structure after oliva2001 and its documentation;
numbers from docs/docking/published.toml, which says how certain each is. Every quantity is an array, one value a world.
"""

from dataclasses import dataclass, fields, replace
from typing import Literal, Self

import numpy as np

from docs.tables import read_toml
from sim.model.parameters import WEEKS_A_YEAR

STEPS = 20
"""Steps a week of Euler's method: half the least time that an order stays."""

Plan = Literal["desired", "realised", "given"]
"""By what staff is planned: the desired time per order (theirs), hours really spent (ours), or not at all."""


@dataclass(frozen=True)
class Constants:
    """The numbers of the model, by their names in docs/docking/published.toml, and how a week is worked."""

    corner_cutting: float
    work_intensity: float
    erosion_weeks: float
    recovery_weeks: float
    fatigue_weeks: float
    least_residence: float
    delivery_weeks: float
    fatigue_productivity: float
    newcomer_productivity: float
    learning_weeks: float
    quits: float
    forecast_weeks: float
    hiring_weeks: float
    week_hours: float
    productivity_weeks: float = 13.0  # of a plan by hours really spent, which is ours
    ceiling: bool = False  # whether the standard cannot exceed the original, as ours cannot

    @classmethod
    def published(cls, week_hours: float) -> Self:
        """Those of docs/docking/published.toml; week_hours: hours a week of somebody who works normal hours."""
        found = read_toml("docking/published.toml")["centre"]
        return cls(**{name: float(each["value"]) for name, each in found.items()}, week_hours=week_hours)

    def symmetric(self) -> Self:
        """The same, but with a standard that recovers as fast as it erodes."""
        return replace(self, recovery_weeks=self.erosion_weeks)


@dataclass
class State:
    """Stocks, one value a world."""

    backlog: np.ndarray  # standard hours
    standard: np.ndarray  # desired time per order, of the original
    fatigue: np.ndarray  # hours worked over normal ones, smoothed
    newcomers: np.ndarray  # people
    experienced: np.ndarray  # people
    forecast: np.ndarray  # standard hours a week
    worked: np.ndarray  # hours a week, smoothed; for a plan by hours really spent
    finished: np.ndarray  # standard hours a week, smoothed

    def copy(self) -> "State":
        """The same state in arrays of its own."""
        return State(*(getattr(self, each.name).copy() for each in fields(self)))


@dataclass(frozen=True)
class Course:
    """What became of it, [world, week], at each week's end."""

    standard: np.ndarray
    staff: np.ndarray
    pressure: np.ndarray
    intensity: np.ndarray
    time_per_order: np.ndarray
    fatigue: np.ndarray
    backlog: np.ndarray


def balance(demand: np.ndarray, k: Constants) -> State:
    """The equilibrium at a demand [standard hours a week], one value a world: as much staff as the work takes."""
    leaving = k.quits / WEEKS_A_YEAR
    new = leaving / (leaving + 1.0 / k.learning_weeks)
    staff = demand / (k.week_hours * (1.0 - (1.0 - k.newcomer_productivity) * new))
    return State(
        backlog=demand * k.delivery_weeks,
        standard=np.ones_like(demand),
        fatigue=np.ones_like(demand),
        newcomers=staff * new,
        experienced=staff * (1.0 - new),
        forecast=demand.copy(),
        worked=staff * k.week_hours,
        finished=demand.copy(),
    )


def follow(
    start: State, demand: np.ndarray, k: Constants, plan: Plan = "desired", capable: np.ndarray | None = None
) -> Course:
    """The course of the centre from a state under a demand [world, week] of standard hours.

    capable: where staff is given, what it amounts to in experienced employees, [world, week].
    """
    s = start.copy()
    found: dict[str, list[np.ndarray]] = {each.name: [] for each in fields(Course)}
    now: dict[str, np.ndarray] = {}
    for week in range(demand.shape[1]):
        for _ in range(STEPS):
            given = None if capable is None else capable[:, week]
            now = advance(s, demand[:, week], k, plan, given)
        for name, values in found.items():
            values.append(now[name])
    return Course(**{name: np.array(values).T for name, values in found.items()})


def advance(
    s: State, demand: np.ndarray, k: Constants, plan: Plan, capable: np.ndarray | None
) -> dict[str, np.ndarray]:
    """What holds now, and the state one step later. Mutates `s`.

    p = B S / (d c) - 1, time per order T = S exp(-0.64 p), hours worked w = exp(0.37 p), orders done c w / T, at most
    those that have been there for a while: B in hand, d desired delay, c capacity at normal hours. The standard S
    follows T, down within one time and up within another.
    """
    dt = 1.0 / STEPS
    effective = s.experienced + k.newcomer_productivity * s.newcomers if capable is None else capable
    tired = np.exp(-k.fatigue_productivity * np.maximum(0.0, s.fatigue - 1.0))
    capacity = effective * k.week_hours * tired
    pressure = s.backlog * s.standard / (k.delivery_weeks * capacity) - 1.0
    time = s.standard * np.exp(-k.corner_cutting * pressure)
    intensity = np.exp(k.work_intensity * pressure)
    done = np.minimum(capacity * intensity / time, s.backlog / k.least_residence)
    now = {
        "standard": s.standard,
        "staff": s.newcomers + s.experienced,
        "effective": effective,
        "pressure": pressure,
        "intensity": intensity,
        "time_per_order": time,
        "fatigue": s.fatigue,
        "backlog": s.backlog,
    }
    staffed(s, done, intensity, k, plan, dt)
    target = np.minimum(1.0, time) if k.ceiling else time
    slow = np.where(target < s.standard, k.erosion_weeks, k.recovery_weeks)
    s.standard = s.standard + dt * (target - s.standard) / slow
    s.fatigue = s.fatigue + dt * (intensity - s.fatigue) / k.fatigue_weeks
    s.forecast = s.forecast + dt * (demand - s.forecast) / k.forecast_weeks
    s.backlog = s.backlog + dt * (demand - done)
    return now


def staffed(s: State, done: np.ndarray, intensity: np.ndarray, k: Constants, plan: Plan, dt: float) -> None:
    """Let people quit, learn and be hired, one step. Mutates `s`.

    Hires replace who quits and close the gap to what is desired; nobody is laid off. Desired is what the forecast
    takes, at the desired time per order and the share of newcomers that quits bring about, or at the hours that a
    standard hour has really taken of late.
    """
    staff, leaving = s.newcomers + s.experienced, k.quits / WEEKS_A_YEAR
    if plan == "desired":
        new = leaving / (leaving + 1.0 / k.learning_weeks)
        hours = s.standard / (1.0 - (1.0 - k.newcomer_productivity) * new)
    else:
        hours = s.worked / s.finished
    wanted = s.forecast * hours / k.week_hours
    hires = np.maximum(0.0, leaving * staff + (wanted - staff) / k.hiring_weeks)
    learned = s.newcomers / k.learning_weeks
    s.worked = s.worked + dt * (staff * k.week_hours * intensity - s.worked) / k.productivity_weeks
    s.finished = s.finished + dt * (done - s.finished) / k.productivity_weeks
    s.newcomers = s.newcomers + dt * (hires - learned - leaving * s.newcomers)
    s.experienced = s.experienced + dt * (learned - leaving * s.experienced)
