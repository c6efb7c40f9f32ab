"""The calendar: the model at a glance. Each beat is a list of phases; each phase one sentence.

One tick is a working day: 5 a week, 65 a quarter, 260 a year.

`DAY`, `WEEK`, `QUARTER` and `CLOSE` are what agents go through; `advance` is the same in compiled code. The market
itself does what is nobody's decision: it posts requests, writes weeks down, closes and opens firms.

The order within a beat is the model's causality: whoever comes later sees what earlier ones did today, and nobody
within one phase sees what another did in it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from sim.model.compiled import phase, whole
from sim.model.parameters import DAYS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.phases.account import account, begin_week, note
from sim.model.phases.ask import ask
from sim.model.phases.audit import audit
from sim.model.phases.brief import brief
from sim.model.phases.choose import choose
from sim.model.phases.deliver import deliver
from sim.model.phases.enter import enter
from sim.model.phases.feel import feel
from sim.model.phases.improve import improve
from sim.model.phases.leave import leave
from sim.model.phases.post import asks_waiting, free_closed, post
from sim.model.phases.post_inside import inside_waiting, post_inside
from sim.model.phases.quit import quit_employees, quit_managers
from sim.model.phases.remind import remind
from sim.model.phases.staff import hire, plan, seats_short
from sim.model.phases.steer import steer
from sim.model.phases.supply import drift, supply
from sim.model.phases.talk import hearsay, talk
from sim.model.phases.triage import triage
from sim.model.phases.wear import wear_employees, wear_managers
from sim.model.phases.work import work
from sim.model.records import World


class Turn(NamedTuple):
    """One line of the calendar: whose turn it is, what they do, and the phase in which they do it."""

    who: str
    does: str
    phase: Callable[..., Any]


Beat = tuple[Turn, ...]

DAY: Beat = (
    Turn("market", does="customers are reminded of what comes up today", phase=remind),
    Turn("customers", does="customers whose need comes up ask their firm", phase=ask),
    Turn("market", does="customers' asks become requests and lie in the managers' trays", phase=post),
    Turn(
        "market",
        does="what a firm's own people and its executive want lies in the same trays",
        phase=post_inside,
    ),
    Turn(
        "managers",
        does="managers take in, negotiate, label, assign and answer, in the order of the practice, for a day's hours",
        phase=triage,
    ),
    Turn(
        "employees", does="employees work on their desks, under pressure, with or without clarity", phase=work
    ),
    Turn("market", does="finished requests go back to the customers; firms are paid", phase=deliver),
    Turn("customers", does="customers take in what they got, pay, come back or complain", phase=feel),
)
WEEK: Beat = (
    Turn(
        "managers", does="managers see what their labels told, and what the team sees of helping", phase=brief
    ),
    Turn(
        "employees",
        does="the week, and what the manager was there for, become clarity, skill, strain and satisfaction",
        phase=wear_employees,
    ),
    Turn("managers", does="the same for managers, by the same rules", phase=wear_managers),
    Turn("employees", does="employees stay, quit or are dismissed", phase=quit_employees),
    Turn("managers", does="managers stay or quit", phase=quit_managers),
    Turn("executives", does="leavers are gone, their work is handed on, managers are succeeded", phase=leave),
    Turn(
        "executives", does="executives hear pleas, forecast the work and set the number of staff", phase=plan
    ),
    Turn("executives", does="executives lay off and hire", phase=hire),
    Turn("market", does="what present and recent customers say goes round", phase=hearsay),
    Turn("executives", does="what customers say becomes reputation, and a survey asks them", phase=talk),
    Turn(
        "customers",
        does="customers who have a reason or an occasion stay, switch or do without",
        phase=choose,
    ),
    Turn("executives", does="improvement moves friction, causes upstream, product and vision", phase=improve),
    Turn("executives", does="suppliers deliver or fail", phase=supply),
    Turn("executives", does="firms pay wages and keep their books", phase=account),
    Turn("market", does="what customers need and say moves on", phase=drift),
)
QUARTER: Beat = (
    Turn("executives", does="executives hear, judge what they tried, and try something else", phase=steer),
    Turn("regulator", does="firms are audited and weigh the law; rivals fix prices, or not", phase=audit),
    Turn("market", does="firms fail and, where entry is free, open", phase=enter),
)
CLOSE: Beat = (Turn("market", does="last of all, the week is written down", phase=note),)

RUNNING, REQUESTS_SHORT, SEATS_SHORT = 0, 1, 2
"""Why `advance` returned: the time is up, or an array has to grow first."""

MORNING, POSTED, PLANNED = 0, 1, 2
"""Market.stage: how far the day has come, for the case that an array runs out of rows."""


@phase
def advance(w: World, until: int) -> int:
    """Run day after day until the day `until`, or until an array is too small; then grow it and call again."""
    m = w.market[0]
    first = whole(0)  # as typed from Python: a literal 0 would compile every phase a second time
    customers, managers, employees, firms = len(w.customers), len(w.managers), len(w.employees), len(w.firms)
    while int(m.day) < until:
        day = int(m.day)
        last_of_week = (day + 1) % WORKDAYS_A_WEEK == 0
        if int(m.stage) == MORNING:
            if day % WORKDAYS_A_WEEK == 0:
                begin_week(w)
            remind(w, day)
            ask(w, day, first, customers)
            free_closed(w, day)
            m.stage = POSTED
        if int(m.stage) == POSTED:
            if asks_waiting(w) + inside_waiting(w) > int(m.free_requests):
                return REQUESTS_SHORT
            post(w, day)
            post_inside(w, day)
            triage(w, day, first, managers)
            work(w, day, first, employees)
            deliver(w, day)
            feel(w, day, first, customers)
            if last_of_week:
                brief(w, day, first, managers)
                wear_employees(w, day, first, employees)
                wear_managers(w, day, first, managers)
                quit_employees(w, day, first, employees)
                quit_managers(w, day, first, managers)
                leave(w, day, first, firms)
                plan(w, day, first, firms)
            m.stage = PLANNED
        if last_of_week:
            if seats_short(w):
                return SEATS_SHORT
            hire(w, day, first, firms)
            hearsay(w, day)
            talk(w, day, first, firms)
            choose(w, day, first, customers)
            improve(w, day, first, firms)
            supply(w, day, first, firms)
            account(w, day, first, firms)
            drift(w, day)
            if (day + 1) % DAYS_A_QUARTER == 0:
                steer(w, day, first, firms)
                audit(w, day)
                enter(w, day)
            note(w, day)
        m.stage = MORNING
        m.day = day + 1
    return RUNNING
