"""The least that a day can cost: only its events, each with the draws that the model makes for it.

Written by hand and without the model's meaning: customers lie in calendars by the day of their next need and of their
next look around, so that idle ones cost nothing; a request is a few numbers in one queue, worked off in order by hours;
satisfaction moves. The draws are those of the same decisions at an ordinary firm, by the same generator, and each is
used, so that the compiler cannot leave it out. Staff draw daily for absence and weekly for quits, dismissals and ideas.
"""

from typing import NamedTuple

import numpy as np

from sim.model.compiled import behaviour, phase
from sim.model.draws import Stream, draw, geometric_gap, gumbel, normal
from sim.model.parameters import DAYS_A_MONTH, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.scenario import Scenario

RING = 512
"""Days, and weeks, that a calendar spans: who is due later is looked at once more when it comes round."""

NOBODY = -1

customer = np.dtype(
    [
        ("rate", "f4"),  # potential needs a day
        ("next_need", "i4"),  # day
        ("after_need", "i4"),  # who is next in the same day's list
        ("next_look", "i4"),  # week
        ("after_look", "i4"),
        ("satisfaction", "f4"),
        ("expectation", "f4"),
        ("served", "i4"),  # day
    ]
)
request = np.dtype(
    [("customer", "i4"), ("asked", "i4"), ("due", "i4"), ("effort", "f4"), ("luck", "i4"), ("rework", "i4")]
)


class Bare(NamedTuple):
    """All that the loop touches."""

    customers: np.ndarray
    needs: np.ndarray  # first customer of each day of the calendar
    looks: np.ndarray  # first customer of each week of the calendar
    queue: np.ndarray
    counts: np.ndarray  # day, begin of the queue, its end, requests asked, finished, looks
    seed: int
    employees: int
    managers: int
    thin: float  # potential needs that arise
    extra: float  # of them, out of scope
    effort: float  # standard hours
    spread: float
    urgent: float
    claim: float
    wrong: float
    notice: float
    faulty: float
    absence: float
    hours: float  # a day
    quits: float  # a week
    looks_a_week: float


DAY, BEGIN, END, ASKED, FINISHED, LOOKED = range(6)


def bare(scenario: Scenario, seed: int = 0) -> Bare:
    """The loop's state on the first morning of a monopoly."""
    p = scenario.constants()
    count = int(p["customers_per_firm"])
    luck = np.random.default_rng(seed)
    customers = np.zeros(count, customer)
    sigma = p["need_spread"]
    headroom = 2.0
    rates = p["need_rate"] / DAYS_A_MONTH * headroom * luck.lognormal(-sigma * sigma / 2.0, sigma, count)
    customers["rate"] = np.minimum(1.0, rates)
    customers["next_need"] = luck.geometric(customers["rate"]) - 1
    customers["satisfaction"] = p["satisfaction_set_point"]
    customers["expectation"] = p["expectation_start"]
    looks_a_week = 1.0 - np.exp(-p["consider_rate"] / WEEKS_A_YEAR)
    customers["next_look"] = luck.geometric(looks_a_week, count) - 1
    w = Bare(
        customers=customers,
        needs=np.full(RING, NOBODY),
        looks=np.full(RING, NOBODY),
        queue=np.zeros(max(1024, count), request),
        counts=np.zeros(6, np.int64),
        seed=seed,
        employees=int(p["employees_per_firm"]),
        managers=max(1, round(p["employees_per_firm"] / p["span_of_control"])),
        thin=1.0 / headroom,
        extra=p["extra_share"],
        effort=p["effort"],
        spread=p["effort_spread"],
        urgent=p["urgent_share"],
        claim=p["claim_share"],
        wrong=p["error_share"],
        notice=p["notice_share"],
        faulty=p["upstream_faults"],
        absence=p["absence"],
        hours=p["hours_per_day"],
        quits=p["base_quit_hazard"] / WEEKS_A_YEAR,
        looks_a_week=float(looks_a_week),
    )
    fill(w)
    return w


@phase
def fill(w):
    """Lay all customers in the calendars."""
    for row in range(len(w.customers)):
        expect_need(w, row)
        expect_look(w, row)


@behaviour
def expect_need(w, row):
    """Lay a customer in the list of the day of its next need."""
    place = w.customers[row].next_need % RING
    w.customers[row].after_need = w.needs[place]
    w.needs[place] = row


@behaviour
def expect_look(w, row):
    """Lay a customer in the list of the week of its next look around."""
    place = w.customers[row].next_look % RING
    w.customers[row].after_look = w.looks[place]
    w.looks[place] = row


@phase
def run_until(w, until):
    """Day after day until a day; returns the requests asked for so far."""
    while w.counts[DAY] < until:
        day = w.counts[DAY]
        ask(w, day)
        serve(w, day)
        if (day + 1) % WORKDAYS_A_WEEK == 0:
            end_week(w, day)
        w.counts[DAY] = day + 1
    return w.counts[ASKED]


