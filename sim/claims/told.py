"""Verdicts as a reader sees them: words and numbers of every claim, the one source of every page that quotes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sim.analysis.judge import Judgement
from sim.analysis.statistics import Estimate
from sim.analysis.wording import words
from sim.claims.claim import ALL, Claim, Part
from sim.claims.effects import is_money
from sim.claims.trials import LARGER, SWITCHED
from sim.claims.verdict import VERDICTS, ClaimResult, PartResult
from sim.design.factors import Value
from sim.english import counted, listed, sentence
from sim.model.parameters import WEEKS_A_YEAR
from sim.outcomes import OUTCOMES
from sim.running.scenarios import load_scenario
from sim.units import amount, difference_unit, number, with_interval

ESSAYS = (
    "Turnover city",
    "Biases of the customer-oriented organisation",
    "The customer-first sucker punch",
    "The customer and leadership blog",
    "Kicking the can down the road",
)
"""What each essay is about, by its number."""

MEANS = {
    "supported": "every effect is clear and as expected, and its reason carries it",
    "conditional": "it holds in one part of the plausible space and fails in another",
    "undecided": "the trials do not say",
    "refuted": "an effect is clearly the opposite, or too small to matter",
    "by construction": "a search found no point at which it clearly fails, so it may follow from how the model is "
    "made: shown, not counted",
}
"""What each verdict means, for readers."""


def summary(results: Sequence[ClaimResult]) -> str:
    """How many claims of the essays came out how, in one sentence."""
    real = [one for one in results if not one.claim.sham]
    if not real:
        return "No claim of an essay was tested."
    counts = {verdict: sum(one.verdict == verdict for one in real) for verdict in VERDICTS}
    said = listed([f"{count} {verdict}" for verdict, count in counts.items() if count])
    return f"Of {counted(len(real), 'claim')}: {said}."


def record(one: ClaimResult) -> dict[str, Any]:
    """Everything that pages say of a claim: words ready to print, and the numbers for figures."""
    claim = one.claim
    better, other = map(words, claim.favours or ("", ""))
    return {
        "name": claim.name,
        "essay": claim.essay,
        "says": claim.says,
        "expects": claim.expects,
        "kind": claim.kind,
        "verdict": _sham(one) if claim.sham else one.verdict,
        "sentence": _sentence(one),
        "share": one.parts[0].share,
        "trials": max(part.trials for part in one.parts),
        "scenarios": list(claim.scenarios),
        "years": claim.years,
        "mechanisms": list(claim.mechanisms),
        "why": _why(one),
        "condition": _condition(one),
        "favours": better,
        "against": other,
        "ahead": [
            f"{OUTCOMES[outcome].called} ({_size(outcome, judged, claim)})"
            for outcome, judged in one.ahead.items()
        ],
        "parts": [_part(part, claim) for part in one.parts],
        "command": f"sim claims {claim.name} --trials {max(part.trials for part in one.parts)}",
    }


def _part(one: PartResult, claim: Claim) -> dict[str, Any]:
    part, d = one.part, one.judged.difference
    scale = scale_of(part)
    return {
        "outcome": part.outcome,
        "label": OUTCOMES[part.outcome].called,
        "compares": compares(part),
        "when": _when(part, claim),
        "where": _where(part.where),
        "expect": part.expect,
        "verdict": one.verdict,
        "told": _told(one, claim),
        "mean": scale * d.mean,
        "low": scale * d.interval.low,
        "high": scale * d.interval.high,
        "smallest": scale * part.smallest,
        "quantiles": [scale * q for q in one.quantiles],
        "first": {str(number): scale * effect for number, effect in one.first.items()},
        "unit": _unit(part, claim),
        "share": one.share,
        "trials": one.trials,
        "undefined": one.judged.difference.undefined,
        "clear": bool(one.judged.sign),
        "p": one.judged.p,
        "family": one.judged.family,
        "searched": one.searched,
        "contrary": _contrary(one),
        "holds_where": one.condition.holds if one.condition else "",
        "fails_where": one.condition.fails if one.condition else "",
        "ablated": {
            name: {
                "acting": scale * found.acting,
                "without": scale * found.other,
                "carried": None if found.left is None else 1.0 - found.left,
                "verdict": found.gone.verdict,
            }
            for name, found in one.otherwise.items()
            if name in SWITCHED
        },
        "larger": _larger(one, claim),
    }


# ---------------------------------------------------------------- words


def compares(part: Part) -> str:
    """The ways that a part compares, in words."""
    sides = (listed([_weighed(way, part.weights[way]) for way in side]) for side in part.sides if side)
    taken_off = f", less {OUTCOMES[part.less_outcome].called}" if part.less_outcome else ""
    return f"{' less '.join(sides)}{taken_off}"


def _weighed(way: str, weight: float) -> str:
    """A way with its weight, unless that is one."""
    return words(way) if abs(weight) == 1.0 else f"{abs(weight):.0%} {words(way)}"


def expected(part: Part, claim: Claim) -> str:
    """What has to come out of a part, before anything has."""
    extra = "".join(f", {text}" for text in (_when(part, claim), _where(part.where)) if text)
    least = amount(scale_of(part) * part.smallest, _unit(part, claim))
    matters = "" if part.expect == "not found" else f" (by {least} or more, to matter)"
    return f"{OUTCOMES[part.outcome].called} {part.expect}{matters}: {compares(part)}{extra}"


def _sentence(one: ClaimResult) -> str:
    """The verdict in one sentence."""
    claim, weakest = one.claim, _weakest(one)
    if claim.sham:
        return (
            "No clear difference, as it must be."
            if _sham(one) == "null"
            else "A clear difference: the test is broken."
        )
    holds = sum(part.standing == "holds" for part in one.parts)
    count = f"{holds} of {counted(len(one.parts), 'effect')} as expected"
    if one.verdict == "refuted":
        return sentence(f"Refuted: {OUTCOMES[weakest.part.outcome].called}, {_told(weakest, claim)}; {count}")
    if one.verdict == "conditional":
        return sentence(f"It depends: {_condition(one)}")
    if one.verdict == "undecided":
        if one.carried is False and all(part.standing == "holds" for part in one.parts):
            carry = "carries" if len(claim.mechanisms) == 1 else "carry"
            return sentence(f"The effect is there, but that {_mechanisms(claim)} {carry} it is not shown")
        return sentence(
            f"Undecided: {OUTCOMES[weakest.part.outcome].called}, {_told(weakest, claim)}; {count}"
        )
    main = one.parts[0]
    start = "Supported" if one.verdict == "supported" else "No point was found at which it fails"
    return sentence(f"{start}: {OUTCOMES[main.part.outcome].called}, {_told(main, claim)}")


def _sham(one: ClaimResult) -> str:
    """How a sham came out: null, or broken where anything is clear."""
    clear = any(part.judged.sign or part.condition for part in one.parts)
    return "broken" if clear else "null"


def _weakest(one: ClaimResult) -> PartResult:
    """The part that decides the verdict, the first of those; the main one where none does."""
    return next((part for part in one.parts if part.verdict == one.verdict), one.parts[0])


def _told(one: PartResult, claim: Claim) -> str:
    """An effect with its interval, and how it stands to what was expected."""
    part = one.part
    if one.judged.verdict == "unknown":
        return f"{compares(part)}: {one.judged.words()}"
    if part.expect == "not found":
        d = one.judged.difference
        low, high = max(0.0, 0.5 - d.interval.high), min(1.0, 0.5 - d.interval.low)
        share = Estimate(0.5 - d.mean, low, high, d.n)
        found = f"found in {share.mean:.0%} [{share.low:.0%}, {share.high:.0%}] of worlds"
        return f"{found}, where less than half was expected"
    least = amount(scale_of(part) * part.smallest, _unit(part, claim))
    found = {
        "clear": "clearly higher" if one.judged.sign > 0 else "clearly lower",
        "too small": f"too small to matter (less than {least})",
    }.get(one.judged.verdict, "not clear")
    extra = [_when(part, claim), _where(part.where)]
    where = "".join(f", {text}" for text in extra if text)
    left_out = one.judged.difference.undefined
    are = "is" if left_out == 1 else "are"
    without = f" ({counted(left_out, 'world')} in which it is not defined {are} left out)" if left_out else ""
    size = _size(part.outcome, one.judged, claim)
    return f"{compares(part)}{where}: {size}, {found}, expected {part.expect}{without}"


def _size(outcome: str, judged: Judgement, claim: Claim) -> str:
    if is_money(outcome):
        d = judged.difference
        share = replace(OUTCOMES[outcome], unit="share", percent=True)
        return with_interval(share, Estimate(d.mean, *d.interval, d.n), signed=True) + "% of revenue"
    return judged.size(outcome, load_scenario(claim.scenarios[0]).currency)


def _unit(part: Part, claim: Claim) -> str:
    if part.expect == "not found":
        return "share of worlds"
    if is_money(part.outcome):
        return "% of revenue"
    unit = difference_unit(OUTCOMES[part.outcome], load_scenario(claim.scenarios[0]).currency)
    return "" if unit in ("0-1", "1") else unit


def scale_of(part: Part) -> float:
    """What an effect is multiplied by to be told: shares in points, money in thousands or as a share of revenue."""
    known = OUTCOMES[part.outcome]
    if is_money(part.outcome) or known.percent:
        return 1.0 if part.expect == "not found" else 100.0
    return 1.0 / 1000.0 if known.unit.startswith("currency") else 1.0


def _when(part: Part, claim: Claim) -> str:
    """The years that are looked at, unless they are the whole run."""
    spans = [_years(*years) for years in part.stretches]
    if part.since is not None:
        return f"{spans[0]}, less that {spans[1]}"
    return "" if part.years == (0.0, float(claim.years)) else spans[0]


def _years(start: float, end: float) -> str:
    if end <= 1.5:
        return f"in weeks {round(start * WEEKS_A_YEAR) + 1} to {round(end * WEEKS_A_YEAR)}"
    return f"in years {start + 1:g} to {end:g}" if end - start > 1.0 else f"in year {end:g}"


def _where(where: Mapping[str, Sequence[Value]]) -> str:
    """The environment in which a part is expected."""
    if not where:
        return ""
    said = [f"{words(name)} is {' or '.join(map(_spelt, values))}" for name, values in where.items()]
    return f"where {listed(said)}"


def _spelt(value: Value) -> str:
    return value if isinstance(value, str) else number(value)


def _condition(one: ClaimResult) -> str:
    found = next((part for part in one.parts if part.condition is not None), None)
    if found is None or found.condition is None:
        return ""
    return found.condition.told(OUTCOMES[found.part.outcome].called)


def _larger(one: PartResult, claim: Claim) -> str:
    """What the effect is in a larger market, and whether that is the same; nothing where it was not asked."""
    found = one.otherwise.get("larger")
    if found is None or not np.isfinite(found.acting) or not np.isfinite(found.other):
        return ""
    here = scale_of(one.part) * found.acting
    known = {"too small": "no difference that matters", "clear": "clearly different"}
    return (
        f"{_size(one.part.outcome, found.judged, claim)} with {LARGER} teams a firm;"
        f" {'+' if here > 0.0 else '−' if here < 0.0 else ''}{amount(abs(here), _unit(one.part, claim))} with one, in"
        f" the same {counted(found.gone.difference.n, 'trial')}: {known.get(found.gone.verdict, 'no clear difference')}"
    )


def market_size(results: Sequence[ClaimResult]) -> str:
    """In how many effects a larger market makes a difference, in a sentence; nothing where it was not asked."""
    pairs = [
        (part, larger)
        for one in results
        for part in one.parts
        if (larger := part.otherwise.get("larger")) is not None
    ]
    if not pairs:
        return ""
    differ = sum(larger.gone.sign != 0 for _, larger in pairs)
    turned = sum(larger.judged.sign * part.judged.sign < 0 for part, larger in pairs)
    trials = max(larger.gone.difference.n for _, larger in pairs)
    return (
        f"Up to {counted(trials, 'trial')} of each effect ran with {LARGER} teams a firm too: of"
        f" {counted(len(pairs), 'effect')}, {differ or 'none'} {'are' if differ > 1 else 'is'} clearly different there,"
        f" and {turned or 'none'} {'turn their' if turned > 1 else 'turns its'} sign."
    )


def _mechanisms(claim: Claim) -> str:
    return listed([words(name) for name in claim.mechanisms])


def _why(one: ClaimResult) -> str:
    """What the claim's mechanisms carry of the effect that they have to carry."""
    claim, main = one.claim, one.to_carry
    if ALL in claim.mechanisms:
        return "No single mechanism is named; docs/findings.md takes the difference apart."
    frozen, off = (main.otherwise.get(name) if main else None for name in ("frozen", "off"))
    if main is None or frozen is None or off is None:
        return ""
    if not main.judged.sign or frozen.left is None or off.left is None:
        return "There is no clear effect to be carried."
    single = len(claim.mechanisms) == 1
    open_ = f"; that {'it carries' if single else 'they carry'} it is not clear"
    return sentence(
        f"Frozen at what is ordinary, {_mechanisms(claim)} {'leaves' if single else 'leave'} {frozen.left:.0%} of the"
        f" effect on {OUTCOMES[main.part.outcome].called}; switched off, {off.left:.0%}{'' if one.carried else open_}"
    )


