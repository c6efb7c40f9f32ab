"""What factors do, in sentences and in a table: which moves an outcome most, and each from its low to its high end."""

from collections.abc import Sequence

from sim.analysis.association import Associations
from sim.analysis.columns import columns
from sim.analysis.effects import Effects, MainEffect, TurningPoint
from sim.analysis.judge import legend
from sim.analysis.statements import Statement
from sim.analysis.statistics import Estimate
from sim.analysis.wording import value_text, words
from sim.english import counted, listed, sentence
from sim.outcomes import OUTCOMES
from sim.units import difference_unit, estimated, with_interval, with_unit_of

MOST_LISTED = 20
"""Factors in a terminal's table, the largest effects first."""


def largest(found: Sequence[Effects], factors: Sequence[str], currency: str) -> Statement:
    """Which factor moves each outcome most, of those that clearly do."""
    parts, none = [], []
    for one in found:
        clear = [main for main in one.main if main.factor in factors and main.judged.mark]
        name = OUTCOMES[one.outcome].called
        if clear:
            size = clear[0].judged.size(one.outcome, currency)
            parts.append(f"{words(clear[0].factor)} moves {name} most, {size}{_ends(clear[0])}")
        else:
            none.append(name)
    parts += [f"none clearly moves {listed(none)}"] * bool(none)
    of = f"of {counted(len(factors), 'factor')}, " if len(factors) > 1 else ""
    return Statement(sentence(of + "; ".join(parts)))


def _ends(effect: MainEffect) -> str:
    return f" from {value_text(effect.low)} to {value_text(effect.high)}"


def effects_table(found: Sequence[Effects], factors: Sequence[str], currency: str) -> str:
    """A line a factor, a column an outcome: what going from its low to its high end does."""
    cells: dict[str, dict[str, str]] = {}
    for one in found:
        for main in one.main:
            if main.factor in factors:
                d = main.judged.difference
                e = Estimate(d.mean, *d.interval, d.n)
                text = f"{with_interval(OUTCOMES[one.outcome], e, signed=True)} {main.judged.mark}".rstrip()
                name = f"{words(main.factor)}{_ends(main)}"
                cells.setdefault(name, {})[one.outcome] = text
    heads = [
        with_unit_of(OUTCOMES[one.outcome], difference_unit(OUTCOMES[one.outcome], currency)) for one in found
    ]
    rows = [
        [name, *(its.get(one.outcome, "–") for one in found)]
        for name, its in list(cells.items())[:MOST_LISTED]
    ]
    family = found[0].main[0].judged.family
    return "\n".join(
        ["What each factor does, all else equal and averaged:", *columns([["", *heads], *rows])]
    ) + (f"\n\n{legend(family)}")


def strongest(found: Sequence[Associations]) -> Statement:
    """Of a sampled design, with which factor each outcome goes most."""
    parts = []
    settings = [(words(one.scenario), words(one.contrast), words(one.policy)) for one in found]
    several = [len(set(values)) > 1 for values in zip(*settings, strict=True)]
    for one, setting in zip(found, settings, strict=True):
        clear = [part for part in one.factors if part.clear]
        where = ", ".join(name for name, many in zip(setting, several, strict=True) if many)
        name = OUTCOMES[one.outcome].called + f" ({where})" * bool(where)
        if not clear:
            parts.append(f"{name} goes clearly with none")
            continue
        ways = [
            f"{words(part.factor)} ({estimated(part.slope, *part.slope_interval, signed=True)})"
            for part in clear[:3]
        ]
        parts.append(f"{name} goes most with {listed(ways)}")
    return Statement(
        sentence(f"over the sampled points, {'; '.join(parts)}"),
        (
            "In brackets after a factor: standard deviations of the outcome for one of the factor, all others equal,"
            " with 95% intervals over points; `sim analyse regression` has all.",
        ),
    )


def moves(
    factor: str, mine: Sequence[tuple[str, MainEffect]], turned: Sequence[TurningPoint], currency: str
) -> Statement:
    """What a factor does to every outcome, from its low to its high end, and inside its range."""
    first = mine[0][1]
    numbers = not isinstance(first.low, str)
    because = []
    for outcome, effect in mine:
        ends = "" if numbers else f"From {_level(effect.low)} to {_level(effect.high)}: "
        because.append(ends + effect.judged.sentence(outcome, currency))
    begin = f"from {_level(first.low)} to {_level(first.high)}, {words(factor)}" if numbers else words(factor)
    clearly = listed([OUTCOMES[outcome].called for outcome, effect in mine if effect.judged.mark])
    still = listed([OUTCOMES[outcome].called for outcome, effect in mine if not effect.judged.mark])
    text = f"{begin} clearly moves {clearly}" if clearly else f"{begin} does not clearly move {still}"
    text += f"; not clearly {still}" if clearly and still else ""
    return Statement(sentence(text), (*because, *(_turn(one, currency) for one in turned)))


def _turn(one: TurningPoint, currency: str) -> str:
    """An outcome that is clearly highest, or lowest, inside the factor's range."""
    extreme = "highest" if one.highest else "lowest"
    low, high = (found.size(one.outcome, currency) for found in (one.from_low, one.from_high))
    return sentence(
        f"of the values run, {OUTCOMES[one.outcome].called} is {extreme} at {_level(one.level)}: {low} against the low"
        f" end, {high} against the high end"
    )


def _level(value: float | str) -> str:
    return words(value) if isinstance(value, str) else f"{value:.4g}"
