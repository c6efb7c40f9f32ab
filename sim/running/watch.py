"""Watching a run: who was there, what they did each week and how they left.

The world is stepped week by week as any run is, and only read in between: no bit of the run changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from sim.errors import InputError
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import DISMISSED, INSOLVENT, LAID_OFF, NOBODY, QUITS, STAYS
from sim.policies import Policy
from sim.running.addresses import origin, point_key
from sim.running.course import begin, follow, warmed_up
from sim.running.run import Run, finished

MONTH_WEEKS = 4
"""Weeks between two snapshots of employees: thirteen months a year, because people change by the week."""

PROMOTED = INSOLVENT + 1
WAYS = {
    QUITS: "quit",
    DISMISSED: "dismissed",
    LAID_OFF: "laid off",
    INSOLVENT: "insolvent",
    PROMOTED: "promoted",
}
"""How somebody stops being an employee, by its code."""

DONE = ("busy_hours", "present_hours", "finished", "right", "pressure_sum", "present_days")
"""What an employee keeps of the week, summed by the model: read at the week's end."""

FELT = ("satisfaction", "clarity", "strain", "hazard")
REMEMBERED = "quality"
"""Where a customer remembers what services by the present firm were like, in a model in which customers do."""
BOUGHT = ("firm", "since", "served", "satisfaction", "expectation", "paid", "problem")

person_week = np.dtype(
    [("week", "i4"), ("firm", "i4"), ("employee", "i8"), ("hired", "i8"), ("left", "i4")]
    + [(name, "f8") for name in DONE]
)
"""One employee's week: weeks count from 0, the first under the policy. `left` is how the week ended for them."""

person = np.dtype(
    [("week", "i4"), ("firm", "i4"), ("employee", "i8"), ("team", "i8"), ("hired", "i8")]
    + [(name, "f8") for name in FELT]
)
"""One employee at the end of week `week`, counted from 1; 0 is the morning on which the policy begins."""

buyer = np.dtype(
    [("week", "i4"), ("customer", "i4"), ("experience", "f8")] + [(name, "f8") for name in BOUGHT]
)
"""One customer at the end of week `week`, whoever serves them."""


@dataclass(frozen=True)
class Watched:
    """One run, and the persons in it."""

    run: Run
    start: int  # day on which the policy begins
    weeks: np.ndarray = field(repr=False)  # of person_week
    people: np.ndarray = field(repr=False)  # of person, a snapshot every MONTH_WEEKS
    buyers: np.ndarray = field(repr=False)  # of buyer, a snapshot a year
    trading: np.ndarray = field(repr=False)  # [year, firm]: whether it traded at each snapshot of customers
    problems: int  # customers' weeks with a problem
    voiced: int  # of them, those with a complaint
    escalated: int  # complaints that went to an executive


