"""What became of one firm: what can be seen of it so far, and a line of decisions and the worlds that they led to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.app.crowd import People, people
from sim.app.dilemmas import Shift, unshifted
from sim.model.parameters import WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.world import FOCAL, practices_of
from sim.outcomes import OUTCOMES, measure
from sim.outcomes.tallies import so_far
from sim.running.course import heard
from sim.view.replay.recording.crowd import Crowd

YEARS = 3
QUARTERS = YEARS * 4
"""Length of a game."""

HIDDEN_YEARS = 2
END = QUARTERS + HIDDEN_YEARS * 4
"""After the game the firm goes on for two years as it was left, unseen: quarters until the score is taken."""


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


def track_of(worlds: Sequence[World]) -> Track:
    """What can be seen of the focal firm in the last of some worlds; reports are those of all of them."""
    now = worlds[-1]
    begun = int(now.market["start"][0]) // WORKDAYS_A_WEEK
    week = int(now.market["day"][0]) // WORKDAYS_A_WEEK
    return Track(now.weeks[:week, FOCAL], begun, tuple(heard(w, FOCAL) for w in worlds))


@dataclass(frozen=True)
class Line:
    """One way in which a game went."""

    name: str
    worlds: tuple[World, ...]  # the morning of every quarter so far; the last is now
    decisions: tuple[
        Mapping[str, float], ...
    ]  # practices that were changed before each quarter that was played
    choices: tuple[int, ...] = ()  # the way out of each quarter's dilemma; 0 where there was none, too
    shifts: tuple[Shift, ...] = ({},)  # by world: what dilemmas have put on top of what the player set

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
        """What the player has set; on top of it comes what the dilemmas still ask."""
        return self.set_before(self.quarter)

    def set_before(self, quarter: int) -> Practices:
        """What had been set on the morning of a quarter."""
        return unshifted(practices_of(self.worlds[quarter], FOCAL), self.shifts[quarter])

    def track(self) -> Track:
        """What can be seen of the firm so far."""
        return track_of(self.worlds)

    def people(self) -> People:
        """How everybody is now, for the eye."""
        crowd = Crowd(self.worlds[0])
        for w in self.worlds[1:-1]:
            crowd.note(w)
        return people(crowd, self.worlds[max(0, self.quarter - 1)], self.worlds[-1])
