"""Lines of the table: ratios of pairs that were measured in turn, amounts, and what could not be measured."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

UNITS = (("s", 1.0), ("ms", 1e3), ("µs", 1e6))
UNEXPLAINED = "the reason is not known yet"

Clock = Callable[[], float]


def plain(value: float) -> str:
    """A number without a unit: three digits, written out."""
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if rounded >= 1000.0 else f"{rounded:.3g}"


def duration(seconds: float) -> str:
    """Seconds in a fitting unit."""
    unit, scale = next((u for u in UNITS if seconds * u[1] >= 1.0), UNITS[-1])
    return f"{plain(seconds * scale)} {unit}"


def megabytes(count: float) -> str:
    """Bytes in megabytes."""
    return f"{plain(count / 1e6)} MB"


def middle(values: Sequence[float], shown: Callable[[float], str]) -> str:
    """The median of several measurements, with their range."""
    if len(values) == 1:
        return shown(values[0])
    return f"{shown(statistics.median(values))} [{shown(min(values))}, {shown(max(values))}]"


@dataclass(frozen=True)
class Aim:
    """What a line is wanted to show, and why it does not yet: `missed` stands in the table only where it is missed.

    `words` say the aim where the bound alone does not.
    """

    bound: float
    at_least: bool = False
    missed: str = UNEXPLAINED
    words: str = ""

    def judge(self, value: float, shown: Callable[[float], str]) -> str:
        """The aim in words, and whether a value meets it."""
        met = value >= self.bound if self.at_least else value <= self.bound
        verdict = "met" if met else f"missed: {self.missed}"
        words = self.words or f"at {'least' if self.at_least else 'most'} {shown(self.bound)}"
        return f"{words}: {verdict}"


@dataclass(frozen=True)
class Line:
    """One comparison: what was measured over what, and the amounts of each pair. The aim is for the median ratio."""

    what: str
    over: str
    pairs: list[tuple[float, float]]
    shown: Callable[[float], str] = duration
    aim: Aim | None = None

    def cells(self) -> tuple[str, ...]:
        """What stands in the columns of `HEAD`, but for the row's name and when."""
        ratios = [above / below for above, below in self.pairs]
        above, below = (statistics.median(column) for column in zip(*self.pairs, strict=True))
        judged = self.aim.judge(statistics.median(ratios), plain) if self.aim else ""
        return (
            self.what,
            self.over,
            middle(ratios, plain),
            f"{self.shown(above)} over {self.shown(below)}",
            judged,
        )


@dataclass(frozen=True)
class Amount:
    """One thing measured by itself, once or several times. The aim is for the median."""

    what: str
    values: list[float]
    shown: Callable[[float], str] = duration
    aim: Aim | None = None

    def cells(self) -> tuple[str, ...]:
        """What stands in the columns of `HEAD`, but for the row's name and when."""
        judged = self.aim.judge(statistics.median(self.values), self.shown) if self.aim else ""
        return self.what, "", "", middle(self.values, self.shown), judged


@dataclass(frozen=True)
class Left:
    """What was left out, and why; or what has to be known to read the lines around it."""

    what: str
    why: str

    def cells(self) -> tuple[str, ...]:
        """What stands in the columns of `HEAD`, but for the row's name and when."""
        return self.what, "", "", self.why, ""


AnyLine = Line | Amount | Left
COLUMNS = (
    *("row", "what", "over what", "ratio, median [range]", "medians, or what was measured"),
    *("aim", "when, and how busy the machine was"),
)
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


def written(row: str, line: AnyLine, when: str) -> str:
    """A line of the table."""
    return f"| {' | '.join((row, *line.cells(), when))} |"


def timed(work: Callable[[], object], clock: Clock = time.process_time) -> float:
    """Seconds that a piece of work takes: of this process by default, or by the clock given."""
    begun = clock()
    work()
    return clock() - begun


def wall(work: Callable[[], object]) -> float:
    """Seconds by the clock that a piece of work takes, other processes and waiting included."""
    return timed(work, time.perf_counter)
