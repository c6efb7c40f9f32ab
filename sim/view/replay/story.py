"""The story of a replay: moments worth a look, and one sentence a week, by rules from the data."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.view.naming import named, spelled, team_name
from sim.view.replay.recording import PersonState, Recording, is_here

LEVEL = -1  # no side leads
LASTING = 4  # weeks that a new lead must hold to be mentioned
BUNCH_WEEKS = 4  # weeks in which leavers are counted together
BUNCH_SHARE = 0.05  # share of a firm's people that makes a bunch
APART = 13  # weeks before the same thing is mentioned again
SHARES = (
    0.25,
    0.5,
    0.75,
    1.0,
)  # of all teams; each is mentioned when so many are in trouble, and so is the first
DRAINED = {
    0.5: "half as many",
    1.0: "as many",
    2.0: "twice as many",
}  # left so far, of those there at the start
UNCLEAR = 50  # percent; with less clarity a team does not know what to do first
WEEKS_A_YEAR = 52
KINDS = ("leaving", "manager", "clarity", "overload", "lead")  # by rising weight


@dataclass(frozen=True)
class Moment:
    """Something that happens in a week (counted from 0) on a side (the number of a run)."""

    week: int
    kind: str  # of KINDS
    side: int
    teams: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Story:
    """Who is ahead on profit in each week, the moments in order, and a sentence for each week."""

    ahead: tuple[int, ...]
    moments: tuple[Moment, ...]
    sentences: tuple[str, ...]


def story_of(runs: Sequence[Recording]) -> Story:
    """The story of two or more runs of one world."""
    profit = leader([run.profit for run in runs])
    people = leader([-run.people_lost for run in runs])
    moments = [*_leads(runs, profit, people)]
    for side, run in enumerate(runs):
        moments += [*_leavings(run, side), *_changes_of_manager(run, side)]
        moments += [*_unclear(run, side), *_overloads(run, side)]
    moments.sort(key=lambda moment: (moment.week, KINDS.index(moment.kind)))
    sentences = [_dated(week, _standing(runs, week, profit, people)) for week in range(runs[0].weeks)]
    return Story(tuple(profit.tolist()), tuple(moments), tuple(sentences))


def leader(values: Sequence[np.ndarray]) -> np.ndarray:
    """Which side alone has most, week by week: its number, or LEVEL."""
    table = np.asarray(values)
    tied = (table == table.max(axis=0)).sum(axis=0) > 1
    return np.where(tied, LEVEL, table.argmax(axis=0))


def lead_changes(lead: np.ndarray) -> list[tuple[int, int]]:
    """The weeks in which a lead passes to another side and lasts, with the side that takes it."""
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


def spreads(on: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """The weeks in which something reaches the first team or a further share of all, with the teams it is new to.

    on: bool (weeks, teams).
    """
    many, teams = on.sum(axis=1), on.shape[1]
    levels = sorted({1, *(math.ceil(share * teams) for share in SHARES)})
    for week in sorted({week for level in levels for week in onsets(many >= level)}):
        yield week, np.flatnonzero(on[week] & ~on[week - 1])


def overloaded_teams(run: Recording) -> np.ndarray:
    """Whether at least half of a team's present employees are overloaded, bool (weeks, teams)."""
    seats = _seats(run)
    overloaded = (run.employees == PersonState.OVERLOADED).astype(np.int64) @ seats
    present = is_here(run.employees).astype(np.int64) @ seats
    return (present > 0) & (2 * overloaded >= present)


def leavers(run: Recording) -> np.ndarray:
    """How many employees of each team were there a week before and are no longer, int (weeks, teams).

    Whoever becomes a manager has not left.
    """
    before, now = run.employee_person[:-1], run.employee_person[1:]
    gone = (before >= 0) & (before != now)
    for week, left in enumerate(gone):
        left &= ~np.isin(before[week], run.manager_person[week + 1])
    return np.vstack([np.zeros((1, run.managers.shape[1]), np.int64), gone.astype(np.int64) @ _seats(run)])


def _seats(run: Recording) -> np.ndarray:
    """Which seat belongs to which team, int (seats, teams)."""
    return np.eye(run.managers.shape[1], dtype=np.int64)[run.employee_team]


def _dated(week: int, what: str) -> str:
    return f"Week {week + 1}: {what}."


