"""The text that a sweep prints: judged differences of interest with their intervals, over the points of the design."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sim.analysis.differences import Difference, by_pair, who_does_better
from sim.analysis.judge import legend
from sim.analysis.runs import SETTING, Runs, by_point, column, given, is_numeric
from sim.analysis.statistics import Estimate, estimate
from sim.analysis.table import columns
from sim.analysis.wording import MOST_FACTORS, value_text, words
from sim.design.question import Question
from sim.english import sentence
from sim.outcomes import OUTCOMES
from sim.units import difference_unit, shown_unit, with_interval

At = tuple[str, Estimate]
"""Where in the design, in words, and the estimate there."""


def sweep_text(question: Question, runs: Runs, found: Sequence[Difference], currency: str) -> str:
    """A table for each difference of interest; without any, of the levels under each policy."""
    if not found:
        return "\n\n".join(_levels(question, runs, currency))
    parts = [_compared(group, currency) for group in by_pair(found)]
    return "\n\n".join([*parts, legend(found[0].judged.family)])


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
        rows.append([*row, *([its[0].judged.mark] if one_place else _counts(its))])
    heading = f"{words(first.a)} less {words(first.b)}, {words(first.contrast)}, in {first.scenario}"
    judged = [""] if one_place else ["clear at", "too small at", "open at"]
    text = _table(heading, [name for name, _ in first.place], one_place, judged, rows)
    return f"{text}\n{who_does_better(group)}" if one_place else text


def _counts(its: Sequence[Difference]) -> list[str]:
    """At how many places the difference is clear, too small to matter, and open."""
    verdicts = [one.judged.verdict for one in its]
    asked = its[0].difference.smallest is not None
    return [
        f"{verdicts.count('clear')} of {len(its)}",
        str(verdicts.count("too small")) if asked else "–",
        str(verdicts.count("open")),
    ]


def _estimate(one: Difference) -> Estimate:
    d = one.difference
    return Estimate(d.mean, d.interval.low, d.interval.high, d.n)


def _place(one: Difference, its: Sequence[Difference]) -> str:
    """The values of the factors; of many factors, which of the places it is."""
    factors = [value for name, value in one.place if name != "policy"]
    policies = [str(value) for name, value in one.place if name == "policy"]
    if len(factors) > MOST_FACTORS:
        return f"place {its.index(one) + 1}"
    return ", ".join([*map(value_text, factors), *policies])


def _levels(question: Question, runs: Runs, currency: str) -> Iterator[str]:
    """A table for each scenario, contrast and policy: an outcome's lowest and highest mean over the points."""
    points, first = np.unique(column(runs, "point_number"), return_index=True)
    setting = {name: column(runs, name)[first] for name in SETTING}
    factors = {factor.name: column(runs, factor.name)[first] for factor in question.factors}
    keys = list(zip(*(setting[name].tolist() for name in SETTING), strict=True))
    sheets = {name: by_point(runs, name) for name in question.looked_at}
    for scenario, contrast, policy in dict.fromkeys(keys):
        mine = [row for row, key in enumerate(keys) if key == (scenario, contrast, policy)]
        places = [_values(factors, row, int(points[row])) for row in mine]
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


def _values(factors: Mapping[str, np.ndarray], row: int, number: int) -> str:
    """The values of the factors at a point; of many factors, its number."""
    if len(factors) > MOST_FACTORS:
        return str(number)
    there = [values[row] for values in factors.values() if given(values[row : row + 1])[0]]
    return ", ".join(
        value_text(float(value) if is_numeric(np.array(value)) else str(value)) for value in there
    )


def _table(
    heading: str, factors: Sequence[str], one_place: bool, judged: list[str], rows: list[list[str]]
) -> str:
    """Columns under a heading; of a single place there is no lowest and highest."""
    if one_place:
        rows = [[*row[:3], *row[6:]] for row in rows]
        head = ["", "unit", "mean"]
    else:
        head = ["", "unit", "lowest", "at", "highest", "at"]
        heading += f", over {', '.join(factors) if len(factors) <= MOST_FACTORS else 'points, by number'}"
    return f"{sentence(heading)[:-1]}:\n" + "\n".join(columns([[*head, *judged], *rows]))


def _row(name: str, unit: str, found: Sequence[At], *, signed: bool = False) -> list[str]:
    """An outcome, its unit, and its lowest and highest value with where these are."""
    outcome = OUTCOMES[name]
    known = [at for at in found if not np.isnan(at[1].mean)]
    if not known:
        return [outcome.label, unit, "not defined", "", "not defined", ""]
    low, high = (chosen(known, key=lambda at: at[1].mean) for chosen in (min, max))
    texts = [text for at, e in (low, high) for text in (with_interval(outcome, e, signed=signed), at)]
    return [outcome.label, unit, *texts]
