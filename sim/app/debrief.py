"""The debrief of a game: what each decision changed, by replaying the same world without it, and whether it was luck.

Nothing is typed in: an effect is the game as it went, less the game without that decision.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.runs import mean_over
from sim.app.game import CONTRAST, YEARS, YOU, Game, Line, OnProgress, Track, next_quarter
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.world import FOCAL, practices_of
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

MEASURES = (*COUNTS, *LEVELS)
BETTER = dict(zip(MEASURES, (-1, -1, 1, 1, 1, 1, -1), strict=True))
"""Whether more or less of it is usually wanted."""

Figures = Mapping[str, float]
"""A value for each of MEASURES."""

WORLDS = 10
"""Other worlds in which the same decisions are tried."""


@dataclass(frozen=True)
class DecisionEffect:
    """What one decision changed: the game as it went, less the same game without it."""

    quarter: int  # before which it was taken, from 0
    practice: str
    before: float
    after: float
    soon: Figures  # at the end of that quarter
    late: Figures  # when the game ended


@dataclass(frozen=True)
class Debrief:
    """What drove what in one line of a game."""

    line: str
    quarters: int
    yours: Figures
    policys: Figures
    effects: tuple[DecisionEffect, ...]  # in the order in which they were taken
    together: Figures  # the line less the firm that nobody touched


def final_figures(track: Track) -> dict[str, float]:
    """How a firm stands: sums since the start, levels as the mean of the last quarter; NaN before the first."""
    if not track.quarters:
        return dict.fromkeys(MEASURES, np.nan)
    sums, series = track.so_far(), track.series()
    return {name: float(sums[name][-1]) for name in COUNTS} | {
        name: float(mean_over(series[outcome][-WEEKS_A_QUARTER:], axis=0)) for name, outcome in LEVELS.items()
    }


def less(a: Figures, b: Figures) -> dict[str, float]:
    """Differences, measure by measure."""
    return {name: a[name] - b[name] for name in MEASURES}


def moves(line: Line) -> list[tuple[int, str, float, float]]:
    """Every decision of a line: before which quarter, which practice, from what, to what."""
    return [
        (quarter, name, practices_of(line.worlds[quarter], FOCAL).as_dict()[name], value)
        for quarter, changes in enumerate(line.decisions)
        for name, value in changes.items()
    ]


def replayed(world: World, decisions: Sequence[Mapping[str, float]], game: Game) -> Iterator[World]:
    """The worlds after each quarter under some decisions."""
    for changes in decisions:
        world = next_quarter(world, practices_of(world, FOCAL).replace(changes), game.scenario)
        yield world


def debrief(game: Game, number: int, on_progress: OnProgress = lambda done, of: None) -> Debrief:
    """What each decision of a line changed, and all of them together; on_progress is called for every quarter."""
    line = game.line(number)
    track, taken = line.track(), moves(line)
    steps = sum(line.quarter - quarter for quarter, *_ in taken) + line.quarter
    done = 0

    def without(quarter: int, decisions: Sequence[Mapping[str, float]]) -> list[World]:
        nonlocal done
        worlds = []
        for w in replayed(line.worlds[quarter], decisions, game):
            worlds.append(w)
            done += 1
            on_progress(done, steps)
        return worlds

    def stands(w: World) -> dict[str, float]:
        return final_figures(Line("", (w,), ()).track())

    yours, effects = final_figures(track), []
    for quarter, name, before, after in taken:
        rest = list(line.decisions[quarter:])
        rest[0] = {other: value for other, value in rest[0].items() if other != name}
        worlds = without(quarter, rest)
        soon = less(final_figures(track.until(quarter + 1)), stands(worlds[0]))
        effects.append(DecisionEffect(quarter, name, before, after, soon, less(yours, stands(worlds[-1]))))
    untouched = without(0, [{}] * line.quarter)[-1] if line.quarter else line.worlds[0]
    policys = final_figures(game.rival.until(line.quarter))
    together = less(yours, stands(untouched))
    return Debrief(line.name, line.quarter, yours, policys, tuple(effects), together)


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
    each = 2 + 2 * line.quarter
    yours, policys = [], []
    for replication in range(1, worlds + 1):
        done = (replication - 1) * each
        warm = warmed_up(game.scenario, game.seed, replication, YEARS)
        on_progress(done + 2, worlds * each)
        w = begin(warm, YOU, CONTRAST)
        for quarter, later in enumerate(replayed(w, line.decisions, game), start=1):
            w = later
            on_progress(done + 2 + quarter, worlds * each)
        yours.append(final_figures(Line("", (w,), ()).track()))
        start = int(warm.market["start"][0])
        w = begin(warm, game.policy, CONTRAST)
        end = start + line.quarter * WEEKS_A_QUARTER * WORKDAYS_A_WEEK
        assert end <= start + YEARS * DAYS_A_YEAR
        w = follow(w, game.policy, CONTRAST, end, game.scenario)
        policys.append(final_figures(Line("", (w,), ()).track()))
        on_progress(replication * each, worlds * each)
    return Luck(
        *({name: np.array([one[name] for one in found]) for name in MEASURES} for found in (yours, policys))
    )
