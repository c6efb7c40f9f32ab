"""A game: somebody runs the focal firm quarter by quarter, and a policy runs it in the same world.

Nothing here knows of a page. Games are immutable: playing a quarter or branching returns a new one. They share
worlds, which is safe because every step works on a copy.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.errors import InputError
from sim.model.parameters import DAYS_A_QUARTER, WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL, Practices
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.world import FOCAL, apply_practices, copy, practices_of
from sim.outcomes import OUTCOMES, measure
from sim.outcomes.tallies import so_far
from sim.policies import Policy
from sim.running.course import begin, follow, heard, warmed_up
from sim.running.run import check_seed

YEARS = 3
QUARTERS = YEARS * 4
"""Length of a game."""

MOST_LINES = 6
"""Ways that one game may go: the first and its branches."""

YOU = Policy("you", "what the player decides", NEUTRAL)
"""A policy that does not steer: the player does, between quarters."""

CONTRAST = "as_managed"
"""Nothing is held equal between the player and the policy."""

OnProgress = Callable[[int, int], None]
"""Called with the number of steps done and of all steps; it may raise to stop the work."""


@dataclass(frozen=True)
class Track:
    """What can be seen of one firm so far."""

    weeks: np.ndarray  # weekly notes, the warm-up's too
    start: int  # week in which the game began
    heard: tuple[
        Mapping[str, float], ...
    ]  # what the executive had heard at each quarter's end, the warm-up's first

    def until(self, quarter: int) -> "Track":
        """The same as it was after so many quarters."""
        return Track(
            self.weeks[: self.start + quarter * WEEKS_A_QUARTER], self.start, self.heard[: quarter + 1]
        )

    @property
    def quarters(self) -> int:
        """Quarters that have been played."""
        return (len(self.weeks) - self.start) // WEEKS_A_QUARTER

    def so_far(self) -> dict[str, np.ndarray]:
        """What was lost and earned since the game began, week by week."""
        return so_far(self.weeks[self.start :])

    def series(self) -> dict[str, np.ndarray]:
        """Every outcome, week by week since the game began."""
        if not self.quarters:
            return dict.fromkeys(OUTCOMES, np.array([]))
        return measure(self.weeks, self.start)[1]


@dataclass(frozen=True)
class Line:
    """One way in which a game went."""

    name: str
    worlds: tuple[World, ...]  # the morning of every quarter so far; the last is now
    decisions: tuple[
        Mapping[str, float], ...
    ]  # practices that were changed before each quarter that was played

    @property
    def quarter(self) -> int:
        """Quarters that have been played."""
        return len(self.decisions)

    @property
    def over(self) -> bool:
        """Whether the last quarter has been played."""
        return self.quarter >= QUARTERS

    @property
    def practices(self) -> Practices:
        """What the firm does now."""
        return practices_of(self.worlds[-1], FOCAL)

    def track(self) -> Track:
        """What can be seen of the firm so far."""
        now = self.worlds[-1]
        begun = int(now.market["start"][0]) // WORKDAYS_A_WEEK
        week = int(now.market["day"][0]) // WORKDAYS_A_WEEK
        return Track(now.weeks[:week, FOCAL], begun, tuple(heard(w, FOCAL) for w in self.worlds))


@dataclass(frozen=True)
class Game:
    """A world, the policy to compete with, and the ways in which the player has run the firm."""

    scenario: Scenario
    policy: Policy
    seed: int
    rival: Track  # the policy's run of the same firm in the same world, to the end
    lines: tuple[Line, ...]

    def line(self, number: int) -> Line:
        """A line by its number; one that is not there is an InputError."""
        if not 0 <= number < len(self.lines):
            raise InputError(f"line must be 0 to {len(self.lines) - 1}, got {number}")
        return self.lines[number]

    def play(self, number: int, changes: Mapping[str, object]) -> "Game":
        """The game after one more quarter of a line, some practices changed first.

        Raises InputError for an unknown practice, a value out of range, and a line that is over.
        """
        line = self.line(number)
        if line.over:
            raise InputError(f"quarter must be at most {QUARTERS}, got {line.quarter + 1}: the game is over")
        practices = line.practices
        known = practices.as_dict()
        changed = {name: value for name, value in checked(changes).items() if value != known[name]}
        world = next_quarter(line.worlds[-1], practices.replace(changed), self.scenario)
        played = replace(line, worlds=(*line.worlds, world), decisions=(*line.decisions, changed))
        return replace(self, lines=(*self.lines[:number], played, *self.lines[number + 1 :]))

    def branch(self, number: int, quarter: int) -> "Game":
        """The game with one more line, which goes on from the morning of a quarter of another line."""
        line = self.line(number)
        if not 0 <= quarter < line.quarter:
            played = f"be 1 to {line.quarter}" if line.quarter else "wait until a quarter has been played"
            raise InputError(f"branch must {played}, got quarter {quarter + 1}")
        if len(self.lines) >= MOST_LINES:
            raise InputError(
                f"lines of a game must be at most {MOST_LINES}, got {len(self.lines) + 1}: begin a new game"
            )
        name = f"What if {len(self.lines)}: from quarter {quarter + 1}"
        branched = Line(name, line.worlds[: quarter + 1], line.decisions[:quarter])
        return replace(self, lines=(*self.lines, branched))

    def size(self) -> int:
        """Bytes that the game's worlds take, each counted once."""
        worlds = {id(w): w for line in self.lines for w in line.worlds}
        return self.rival.weeks.nbytes + sum(array.nbytes for w in worlds.values() for array in w)


def checked(changes: Mapping[str, object]) -> dict[str, float]:
    """Changes of practices as numbers; anything else is an InputError that names it and says what is allowed.

    Numbers may be written as text, as sliders in a browser do.
    """
    numbers = {name: _number(value) for name, value in changes.items()}
    NEUTRAL.replace(numbers)
    return numbers


def _number(value: object) -> Any:
    """The number that a text says; anything else as it is, to be refused by who knows what is allowed."""
    with suppress(ValueError):
        return float(value) if isinstance(value, str) else value
    return value


def start(
    scenario: Scenario, policy: Policy, seed: int, on_progress: OnProgress = lambda done, of: None
) -> Game:
    """A new game: the world warmed up, and the policy's run of it, to compete with."""
    steps = QUARTERS + 2
    warm = warmed_up(scenario, check_seed(seed), 0, YEARS)
    on_progress(2, steps)
    w = begin(warm, policy, CONTRAST)
    reports = [heard(w, FOCAL)]
    for quarter in range(QUARTERS):
        w = follow(w, policy, CONTRAST, int(w.market["day"][0]) + DAYS_A_QUARTER, scenario)
        reports.append(heard(w, FOCAL))
        on_progress(quarter + 3, steps)
    begun = int(w.market["start"][0]) // WORKDAYS_A_WEEK
    rival = Track(w.weeks[:, FOCAL].copy(), begun, tuple(reports))
    trunk = Line("Your firm", (begin(warm, YOU, CONTRAST),), ())
    return Game(scenario, policy, seed, rival, (trunk,))


def next_quarter(w: World, practices: Practices, scenario: Scenario) -> World:
    """The world a quarter later, the focal firm doing as these practices say; `w` itself stays as it is."""
    w = copy(w)
    apply_practices(w, FOCAL, practices)
    return follow(w, YOU, CONTRAST, int(w.market["day"][0]) + DAYS_A_QUARTER, scenario)
