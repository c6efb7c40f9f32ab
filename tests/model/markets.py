"""Markets drawn from everything that may be set, plausible and far beyond it; and their days, phase by phase."""

import inspect
from collections.abc import Callable
from math import log

import numpy as np

from sim.design.plausible import ranges
from sim.model.calendar import CLOSE, DAY, QUARTER, WEEK, Beat
from sim.model.mechanisms import MECHANISMS
from sim.model.parameters import DAYS_A_QUARTER, SECTIONS, WORKDAYS_A_WEEK
from sim.model.phases.account import begin_week
from sim.model.phases.ask import ask
from sim.model.phases.post import asks_waiting, free_closed
from sim.model.phases.post_inside import inside_waiting
from sim.model.phases.staff import hire, seats_short
from sim.model.practices import PRACTICES, Practices
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.world import grow_requests, grow_seats
from tests.worlds import RANGE, UNIT, scenario, world

COMPETITION = ("monopoly", "duopoly", "rivalry", "contestable")
WEIGHTS = ("weight_timely", "weight_correct", "weight_easy", "weight_care", "weight_price")
WHOLE = {name for name, (section, _) in UNIT.items() if SECTIONS[section].specification(name)["whole"]}
PLAUSIBLE = {name.partition(".")[2]: span for name, span in ranges(scenario()).items()}
"""Name of a quantity to what is plausible of it."""

Luck = np.random.Generator


def anywhere(luck: Luck, low: float, high: float) -> float:
    """A number from low to high: at an end, evenly, or evenly by its logarithm, so that small ones are there too."""
    how = luck.integers(4)
    if how == 0:
        return float(luck.choice((low, high)))
    if how == 1 and low >= 0.0:
        least = max(low, 1e-6 * high)
        return float(np.exp(luck.uniform(log(least), log(high))))
    return float(luck.uniform(low, high))


def drawn(luck: Luck) -> tuple[Scenario, Practices]:
    """A small market and practices: most quantities plausible, and none, some or nearly all anywhere allowed."""
    beyond = luck.choice((0.0, 0.05, 0.3, 0.9))
    values = {
        name: anywhere(luck, *span)
        if luck.random() < beyond
        else float(luck.uniform(*PLAUSIBLE.get(name, span)))
        for name, span in RANGE.items()
        if name in PLAUSIBLE or luck.random() < beyond
    }
    values |= {
        "customers_per_firm": float(luck.integers(1, 120)),
        "employees_per_firm": float(luck.integers(1, 7)),
        "span_of_control": float(luck.integers(1, 5)),
        "warm_up": 1.0,
        "years": 1.0,
    }
    urgent, due = sorted(float(round(anywhere(luck, *RANGE["due_days"]))) for _ in range(2))
    values |= {"due_days": due, "urgent_due_days": urgent}
    if not any(values.get(name, 1.0) for name in WEIGHTS):
        values["weight_timely"] = 1.0
    values = {name: float(round(value)) if name in WHOLE else value for name, value in values.items()}
    competition = str(luck.choice(COMPETITION))
    switched = luck.permutation(list(MECHANISMS))[: luck.integers(0, 4)].tolist()
    market = scenario(
        values,
        competition=competition,
        **({"rivals": int(luck.integers(1, 4))} if competition in ("rivalry", "contestable") else {}),
        without=switched[::2],
        frozen=switched[1::2],
    )
    practices = {
        name: anywhere(luck, spec["low"], spec["high"])
        for name, spec in PRACTICES.items()
        if luck.random() < 0.5
    }
    return market, Practices(**practices)


def drawn_world(number: int) -> World:
    """The world of that number: a market's first day, every firm managed as drawn."""
    luck = np.random.default_rng(number)
    market, practices = drawn(luck)
    return world(market, seed=number, practices=practices, spare_requests=int(luck.choice((1, 64))))


# ------------------------------------------------------------------------------ by phase

ROWS = {"customers": "customers", "managers": "managers", "employees": "employees", "executives": "firms"}
"""Whose turn it is to the array of its agents."""


def by_phase(w: World, days: int, look: Callable[[World, str], None]) -> World:
    """The world so many days later, as `advance` runs them; `look` sees it after every phase, with the phase's name."""
    for _ in range(days):
        day = int(w.market["day"][0])
        ends = [
            beat
            for beat, last in ((WEEK, WORKDAYS_A_WEEK), (QUARTER, DAYS_A_QUARTER))
            if (day + 1) % last == 0
        ]
        if day % WORKDAYS_A_WEEK == 0:
            begin_week(w)
        beats: list[Beat] = [DAY, *ends, *([CLOSE] if ends else [])]
        for turn in (turn for beat in beats for turn in beat):
            if turn.phase is hire and seats_short(w):
                w = grow_seats(w)
            rows = len(getattr(w, ROWS[turn.who])) if turn.who in ROWS else 0
            whole = len(inspect.signature(turn.phase).parameters) == 2
            turn.phase(w, day) if whole else turn.phase(w, day, 0, rows)
            if turn.phase is ask:
                free_closed(w, day)
                while asks_waiting(w) + inside_waiting(w) > int(w.market["free_requests"][0]):
                    w = grow_requests(w)
            look(w, turn.phase.__name__)
        w.market["day"] = day + 1
    return w


MAY_BE_NEGATIVE = {
    "managers": {"label_value", "talent"},
    "employees": {"match", "pressure", "pressure_sum", "talent", "resilience"},
    "firms": {
        *("happened", "trial_heard", "trial_before", "trial_second_before"),
        *PRACTICES,
        *(
            "practices",
            "cash",
            "product",
            "identity",
            "capability",
            "besides",
            "unspent",
            "evidence",
            "heard",
            "heard_before",
        ),
    },
    "weeks": {
        "week",
        "programme_cost",
        "pressure_sum",
        "label_value_sum",
        "product",
        "identity",
        "cash",
        "capability",
    },
}
"""What is no stock: differences, places on a line, and money that may be owed."""
