"""The answer to a question in plain sentences, each computed from intervals: what differs, by how much, how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.experiment.analysis.differences import Difference, differences
from sim.experiment.analysis.effects import Effect, effects
from sim.experiment.analysis.fits import misfits
from sim.experiment.finished import Finished
from sim.experiment.statistics import PairedDifference, holm
from sim.outcomes import OUTCOMES
from sim.view.theme import Shown, level, number, shown, span, words

DOES = {
    "turnover": ("loses more people", "loses fewer people"),
    "churn": ("loses more customers", "loses fewer customers"),
    "profit": ("earns more", "earns less"),
}
"""What a firm does of which an outcome is higher, or lower."""


@dataclass(frozen=True)
class Answer:
    """A question's answer: what leads, and what it rests on."""

    lead: tuple[str, ...]
    details: tuple[str, ...]
    comparisons: int  # that Holm's correction is over
    skewed: int  # differences among them for which a t interval is doubtful


def answer(finished: Finished, outcomes: Sequence[str], found: Sequence[Difference], currency: str) -> Answer:
    """Sentences about policies, then about factors; `found` are the differences at each place, if there are any."""
    lead: list[str] = []
    details: list[str] = []
    overall = _overall(finished, outcomes, found)
    for group in _grouped(overall):
        lead.append(_standing(group, finished))
        details += [_about(one, found, finished, currency) for one in group]
    moved = _effects(finished, outcomes)
    effect_sentences = [
        _moves(name, moved, currency) for name in dict.fromkeys(name for name, _, _, _ in moved)
    ]
    if not lead:
        lead, effect_sentences = effect_sentences[:1], effect_sentences[1:]
    details += effect_sentences
    tested = [one.difference for one in overall] + [effect.difference for _, _, effect, _ in moved]
    return Answer(tuple(lead), tuple(details), len(tested), sum(one.skewed for one in tested))


def _overall(finished: Finished, outcomes: Sequence[str], found: Sequence[Difference]) -> list[Difference]:
    """Differences averaged over places, in each scenario and contrast."""
    if not found:
        return []
    return differences(finished.runs, finished.pairs, outcomes, finished.factors, averaged=True)


