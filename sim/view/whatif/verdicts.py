"""What the judge says of each policy against the first: at every simulated setting of a grid, and averaged over all.

The page decides nothing by itself. Between simulated settings it shows estimates, and there is nothing to judge: no
world was run there, and a slider has no end of settings to correct for.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sim.analysis.differences import Difference, who_does_better
from sim.analysis.surrogate import Part, Surrogate
from sim.analysis.wording import words
from sim.english import sentence
from sim.view.study import Study

Said = dict[str, Any]
"""A `headline`, and a sentence an outcome."""


def verdicts(study: Study, fitted: Surrogate) -> list[dict[str, Any]]:
    """For each part of the design, of each policy but the first: what is said at its `places`, and of their `average`.

    Points of other designs than a grid are not judged one by one, as everywhere else; nor can a slider find them.
    """
    there = _grouped(study.against_first_at_places, lambda one: one.comparison.points)
    average = _grouped(study.against_first, lambda one: (one.a, one.scenario, one.contrast))
    columns = (study.finished.design[name].to_pylist() for name in ("point_number", "scenario", "contrast"))
    setting = {number: (scenario, contrast) for number, scenario, contrast in zip(*columns, strict=True)}

    def at_places(part: Part) -> list[list[Said | None]]:
        return [
            [_said(there.get((number, first)), study) for number in others]
            for first, *others in part.points.T.tolist()
        ]

    return [
        {
            "places": at_places(part) if part.over.kind == "grid" else [],
            "average": [
                _said(average.get((policy, *setting[part.points.max()])), study)
                for policy in fitted.policies[1:]
            ],
        }
        for part in fitted.parts
    ]


def _grouped(
    found: Iterable[Difference], key: Callable[[Difference], tuple[Any, ...]]
) -> dict[tuple[Any, ...], list[Difference]]:
    groups: dict[tuple[Any, ...], list[Difference]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups


def _said(group: Sequence[Difference] | None, study: Study) -> Said | None:
    """What is said of one policy against the first; nothing where one of the two was not simulated."""
    if group is None:
        return None
    told = {one.outcome: one.judged.told(one.outcome, study.currency) for one in group}
    return {
        "headline": who_does_better(group),
        "outcomes": [sentence(f"against {words(group[0].b)}: {told[outcome]}") for outcome in study.outcomes],
    }
