"""Comparisons with a published number, and with a published sign: verdicts computed from stated tolerances."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.analysis.judge import Judgement, held_against
from sim.analysis.statistics import Estimate, estimate
from sim.english import counted, listed, sentence

VERDICTS = {"met": "matches", "not met": "differs", "open": "open"}
CERTAIN = {
    "read": "read",
    "second": "second hand",
    "memory": "from memory",
    "assumed": "assumed",
    "exact": "exact",
}


@dataclass(frozen=True)
class Check:
    """A number here held against a published one."""

    HEAD: ClassVar = (
        "compared",
        "published",
        "here",
        "here less published",
        "tolerance",
        "verdict",
        "published is",
    )

    what: str
    published: float
    here: float
    difference: Estimate  # in the same unit, or relative
    tolerance: float
    certain: str  # a key of CERTAIN, or words
    relative: bool = False  # whether difference and tolerance are shares of what is published
    digits: int = 3

    @classmethod
    def of(
        cls,
        what: str,
        published: float | np.ndarray,
        here: np.ndarray,
        tolerance: float,
        certain: str,
        *,
        relative: bool = False,
        digits: int = 3,
    ) -> "Check":
        """From one value a world; published: one for all worlds, or one for each. NaN worlds are left out."""
        theirs = np.broadcast_to(np.asarray(published, float), here.shape)
        apart = here / theirs - 1.0 if relative else here - theirs
        there = ~np.isnan(apart)
        return cls(
            what,
            float(theirs[there].mean()) if there.any() else np.nan,
            float(here[there].mean()) if there.any() else np.nan,
            estimate(apart),
            tolerance,
            certain,
            relative,
            digits,
        )

    @property
    def verdict(self) -> str:
        """Matches, differs or open: whether the interval of the difference lies within the tolerance."""
        return VERDICTS[held_against(self.difference, (-self.tolerance, self.tolerance))]

    def row(self) -> tuple[str, ...]:
        """The comparison as a line of a table."""
        verdict = self.verdict if self.verdict == "matches" else f"**{self.verdict}**"
        within = f"{100 * self.tolerance:g}%" if self.relative else f"{self.tolerance:g}"
        return (
            self.what,
            f"{self.published:.{self.digits}f}",
            f"{self.here:.{self.digits}f}",
            self.apart(),
            f"± {within}",
            verdict,
            CERTAIN.get(self.certain, self.certain),
        )

    def apart(self) -> str:
        """The difference with its interval."""
        d, unit = self.difference, "%" if self.relative else ""
        scale, digits = (100.0, 1) if self.relative else (1.0, self.digits)
        mean, low, high = (signed(scale * value, digits) for value in (d.mean, d.low, d.high))
        return f"{mean}{unit}" if d.low == d.high else f"{mean}{unit} [{low}, {high}]"

    def sentence(self) -> str:
        """The comparison in words."""
        here, published = (f"{value:.{self.digits}f}" for value in (self.here, self.published))
        within = f"{100 * self.tolerance:g}%" if self.relative else f"{self.tolerance:g}"
        return sentence(
            f"{self.verdict}: {self.what}: {here} here, {published} published; {self.apart()} apart, "
            f"where {within} would match"
        )


@dataclass(frozen=True)
class Sign:
    """A difference whose sign is published, as judged among all that are compared."""

    HEAD: ClassVar = ("compared", "one", "the other", "difference", "published sign", "verdict")

    what: str
    expected: int  # +1 or -1; 0 in a control, of which nothing is published
    judged: Judgement
    digits: int = 3

    @property
    def is_control(self) -> bool:
        """Whether it is there to see what carries the others."""
        return self.expected == 0

    @property
    def verdict(self) -> str:
        """Shown, the opposite or not shown; of a control, what the judge says."""
        if self.is_control:
            return self.judged.verdict
        return {1: "shown", -1: "the opposite"}.get(self.judged.sign * self.expected, "not shown")

    def row(self) -> tuple[str, ...]:
        """The comparison as a line of a table."""
        d = self.judged.difference
        return (
            self.what,
            f"{d.mean_a:.{self.digits}f}",
            f"{d.mean_b:.{self.digits}f}",
            self.apart() + self.judged.mark,
            {1: "more", -1: "less", 0: "a control"}[self.expected],
            self.verdict if self.is_control or self.verdict == "shown" else f"**{self.verdict}**",
        )

    def apart(self) -> str:
        """The difference with its interval."""
        d = self.judged.difference
        mean, low, high = (signed(value, self.digits) for value in (d.mean, *d.interval))
        return f"{mean} [{low}, {high}]"

    def sentence(self) -> str:
        """The comparison in words."""
        return sentence(f"{self.verdict}: {self.what}: {self.apart()}")


def signed(value: float, digits: int) -> str:
    """A number with its sign; nothing is plus or minus 0."""
    text = f"{value:+.{digits}f}"
    return text.lstrip("+-") if float(text) == 0.0 else text.replace("-", "−")


PLURAL = {"matches": "match", "differs": "differ", "open": "open", "shown": "shown"}
"""What several comparisons do, in the order in which they are told."""


def counts(verdicts: Sequence[str]) -> str:
    """How often each verdict was reached, in words."""
    order = [*(one for one in PLURAL if one in verdicts), *sorted(set(verdicts) - set(PLURAL))]
    said = [f"{verdicts.count(one)} {PLURAL.get(one, one)}" for one in order]
    return f"of {counted(len(verdicts), 'comparison')} {listed(said)}"
