"""The text that a sweep prints: judged differences of interest with their intervals, over the points of the design."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

import numpy as np

from sim.analysis.association import associations
from sim.analysis.binding import idle
from sim.analysis.columns import columns
from sim.analysis.differences import Difference, by_pair, who_does_better
from sim.analysis.effects import effects
from sim.analysis.effects_text import effects_table, largest, strongest
from sim.analysis.fits import misfits
from sim.analysis.judge import legend
from sim.analysis.runs import SETTING, Runs, by_point, column, given, is_numeric
from sim.analysis.statements import WIDTH, told
from sim.analysis.statistics import Estimate, estimate
from sim.analysis.wording import MOST_FACTORS, at_words, words
from sim.design.question import Question
from sim.english import listed, sentence
from sim.outcomes import OUTCOMES
from sim.units import difference_unit, shown_unit, with_interval, with_unit_of

At = tuple[str, Estimate]
"""Where in the design, in words, and the estimate there."""


def sweep_text(question: Question, runs: Runs, found: Sequence[Difference], currency: str) -> str:
    """A table for each difference of interest; without any, of the levels under each policy."""
    if not found:
        parts = [*_of_factors(question, runs, currency), *_levels(question, runs, currency)]
    else:
        parts = [_compared(group, currency) for group in by_pair(found)]
        parts.append(legend(found[0].judged.family))
    parts += [fill(one.sentence(), WIDTH) for one in idle(question, runs, question.looked_at)]
    return "\n\n".join(parts)


def _of_factors(question: Question, runs: Runs, currency: str) -> Iterator[str]:
    """What the factors do, where the design tells them apart."""
    names = [factor.name for factor in question.factors]
    fits = misfits(question, len(by_point(runs, question.looked_at[0]).points))
    if names and not fits["effects"]:
        its = effects(runs, question.looked_at, names, smallest=question.smallest)
        if any(main.factor in names for main in its[0].main):
            yield told([largest(its, names, currency)])
            yield effects_table(its, names, currency)
    elif names and not fits["regression"]:
        yield told([strongest(associations(runs, question, question.looked_at))])


def _compared(group: Sequence[Difference], currency: str) -> str:
    """One pair in one scenario and contrast: a line an outcome, with what is decided at how many places."""
    by_outcome: dict[str, list[Difference]] = {}
    for one in group:
        by_outcome.setdefault(one.outcome, []).append(one)
    rows, first = [], group[0]
    one_place = len(group) == len(by_outcome)
    for name, its in by_outcome.items():
        estimates = [(_place(one, its), _estimate(one)) for one in its]
        row = _row(name, difference_unit(OUTCOMES[name], currency), estimates, signed=True)
        if one_place:
            row[1] = f"{row[1].partition(_AT)[0]} {its[0].judged.mark}".rstrip()
        rows.append([*row, *([] if one_place else [_counts(its)])])
    heading = f"{words(first.a)} minus {words(first.b)}, {words(first.contrast)}, in {first.scenario}"
    text = _table(
        heading, [name for name, _ in first.place], one_place, [] if one_place else ["judged"], rows
    )
    return f"{text}\n{fill(who_does_better(group), WIDTH)}" if one_place else text


def _counts(its: Sequence[Difference]) -> str:
    """At how many places the difference is clear, too small to matter, and open."""
    verdicts = [one.judged.verdict for one in its]
    counts = [f"clear at {verdicts.count('clear')} of {len(its)}"]
    if its[0].difference.smallest is not None:
        counts.append(f"too small at {verdicts.count('too small')}")
    return "\n".join([*counts, f"open at {verdicts.count('open')}"])


def _estimate(one: Difference) -> Estimate:
    d = one.difference
    return Estimate(d.mean, d.interval.low, d.interval.high, d.n)


def _place(one: Difference, its: Sequence[Difference]) -> str:
    """The factors and their values; of many factors, which of the places it is."""
    if len([name for name, _ in one.place if name != "policy"]) > MOST_FACTORS:
        return f"place {its.index(one) + 1}"
    return at_words(one.place)


def _levels(question: Question, runs: Runs, currency: str) -> Iterator[str]:
    """A table for each scenario, contrast and policy: an outcome's lowest and highest mean over the points."""
    points, first = np.unique(column(runs, "point_number"), return_index=True)
    setting = {name: column(runs, name)[first] for name in SETTING}
    factors = {factor.name: column(runs, factor.name)[first] for factor in question.factors}
    keys = list(zip(*(setting[name].tolist() for name in SETTING), strict=True))
    sheets = {name: by_point(runs, name) for name in question.looked_at}
    for scenario, contrast, policy in dict.fromkeys(keys):
        mine = [row for row, key in enumerate(keys) if key == (scenario, contrast, policy)]
        places = [_at_point(factors, row, int(points[row])) for row in mine]
        rows = [
            _row(
                name,
                shown_unit(OUTCOMES[name], currency),
                [(at, estimate(sheet.values[row])) for row, at in zip(mine, places, strict=True)],
            )
            for name, sheet in sheets.items()
        ]
        heading = f"{words(policy)}, {words(contrast)}, in {scenario}"
        yield _table(heading, list(factors), len(mine) == 1, [], rows)


def _at_point(factors: Mapping[str, np.ndarray], row: int, number: int) -> str:
    """The factors and their values at a point; of many factors, its number."""
    if len(factors) > MOST_FACTORS:
        return f"point {number}"
    there = [(name, values[row]) for name, values in factors.items() if given(values[row : row + 1])[0]]
    return at_words([(name, float(v) if is_numeric(np.array(v)) else str(v)) for name, v in there])


_AT = "\n"
"""What parts an estimate from where it is, in a cell."""


def _table(
    heading: str, factors: Sequence[str], one_place: bool, judged: list[str], rows: list[list[str]]
) -> str:
    """Columns under a heading; of a single place there is no lowest and highest."""
    if one_place:
        rows = [[row[0], row[1].partition(_AT)[0], *row[3:]] for row in rows]
        head = ["", "mean"]
    else:
        head = ["", "lowest", "highest"]
        heading += (
            f", over {listed([*map(words, factors)]) if len(factors) <= MOST_FACTORS else 'all points'}"
        )
    return f"{fill(sentence(heading)[:-1], WIDTH - 1)}:\n" + "\n".join(columns([[*head, *judged], *rows]))


def _row(name: str, unit: str, found: Sequence[At], *, signed: bool = False) -> list[str]:
    """An outcome with its unit, and its lowest and highest value with where these are."""
    outcome = OUTCOMES[name]
    label = with_unit_of(outcome, unit)
    known = [at for at in found if not np.isnan(at[1].mean)]
    if not known:
        return [label, "not defined", "not defined"]
    low, high = (chosen(known, key=lambda at: at[1].mean) for chosen in (min, max))
    return [label, *(f"{with_interval(outcome, e, signed=signed)}{_AT}{at}" for at, e in (low, high))]
