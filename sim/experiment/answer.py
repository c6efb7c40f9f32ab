"""The answer that a sweep prints: differences of interest with their intervals, over the points of the design."""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pyarrow as pa

from sim.experiment.compare import interval, shown_unit
from sim.experiment.designs import Point
from sim.experiment.question import Question
from sim.experiment.statistics import Estimate, PairedDifference, estimate, holm, paired
from sim.experiment.table import CONTRAST_TITLES, columns
from sim.outcomes import OUTCOMES

MOST_FACTORS = 3
"""Factors of a point that are told by their values; of more only its number is."""


def by_world(table: pa.Table, outcome: str, points: int, replications: int) -> np.ndarray:
    """An outcome as values[point, world]; NaN where it is undefined or a run is missing."""
    values = np.full((points, replications), np.nan)
    values[table["point_number"].to_numpy(), table["replication"].to_numpy()] = table[outcome].to_numpy()
    return values


def pairs(points: Sequence[Point], policy: str, against: str, contrast: str) -> list[tuple[Point, Point]]:
    """The points of two policies that agree in everything else, under a contrast."""
    found: dict[tuple[str, int], dict[str, Point]] = {}
    for point in points:
        if point.contrast == contrast:
            found.setdefault((point.scenario.name, point.row), {})[point.policy.name] = point
    return [(both[policy], both[against]) for both in found.values()]


def place(point: Point) -> str:
    """Where in the design a point is, in words."""
    if not point.factors or len(point.factors) > MOST_FACTORS:
        return f"point {point.number}"
    values = (f"{v:g}" if isinstance(v, float) else v for v in point.factors.values())
    return ", ".join(f"{name} = {value}" for name, value in zip(point.factors, values, strict=True))


def answer(question: Question, points: Sequence[Point], table: pa.Table) -> str:
    """A table for each comparison, scenario and contrast; without comparisons, for each policy."""
    worlds = int(np.max(table["replication"].to_numpy(), initial=0)) + 1
    values = {name: by_world(table, name, len(points), worlds) for name in question.outcomes}
    if not question.compare:
        return "\n\n".join(_levels(question, points, values))
    differences = list(_differences(question, points, values))
    p_values = [d.p_value for _, outcomes in differences for found in outcomes.values() for _, d in found]
    clear = iter(holm(p_values) < 0.05)
    parts = []
    for heading, outcomes in differences:
        rows = []
        for name, found in outcomes.items():
            row = _row(name, [(at, _estimate(d)) for at, d in found], signed=True)
            count = sum(next(clear) for _ in found)
            beside = _beside(found) if question.smallest else []
            rows.append([*row, f"{count} of {len(found)}", *beside])
        judged = ["clear at", *["matters at", "cannot at", "open at"] * bool(question.smallest)]
        parts.append(_table(heading, question, points, judged, rows))
    parts.append(f"95% intervals. Clear: p below 5% after Holm's correction for {len(p_values)} comparisons.")
    if question.smallest:
        parts[-1] += (
            " Matters, cannot: the interval is beyond, or the effect is within, the smallest of interest."
        )
    return "\n\n".join(parts)


Found = list[tuple[Point, PairedDifference]]


def _differences(
    question: Question, points: Sequence[Point], values: dict[str, np.ndarray]
) -> Iterator[tuple[str, dict[str, Found]]]:
    """For each scenario, contrast and comparison its heading, and by outcome the difference at each point."""
    scenarios = dict.fromkeys(point.scenario.name for point in points)
    for scenario, contrast, versus in product(scenarios, question.contrasts, question.compare):
        mine = [
            (a, b)
            for a, b in pairs(points, versus.policy, versus.against, contrast)
            if a.scenario.name == scenario
        ]
        yield (
            f"{versus.policy} less {versus.against}, {CONTRAST_TITLES[contrast]}, in {scenario}",
            {
                name: [
                    (
                        a,
                        paired(
                            of[a.number],
                            of[b.number],
                            smallest=question.smallest.get(name),
                            bootstrapped=False,
                        ),
                    )
                    for a, b in mine
                ]
                for name, of in values.items()
            },
        )


def _levels(question: Question, points: Sequence[Point], values: dict[str, np.ndarray]) -> Iterator[str]:
    settings: dict[str, list[Point]] = {}
    for point in points:
        heading = f"{point.policy.name}, {CONTRAST_TITLES[point.contrast]}, in {point.scenario.name}"
        settings.setdefault(heading, []).append(point)
    for heading, mine in settings.items():
        rows = [_row(name, [(p, estimate(of[p.number])) for p in mine]) for name, of in values.items()]
        yield _table(heading, question, mine, [], rows)


def _table(
    heading: str, question: Question, points: Sequence[Point], judged: list[str], rows: list[list[str]]
) -> str:
    """Columns under a heading; where the design has one row there is no lowest and highest."""
    if all(point.row == 0 for point in points):
        rows = [[*row[:3], *row[6:]] for row in rows]
        head = ["", "unit", "mean"]
    else:
        head = ["", "unit", "lowest", "at", "highest", "at"]
        few = len(question.factors) <= MOST_FACTORS
        heading += f", over {', '.join(f.name for f in question.factors) if few else 'point number'}"
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
    return ", ".join(f"{v:g}" if isinstance(v, float) else v for v in point.factors.values())


def _estimate(d: PairedDifference) -> Estimate:
    return Estimate(d.mean, d.interval.low, d.interval.high, d.n)


def _beside(found: Found) -> list[str]:
    """At how many points the difference exceeds the smallest of interest, cannot, or may."""
    if found[0][1].smallest is None:
        return [""] * 3
    verdicts = [d.verdict for _, d in found]
    return [str(verdicts.count(verdict)) for verdict in ("exceeded", "excluded", "open")]
