"""Lines of the table: two things measured in turn, and the ratios of such pairs."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

UNITS = (("s", 1.0), ("ms", 1e3), ("µs", 1e6))

Clock = Callable[[], float]


def duration(seconds: float) -> str:
    """Seconds in a fitting unit."""
    unit, scale = next((u for u in UNITS if seconds * u[1] >= 1.0), UNITS[-1])
    return f"{seconds * scale:.3g} {unit}"


def megabytes(count: float) -> str:
    """Bytes in megabytes."""
    return f"{count / 1e6:.3g} MB"


@dataclass(frozen=True)
class Line:
    """One comparison: what was measured over what, and the amounts of each pair."""

    what: str
    over: str
    pairs: list[tuple[float, float]]
    shown: Callable[[float], str] = duration

    def __str__(self) -> str:
        ratios = sorted(above / below for above, below in self.pairs)
        above, below = (statistics.median(column) for column in zip(*self.pairs, strict=True))
        spread = f"{statistics.median(ratios):.3g} [{ratios[0]:.3g}, {ratios[-1]:.3g}]"
        return f"| {self.what} | {self.over} | {spread} | {self.shown(above)} over {self.shown(below)} |"


def timed(work: Callable[[], object], clock: Clock = time.process_time) -> float:
    """Seconds that a piece of work takes."""
    begun = clock()
    work()
    return clock() - begun
