"""What a replay tells in words: moments worth a look, and one sentence a week, by rules from the data."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.recording import PersonState, Recording

LEVEL = -1  # neither side leads
LASTING = 4  # weeks that a new lead must hold to be told
BUNCH_WEEKS = 4  # weeks in which leavers are counted together
BUNCH_SHARE = 0.05  # share of a firm's people that makes a bunch
APART = 13  # weeks before the same thing is told again
SHARES = (0.25, 0.5, 0.75, 1.0)  # of all teams overloaded, told when reached; the first team is told too
WEEKS_A_YEAR = 52


@dataclass(frozen=True)
class Moment:
    """Something that happens in a week (counted from 0) on a side (0 or 1)."""

    week: int
    kind: str  # "leaving", "overload" or "lead", by rising weight
    side: int
    teams: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Story:
    """What to say: who is ahead on profit each week, the moments in order, how things stand in each week."""

    ahead: tuple[int, ...]
    moments: tuple[Moment, ...]
    sentences: tuple[str, ...]


def tell(pair: Sequence[Recording]) -> Story:
    """The story of two runs of one world."""
    profit = leader(pair[0].profit, pair[1].profit)
    people = leader(-pair[0].people_lost, -pair[1].people_lost)
    moments = _leads(pair, profit, people)
    for side in (0, 1):
        moments += [*_leavings(pair, side), *_overloads(pair, side)]
    weight = ("leaving", "overload", "lead")
    moments.sort(key=lambda moment: (moment.week, weight.index(moment.kind)))
    sentences = [_told(week, _standing(pair, week, profit, people)) for week in range(pair[0].weeks)]
    return Story(tuple(profit.tolist()), tuple(moments), tuple(sentences))


def named(policy: str) -> str:
    """A policy's name as a reader sees it: customer_first is "Customer first"."""
    words = policy.replace("_", " ")
    return words[:1].upper() + words[1:]


def leader(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Which side has more, week by week: 0, 1 or LEVEL."""
    return np.where(first == second, LEVEL, np.where(first > second, 0, 1))


def lead_changes(lead: np.ndarray) -> list[tuple[int, int]]:
    """The weeks in which a lead passes to the other side and lasts, with the side that takes it."""
    changes, holder = [], LEVEL
    for week in range(len(lead) - LASTING + 1):
        side = int(lead[week])
        if side in (LEVEL, holder) or np.any(lead[week : week + LASTING] != side):
            continue
        if holder != LEVEL:
            changes.append((week, side))
        holder = side
    return changes


def onsets(on: np.ndarray) -> list[int]:
    """The weeks in which something begins: on, and off in all of the APART weeks before (never week 0)."""
    return [week for week in range(1, len(on)) if on[week] and not np.any(on[max(0, week - APART) : week])]


def overloaded_teams(run: Recording) -> np.ndarray:
    """Whether at least half of a team's present employees are overloaded, bool (weeks, teams)."""
    seats = np.eye(run.managers.shape[1], dtype=np.int64)[run.employee_team]
    overloaded = (run.employees == PersonState.OVERLOADED).astype(np.int64) @ seats
    present = (run.employees != PersonState.GONE).astype(np.int64) @ seats
    return (present > 0) & (2 * overloaded >= present)


def _told(week: int, what: str) -> str:
    return f"Week {week + 1}: {what}."


def _leads(pair: Sequence[Recording], profit: np.ndarray, people: np.ndarray) -> list[Moment]:
    names = [named(run.policy) for run in pair]
    moments = []
    for week, side in lead_changes(profit):
        text = _told(week, f"{names[side]} overtakes on profit so far")
        moments.append(Moment(week, "lead", side, (), text))
    for week, side in lead_changes(people):
        text = _told(week, f"{names[1 - side]} has now lost more people than {names[side]}")
        moments.append(Moment(week, "lead", side, (), text))
    return moments


def _leavings(pair: Sequence[Recording], side: int) -> list[Moment]:
    run = pair[side]
    before = np.concatenate([np.zeros(BUNCH_WEEKS, dtype=np.int64), run.people_lost])[: run.weeks]
    left = run.people_lost - before
    headcount = run.managers.shape[1] + run.employees.shape[1]
    bunch = max(2, math.ceil(BUNCH_SHARE * headcount))
    moments = []
    for week in onsets(left >= bunch):
        text = _told(week, f"{left[week]} people leave {named(run.policy)} within four weeks")
        moments.append(Moment(week, "leaving", side, (), text))
    return moments


def _overloads(pair: Sequence[Recording], side: int) -> list[Moment]:
    run = pair[side]
    overloaded = overloaded_teams(run)
    many, teams = overloaded.sum(axis=1), overloaded.shape[1]
    levels = sorted({1, *(math.ceil(share * teams) for share in SHARES)})
    weeks = {week for level in levels for week in onsets(many >= level)}
    moments = []
    for week in sorted(weeks):
        new = tuple(np.flatnonzero(overloaded[week] & ~overloaded[week - 1]).tolist())
        who = f"team {new[0] + 1} turns" if many[week] == 1 else f"{many[week]} of {teams} teams are now"
        text = _told(week, f"{who} overloaded under {named(run.policy)}")
        moments.append(Moment(week, "overload", side, new, text))
    return moments


def _standing(pair: Sequence[Recording], week: int, profit: np.ndarray, people: np.ndarray) -> str:
    names = [named(run.policy) for run in pair]
    lost = [int(run.people_lost[week]) for run in pair]
    gap = abs(lost[0] - lost[1])
    ahead, kept = int(profit[week]), int(people[week])
    if ahead == LEVEL and kept == LEVEL:
        return f"{names[0]} and {names[1]} are level on profit and on people lost"
    if ahead == LEVEL:
        return f"profit is level, and {names[kept]} has lost {_people(gap, 'fewer')}"
    leads = f"{names[ahead]} {_lead_since(profit, week)}"
    if kept == LEVEL:
        return f"{leads}, and {'both have lost ' + _people(lost[0]) if lost[0] else 'nobody has left either'}"
    if kept == ahead:
        return f"{leads} and has lost {_people(gap, 'fewer')}"
    return f"{leads}, but has lost {_people(gap, 'more')}"


def _people(count: int, which: str = "") -> str:
    return " ".join(filter(None, [str(count), which, "person" if count == 1 else "people"]))


def _lead_since(lead: np.ndarray, week: int) -> str:
    others = np.flatnonzero(lead[: week + 1] != lead[week])
    since = int(others[-1]) + 1 if others.size else 0
    if week - since < LASTING:
        return "is ahead on profit"
    return f"has led on profit since week {since + 1}" if since else "has led on profit from the start"
