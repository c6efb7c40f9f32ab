"""Answers to what a table of differences does not answer: how high, who leads when, what becomes of a difference."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.analysis.judge import Judgement, held_against, judge
from sim.analysis.shares import share_gone
from sim.analysis.wording import words
from sim.english import listed, sentence
from sim.model.parameters import WEEKS_A_YEAR
from sim.outcomes import OUTCOMES
from sim.sweeps.side_by_side import SideBySide
from sim.units import number, shown, with_interval, with_unit
from sim.view.told import OPEN, Guess, Told, judged, that_matter

EARLY = WEEKS_A_YEAR // 2
"""How long a lead may be that is lost later [weeks]; a run ends with its last year."""

HALF = 0.5
"""A share of a difference that is most of it."""

CROSSINGS = ("cross as claimed", "cross the other way", "do not cross")
BECAME = ("grows", "stays", "shrinks", "turns")
CARRIES = ("more than half", "less than half", "nothing that matters")


def level(found: SideBySide, way: str, outcome: str, ranges: Mapping[str, tuple[float, float]]) -> Told:
    """In which of some ranges an outcome lies, with its whole 95% interval; else that is open.

    ranges: names to lowest and highest values, in the outcome's own unit.
    """
    at, out = found.level(way, outcome), shown(outcome, found.scenario.currency)
    size = with_unit(with_interval(OUTCOMES[outcome], at), out.unit)
    came = next((name for name, ends in ranges.items() if held_against(at, ends) == "met"), OPEN)
    lines = [
        f"- {name}: {number(out.value(low))} to {with_unit(number(out.value(high)), out.unit)}"
        for name, (low, high) in ranges.items()
    ]
    says = came or f"which of these it is, {found.worlds} worlds leave open"
    return Told(
        _listing(f"{out.label} under {words(way)}: {size}", lines),
        f"{out.called} under {words(way)} is {size}: {says}",
        (Guess(sentence(words(way))[:-1], out.called, tuple(ranges), came),),
    )


def crossing(found: SideBySide, way: str, against: str, outcome: str) -> Told:
    """Whether a way leads at first and trails in the end: its lead in the first half year and in the last year."""
    weeks, currency = found.years * WEEKS_A_YEAR, found.scenario.currency
    spans = (slice(EARLY), slice(weeks - WEEKS_A_YEAR, None))
    least = that_matter(found, against, [outcome]).get(outcome)
    one, other = (found.weekly(side, outcome) for side in (way, against))
    pairs = [(one[:, span].mean(axis=1), other[:, span].mean(axis=1)) for span in spans]
    first, last = judge(pairs, [least] * len(spans))
    came, says = _crossed(first, last)
    when = (f"in weeks 1 to {EARLY}", f"in weeks {weeks - WEEKS_A_YEAR + 1} to {weeks}")
    who = f"{OUTCOMES[outcome].called}, {words(way)} less {words(against)}"
    lines = [f"- {at}: {each.told(outcome, currency)}." for at, each in zip(when, (first, last), strict=True)]
    sizes = [f"{each.size(outcome, currency)} {at}" for at, each in zip(when, (first, last), strict=True)]
    asked = Guess(sentence(f"{words(way)} against {words(against)}")[:-1], "the two curves", CROSSINGS, came)
    return Told(_listing(who, lines), f"{who}, is {listed(sizes)}: {says}", (asked,))


def _crossed(first: Judgement, last: Judgement) -> tuple[str, str]:
    """Which of the crossings came out of an early and a late difference, and that in words."""
    if first.sign * last.sign < 0:
        came = CROSSINGS[0] if first.sign > 0 else CROSSINGS[1]
        return came, f"the curves {came}"
    if first.sign * last.sign > 0:
        return CROSSINGS[2], "the curves do not cross, as the same one is ahead both times"
    if "too small" in (first.verdict, last.verdict):
        return CROSSINGS[2], "the curves do not cross, as at one end neither has a lead that matters"
    return OPEN, "whether the curves cross is open"


def changed(before: SideBySide, after: SideBySide, way: str, against: str, outcomes: Sequence[str]) -> Told:
    """What becomes of differences under another condition, in the same worlds: each grows, shrinks, turns or stays."""
    was, now = (judged(found, way, against, outcomes) for found in (before, after))
    least, currency = that_matter(before, against, outcomes), before.scenario.currency
    sides = [tuple(_effect(found, way, against, name) for found in (after, before)) for name in outcomes]
    moves = judge([(a, b) for a, b in sides], [least.get(name) for name in outcomes])
    came = [_became(a.judged, b.judged, move) for a, b, move in zip(was, now, moves, strict=True)]
    lines = [
        f"- {OUTCOMES[name].label}: {a.judged.size(name, currency)} before and {b.judged.size(name, currency)} now. The"
        f" change is {move.told(name, currency)}."
        for name, a, b, move in zip(outcomes, was, now, moves, strict=True)
    ]
    who = sentence(f"{words(way)} less {words(against)}, before and now")[:-1]
    asked = (
        Guess(who, f"the difference in {OUTCOMES[name].called}", BECAME, one)
        for name, one in zip(outcomes, came, strict=True)
    )
    return Told(_listing(who, lines), _all_became(outcomes, came), tuple(asked))


def _became(was: Judgement, now: Judgement, move: Judgement) -> str:
    """What became of a difference that was clear, or too small to matter; of any other that is open."""
    if was.sign * now.sign < 0:
        return "turns"
    if move.verdict == "too small" or was.verdict == now.verdict == "too small":
        return "stays"
    if was.verdict == "too small":
        return "grows" if now.sign else OPEN
    return {was.sign: "grows", -was.sign: "shrinks"}.get(move.sign, OPEN) if was.sign else OPEN


def _all_became(outcomes: Sequence[str], came: Sequence[str]) -> str:
    """What became of the difference in each outcome, a clause for each thing that became of some."""
    named = {
        how: listed([OUTCOMES[name].called for name, one in zip(outcomes, came, strict=True) if one == how])
        for how in (*BECAME, OPEN)
    }
    parts = [f"{how} in {named[how]}" for how in BECAME if named[how]]
    parts += [] if named["turns"] else ["clearly turns in none"]
    parts += [f"is open in {named[OPEN]}"] if named[OPEN] else []
    return f"the difference {'; it '.join(parts)}"


def left(whole: SideBySide, frozen: Mapping[str, SideBySide], way: str, against: str, outcome: str) -> Told:
    """How much of a difference is left with each link of a causal chain frozen, and at which links the chain fails.

    A chain needs each of its links: one without which the whole difference is left carries nothing.

    frozen: mechanisms to the same comparison in the same worlds, each with that mechanism frozen.
    """
    effect = _effect(whole, way, against, outcome)
    least = that_matter(whole, against, [outcome]).get(outcome)
    remains = {words(name): _effect(found, way, against, outcome) for name, found in frozen.items()}
    gone = [(effect, values) for values in remains.values()]
    halves = [(effect - values, HALF * effect) for values in remains.values()]
    found = judge([*gone, *halves], [*[least] * len(gone), *[None] * len(halves)])
    sign = judged(whole, way, against, [outcome])[0].sign
    came = {
        name: _carries(sign, some, half)
        for name, some, half in zip(remains, found[: len(gone)], found[len(gone) :], strict=True)
    }
    shares = {name: _percent(effect, values) for name, values in remains.items()}
    called = OUTCOMES[outcome].called
    told = listed([f"{share} with {name} frozen" for name, share in shares.items()])
    return Told(
        _listing(
            f"What is left of the difference in {called}",
            [f"- with {name} frozen: {share}" for name, share in shares.items()],
        ),
        f"of the difference in {called} is left {told}: {_chain(came)}",
        tuple(
            Guess(f"The difference in {called}", f"runs through {name}", CARRIES, one)
            for name, one in came.items()
        ),
    )


def _carries(sign: int, gone: Judgement, half: Judgement) -> str:
    """How much of a clear difference is gone with a mechanism frozen; of one that is not clear, that is open."""
    if not sign:
        return OPEN
    if gone.verdict == "too small" or gone.sign == -sign:
        return CARRIES[2]
    return {sign: CARRIES[0], -sign: CARRIES[1]}.get(half.sign, OPEN)


def _chain(came: Mapping[str, str]) -> str:
    """At which of its links a chain fails."""
    nothing = [name for name, one in came.items() if one == CARRIES[2]]
    parts = [
        f"{name} carries {one}" if one else f"whether {name} carries half is open"
        for name, one in came.items()
    ]
    return f"{listed(parts)}{f', so that the chain fails at {listed(nothing)}' if nothing else ''}"


def still_trading(found: SideBySide, *ways: str) -> Told:
    """In how many worlds the firm still has people at the end, under each way."""
    counts = {way: int((np.nan_to_num(found.weekly(way, "headcount")[:, -1]) > 0.0).sum()) for way in ways}
    told = listed([f"{count} of {found.worlds} worlds under {words(way)}" for way, count in counts.items()])
    return Told(
        _listing(f"The firm still trades at the end in {told}", []), f"the firm still trades in {told}", ()
    )


def _effect(found: SideBySide, way: str, against: str, outcome: str) -> np.ndarray:
    """A way less another, a value a world."""
    return found.values(way, outcome) - found.values(against, outcome)


def _percent(effect: np.ndarray, remains: np.ndarray) -> str:
    """What remains of an effect, in percent, with its interval."""
    gone = share_gone(effect, remains)
    mean, low, high = (100.0 * (1.0 - share) for share in (gone.mean, gone.high, gone.low))
    return f"{mean:.0f}% [{low:.0f}, {high:.0f}]".replace("-", "−")


def _listing(heading: str, lines: Sequence[str]) -> str:
    """Markdown: a heading in bold over a list."""
    return "\n".join([f"**{sentence(heading)[:-1]}**", "", *lines])
