"""The debrief of a game: how the firm stands against the policy, and what each decision changed.

Nothing is typed in: an effect is the game as it went, less the same world replayed without that decision. A game that
is over is judged two years after its end, in which the firm went on as it was left.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.runs import mean_over
from sim.app.dilemmas import Dilemma, Option
from sim.app.game import (
    CONTRAST,
    YOU,
    Game,
    OnProgress,
    going_on,
)
from sim.app.line import END, HIDDEN_YEARS, YEARS, Line, Track, track_of
from sim.model.parameters import DAYS_A_QUARTER, WEEKS_A_QUARTER
from sim.model.records import World
from sim.running.course import begin, follow, warmed_up

LEVELS = {
    "employee_satisfaction": "employee_satisfaction",
    "customer_satisfaction": "customer_satisfaction_all",
    "clarity": "clarity",
    "strain": "strain",
}
"""What is measured over the last quarter, and the outcome that it is."""

COUNTS = ("people_lost", "customers_lost", "profit")
"""What is summed from the start."""

BETTER = {
    "customers": 1,
    "people_lost": -1,
    "customers_lost": -1,
    "profit": 1,
    "employee_satisfaction": 1,
    "customer_satisfaction": 1,
    "clarity": 1,
    "strain": -1,
}
"""Every measure, and whether more or less of it is usually wanted; customers are counted at the end."""

MEASURES = tuple(BETTER)
SCORE = ("customers", "people_lost", "profit", "customer_satisfaction")
"""What a game is scored by, each for itself: nothing says how much of one is worth how much of another."""

Figures = Mapping[str, float]
"""A value for each of MEASURES."""

WORLDS = 10
"""Other worlds in which the same decisions are tried."""


@dataclass(frozen=True)
class Setting:
    """A practice that was set to something else."""

    practice: str
    before: float
    after: float


@dataclass(frozen=True)
class Choice:
    """A way out of a dilemma that was taken, other than to leave everything as it was set."""

    dilemma: Dilemma
    option: Option


@dataclass(frozen=True)
class DecisionEffect:
    """What one decision changed: the game as it went, less the same game without it."""

    quarter: int  # before which it was taken, from 0
    what: Setting | Choice
    soon: Figures  # at the end of that quarter
    late: Figures  # at the end of what is judged


@dataclass(frozen=True)
class Debrief:
    """What drove what in one line of a game."""

    line: str
    quarters: int  # that are judged: those played, and of a game that is over the hidden ones
    track: Track  # yours, over all of them
    yours: Figures
    policys: Figures
    effects: tuple[DecisionEffect, ...]  # in the order in which they were taken
    together: Figures  # the line less the firm that nobody touched


def final_figures(track: Track) -> dict[str, float]:
    """How a firm stands: sums since the start, levels as the mean of the last quarter; NaN before the first."""
    if not track.quarters:
        return dict.fromkeys(MEASURES, np.nan)
    sums, series = track.so_far(), track.series()
    levels = {
        name: float(mean_over(series[outcome][-WEEKS_A_QUARTER:], axis=0)) for name, outcome in LEVELS.items()
    }
    counts = {name: float(sums[name][-1]) for name in COUNTS}
    return {"customers": float(track.weeks["customers"][-1])} | counts | levels


def less(a: Figures, b: Figures) -> dict[str, float]:
    """Differences, measure by measure."""
    return {name: a[name] - b[name] for name in MEASURES}


def ahead(mine: Figures, theirs: Figures) -> dict[str, int]:
    """Of each measure of the score: 1 where the first is better, -1 where the second is, 0 where they are level."""
    return {name: int(np.sign((mine[name] - theirs[name]) * BETTER[name])) for name in SCORE}


def judged_until(line: Line) -> int:
    """Quarters over which a line is judged: those played, and of a game that is over the hidden ones too."""
    return END if line.over else line.quarter


def moves(game: Game, line: Line) -> list[tuple[int, Setting | Choice]]:
    """Every decision of a line, and before which quarter it was taken."""
    found: list[tuple[int, Setting | Choice]] = []
    for quarter, (changes, choice) in enumerate(zip(line.decisions, line.choices, strict=True)):
        before = line.set_before(quarter).as_dict()
        found += [(quarter, Setting(name, before[name], value)) for name, value in changes.items()]
        if choice:
            dilemma = game.brought[quarter]
            found.append((quarter, Choice(dilemma, dilemma.options[choice])))
    return found


def without(line: Line, quarter: int, what: Setting | Choice) -> tuple[list[Mapping[str, float]], list[int]]:
    """The decisions from a quarter on, and all choices, without one of them."""
    rest, choices = list(line.decisions[quarter:]), list(line.choices)
    if isinstance(what, Choice):
        choices[quarter] = 0
    else:
        rest[0] = {name: value for name, value in rest[0].items() if name != what.practice}
    return rest, choices


def debrief(game: Game, number: int, on_progress: OnProgress = lambda done, of: None) -> Debrief:
    """How a line stands, and what each decision of it changed; on_progress is called for every quarter."""
    line = game.line(number)
    taken, end = moves(game, line), judged_until(line)
    steps = sum(end - quarter for quarter, _ in taken) + end + end - line.quarter
    done = 0

    def replayed(
        quarter: int, decisions: Sequence[Mapping[str, float]], choices: Sequence[int]
    ) -> Iterator[World]:
        nonlocal done
        at = line.worlds[quarter], line.shifts[quarter], quarter
        for w, _ in going_on(game, *at, decisions, choices, end):
            done += 1
            on_progress(done, steps)
            yield w

    def stands(w: World) -> dict[str, float]:
        return final_figures(track_of((w,)))

    track = track_of((*line.worlds, *replayed(line.quarter, (), line.choices)))
    yours, effects = final_figures(track), []
    for quarter, what in taken:
        first, last = ends(replayed(quarter, *without(line, quarter, what)))
        soon = less(final_figures(track.until(quarter + 1)), stands(first))
        effects.append(DecisionEffect(quarter, what, soon, less(yours, stands(last))))
    untouched = ends(replayed(0, (), ()))[1] if end else line.worlds[0]
    policys = final_figures(game.rival.until(end))
    together = less(yours, stands(untouched))
    return Debrief(line.name, end, track, yours, policys, tuple(effects), together)


def ends(worlds: Iterator[World]) -> tuple[World, World]:
    """The first and the last of some worlds, the others forgotten as they come."""
    first = next(worlds)
    rest = deque(worlds, maxlen=1)
    return first, rest[0] if rest else first


@dataclass(frozen=True)
class Luck:
    """The same decisions and the same policy in other worlds: values[world] of each measure."""

    yours: Mapping[str, np.ndarray]
    policys: Mapping[str, np.ndarray]


def luck(
    game: Game, number: int, on_progress: OnProgress = lambda done, of: None, worlds: int = WORLDS
) -> Luck:
    """Try a line's decisions, quarter by quarter, and the policy in other worlds of the same seed."""
    line = game.line(number)
    end = judged_until(line)
    each = 2 + 2 * end
    yours, policys = [], []
    for replication in range(1, worlds + 1):
        done = (replication - 1) * each
        warm = warmed_up(game.scenario, game.seed, replication, YEARS + HIDDEN_YEARS)
        on_progress(done + 2, worlds * each)
        w = begin(warm, YOU, CONTRAST)
        for quarter, (later, _) in enumerate(
            going_on(game, w, {}, 0, line.decisions, line.choices, end), start=1
        ):
            w = later
            on_progress(done + 2 + quarter, worlds * each)
        yours.append(final_figures(track_of((w,))))
        w = begin(warm, game.policy, CONTRAST)
        w = follow(
            w, game.policy, CONTRAST, int(warm.market["start"][0]) + end * DAYS_A_QUARTER, game.scenario
        )
        policys.append(final_figures(track_of((w,))))
        on_progress(replication * each, worlds * each)
    return Luck(
        *({name: np.array([one[name] for one in found]) for name in MEASURES} for found in (yours, policys))
    )
