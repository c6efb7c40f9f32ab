"""Firms whose executives steer, quarter by quarter: what the tests of steering share."""

from sim.model.levers import LEVERS
from sim.model.parameters import DAYS_A_QUARTER
from sim.model.practices import PRACTICES, Practices
from sim.model.records import World
from sim.model.states import NOBODY
from sim.model.world import copy
from tests.worlds import DOES_EVERYTHING, SMALL, after, scenario, world

GOALS = {name: 0.0 for name in PRACTICES if name.startswith("goal_")}
PATIENT = DOES_EVERYTHING.replace({"other_direction": 0.0, "horizon": 3.0})
LEVER_NAMES = [lever.practice for lever in LEVERS]


def quarters(w: World, count: int) -> list[World]:
    """The world at the end of so many quarters, one after the other."""
    seen = []
    for _ in range(count):
        w = after(w, DAYS_A_QUARTER)
        seen.append(copy(w))
    return seen


def managed(practices: Practices, years: int = 3, **values: float) -> World:
    chosen = SMALL | {"executive_hours": 80} | values  # hours enough for whatever is asked
    return world(scenario(chosen, competition="duopoly"), 4, years=years, practices=practices)


def tried(w: World, firm: int = 0) -> dict[str, float]:
    """The levers that are being tried, and their values before."""
    f = w.firms[firm]
    trial = {f["trial_lever"]: f["trial_before"], f["trial_second"]: f["trial_second_before"]}
    return {LEVER_NAMES[lever]: before for lever, before in trial.items() if lever != NOBODY}
