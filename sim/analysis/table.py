"""The table that a comparison prints."""

from collections.abc import Iterable, Iterator

from sim.analysis.compare import Comparison, in_words
from sim.model.states import CONTRASTS
from sim.outcomes import HEADLINE, OUTCOMES, SUMMARY
from sim.units import interval, shown_unit

CONTRAST_TITLES = {
    "as_managed": "as managed",
    "equal_hours": "at equal accepted hours",
    "equal_payroll": "at equal payroll",
    "everywhere": "rivals managed alike",
}


def render(comparison: Comparison) -> str:
    """Means of every policy and, where there are several, the paired differences from the last one named."""
    design = comparison.design
    policies = [policy.name for policy in design.policies]
    worlds = "world" if design.replications == 1 else "paired worlds"
    years = "year" if design.years == 1 else "years"
    head = (
        f"{design.scenario.title}: {design.replications} {worlds}, {design.years} {years}, seed {design.seed}"
    )
    parts = [head, "\n".join(columns(_levels(comparison, policies)))]
    for policy in policies[:-1]:
        other = policies[-1]
        words = "\n".join(f"  {line}" for line in in_words(comparison, policy, other, SUMMARY))
        parts.append(f"{policy} against {other}, as managed:\n{words}")
        parts.append(
            f"Differences, {policy} less {other}, each world against itself:\n"
            + "\n".join(columns(_differences(comparison, policy, other)))
        )
    if design.replications > 1:
        parts.append("Means over worlds; 95% intervals in brackets; * where the interval leaves zero out.")
    return "\n\n".join(parts)


def _levels(comparison: Comparison, policies: list[str]) -> Iterator[list[str]]:
    yield ["", "unit", *policies]
    for name in HEADLINE:
        outcome = OUTCOMES[name]
        yield [
            outcome.label,
            shown_unit(outcome, comparison.design.scenario.currency),
            *(interval(outcome, comparison.level(policy, CONTRASTS[0], name)) for policy in policies),
        ]


def _differences(comparison: Comparison, policy: str, other: str) -> Iterator[list[str]]:
    contrasts = comparison.design.contrasts
    yield ["", "unit", *(CONTRAST_TITLES[contrast] for contrast in contrasts)]
    for name in HEADLINE:
        outcome = OUTCOMES[name]
        unit = shown_unit(outcome, comparison.design.scenario.currency)
        row = [outcome.label, unit.replace("%", "points") if outcome.percent else unit]
        for contrast in contrasts:
            e = comparison.difference(policy, other, contrast, name)
            row.append(interval(outcome, e, signed=True) + (" *" if e.clear else ""))
        yield row


def columns(rows: Iterable[list[str]]) -> list[str]:
    """Lines with aligned columns, a rule under the first."""
    table = list(rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]
    return [lines[0], "─" * max(map(len, lines)), *lines[1:]]