def _contrary(one: PartResult) -> str:
    """The point at which a part fails, in words."""
    if one.contrary is None:
        return ""
    moved = [f"{words(name)} {number(value)}" for name, value in list(one.contrary.constants.items())[:6]]
    more = len(one.contrary.constants) - len(moved)
    return listed([*moved, *([f"{more} more"] if more > 0 else [])])


# ---------------------------------------------------------------- the terminal


def table(results: Sequence[ClaimResult]) -> Iterator[str]:
    """The verdicts as lines of text, essay by essay."""
    for essay in dict.fromkeys(one.claim.essay for one in results):
        mine = [one for one in results if one.claim.essay == essay]
        head = ESSAYS[essay] if essay >= 0 else "Shams, which must come out null"
        yield f"\n{head}"
        for one in mine:
            main = one.parts[0]
            known = main.trials and not one.claim.sham
            share = f", main effect as expected in {main.share:.0%} of plausible worlds" if known else ""
            verdict = _sham(one) if one.claim.sham else one.verdict
            yield f"  {one.claim.name}: {verdict.upper()}{share}"
            yield f"    {one.claim.says}"
            yield f"    {_sentence(one)}"
            if one.ahead and one.claim.favours:
                better, _ = one.claim.favours
                names = listed([OUTCOMES[outcome].called for outcome in one.ahead])
                yield f"    Where {words(better)} is behind: {names}."
