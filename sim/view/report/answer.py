"""The answer to a question in plain sentences, each computed from intervals: what differs, by how much, how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.differences import Difference, differences
from sim.analysis.effects import Effect, effects, turn
from sim.analysis.finished import Finished
from sim.analysis.fits import misfits
from sim.analysis.statistics import Interval, PairedDifference, holm
from sim.outcomes import OUTCOMES
from sim.units import Shown, amount, shown, span
from sim.view.theme import level, words

DOES = {
    "turnover": ("loses more people", "loses fewer people"),
    "churn": ("loses more customers", "loses fewer customers"),
    "profit": ("earns more", "earns less"),
}
"""What a firm does of which an outcome is higher, or lower."""


@dataclass(frozen=True)
class Statement:
    """A sentence, and those that it rests on."""

    sentence: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A question's answer."""

    statements: tuple[Statement, ...]
    overall: tuple[Difference, ...]  # between policies, averaged over places
    comparisons: int  # that the sentences rest on
    skewed: int  # differences among them for which a t interval is doubtful


def answer(finished: Finished, outcomes: Sequence[str], found: Sequence[Difference], currency: str) -> Answer:
    """Statements about differences of interest, then factors; `found` are the differences at each place, if any."""
    overall = _overall(finished, outcomes, found)
    statements = [
        Statement(
            _standing(group, finished), tuple(_about(one, found, len(overall), currency) for one in group)
        )
        for group in _grouped(overall)
    ]
    moved = _effects(finished, outcomes)
    for factor in dict.fromkeys(factor for factor, _, _, _ in moved):
        turns = _turns(finished, outcomes, factor, len(moved), currency)
        if turns or not _asked_for(finished, next(effect for name, _, effect, _ in moved if name == factor)):
            statements.append(_moves(factor, moved, turns, currency))
    tested = [one.difference for one in overall] + [effect.difference for _, _, effect, _ in moved]
    skewed = sum(one.skewed for one in tested)
    return Answer(tuple(statements), tuple(overall), len(tested), skewed)


def _overall(finished: Finished, outcomes: Sequence[str], found: Sequence[Difference]) -> list[Difference]:
    """Differences averaged over places, in each scenario and contrast."""
    if not found:
        return []
    return differences(
        finished.runs,
        finished.pairs,
        outcomes,
        finished.factors,
        averaged=True,
        smallest=finished.question.smallest,
    )


