"""post_inside: what a firm's own people and its executive want of managers becomes requests in the same trays.

As `post`, this is nobody's decision. Whoever wants something has said so before: employees yesterday at work,
executives and conversations by the week.
"""

import math

from sim.model.compiled import behaviour, phase, whole
from sim.model.conduct import improvement_now
from sim.model.draws import Stream, draw
from sim.model.firms import talks_meant
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.states import (
    APPROVAL,
    ESCALATION,
    IDEA,
    INITIATIVE,
    NOBODY,
    PENDING,
    PLEA,
    QUESTION,
    RAISED,
    REPORT,
    SUPPORT,
    TALK,
)
from sim.model.tray import lay_before_executive, lay_in_tray, new_request


@phase
def inside_waiting(w: World) -> int:
    """How many requests from inside may be about to be posted, at most."""
    waiting = 0
    for seat in range(len(w.employees)):
        e = w.employees[seat]
        if whole(e.id) != NOBODY:
            # A conversation, an abusive customer, and what was asked and proposed.
            waiting += 2 + whole(e.to_ask) + whole(e.to_propose)
    # A report, an initiative, a plea and an escalation.
    return waiting + 4 * len(w.managers)


@phase
def post_inside(w: World, day: int) -> None:
    """Post what executives, managers and employees want, in the order of rows."""
    # Reports, initiatives and talks are planned by the week; questions and support come up any day.
    monday = day % WORKDAYS_A_WEEK == 0
    for team in range(len(w.managers)):
        if whole(w.managers[team].id) != NOBODY:
            if monday:
                post_downwards(w, day, team)
            post_upwards(w, day, team)
    for seat in range(len(w.employees)):
        if whole(w.employees[seat].id) != NOBODY:
            post_of_employee(w, day, seat)
            if monday:
                post_talk(w, day, seat)


@behaviour
def open_inside(w: World, day: int, channel: int, team: int, seat: int, patience: int) -> int:
    """Open a request from inside; the day on which it was wanted counts as the first of its patience."""
    row = new_request(w, day, channel, whole(w.managers[team].firm), team, day + patience - 1)
    if seat != NOBODY:
        # By identity, not by seat: an answer is for whoever asked, not for a successor in the seat (answers).
        w.requests[row].key = w.employees[seat].id
        w.requests[row].employee = seat
    return row


@behaviour
def post_downwards(w: World, day: int, team: int) -> None:
    """Post the week's report, and perhaps an initiative: the more of them the more is exhorted and improved."""
    m = w.market[0]
    firm = whole(w.managers[team].firm)
    f = w.firms[firm]
    # It waits a week at most, because then the next report replaces it.
    lay_in_tray(w, open_inside(w, day, REPORT, team, NOBODY, WORKDAYS_A_WEEK), team)
    # The price of exhorting and improving: both take managers' hours from customers and team.
    rate = m.initiatives_exhorted * f.exhortation + m.initiatives_improving * improvement_now(w, firm)
    chance = gated(w, Mechanism.INITIATIVES, 1.0 - math.exp(-rate), 0.0)
    if draw(m.seed, Stream.INITIATIVE, team, day) < chance:
        # If it waits for too long it is overtaken, and what it was to improve stalls (improve).
        lay_in_tray(w, open_inside(w, day, INITIATIVE, team, NOBODY, whole(m.idea_patience)), team)
        ledger(w, day, firm).initiatives += 1


@behaviour
def post_upwards(w: World, day: int, team: int) -> None:
    """Post what the manager wants of the executive: staff, and somebody to handle a complaint."""
    g = w.managers[team]
    firm = whole(g.firm)
    if whole(g.to_escalate) != NOBODY:
        row = open_inside(w, day, ESCALATION, team, NOBODY, whole(w.market[0].plea_patience))
        w.requests[row].customer = g.to_escalate
        lay_before_executive(w, row, firm)
        ledger(w, day, firm).escalations += 1
        g.to_escalate = NOBODY
    if whole(g.pleads) == 1:
        row = open_inside(w, day, PLEA, team, NOBODY, whole(w.market[0].plea_patience))
        # By identity: what is granted to a predecessor does not recognise the successor (staff.grant).
        w.requests[row].key = g.id
        lay_before_executive(w, row, firm)
        ledger(w, day, firm).pleas += 1
        g.pleads = 0


@behaviour
def post_of_employee(w: World, day: int, seat: int) -> None:
    """Post what an employee asked, met or thought of since the last time."""
    m = w.market[0]
    e = w.employees[seat]
    team = whole(e.team)
    if whole(e.to_ask) > 0:
        about = whole(e.desk)
        while about != NOBODY:
            r = w.requests[about]
            if whole(r.question) == RAISED:
                # Both take a manager's time alike; answers make for clarity, leave makes for autonomy (answers).
                kind = APPROVAL if whole(r.undecided) == 1 else QUESTION
                r.question = PENDING
                row = open_inside(w, day, kind, team, seat, whole(m.question_patience))
                # So that the question lapses with the request that it is about (post.lapses).
                w.requests[row].about = about
                lay_in_tray(w, row, team)
            about = whole(w.requests[about].following)
        e.to_ask = 0
    if whole(e.to_back) != NOBODY:
        row = open_inside(w, day, SUPPORT, team, seat, whole(m.support_patience))
        w.requests[row].customer = e.to_back
        lay_in_tray(w, row, team)
        e.to_back = NOBODY
    while whole(e.to_propose) > 0:
        lay_in_tray(w, open_inside(w, day, IDEA, team, seat, whole(m.idea_patience)), team)
        e.to_propose -= 1


@behaviour
def post_talk(w: World, day: int, seat: int) -> None:
    """Post this week's conversation with an employee, as often as the firm's practice wants them."""
    m = w.market[0]
    e = w.employees[seat]
    firm = whole(w.managers[whole(e.team)].firm)
    if draw(m.seed, Stream.TALK, whole(e.id), day) < talks_meant(w, firm):
        lay_in_tray(w, open_inside(w, day, TALK, whole(e.team), seat, WORKDAYS_A_WEEK), whole(e.team))
        # A conversation that is meant and not held is a need that was not heard.
        e.needs += 1.0
        ledger(w, day, firm).needs += 1
