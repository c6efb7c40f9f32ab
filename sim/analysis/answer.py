"""The answer that a sweep prints: differences of interest with their intervals, over the points of the design."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pyarrow as pa

from sim.analysis.precision import MOST_FACTORS, by_world, told
from sim.analysis.statistics import Estimate, PairedDifference, estimate, holm, paired
from sim.analysis.table import CONTRAST_TITLES, columns
from sim.design.designs import Point
from sim.design.question import Effect, Question
from sim.outcomes import OUTCOMES
from sim.units import interval, shown_unit

K = TypeVar("K", bound=Hashable)


def pairs(points: Sequence[Point], policy: str, against: str, contrast: str) -> list[tuple[Point, Point]]:
    """The points of two policies that agree in everything else, under a contrast."""
    found: dict[tuple[str, int], dict[str, Point]] = {}
    for point in points:
        if point.contrast == contrast:
            found.setdefault((point.scenario.name, point.row), {})[point.policy.name] = point
    return [(both[policy], both[against]) for both in found.values()]


def answer(question: Question, points: Sequence[Point], table: pa.Table) -> str:
    """A table for each difference of interest; without any, for each policy."""
    worlds = int(np.max(table["replication"].to_numpy(), initial=0)) + 1
    values = {name: by_world(table, name, len(points), worlds) for name in question.outcomes}
    differences = {
        heading: {name: _differences(question, name, of, both) for name, of in values.items()}
        for heading, both in _pairs_of_interest(question, points)
    }
    if not differences:
        return "\n\n".join(_levels(question, points, values))
    p_values = [d.p_value for of in differences.values() for found in of.values() for _, d in found]
    clear = iter(holm(p_values) < 0.05)
    parts = []
    for heading, outcomes in differences.items():
        rows = []
        for name, found in outcomes.items():
            row = _row(name, [(at, _estimate(d)) for at, d in found], signed=True)
            count = sum(next(clear) for _ in found)
            beside = _beside(found) if question.smallest else []
            rows.append([*row, f"{count} of {len(found)}", *beside])
        judged = ["clear at", *["matters at", "too small at", "open at"] * bool(question.smallest)]
        parts.append(_table(heading, [at for at, _ in found], judged, rows))
    parts.append(f"95% intervals. Clear: p below 5% after Holm's correction for {len(p_values)} comparisons.")
    if question.smallest:
        parts[-1] += (
            " Matters: the whole interval lies beyond the smallest difference of interest. Too small: tests at 5%"
            " exclude that it is as much. Open: neither."
        )
    return "\n\n".join(parts)


Found = list[tuple[Point, PairedDifference]]


def _pairs_of_interest(
    question: Question, points: Sequence[Point]
) -> Iterator[tuple[str, list[tuple[Point, Point]]]]:
    """For each difference of interest its heading and the points that it is between."""
    for (scenario, contrast), mine in _grouped(points, lambda p: (p.scenario.name, p.contrast)).items():
        setting = f"{CONTRAST_TITLES[contrast]}, in {scenario}"
        for versus in question.compare:
            yield (
                f"{versus.policy} less {versus.against}, {setting}",
                pairs(mine, versus.policy, versus.against, contrast),
            )
        for policy, managed in _grouped(mine, lambda p: p.policy.name).items():
            for effect in question.effects:
                heading = f"{effect.factor} at {told(effect.value)} less at {told(effect.against)}"
                yield f"{heading}, {policy}, {setting}", _apart(managed, effect)


def _grouped(points: Sequence[Point], key: Callable[[Point], K]) -> dict[K, list[Point]]:
    found: dict[K, list[Point]] = {}
    for point in points:
        found.setdefault(key(point), []).append(point)
    return found


def _apart(points: Sequence[Point], effect: Effect) -> list[tuple[Point, Point]]:
    """The points that an effect is between; the first of each pair is told without the factor."""
    others = _grouped(points, lambda p: tuple((n, v) for n, v in p.factors.items() if n != effect.factor))
    found = []
    for rest, mine in others.items():
        at = {point.factors[effect.factor]: point for point in mine}
        found.append((replace(at[effect.value], factors=dict(rest)), at[effect.against]))
    return found


def _differences(question: Question, name: str, of: np.ndarray, both: Sequence[tuple[Point, Point]]) -> Found:
    smallest = question.smallest.get(name)
    return [(a, paired(of[a.number], of[b.number], smallest=smallest, bootstrapped=False)) for a, b in both]


def _levels(question: Question, points: Sequence[Point], values: dict[str, np.ndarray]) -> Iterator[str]:
    settings = _grouped(
        points, lambda p: f"{p.policy.name}, {CONTRAST_TITLES[p.contrast]}, in {p.scenario.name}"
    )
    for heading, mine in settings.items():
        rows = [_row(name, [(p, estimate(of[p.number])) for p in mine]) for name, of in values.items()]
        yield _table(heading, mine, [], rows)


def _table(heading: str, points: Sequence[Point], judged: list[str], rows: list[list[str]]) -> str:
    """Columns under a heading; of a single point there is no lowest and highest."""
    if len(points) == 1:
        rows = [[*row[:3], *row[6:]] for row in rows]
        head = ["", "unit", "mean"]
    else:
        head = ["", "unit", "lowest", "at", "highest", "at"]
        names = points[0].factors or points[-1].factors
        heading += f", over {', '.join(names) if len(names) <= MOST_FACTORS else 'points, by number'}"
    return f"{heading}:\n" + "\n".join(columns([[*head, *judged], *rows]))


def _row(name: str, found: list[tuple[Point, Estimate]], *, signed: bool = False) -> list[str]:
    """An outcome, its unit, and its lowest and highest value over the points with where these are."""
    outcome = OUTCOMES[name]
    unit = shown_unit(outcome, found[0][0].scenario.currency)
    head = [outcome.label, unit.replace("%", "points") if outcome.percent and signed else unit]
    known = [at for at in found if not np.isnan(at[1].mean)]
    if not known:
        return [*head, "not defined", "", "not defined", ""]
    low, high = (chosen(known, key=lambda at: at[1].mean) for chosen in (min, max))
    return head + [
        text for point, e in (low, high) for text in (interval(outcome, e, signed=signed), _at(point))
    ]


def _at(point: Point) -> str:
    if len(point.factors) > MOST_FACTORS:
        return str(point.number)
    return ", ".join(told(value) for value in point.factors.values())


def _estimate(d: PairedDifference) -> Estimate:
    return Estimate(d.mean, d.interval.low, d.interval.high, d.n)


def _beside(found: Found) -> list[str]:
    """At how many points the difference exceeds the smallest of interest, cannot, or may."""
    if found[0][1].smallest is None:
        return [""] * 3
    verdicts = [d.verdict for _, d in found]
    return [str(verdicts.count(verdict)) for verdict in ("exceeded", "excluded", "open")]
