"""The table that `sim run` prints: every policy's means, and the judged differences from the first one named."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from sim.analysis.closed import closed
from sim.analysis.columns import columns
from sim.analysis.differences import Difference, by_pair, who_does_better
from sim.analysis.judge import legend
from sim.analysis.runs import Runs, column, select
from sim.analysis.statistics import Estimate, estimate
from sim.analysis.wording import words
from sim.design.question import Question
from sim.english import counted
from sim.outcomes import OUTCOMES, SUMMARY
from sim.units import difference_unit, shown_unit, with_interval, with_unit_of

WIDTH = 100
"""Signs in a line of prose."""


def run_table(
    question: Question, worlds: int, runs: Runs, found: Sequence[Difference], title: str, currency: str
) -> str:
    """Means of every policy as managed and, where there are several, differences under every contrast.

    found: the judged differences of the question, which has no factors and one scenario, called `title`.
    """
    kind = "world" if worlds == 1 else "paired worlds"
    years = counted(question.years, "year")
    parts = [
        f"{title}: {worlds:,} {kind}, {years}, seed {question.seed}",
        "\n".join(columns(_levels(question, runs, currency))),
    ]
    for pair in question.compare:
        mine = [one for one in found if (one.a, one.b) == (pair.policy, pair.against)]
        parts += [_in_words(question, mine, currency), _differences(question, mine, currency)]
    if found:
        parts.append(legend(found[0].judged.family))
    elif worlds > 1:
        parts.append("Means over worlds; 95% intervals in brackets.")
    if closed(runs):
        parts.append(fill(closed(runs), WIDTH))
    return "\n\n".join(parts)


def _levels(question: Question, runs: Runs, currency: str) -> Iterator[list[str]]:
    yield ["", *map(words, question.policies)]
    mine = {
        policy: select(runs, policy=policy, contrast=question.contrasts[0]) for policy in question.policies
    }
    for name in question.looked_at:
        outcome = OUTCOMES[name]
        means = (with_interval(outcome, estimate(column(mine[policy], name))) for policy in question.policies)
        yield [with_unit_of(outcome, shown_unit(outcome, currency)), *means]


def _in_words(question: Question, mine: Sequence[Difference], currency: str) -> str:
    """Who does better in what, under the first contrast, and a sentence on each of a few outcomes."""
    managed = next(by_pair([one for one in mine if one.contrast == question.contrasts[0]]))
    lines = [who_does_better(managed)]
    lines += [one.sentence(currency) for one in managed if one.outcome in SUMMARY]
    head = f"{words(managed[0].a)} against {words(managed[0].b)}, {words(managed[0].contrast)}:"
    return "\n".join([head, *(f"  {line}" for line in lines)])


def _differences(question: Question, mine: Sequence[Difference], currency: str) -> str:
    rows = [["", *map(words, question.contrasts)]]
    for name in question.looked_at:
        outcome = OUTCOMES[name]
        cells = [_cell(one) for contrast in question.contrasts for one in mine if _is(one, name, contrast)]
        rows.append([with_unit_of(outcome, difference_unit(outcome, currency)), *cells])
    head = f"Differences, {words(mine[0].a)} minus {words(mine[0].b)}, each world against itself:"
    return "\n".join([head, *columns(rows)])


def _is(one: Difference, outcome: str, contrast: str) -> bool:
    return (one.outcome, one.contrast) == (outcome, contrast)


def _cell(one: Difference) -> str:
    d = one.difference
    e = Estimate(d.mean, d.interval.low, d.interval.high, d.n)
    return f"{with_interval(OUTCOMES[one.outcome], e, signed=True)} {one.judged.mark}".rstrip()