def _leads(runs: Sequence[Recording], profit: np.ndarray, people: np.ndarray) -> Iterator[Moment]:
    names = [named(run.policy) for run in runs]
    for week, side in lead_changes(profit):
        yield Moment(week, "lead", side, (), _dated(week, f"{names[side]} overtakes on profit so far"))
    for week, side in lead_changes(people):
        fewest = f"{names[side]} has now lost the fewest people"
        more = f"{names[1 - side]} has now lost more people than {names[side]}"
        yield Moment(week, "lead", side, (), _dated(week, more if len(runs) == 2 else fewest))


def _leavings(run: Recording, side: int) -> Iterator[Moment]:
    before = np.concatenate([np.zeros(BUNCH_WEEKS, dtype=np.int64), run.people_lost])[: run.weeks]
    left = run.people_lost - before
    headcount = run.managers.shape[1] + run.employees.shape[1]
    bunch = max(2, math.ceil(BUNCH_SHARE * headcount))
    for week in onsets(left >= bunch):
        text = _dated(week, f"{spelled(int(left[week]))} people leave {named(run.policy)} within four weeks")
        yield Moment(week, "leaving", side, (), text)
    staff = int(np.sum(run.employee_person[0] >= 0)) + run.managers.shape[1]
    for share, so_many in DRAINED.items():
        for week in np.flatnonzero(run.people_lost >= share * staff)[:1].tolist():
            text = f"{so_many} people have now left {named(run.policy)} as were there at the start"
            yield Moment(week, "leaving", side, (), _dated(week, text))


def _changes_of_manager(run: Recording, side: int) -> Iterator[Moment]:
    changed = np.zeros(run.managers.shape, bool)
    changed[1:] = run.manager_person[1:] != run.manager_person[:-1]
    for week in onsets(np.asarray(changed.any(axis=1))):
        team = int(np.flatnonzero(changed[week])[0])
        text = _dated(week, f"the {team_name(team)} team’s manager leaves {named(run.policy)}")
        yield Moment(week, "manager", side, (team,), text)


def _unclear(run: Recording, side: int) -> Iterator[Moment]:
    unclear, left = np.less(run.clarity, UNCLEAR), leavers(run)
    for week, new in spreads(unclear):
        many = int(unclear[week].sum())
        if many == 1:
            team = int(new[0])
            what = f"the {team_name(team)} team’s clarity falls under a half under {named(run.policy)}"
            quits = int(left[week : week + BUNCH_WEEKS, team].sum())
            what += f"; {spelled(quits)} leave within a month" if quits > 1 else ""
        else:
            what = f"{many} of {unclear.shape[1]} teams no longer know what comes first under {named(run.policy)}"
        yield Moment(week, "clarity", side, tuple(new.tolist()), _dated(week, what))


def _overloads(run: Recording, side: int) -> Iterator[Moment]:
    overloaded = overloaded_teams(run)
    for week, new in spreads(overloaded):
        many = int(overloaded[week].sum())
        first = f"the {team_name(int(new[0]))} team turns"
        who = first if many == 1 else f"{many} of {overloaded.shape[1]} teams are now"
        text = _dated(week, f"{who} overloaded under {named(run.policy)}")
        yield Moment(week, "overload", side, tuple(new.tolist()), text)


def _standing(runs: Sequence[Recording], week: int, profit: np.ndarray, people: np.ndarray) -> str:
    names = [named(run.policy) for run in runs]
    lost = [int(run.people_lost[week]) for run in runs]
    ahead, kept = int(profit[week]), int(people[week])
    leads = f"{names[ahead]} {_lead_since(profit, week)}" if ahead != LEVEL else "profit is level"
    if len(runs) > 2:
        best = f"has lost the fewest people ({min(lost)}, others up to {max(lost)})"
        if kept == LEVEL:
            return f"{leads}; people lost so far: {min(lost)} to {max(lost)}"
        return f"{leads} and {best}" if kept == ahead else f"{leads}; {names[kept]} {best}"
    gap = abs(lost[0] - lost[1])
    if ahead == LEVEL and kept == LEVEL:
        return f"{names[0]} and {names[1]} are level on profit and on people lost"
    if ahead == LEVEL:
        return f"{leads}, and {names[kept]} has lost {_people(gap, 'fewer')}"
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