def _grouped(overall: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Differences of one pair in one scenario and contrast."""
    keys = [(one.scenario, one.contrast, one.a, one.b) for one in overall]
    for key in dict.fromkeys(keys):
        yield [one for one, its in zip(overall, keys, strict=True) if its == key]


def _standing(group: Sequence[Difference], finished: Finished) -> str:
    """In what A does clearly better or worse than B, in one sentence."""
    a, b = words(group[0].a), words(group[0].b)
    valued = [one for one in group if OUTCOMES[one.outcome].better] or list(group)
    names = {
        way: listed(
            [shown(one.outcome).called for one in valued if one.sign * OUTCOMES[one.outcome].better == way]
        )
        for way in (1, -1, 0)
    }
    where = _where(group[0], finished)
    if not names[1] and not names[-1]:
        return sentence(f"{where}{a} and {b} do not differ clearly in {names[0]}")
    parts = [f"better than {b} in {names[1]}"] * bool(names[1])
    parts += [f"worse{'' if parts else f' than {b}'} in {names[-1]}"] * bool(names[-1])
    still = f"; no clear difference in {names[0]}" if names[0] else ""
    return sentence(f"{where}{a} does clearly {', but '.join(parts)}{still}")


def _about(one: Difference, found: Sequence[Difference], comparisons: int, currency: str) -> str:
    """One difference in words, and how far it holds from place to place."""
    out, d = shown(one.outcome, currency), one.difference
    low, high = ends(d, out)
    size = f"{amount(out.value(d.mean), out.difference_unit, signed=True)} {span(low, high, signed=True)}"
    higher, lower = DOES.get(one.outcome, (f"has higher {out.called}", f"has lower {out.called}"))
    tends = higher if d.mean > 0.0 else lower
    if d.n < 2:
        said = "in the one world that was run, which says nothing of others"
        told = f"{out.called}: {amount(out.value(d.mean), out.difference_unit, signed=True)} {said}"
    elif one.sign:
        means = f"{amount(out.value(d.mean_a), '')} against {amount(out.value(d.mean_b), out.unit)}"
        told = f"it {tends}: {means}, a difference of {size}"
    elif low > 0.0 or high < 0.0:
        told = f"perhaps it {tends}, {size}, but not surely enough among {comparisons} comparisons"
    else:
        told = f"{out.called}: no clear difference, {size}"
    there = [
        other.sign
        for other in found
        if (other.scenario, other.contrast, other.a, other.b, other.outcome)
        == (one.scenario, one.contrast, one.a, one.b, one.outcome)
    ]
    return sentence(told) + _beside_smallest(d, out) + _from_place_to_place(one, there)


def _beside_smallest(d: PairedDifference, out: Shown) -> str:
    """Whether a difference is large enough to matter, where the question says what would."""
    if d.smallest is None or d.n < 2:
        return ""
    size = amount(out.value(d.smallest), out.difference_unit)
    if d.verdict == "exceeded":
        return f" That exceeds {size}, the least that matters."
    if d.verdict == "excluded":
        return f" That it is as much as {size}, the least that matters, is excluded."
    return f" Whether it is as much as {size}, the least that matters, is open."


def _from_place_to_place(one: Difference, signs: Sequence[int]) -> str:
    """At how many of the places, which the difference is averaged over, it is clear by itself."""
    if len(signs) < 2:
        return ""
    higher, lower = signs.count(1), signs.count(-1)
    if max(higher, lower) == len(signs):
        return f" Clear at every one of {len(signs)} points."
    if higher and lower:
        return f" It depends: clearly higher at {higher} of {len(signs)} points, clearly lower at {lower}."
    if one.sign or higher or lower:
        return f" Clear by itself at {higher + lower or 'none'} of {len(signs)} points."
    return ""


Moved = tuple[str, str, Effect, bool]
"""A factor, an outcome, the factor's effect on it, and whether that is clear."""


def _effects(finished: Finished, outcomes: Sequence[str]) -> list[Moved]:
    """The effects of factors on outcomes, where the design tells them, under Holm's correction."""
    if misfits(finished.question, len(finished.design))["effects"]:
        return []
    found = [
        (effect.factor, outcome, effect)
        for outcome in outcomes
        for effect in effects(
            finished.runs, outcome, finished.factors, smallest=finished.question.smallest.get(outcome)
        ).main
        if effect.factor in finished.factors
    ]
    adjusted = holm([effect.difference.p_value for _, _, effect in found])
    return [
        (factor, outcome, effect, bool(p < 0.05) and _leaves_zero_out(effect.difference))
        for (factor, outcome, effect), p in zip(found, adjusted, strict=True)
    ]


def _asked_for(finished: Finished, effect: Effect) -> bool:
    """Whether the question asks for this effect itself, so that it is told already."""
    ends = {effect.low, effect.high}
    return any(
        one.factor == effect.factor and {one.value, one.against} == ends for one in finished.question.effects
    )


def _leaves_zero_out(d: PairedDifference) -> bool:
    low, high = d.bootstrap
    return d.clear and (low > 0.0 or high < 0.0 or bool(np.isnan(low)))


def _turns(
    finished: Finished, outcomes: Sequence[str], factor: str, comparisons: int, currency: str
) -> list[str]:
    """Outcomes that are clearly highest, or lowest, inside the factor's range; p times the comparisons below 5%."""
    told = []
    for outcome in outcomes:
        found = turn(finished.runs, outcome, finished.factors, factor)
        if found is None or not found.p_value * comparisons < 0.05:
            continue
        out = shown(outcome, currency)
        size = [
            amount(out.value(d.mean), out.difference_unit, signed=True)
            for d in (found.from_low, found.from_high)
        ]
        low, high = (span(*ends(d, out), signed=True) for d in (found.from_low, found.from_high))
        extreme = "highest" if found.highest else "lowest"
        told.append(
            f"of the values run, {out.called} is {extreme} at {level(found.level)}: {size[0]} {low} against the low"
            f" end, {size[1]} {high} against the high end"
        )
    return told


def _moves(factor: str, moved: Sequence[Moved], turns: Sequence[str], currency: str) -> Statement:
    """What a factor does to every outcome, from its low to its high end."""
    mine = [
        (shown(outcome, currency), effect, clear) for name, outcome, effect, clear in moved if name == factor
    ]
    first = mine[0][1]
    numbers = not isinstance(first.low, str)
    because = []
    for out, effect, clear in mine:
        d = effect.difference
        way = "" if numbers else f" from {level(effect.low)} to {level(effect.high)}"
        size = amount(out.value(d.mean), out.difference_unit, signed=True)
        doubt = "" if clear else ", not clear"
        told = sentence(f"{out.called}{way}: {size} {span(*ends(d, out), signed=True)}{doubt}")
        because.append(told + _beside_smallest(d, out))
    begin = f"from {level(first.low)} to {level(first.high)}, {words(factor)}" if numbers else words(factor)
    clearly = listed([out.called for out, _, clear in mine if clear])
    still = listed([out.called for out, _, clear in mine if not clear])
    told = f"{begin} clearly moves {clearly}" if clearly else f"{begin} does not clearly move {still}"
    told += f"; not clearly {still}" if clearly and still else ""
    return Statement(sentence(told), (*because, *map(sentence, turns)))


def _where(one: Difference, finished: Finished) -> str:
    """Scenario and contrast, where there are several."""
    question = finished.question
    parts = [f"in {words(one.scenario)}"] * (len(question.scenarios) > 1)
    parts += [words(one.contrast)] * (len(question.contrasts) > 1)
    return f"{', '.join(parts)}, " if parts else ""


def ends(d: PairedDifference, out: Shown) -> Interval:
    """The t interval, or, where differences are skewed, the bootstrap's, in the unit shown."""
    low, high = d.bootstrap if d.skewed and not np.isnan(d.bootstrap.low) else d.interval
    return Interval(out.value(low), out.value(high))


def listed(names: Sequence[str]) -> str:
    """Words in a row."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def sentence(told: str) -> str:
    """With a capital and a full stop."""
    return f"{told[:1].upper()}{told[1:]}."
