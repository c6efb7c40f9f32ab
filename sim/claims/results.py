"""Results: from the trials of all claims to what came of each, judged together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from sim.analysis.judge import Judgement, judge
from sim.claims.claim import Claim, Part
from sim.claims.conditions import condition
from sim.claims.contrary import search
from sim.claims.effects import Sample, Sides
from sim.claims.kept import Kept
from sim.claims.running import Plan, Trials
from sim.claims.trials import Manner, manners
from sim.claims.verdict import (
    ClaimResult,
    Otherwise,
    PartResult,
    expected_share,
    judge_otherwise,
    standing,
)
from sim.outcomes import OUTCOMES, TRADE_OFF
from sim.running.progress import Progress

FIRST = 3
"""Trials whose effects are told one by one, so that anybody can compute them again."""

ALSO = ("turnover", "customer_satisfaction_all", "profit", "market_share", *TRADE_OFF)
"""Outcomes in which the other side may be ahead, besides those of the claim."""


def results(
    claims: Sequence[Claim], trials: Trials, kept: Kept, plan: Plan, progress: Progress
) -> list[ClaimResult]:
    """What came of each claim; effects of all parts of all claims are judged as one family."""
    samples = {claim.name: Sample(trials.of[claim.name], kept) for claim in claims}
    parts = [(claim, part) for claim in claims for part in claim.parts]
    sides = [samples[claim.name].of(part).sides(part) for claim, part in parts]
    judged = judge([(one.more, one.less) for one in sides], [part.smallest for _, part in parts])
    found: dict[str, list[PartResult]] = {claim.name: [] for claim in claims}
    for (claim, part), one, verdict in zip(parts, sides, judged, strict=True):
        mine = samples[claim.name].of(part)
        found[claim.name].append(_part(part, mine, one, verdict))
    for claim in claims:
        found[claim.name] = list(_searched(claim, found[claim.name], samples[claim.name], kept, progress))
        found[claim.name] = _in_other_manners(claim, found[claim.name], samples[claim.name], plan)
    ahead = _ahead(claims, samples)
    return [ClaimResult(claim, tuple(found[claim.name]), ahead[claim.name]) for claim in claims]


def _part(part: Part, sample: Sample, sides: Sides, judged: Judgement) -> PartResult:
    stands = partial(standing, part)
    where = None if part.expect == "not found" else condition(sample.trials, sides, part.smallest, stands)
    known = sides.effect[~np.isnan(sides.effect)]
    low, quarter, middle, three, high = (
        (float(q) for q in np.quantile(known, (0.05, 0.25, 0.5, 0.75, 0.95))) if len(known) else (np.nan,) * 5
    )
    return PartResult(
        part=part,
        judged=judged,
        share=expected_share(part, sides.effect),
        trials=len(known),
        condition=where,
        quantiles=(low, quarter, middle, three, high),
        first=_first(part, sample, sides),
    )


def _first(part: Part, sample: Sample, sides: Sides) -> dict[int, float]:
    """Effects of the first trials; none where what is seen in a trial depends on all others."""
    if part.expect == "not found":
        return {}
    numbers = [one.place.number for one in sample.trials[:FIRST]]
    return dict(zip(numbers, map(float, sides.effect), strict=False))


def _searched(
    claim: Claim, parts: Sequence[PartResult], sample: Sample, kept: Kept, progress: Progress
) -> Iterator[PartResult]:
    """The parts, and for those that hold everywhere whether there is a point at which they fail."""
    for one in parts:
        mine = sample.of(one.part)
        if one.verdict != "supported" or not one.part.sign or claim.sham:
            yield one
            continue
        found = search(claim, one.part, mine.trials, mine.sides(one.part), kept, progress)
        yield replace(one, searched=found.searched, contrary=found.contrary)


def _in_other_manners(claim: Claim, parts: list[PartResult], sample: Sample, plan: Plan) -> list[PartResult]:
    """The parts with their effects while the claim's mechanisms are frozen or off, and in a larger market."""
    asked = [one.part for one in parts if one.part.expect != "not found"]
    found: dict[int, dict[Manner, Otherwise]] = {id(part): {} for part in asked}
    for manner in manners(claim) if asked else ():
        ran = [sample.first(plan.also(manner)).of(part) for part in asked]
        acting = [mine.sides(part) for mine, part in zip(ran, asked, strict=True)]
        other = [replace(mine, manner=manner).sides(part) for mine, part in zip(ran, asked, strict=True)]
        for part, one in zip(asked, judge_otherwise(asked, acting, other), strict=True):
            found[id(part)][manner] = one
    return [replace(one, otherwise=found.get(id(one.part), {})) for one in parts]


def _ahead(claims: Sequence[Claim], samples: Mapping[str, Sample]) -> dict[str, dict[str, Judgement]]:
    """In which outcomes the way that each claim favours is clearly worse than the other, judged as one family."""
    asked = [
        (claim, outcome, claim.favours)
        for claim in claims
        if claim.favours is not None
        for outcome in dict.fromkeys((*claim.outcomes, *ALSO))
        if OUTCOMES[outcome].better
    ]
    pairs = [
        (samples[claim.name].values(better, outcome), samples[claim.name].values(other, outcome))
        for claim, outcome, (better, other) in asked
    ]
    found: dict[str, dict[str, Judgement]] = {claim.name: {} for claim in claims}
    for (claim, outcome, _), one in zip(asked, judge(pairs), strict=True):
        if one.sign * OUTCOMES[outcome].better < 0:
            found[claim.name][outcome] = one
    return found