@behaviour
def ask(w, day):
    """Those whose day it is ask, and expect their next need."""
    row = w.needs[day % RING]
    w.needs[day % RING] = NOBODY
    while row != NOBODY:
        c = w.customers[row]
        after = c.after_need
        if c.next_need <= day:
            c.next_need = day + geometric_gap(draw(w.seed, Stream.NEED, row, day), c.rate)
            if draw(w.seed, Stream.THIN, row, day) < w.thin:
                open_request(w, day, row, draw(w.seed, Stream.SCOPE, row, day) < w.extra, 0)
        expect_need(w, row)
        row = after


@behaviour
def open_request(w, day, row, extra, rework):
    """A request at the end of the queue, with all its luck until it lies on a desk."""
    place = w.counts[END] % len(w.queue)
    w.counts[END] += 1
    w.counts[ASKED] += 1
    r = w.queue[place]
    key = 32 * row + rework
    size = np.exp(w.spread * normal(w.seed, Stream.EFFORT, key, day) - w.spread * w.spread / 2.0)
    urgent = draw(w.seed, Stream.URGENCY, key, day) < w.urgent
    claimed = urgent or draw(w.seed, Stream.CLAIM, key, day) < w.claim
    luck = draw(w.seed, Stream.FAULT, key, day) < w.faulty
    luck += draw(w.seed, Stream.REPEAT, key, day) < w.faulty
    luck += draw(w.seed, Stream.SUPPLIED, key, day) < w.faulty
    luck += draw(w.seed, Stream.OVERFLOW, key, day) < w.faulty
    luck += draw(w.seed, Stream.CHECK, key, day) < w.urgent
    luck += draw(w.seed, Stream.ANSWER, key, day) < w.urgent
    r.customer = row
    r.asked = day
    r.due = day + (1 if urgent else 4)
    r.effort = w.effort * size
    r.luck = luck + claimed + extra
    r.rework = rework


@behaviour
def serve(w, day):
    """Who is there works the queue off, in order, until the hours run out; customers feel it."""
    left = 0.0
    for person in range(w.employees):
        left += w.hours * (draw(w.seed, Stream.ABSENCE, person, day) >= w.absence)
    for person in range(w.managers):
        left -= 0.01 * (draw(w.seed, Stream.INITIATIVE, person, day) < w.urgent)
    while w.counts[BEGIN] < w.counts[END]:
        r = w.queue[w.counts[BEGIN] % len(w.queue)]
        if r.effort > left:
            break
        left -= r.effort
        w.counts[BEGIN] += 1
        finish(w, day, r.customer, r.asked, r.due, r.luck, r.rework)


@behaviour
def finish(w, day, row, asked, due, luck, rework):
    """The luck of working on a request and of delivering it; the customer's satisfaction; perhaps rework."""
    w.counts[FINISHED] += 1
    key = 32 * row + rework
    luck += draw(w.seed, Stream.PICK, key, day) < w.urgent
    luck += draw(w.seed, Stream.QUESTION, key, asked) < w.urgent
    luck += draw(w.seed, Stream.DECISION, key, asked) < w.urgent
    luck += draw(w.seed, Stream.HELP, key, asked) < w.urgent
    wrong = draw(w.seed, Stream.CORRECT, key, asked) < w.wrong
    grade = draw(w.seed, Stream.GRADE, key, asked)
    c = w.customers[row]
    experience = 0.0 if wrong else (0.9 if day <= due else 0.5) + 0.1 * grade
    c.satisfaction += 0.1 * (experience - c.expectation + 0.001 * luck - 0.1 * (c.satisfaction - 0.7))
    c.expectation += 0.02 * (experience - c.expectation) * np.exp(-(day - c.served) / 260.0)
    c.served = day
    if wrong and rework < 31 and draw(w.seed, Stream.NOTICE, key, asked) < w.notice:
        open_request(w, day, row, False, rework + 1)


@behaviour
def end_week(w, day):
    """Staff stay or go, and those whose week it is look around among their firm and doing without."""
    gone = 0
    for person in range(w.employees):
        gone += draw(w.seed, Stream.QUIT, person, day) < w.quits
        gone += draw(w.seed, Stream.DISMISS, person, day) < 0.1 * w.quits
        gone += draw(w.seed, Stream.PROPOSE, person, day) < 0.1 * w.quits
    for person in range(w.managers):
        gone += draw(w.seed, Stream.QUIT, w.employees + person, day) < w.quits
    week = day // WORKDAYS_A_WEEK
    row = w.looks[week % RING]
    w.looks[week % RING] = NOBODY
    while row != NOBODY:
        c = w.customers[row]
        after = c.after_look
        if c.next_look <= week:
            c.next_look = week + geometric_gap(draw(w.seed, Stream.CONSIDER, row, day), w.looks_a_week)
            stays = 3.0 * c.satisfaction + gumbel(draw(w.seed, Stream.CHOICE, 2 * row, day))
            goes = gumbel(draw(w.seed, Stream.CHOICE, 2 * row + 1, day)) + 0.001 * gone
            c.satisfaction = c.satisfaction if stays > goes else 0.7
            w.counts[LOOKED] += 1
        expect_look(w, row)
        row = after