def watch(scenario: Scenario, policy: Policy, seed: int, replication: int, years: int) -> Watched:
    """One run as managed, and everybody who worked or bought in its market."""
    w = begin(warmed_up(scenario, seed, replication, years), policy, "as_managed")
    start = int(w.market["start"][0])
    _check_fields(w)
    weeks, people, buyers, trading = [], [_people(w, 0)], [_buyers(w, 0)], [w.firms["trading"] == 1]
    problems = voiced = 0
    for week in range(years * WEEKS_A_YEAR):
        seats = _seats(w)
        w = follow(w, policy, "as_managed", start + (week + 1) * WORKDAYS_A_WEEK, scenario)
        weeks.append(_week(w, week, seats))
        troubled, said = _complaints(w)
        problems, voiced = problems + troubled, voiced + said
        if (week + 1) % MONTH_WEEKS == 0:
            people.append(_people(w, week + 1))
        if (week + 1) % WEEKS_A_YEAR == 0:
            buyers.append(_buyers(w, week + 1))
            trading.append(w.firms["trading"] == 1)
    point = point_key(scenario, policy, "as_managed", seed, years)
    return Watched(
        run=finished(w, origin(scenario, policy, "as_managed", seed, years, point), replication),
        start=start,
        weeks=np.concatenate(weeks),
        people=np.concatenate(people),
        buyers=np.concatenate(buyers),
        trading=np.array(trading),
        problems=problems,
        voiced=voiced,
        escalated=int(w.weeks["escalations"][start // WORKDAYS_A_WEEK :].sum()),
    )


def _check_fields(w: World) -> None:
    """Refuse a model that lacks a field which is read here, by name."""
    wanted = {
        "employee": (w.employees, ("id", "team", "hired", "gone", "gone_how", *DONE, *FELT)),
        "customer": (w.customers, ("complained", "voiced", *BOUGHT)),
    }
    for kind, (array, names) in wanted.items():
        lacking = [name for name in names if name not in (array.dtype.names or ())]
        if lacking:
            raise InputError(
                f"a panel reads {', '.join(lacking)} of each {kind}, which the model does not have"
            )


def _seats(w: World) -> np.ndarray:
    """The taken seats as rows of firm, place within the firm, identity and day of hiring.

    By place, because rows of seats move when the array grows, and places within a firm do not.
    """
    return np.array(
        [
            (firm, row - first, int(w.employees["id"][row]), int(w.employees["hired"][row]))
            for firm, first, end in _ranges(w)
            for row in range(first, end)
            if w.employees["id"][row] != NOBODY
        ],
        np.int64,
    ).reshape(-1, 4)


def _ranges(w: World) -> Iterator[tuple[int, int, int]]:
    """Each firm with its rows of employees."""
    for firm, (first, end) in enumerate(zip(w.firms["seat_first"], w.firms["seat_end"], strict=True)):
        yield firm, int(first), int(end)


def _week(w: World, week: int, seats: np.ndarray) -> np.ndarray:
    """The week of everybody who sat there on its first morning: leavers too, and who took their seat does not count."""
    firm, place, identity, hired = seats.T
    e = w.employees[w.firms["seat_first"][firm] + place]
    found = np.zeros(len(seats), person_week)
    found["week"], found["firm"], found["employee"], found["hired"] = week, firm, identity, hired
    for name in DONE:
        found[name] = e[name]
    gone = e["id"] != identity
    found["left"] = np.where(gone, e["gone_how"], STAYS)
    lost = gone & (e["gone"] != identity)
    if lost.any():
        raise RuntimeError(f"employees {identity[lost]} left in week {week}, and no seat says how")
    # A seat knows how its holder decided; layoffs, promotions and failures are decided by others.
    unknown = gone & (found["left"] == STAYS)
    promoted = np.isin(identity, w.managers["id"])
    failed = w.firms["trading"][firm] == 0
    why = np.where(promoted, PROMOTED, np.where(failed, INSOLVENT, LAID_OFF))
    found["left"][unknown] = why[unknown]
    return found


def _people(w: World, week: int) -> np.ndarray:
    """Every employee as they are now."""
    e = w.employees[w.employees["id"] != NOBODY]
    found = np.zeros(len(e), person)
    found["week"], found["employee"], found["team"] = week, e["id"], e["team"]
    found["firm"], found["hired"] = w.managers["firm"][e["team"]], e["hired"]
    for name in FELT:
        found[name] = e[name]
    return found


def _buyers(w: World, week: int) -> np.ndarray:
    """Every customer as they are now; experience where they remember it."""
    found = np.zeros(len(w.customers), buyer)
    found["week"], found["customer"] = week, np.arange(len(w.customers))
    for name in BOUGHT:
        found[name] = w.customers[name]
    remembers = REMEMBERED in (w.customers.dtype.names or ())
    found["experience"] = w.customers[REMEMBERED] if remembers else np.nan
    return found


def _complaints(w: World) -> tuple[int, int]:
    """Customers with a problem this week, and those of them who complained this week."""
    c, today = w.customers, int(w.market["day"][0])
    monday = today - WORKDAYS_A_WEEK
    troubled = c["problem"] >= monday
    # Whoever left in the same week keeps of the complaint only that there was one in the past quarter.
    said = (c["complained"] >= monday) | ((c["since"] >= monday) & (c["voiced"] == 1))
    return int(troubled.sum()), int((troubled & said).sum())
