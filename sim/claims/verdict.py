"""Verdicts: what trials say of a claim. Whether an effect is clear is decided by the one judge (sim.analysis.judge).

A part of a claim is

supported        its effect is clear and as expected, and not too small to matter
by construction  the same, and a search of the plausible space found no point where it clearly is not so
refuted          its effect is clearly the opposite, or too small to matter
conditional      it holds in one part of the plausible space and fails in another, each clearly
undecided        none of these

A claim is as good as its weakest part, and what the essay gives as the reason has to carry the effect.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from sim.analysis.judge import Judgement, judge
from sim.claims.claim import Claim, Part
from sim.claims.conditions import Condition
from sim.claims.effects import Sides
from sim.claims.trials import Manner
from sim.design.plausible import Place

Verdict = Literal["supported", "refuted", "conditional", "undecided", "by construction"]

VERDICTS: tuple[Verdict, ...] = ("supported", "conditional", "undecided", "refuted", "by construction")
"""In the order in which they are told."""

WEAKEST: tuple[Verdict, ...] = ("refuted", "undecided", "conditional", "supported", "by construction")
"""The first of these that any part has is the claim's."""

Standing = Literal["holds", "fails", "open"]


def standing(part: Part, judged: Judgement) -> Standing:
    """Whether an effect is as the part expects it, whatever the reason."""
    if part.expect == "alike":
        if judged.verdict == "too small":
            return "holds"
        return "fails" if judged.sign else "open"
    if part.expect in ("not lower", "not higher"):
        if judged.verdict == "too small" or judged.sign == part.sign:
            return "holds"
        return "fails" if judged.sign == -part.sign else "open"
    expected = part.sign or 1
    if judged.sign == expected:
        return "holds"
    return "fails" if judged.sign == -expected or judged.verdict == "too small" else "open"


@dataclass(frozen=True)
class Otherwise:
    """A part's effect in another manner: with the claim's mechanisms frozen or off, or in a larger market."""

    acting: float  # mean effect in the same trials as they are
    other: float  # mean effect in the other manner
    gone: Judgement  # what is gone of it there
    judged: Judgement  # the effect itself in the other manner

    @property
    def left(self) -> float | None:
        """The share of the effect that is left; None where there is none to be left of."""
        known = np.isfinite(self.acting) and self.acting != 0.0 and np.isfinite(self.other)
        return self.other / self.acting if known else None


@dataclass(frozen=True)
class PartResult:
    """What came of one part."""

    part: Part
    judged: Judgement
    share: float  # of the plausible worlds in which the effect has the expected direction
    trials: int
    condition: Condition | None = None
    contrary: Place | None = None  # a point at which the effect clearly fails; None where none was found
    searched: int = 0  # points that were looked at for one
    otherwise: Mapping[Manner, Otherwise] = field(default_factory=dict)
    quantiles: tuple[float, float, float, float, float] = field(
        default=(0.0,) * 5
    )  # 5, 25, 50, 75, 95% of worlds
    first: Mapping[int, float] = field(
        default_factory=dict
    )  # effects of the first trials, by their point's number

    @property
    def standing(self) -> Standing:
        """Whether it is as expected over the plausible space."""
        return standing(self.part, self.judged)

    @property
    def verdict(self) -> Verdict:
        """What the trials say of this part."""
        if self.condition is not None:
            return "conditional"
        if self.standing == "holds":
            built_in = self.part.sign != 0 and self.searched > 0 and self.contrary is None
            return "by construction" if built_in else "supported"
        return "refuted" if self.standing == "fails" else "undecided"


@dataclass(frozen=True)
class ClaimResult:
    """What came of a claim."""

    claim: Claim
    parts: Sequence[PartResult]
    ahead: Mapping[str, Judgement]  # outcome to the favoured way less the other, where that is clearly worse

    @property
    def to_carry(self) -> PartResult | None:
        """The part that the essay's reason has to carry: the first that expects an effect and not its absence."""
        return next((one for one in self.parts if one.part.directed), None)

    @property
    def carried(self) -> bool | None:
        """Whether the essay's reason carries that part; None where it was not asked."""
        frozen = self.to_carry.otherwise.get("frozen") if self.to_carry else None
        if frozen is None:
            return None
        return bool(frozen.gone.sign != 0 and frozen.gone.sign == np.sign(frozen.acting))

    @property
    def verdict(self) -> Verdict:
        """The verdict of the weakest part; undecided where all hold and their reason is not shown to carry them."""
        found = [part.verdict for part in self.parts]
        worst = next(verdict for verdict in WEAKEST if verdict in found)
        if worst not in ("supported", "by construction"):
            return worst
        if self.carried is False:
            return "undecided"
        return "by construction" if self.claim.kind.startswith("by construction") else worst


def expected_share(part: Part, effects: np.ndarray) -> float:
    """The share of worlds in which an effect points where it is expected; a tie counts half.

    Of two that are expected alike: worlds in which the effect is smaller than what matters.
    """
    known = effects[~np.isnan(effects)]
    if not len(known):
        return float("nan")
    if part.expect == "alike":
        return float(np.mean(np.abs(known) < part.smallest))
    signed = (part.sign or 1) * known
    if part.expect in ("not lower", "not higher"):
        return float(np.mean(signed > -part.smallest))
    return float(np.mean(signed > 0.0) + np.mean(signed == 0.0) / 2.0)


def judge_otherwise(
    parts: Sequence[Part], acting: Sequence[Sides], other: Sequence[Sides]
) -> list[Otherwise]:
    """What is gone of each effect in another manner, in the same trials, and what it is there; each as one family."""
    smallest = [part.smallest for part in parts]
    gone = judge([(a.effect, o.effect) for a, o in zip(acting, other, strict=True)], smallest)
    there = judge([(o.more, o.less) for o in other], smallest)
    return [
        Otherwise(one.difference.mean_a, one.difference.mean_b, one, judged)
        for one, judged in zip(gone, there, strict=True)
    ]