def _grouped(overall: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Differences of one pair in one scenario and contrast."""
    keys = [(one.scenario, one.contrast, one.policy, one.against) for one in overall]
    for key in dict.fromkeys(keys):
        yield [one for one, its in zip(overall, keys, strict=True) if its == key]


def _standing(group: Sequence[Difference], finished: Finished) -> str:
    """In what a policy does clearly better or worse than the other, in one sentence."""
    policy, against = words(group[0].policy), words(group[0].against)
    valued = [one for one in group if OUTCOMES[one.outcome].better]
    labels = {
        way: [OUTCOMES[one.outcome].label for one in valued if one.sign * OUTCOMES[one.outcome].better == way]
        for way in (1, -1, 0)
    }
    parts = [f"better than {against} in {listed(labels[1])}"] * bool(labels[1])
    parts += [f"worse{'' if parts else f' than {against}'} in {listed(labels[-1])}"] * bool(labels[-1])
    if not parts:
        told = f"{_where(group[0], finished)}{policy} and {against} do not differ clearly in {listed(labels[0])}."
        return told[0].upper() + told[1:]
    told = f"{_where(group[0], finished)}{policy} does clearly {' and '.join(parts)}"
    told += f"; no clear difference in {listed(labels[0])}" if labels[0] else ""
    return told[0].upper() + told[1:] + "."


def _about(one: Difference, found: Sequence[Difference], finished: Finished, currency: str) -> str:
    """One difference in words, and how far it holds from place to place."""
    out, d = shown(one.outcome, currency), one.difference
    policy, against = words(one.policy), words(one.against)
    size = f"{number(out.value(d.mean), signed=True)} {out.difference_unit} {ends(d, out)}"
    there = [
        other
        for other in found
        if (other.scenario, other.contrast, other.policy, other.against, other.outcome)
        == (one.scenario, one.contrast, one.policy, one.against, one.outcome)
    ]
    averaged = f", on average over {len(there)} points" if len(there) > 1 else ""
    if one.sign:
        does = DOES.get(one.outcome, (f"has higher {out.label}", f"has lower {out.label}"))[one.sign < 0]
        means = f"{number(out.value(d.mean_a))} against {number(out.value(d.mean_b))} {out.unit}"
        told = f"{policy} {does} than {against}: {means}, a difference of {size}{averaged}."
    elif d.n < 2:
        told = f"{out.label}: {policy} less {against} is {number(out.value(d.mean), signed=True)} {out.difference_unit}"
        told += " in the one world that was run, which says nothing of others."
    else:
        told = f"{out.label}: no clear difference between {policy} and {against}, {size}{averaged}."
    told = _where(one, finished) + told + _from_place_to_place(one, there)
    return told[0].upper() + told[1:]


def _from_place_to_place(one: Difference, there: Sequence[Difference]) -> str:
    """How many of the places say the same by themselves."""
    if len(there) < 2:
        return ""
    signs = [other.sign for other in there]
    higher, lower = signs.count(1), signs.count(-1)
    if max(higher, lower) == len(there):
        return " It is clear at every one of them."
    if higher and lower:
        return f" It depends on the place: clearly higher at {higher} of {len(there)} points, clearly lower at {lower}."
    if one.sign or higher or lower:
        return f" Taken by itself, it is clear at {higher + lower} of the {len(there)} points."
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
        for effect in effects(finished.runs, outcome, finished.factors).main
        if effect.factor in finished.factors
    ]
    adjusted = holm([effect.difference.p_value for _, _, effect in found])
    return [
        (factor, outcome, effect, bool(p < 0.05) and _leaves_zero_out(effect.difference))
        for (factor, outcome, effect), p in zip(found, adjusted, strict=True)
    ]


def _leaves_zero_out(d: PairedDifference) -> bool:
    low, high = d.bootstrap
    return d.clear and (low > 0.0 or high < 0.0 or bool(np.isnan(low)))


def _moves(factor: str, moved: Sequence[Moved], currency: str) -> str:
    """What a factor does to every outcome, from its low to its high end."""
    mine = [(outcome, effect, clear) for name, outcome, effect, clear in moved if name == factor]
    numbers = not isinstance(mine[0][1].low, str)
    parts = []
    for outcome, effect, clear in mine:
        out, d = shown(outcome, currency), effect.difference
        if clear:
            way = "" if numbers else f" from {level(effect.low)} to {level(effect.high)}"
            size = f"{number(out.value(d.mean), signed=True)} {out.difference_unit}"
            parts.append(f"{out.label}{way} by {size} {ends(d, out)}")
    still = [shown(outcome, currency).label for outcome, _, clear in mine if not clear]
    begin = (
        f"From {level(mine[0][1].low)} to {level(mine[0][1].high)}, {words(factor)}"
        if numbers
        else words(factor)
    )
    told = f"{begin} moves {listed(parts)}" if parts else f"{begin} does not clearly move {listed(still)}"
    if parts and still:
        told += f"; not clearly {listed(still)}"
    return told[0].upper() + told[1:] + ", averaged over all else."


def _where(one: Difference, finished: Finished) -> str:
    """Scenario and contrast, where there are several."""
    question = finished.question
    parts = [f"in {words(one.scenario)}"] * (len(question.scenarios) > 1)
    parts += [f"{'' if one.contrast == 'as_managed' else 'at '}{words(one.contrast)}"] * (
        len(question.contrasts) > 1
    )
    return f"{', '.join(parts)}, " if parts else ""


def ends(d: PairedDifference, out: Shown) -> str:
    """The t interval, or, where differences are skewed, the bootstrap's."""
    low, high = d.bootstrap if d.skewed and not np.isnan(d.bootstrap.low) else d.interval
    return span(out.value(low), out.value(high), signed=True)


def listed(names: Sequence[str]) -> str:
    """Words in a row."""
    names = [
        name.replace(",", " of those") if name.startswith("customer satisfaction,") else name
        for name in names
    ]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
