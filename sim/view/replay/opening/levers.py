"""The three levers of the fourth scene, and the values that each takes."""

from dataclasses import dataclass

from sim.model.practices import PRACTICES

STEPS = 6
"""Values of each lever, so that all settings of three are 216."""


@dataclass(frozen=True)
class Lever:
    """A practice that the viewer moves, and words for its two ends."""

    practice: str
    label: str
    low: str
    high: str


LEVERS = (
    Lever(
        "intake_boundary",
        "Boundary",
        "say yes to every ask beyond the offer",
        "negotiate or decline every one",
    ),
    Lever(
        "priority_discipline",
        "Checking",
        "pass on every stated urgency",
        "check every one",
    ),
    Lever("first", "Order", "customers’ requests come first", "own people’s requests come first"),
)
"""What a manager may do about requests: set limits, check urgency, decide whose come first (essays 000 and 002)."""


def values_of(practice: str, own: float) -> tuple[float, ...]:
    """The values of a lever, ascending: even steps over the practice's range, the nearest of them moved to `own`.

    So the unchanged firm is one of the settings. In a tie the lower step moves.
    """
    low, high = PRACTICES[practice]["low"], PRACTICES[practice]["high"]
    steps = [round(low + (high - low) * nth / (STEPS - 1), 6) for nth in range(STEPS)]
    steps[min(range(STEPS), key=lambda nth: abs(steps[nth] - own))] = own
    return tuple(steps)
