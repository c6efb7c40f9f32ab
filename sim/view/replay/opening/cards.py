"""The cards of the first scene: fourteen requests that customers called urgent, as they came to one manager."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.states import COMPLAINT, CORE, EXTRA, FAILURE, REWORK
from sim.view.naming import named, spelled, team_name
from sim.view.replay.recording import Recording
from sim.view.replay.recording.calls import Calls

FOURTEEN = 14
"""Cards, as many as the urgent requests of essay 000."""

SECONDS_A_CARD = 3
"""Time to sort a card against the clock: assumed; a choice of the page, not of the model."""

KINDS = {
    CORE: "asks for what the firm offers",
    EXTRA: "asks for more than the firm offers",
    COMPLAINT: "complains",
    REWORK: "wants it put right",
    FAILURE: "is back because of a failure",
}


@dataclass(frozen=True)
class Card:
    """A request that its customer called urgent: who asked for what, and when it is due, in words."""

    who: str
    what: str
    due: str
    urgent: bool  # it truly cannot wait
    decided: bool  # by the manager of the run, by the evening of the day on which it came
    labelled: bool  # passed on as urgent by then


@dataclass(frozen=True)
class Cards:
    """Cards in the order in which they came to one manager, and what the run says of that manager."""

    cards: tuple[Card, ...]
    title: str
    seconds_a_card: int
    where: str  # the team, the policy and the day
    manager: str  # what that manager had that day, and did with these

    @property
    def seconds(self) -> int:
        """The time to sort them all against the clock."""
        return self.seconds_a_card * len(self.cards)


@dataclass(frozen=True)
class Desk:
    """A manager on a day of a run: side, day and team, each a number from 0."""

    side: int
    day: int
    team: int


def cards_of(runs: Sequence[Recording]) -> Cards | None:
    """The cards of some runs of one world; None where no customer called anything urgent."""
    desk = fullest_desk([run.calls for run in runs])
    if desk is None:
        return None
    run = runs[desk.side]
    rows = fourteen(run.calls, desk)
    cards = tuple(_card(run.calls, row) for row in rows.tolist())
    where = (
        f"the {team_name(desk.team)} team under {named(run.policy)}, "
        f"week {desk.day // WORKDAYS_A_WEEK + 1}, day {desk.day % WORKDAYS_A_WEEK + 1}"
    )
    title = f"{_in_words(len(cards))} requests, all called urgent"
    return Cards(cards, title, SECONDS_A_CARD, where, _of_manager(runs, desk, rows))


def fullest_desk(calls: Sequence[Calls]) -> Desk | None:
    """The manager and the day on which most requests came that customers called urgent, of all sides.

    In ties the earliest day decides, then the first team, then the first side. None where there was no such request.
    """
    best, most = None, 0
    for side, one in enumerate(calls):
        days, teams, counts = _counts(one)
        for count, day, team in zip(counts.tolist(), days.tolist(), teams.tolist(), strict=True):
            here = Desk(side, day, team)
            if count > most or (count == most and best is not None and _order(here) < _order(best)):
                best, most = here, count
    return best


def fourteen(calls: Calls, desk: Desk) -> np.ndarray:
    """The rows of the first fourteen requests called urgent that came to a manager from a day on, in their order."""
    return np.flatnonzero((calls.team == desk.team) & (calls.day >= desk.day))[:FOURTEEN]


def usual_count(calls: Sequence[Calls]) -> int:
    """How many such requests a manager had on the middle one of all days with any, over all sides."""
    counts = np.sort(np.concatenate([_counts(one)[2] for one in calls]))
    return int(counts[len(counts) // 2])


def _in_words(count: int) -> str:
    return "Fourteen" if count == FOURTEEN else spelled(count).capitalize()


def _order(desk: Desk) -> tuple[int, int, int]:
    return desk.day, desk.team, desk.side


def _counts(calls: Calls) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Days and teams with requests called urgent, and how many there were."""
    pairs, counts = np.unique(np.stack([calls.day, calls.team]).astype(np.int64), axis=1, return_counts=True)
    return pairs[0], pairs[1], counts


def _card(calls: Calls, row: int) -> Card:
    due = int(calls.due[row])
    when = {0: "due today", 1: "due tomorrow"}.get(due, f"due in {spelled(due)} working days")
    return Card(
        who=f"Customer {int(calls.customer[row]) + 1:,}",
        what=KINDS[int(calls.kind[row])],
        due=when,
        urgent=bool(calls.urgent[row]),
        decided=bool(calls.decided[row]),
        labelled=bool(calls.labelled[row]),
    )


def _of_manager(runs: Sequence[Recording], desk: Desk, rows: np.ndarray) -> str:
    calls = runs[desk.side].calls
    that_day = int(((calls.day == desk.day) & (calls.team == desk.team)).sum())
    mine = int((calls.day[rows] == desk.day).sum())
    decided, labelled = int(calls.decided[rows].sum()), int(calls.labelled[rows].sum())
    waited = int((calls.labelled[rows] * (1 - calls.urgent[rows])).sum())
    which = "all of these" if mine == len(rows) else f"{mine} of these {len(rows)}"
    return (
        f"In the run, this manager had {which} on that day, among {that_day} that customers called urgent. It is the "
        "fullest such day of all managers on all sides; on the middle one a manager has "
        f"{usual_count([run.calls for run in runs])}. By the evening of the day on which each came, the manager had "
        f"decided on {decided} of the {len(rows)} and passed {labelled} on as urgent, {waited} of which could wait."
    )
