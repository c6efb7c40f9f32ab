"""Who is watched: six people, by a rule in which neither a policy's name nor what became of anybody has part."""

from collections.abc import Sequence

from sim.view.replay.recording.requests import spread

SIX = 6
RULE = (
    "Who they are is decided by a rule, not by what becomes of them: of those who were there on every side in the "
    "first week, in the order in which they were hired, every so many-th, beginning with the first."
)


def six_of(offered: Sequence[int]) -> tuple[int, ...]:
    """The people who are watched, by their numbers: evenly spread over those offered, in the order of their hiring.

    Offered are those who were there when the policies began, and on every side at the end of the first week
    (sim.view.replay.persons). They get the letters A to F in this order, and no other name.
    """
    return tuple(spread(sorted(offered), SIX))
