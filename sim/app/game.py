"""A game: somebody runs the focal firm quarter by quarter, and a policy runs it in the same world.

Nothing here knows of a page. Games are immutable: playing a quarter or branching returns a new one. They share
worlds, which is safe because every step works on a copy.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sim.app.crowd import People, people
from sim.app.dilemmas import Dilemma, Option, Shift, calendar, shifted, unshifted, wanted
from sim.app.line import END, HIDDEN_YEARS, QUARTERS, YEARS, Line, Track
from sim.errors import InputError, as_written
from sim.model.parameters import DAYS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL, Practices
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.world import FOCAL, apply_practices, copy, practices_of
from sim.policies import Policy
from sim.running.course import begin, follow, heard, warmed_up
from sim.running.limits import check_seed
from sim.view.replay.recording.crowd import Crowd

MOST_LINES = 6
"""Ways that one game may go: the first and its branches."""

YOU = Policy("you", "what the player decides", NEUTRAL)
"""A policy that does not steer: the player does, between quarters."""

CONTRAST = "as_managed"
"""Nothing is held equal between the player and the policy."""

OnProgress = Callable[[int, int], None]
"""Called with the number of steps done and of all steps; it may raise to stop the work."""


@dataclass(frozen=True)
class Game:
    """A world, the policy to compete with, and the ways in which the player has run the firm."""

    scenario: Scenario
    policy: Policy
    seed: int
    rival: Track  # the policy's run of the same firm in the same world, the hidden years too
    rival_people: tuple[People, ...]  # of it, at the end of every quarter of the game, the warm-up's first
    lines: tuple[Line, ...]
    brought: Mapping[int, Dilemma]  # by quarter, from 0

    def dilemma(self, number: int) -> Dilemma | None:
        """What the next quarter of a line asks, if it asks anything."""
        line = self.line(number)
        return None if line.over else self.brought.get(line.quarter)

    def way_out(self, number: int, choice: object) -> int:
        """A choice, if it is a way out of what a line's next quarter asks; 0 is always one. Else an InputError."""
        asked = self.dilemma(number)
        ways = len(asked.options) if asked else 1
        if isinstance(choice, bool) or not isinstance(choice, int) or not 0 <= choice < ways:
            raise InputError(f"choice must be 0 to {ways - 1}, got {as_written(choice)}")
        return choice

    def in_force(self, number: int) -> list[tuple[int, Dilemma, Option]]:
        """The ways out of dilemmas that still bind a line's next quarter: taken when, of what, which."""
        line = self.line(number)
        taken = [
            (when, dilemma, dilemma.options[line.choices[when]])
            for when, dilemma in self.brought.items()
            if when < line.quarter
        ]
        return [one for one in taken if line.quarter < one[0] + one[2].quarters]

    def line(self, number: int) -> Line:
        """A line by its number; one that is not there is an InputError."""
        if not 0 <= number < len(self.lines):
            raise InputError(f"line must be 0 to {len(self.lines) - 1}, got {number}")
        return self.lines[number]

    def play(self, number: int, changes: Mapping[str, object], choice: int = 0) -> "Game":
        """The game after one more quarter of a line, some practices changed first, and a way out of its dilemma taken.

        Raises InputError for an unknown practice, a value out of range, a way out that is not there, and a line that
        is over.
        """
        line = self.line(number)
        if line.over:
            raise InputError(f"quarter must be at most {QUARTERS}, got {line.quarter + 1}: the game is over")
        known = line.practices.as_dict()
        changed = {name: value for name, value in checked(changes).items() if value != known[name]}
        choices = (*line.choices, self.way_out(number, choice))
        now = line.worlds[-1], line.shifts[-1]
        ((world, shift),) = going_on(self, *now, line.quarter, [changed], choices, line.quarter + 1)
        played = replace(
            line,
            worlds=(*line.worlds, world),
            decisions=(*line.decisions, changed),
            choices=choices,
            shifts=(*line.shifts, shift),
        )
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
        branched = Line(
            name,
            line.worlds[: quarter + 1],
            line.decisions[:quarter],
            line.choices[:quarter],
            line.shifts[: quarter + 1],
        )
        return replace(self, lines=(*self.lines, branched))

    def size(self) -> int:
        """Bytes that the game's worlds take, each counted once."""
        worlds = {id(w): w for line in self.lines for w in line.worlds}
        return self.rival.weeks.nbytes + sum(array.nbytes for w in worlds.values() for array in w)


def checked(changes: Mapping[str, object]) -> dict[str, float]:
    """Changes of practices as numbers; anything else is an InputError that names it and says what is allowed.

    Numbers may be written as text, as sliders in a browser do.
    """
    numbers = {name: number_in(value) for name, value in changes.items()}
    NEUTRAL.replace(numbers)
    return numbers


def number_in(value: object) -> Any:
    """The number that a text says; anything else as it is, to be refused by who knows what is allowed."""
    with suppress(ValueError):
        return float(value) if isinstance(value, str) else value
    return value


def start(
    scenario: Scenario, policy: Policy, seed: int, on_progress: OnProgress = lambda done, of: None
) -> Game:
    """A new game: the world warmed up, and the policy's run of it, to compete with."""
    steps = END + 2
    warm = warmed_up(scenario, check_seed(seed), 0, YEARS + HIDDEN_YEARS)
    on_progress(2, steps)
    w = begin(warm, policy, CONTRAST)
    crowd = Crowd(w)
    reports, seen = [heard(w, FOCAL)], [people(crowd, w, w)]
    for quarter in range(END):
        before = w
        w = follow(copy(w), policy, CONTRAST, int(w.market["day"][0]) + DAYS_A_QUARTER, scenario)
        reports.append(heard(w, FOCAL))
        if quarter < QUARTERS:
            seen.append(people(crowd, before, w))
        on_progress(quarter + 3, steps)
    begun = int(w.market["start"][0]) // WORKDAYS_A_WEEK
    rival = Track(w.weeks[:, FOCAL].copy(), begun, tuple(reports))
    trunk = Line("Your firm", (begin(warm, YOU, CONTRAST),), ())
    return Game(scenario, policy, seed, rival, tuple(seen), (trunk,), calendar(seed, QUARTERS))


def going_on(
    game: Game,
    world: World,
    shift: Shift,
    quarter: int,
    decisions: Sequence[Mapping[str, float]],
    choices: Sequence[int],
    end: int,
) -> Iterator[tuple[World, Shift]]:
    """A firm from the morning of a quarter on until `end`: each quarter's world, and what dilemmas put on top there.

    shift: what they had put on top before; decisions: for that quarter and later ones, and none after the last;
    choices: for every quarter from the first, and none after the last.
    """
    for now in range(quarter, end):
        changes = decisions[now - quarter] if now - quarter < len(decisions) else {}
        practices = unshifted(practices_of(world, FOCAL), shift).replace(changes)
        doing, shift = shifted(practices, wanted(game.brought, choices, now))
        world = next_quarter(world, doing, game.scenario)
        yield world, shift


def next_quarter(w: World, practices: Practices, scenario: Scenario) -> World:
    """The world a quarter later, the focal firm doing as these practices say; `w` itself stays as it is."""
    w = copy(w)
    apply_practices(w, FOCAL, practices)
    return follow(w, YOU, CONTRAST, int(w.market["day"][0]) + DAYS_A_QUARTER, scenario)
