"""A sample of the focal firm's requests, each followed from its ask to its end; and the week's count of all of them.

A request's row is only used again on the day after it was closed (sim.model.phases.post), so whoever looks at the
world every evening sees each request on every day of its life, and how it ended. Two things do not show in the
evening and are left out: the desk of a request that a leaver got and handed on within one day, and the order of events
within a day, which is that of the calendar for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from operator import itemgetter
from typing import TypeVar

import numpy as np

from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.states import ASKED, CLOSED, DROPPED, HELD, INSIDE, NOBODY, QUEUED, UPWARDS
from sim.model.world import FOCAL

Item = TypeVar("Item")

FOLLOWED, MOST_A_DAY = 5000, 8
"""Requests followed in a run, at most, and of a day: so a file is equally large for a firm and a run of any size."""
MOST_HOPS = 7
"""Moves of a request that are noted: all but those of what was handed on more than three times."""
LONGEST = 2**15 - 1  # days that fit the arrays


class End(IntEnum):
    """What became of a request."""

    OPEN = 0  # in hand when the run ended
    DONE = 1  # delivered to the customer, or answered
    LATE = 2  # delivered after its due day
    DECLINED = 3
    GIVEN_UP = 4  # taken back by the customer, left by one who went, or no longer worth an answer


@dataclass(frozen=True)
class Requests:
    """Requests that were followed, in the order of their asks, and how many there were of all, week by week.

    Followed are, of each day's asks by customers who are shown as dots, and by employees, so many as `followed_a_day`:
    where there are more, an evenly spread part of them in the order of customers and of employees. What executives and
    managers ask of each other is not followed. Days count from the policies' beginning.

    A hop is a move between tray and desk: to the desk `hop_desk`, or with NOBODY back to the tray, `hop_days` after
    the ask.
    """

    day: np.ndarray  # of the ask, int16
    asker: np.ndarray  # place of the customer's dot, or of the employee's seat, int16
    inside: np.ndarray  # 1 if an employee asked, uint8
    team: np.ndarray  # in whose manager's tray it lay, int16
    urgent: np.ndarray  # 1 if the manager labelled it urgent, uint8
    end: np.ndarray  # of End, uint8
    days: np.ndarray  # from ask to end, int16; of those open, to the run's end
    hops: np.ndarray  # how many of those below are this request's, uint8
    hop_days: np.ndarray  # int16
    hop_desk: np.ndarray  # place of the seat, int16


@dataclass
class _Trip:
    day: int
    asker: int
    inside: bool
    team: int
    urgent: bool = False
    end: End = End.OPEN
    days: int = 0
    hops: list[tuple[int, int]] = field(default_factory=list)

    def desk(self) -> int:
        """Where it lies: the place of a seat, or NOBODY for the tray."""
        return self.hops[-1][1] if self.hops else NOBODY

    def move(self, desk: int, day: int) -> None:
        """Note that it has moved, if it has."""
        if desk != self.desk() and len(self.hops) < MOST_HOPS:
            self.hops.append((day - self.day, desk))


Found = tuple[int, int, _Trip]
"""A request of today that may be followed: who asked, in its row, and how it begins."""


class Follower:
    """Follows requests by looking at the world every evening; it changes nothing in it."""

    def __init__(self, w: World, weeks: int):
        self._start = int(w.market["start"][0])
        self._a_day = followed_a_day(weeks)
        self._trips: list[_Trip] = []
        self._in_hand: dict[int, _Trip] = {}  # by row
        self._seats = np.empty(0, np.int64)
        self._own = [_own_flows(w)]

    def morning(self, w: World) -> None:
        """Remember who sits where: whose desk it was today, should they leave tonight."""
        self._seats = w.employees["id"][int(w.firms["seat_first"][FOCAL]) :].copy()

    def evening(self, w: World, dots: dict[int, int], seats: dict[int, int]) -> None:
        """Note what happened today. `dots` and `seats`: places of customers by row, and of employees by identity."""
        today = int(w.market["day"][0]) - 1
        for row, trip in self._new(w, today, dots, seats):
            self._in_hand[row] = trip
            self._trips.append(trip)
        for row, trip in list(self._in_hand.items()):
            self._advance(w, today, row, trip, seats)
            if trip.end != End.OPEN:
                del self._in_hand[row]

    def week(self, w: World) -> None:
        """Count what employees asked so far, and what became of it."""
        self._own.append(_own_flows(w))

    def _new(
        self, w: World, today: int, dots: dict[int, int], seats: dict[int, int]
    ) -> list[tuple[int, _Trip]]:
        r = w.requests
        first_team = int(w.firms["team_first"][FOCAL])
        todays = np.flatnonzero((r["asked"] == today) & (r["firm"] == FOCAL) & (r["channel"] < UPWARDS))
        found: dict[str, list[Found]] = {"customers": [], "people": []}
        for row in todays.tolist():
            inside = bool(r["channel"][row] >= INSIDE)
            # Identities, not rows of requests, order the choice: rows differ between runs whose arrays grew.
            key = int(r["key"][row])
            place = seats.get(key) if inside else dots.get(int(r["customer"][row]))
            if place is not None:
                trip = _Trip(today - self._start, place, inside, int(r["team"][row]) - first_team)
                found["people" if inside else "customers"].append((key, row, trip))
        chosen = [
            one
            for who, most in self._a_day.items()
            for one in spread(sorted(found[who], key=itemgetter(0, 1)), most)
        ]
        return [(row, trip) for _, row, trip in chosen]

    def _advance(self, w: World, today: int, row: int, trip: _Trip, seats: dict[int, int]) -> None:
        r = w.requests[row]
        state, day = int(r["state"]), today - self._start
        trip.days = min(LONGEST, day - trip.day)
        trip.urgent = bool(r["labelled"])
        # Closed on an earlier day: it was finished, waited for a supplier, and then nobody waited for it.
        over = state == DROPPED or (state == CLOSED and int(r["closed"]) != today)
        if over:
            trip.end = End.GIVEN_UP
            return
        if state == ASKED:
            trip.move(NOBODY, day)
        elif not trip.inside and int(r["employee"]) != NOBODY:
            seat = int(r["employee"]) - int(w.firms["seat_first"][FOCAL])
            # Where the firm has failed, the desk belongs to nobody: the request stays where it lay.
            trip.move(seats.get(int(self._seats[seat]), trip.desk()), day)
        if state not in (ASKED, QUEUED, HELD):
            trip.end = _ended(r, trip.inside)

    def followed(self) -> Requests:
        """The requests that were followed."""
        trips = self._trips
        return Requests(
            day=np.array([trip.day for trip in trips], np.int16),
            asker=np.array([trip.asker for trip in trips], np.int16),
            inside=np.array([trip.inside for trip in trips], np.uint8),
            team=np.array([trip.team for trip in trips], np.int16),
            urgent=np.array([trip.urgent for trip in trips], np.uint8),
            end=np.array([trip.end for trip in trips], np.uint8),
            days=np.array([trip.days for trip in trips], np.int16),
            hops=np.array([len(trip.hops) for trip in trips], np.uint8),
            hop_days=np.array([days for trip in trips for days, _ in trip.hops], np.int16),
            hop_desk=np.array([desk for trip in trips for _, desk in trip.hops], np.int16),
        )

    def own(self) -> dict[str, np.ndarray]:
        """What employees asked of managers in each week, and what became of it, int32 (weeks,)."""
        so_far = np.array(self._own)
        asked, answered, lapsed = np.diff(so_far, axis=0).T
        waiting = (so_far[1:, 0] - so_far[1:, 1] - so_far[1:, 2]).astype(np.int32)
        counts = {"own_asked": asked, "own_answered": answered, "own_lapsed": lapsed, "own_waiting": waiting}
        return {name: values.astype(np.int32) for name, values in counts.items()}


def followed_a_day(weeks: int) -> dict[str, int]:
    """How many requests of customers and of employees are followed of those that a day of a run brings."""
    both = max(2, min(MOST_A_DAY, FOLLOWED // (WORKDAYS_A_WEEK * weeks)))
    people = max(1, both // 4)
    return {"customers": both - people, "people": people}


def asked_of_customers(notes: np.ndarray) -> dict[str, np.ndarray]:
    """What customers asked in each week, and what became of it, int32 (weeks,): from the ledger, of all requests."""
    names = {
        "asked": "opened",
        "declined": "declined",
        "done": "delivered",
        "late": "late",
        "given_up": "dropped",
        "waiting": "open_requests",
    }
    return {name: notes[field].astype(np.int32) for name, field in names.items()}


def spread(items: Sequence[Item], most: int) -> list[Item]:
    """All items, or so many of them as `most`, evenly spread."""
    if len(items) <= most:
        return list(items)
    return [items[nth * len(items) // most] for nth in range(most)]


def _ended(r: np.void, inside: bool) -> End:
    if inside:
        return End.DONE
    if not r["accepted"]:
        return End.DECLINED
    return End.LATE if int(r["closed"]) > int(r["due"]) else End.DONE


def _own_flows(w: World) -> tuple[int, int, int]:
    """What employees asked since the first day, what was answered, and what lapsed."""
    flows = w.flows[FOCAL, INSIDE:UPWARDS]
    return int(flows["opened"].sum()), int(flows["served"].sum()), int(flows["dropped"].sum())
