"""Desks: what an employee has to do, as linked lists through `Request.following`, newest last."""

from sim.model.compiled import behaviour, real, whole
from sim.model.firms import history_carried
from sim.model.ledger import ledger
from sim.model.records import World
from sim.model.states import ASKED, CLEAR, CLOSED, DROPPED, NOBODY, PENDING, QUEUED, RAISED
from sim.model.tray import lay_in_tray


@behaviour
def lay_on_desk(w: World, row: int, seat: int, day: int) -> None:
    """Lay the request at the end of the employee's desk."""
    e = w.employees[seat]
    r = w.requests[row]
    r.employee = seat
    r.state = QUEUED
    r.following = NOBODY
    if whole(e.desk) == NOBODY:
        e.desk = row
    else:
        last = whole(e.desk)
        while whole(w.requests[last].following) != NOBODY:
            last = whole(w.requests[last].following)
        w.requests[last].following = row
    e.open_requests += 1
    # Kept up to date during triage, because the next request goes to the shortest desk.
    e.backlog += r.left
    if whole(r.labelled) == 1:
        e.urgent_requests += 1
    if whole(r.due) < day:
        e.overdue_requests += 1


@behaviour
def take_from_desk(w: World, row: int, seat: int) -> None:
    """Take the request off the employee's desk; `survey_desk` counts the desk anew afterwards."""
    e = w.employees[seat]
    after = whole(w.requests[row].following)
    if whole(e.desk) == row:
        e.desk = after
    else:
        before = whole(e.desk)
        while whole(w.requests[before].following) != row:
            before = whole(w.requests[before].following)
        w.requests[before].following = after
    w.requests[row].following = NOBODY


@behaviour
def survey_desk(w: World, day: int, seat: int) -> None:
    """Count what lies on a desk."""
    e = w.employees[seat]
    count, urgent, overdue, backlog = 0, 0, 0, 0.0
    row = whole(e.desk)
    while row != NOBODY:
        r = w.requests[row]
        count += 1
        backlog += real(r.left)
        if whole(r.labelled) == 1:
            urgent += 1
        if whole(r.due) < day:
            overdue += 1
        row = whole(r.following)
    e.open_requests = count
    e.urgent_requests = urgent
    e.overdue_requests = overdue
    e.backlog = backlog


@behaviour
def hand_on(w: World, day: int, seat: int) -> None:
    """Lay a leaver's desk back in the manager's tray.

    Of what was done, a request keeps what the firm's data carry, and is begun anew for the rest.
    """
    e = w.employees[seat]
    firm = whole(w.managers[whole(e.team)].firm)
    carried = history_carried(w, firm)
    row = whole(e.desk)
    while row != NOBODY:
        r = w.requests[row]
        after = whole(r.following)
        if whole(r.state) == DROPPED:
            r.state = CLOSED
        else:
            r.left = r.effort - carried * (r.effort - r.left)
            r.employee = NOBODY
            r.state = ASKED
            # Who asked is gone, and whoever begins it next may not know either.
            if whole(r.question) == RAISED or whole(r.question) == PENDING:
                r.question = CLEAR
                r.undecided = 0
            lay_in_tray(w, row, whole(e.team))
            ledger(w, day, firm).handed_on += 1
        row = after
    e.desk = NOBODY
    e.to_ask = 0
