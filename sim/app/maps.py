"""Maps: two policies over two factors, and where each of them tips."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.analysis.runs import Region
from sim.analysis.tipping_map import TippingMap, tipping_maps
from sim.design.designs import points
from sim.design.factors import Factor, factor_names
from sim.design.question import Question, Sampling
from sim.errors import InputError, as_written, unknown
from sim.model.parameters import SECTIONS
from sim.model.practices import PRACTICES
from sim.outcomes import OUTCOMES
from sim.running.jobs import missing_jobs
from sim.running.run import Run, run_world
from sim.store.tables import run_rows
from sim.sweeps.rows import tidy

YEARS = 2
SIDES = (3, 4, 5, 6, 7)
"""Values of each factor."""

WORLDS = (1, 2, 3, 5, 10)
ABOVE, BELOW = "above", "below"


@dataclass(frozen=True)
class Maps:
    """Maps of one region of an outcome, one a policy, and the number of worlds in each cell."""

    maps: tuple[TippingMap, ...]
    worlds: int


@cache
def factors() -> dict[str, tuple[float, float, bool]]:
    """Factors that are numbers, each with the range that it may take and whether it takes whole numbers only."""
    found = {}
    for name in factor_names():
        section, _, field = name.rpartition(".")
        if section == "practices":
            found[name] = (PRACTICES[field]["low"], PRACTICES[field]["high"], False)
        elif section:
            spec = SECTIONS[section].specification(field)
            found[name] = (float(spec["minimum"]), float(spec["maximum"]), bool(spec["whole"]))
    return found


def map_question(chosen: Mapping[str, Any], seed: int = 1) -> tuple[Question, Region]:
    """The question of a map and the region that counts as tipped; anything wrong is an InputError.

    chosen: scenario, policies (two), x and y (name, low, high), side, worlds, outcome, when (above or below), value.
    """
    first, second = chosen["policies"]
    if first == second:
        raise InputError(f"policies must be two that differ, got {first} twice")
    for key, allowed in (("side", SIDES), ("worlds", WORLDS)):
        if chosen[key] not in allowed:
            raise InputError(
                f"{key} must be one of {', '.join(map(str, allowed))}, got {as_written(chosen[key])}"
            )
    axes = [_factor(axis, *chosen[axis]) for axis in ("x", "y")]
    if axes[0].name == axes[1].name:
        raise InputError(f"factors must be two that differ, got {axes[0].name} twice")
    question = Question(
        format_version=1,
        name="map",
        title="a map",
        question="Where does each policy tip?",
        scenarios=(chosen["scenario"],),
        policies=(first, second),
        years=YEARS,
        seed=seed,
        factors=tuple(axes),
        sampling=Sampling(kind="grid", levels=chosen["side"], replications=chosen["worlds"]),
    )
    return question, _region(chosen["outcome"], chosen["when"], chosen["value"])


def _factor(axis: str, name: object, low: object, high: object) -> Factor:
    if not isinstance(name, str) or name not in factors():
        raise InputError(unknown(f"{axis} factor", str(name), factors()))
    least, most, _ = factors()[name]
    for end in (low, high):
        if not _is_number(end):
            raise InputError(f"{name} must be a number from {least:g} to {most:g}, got {as_written(end)}")
    try:
        return Factor(name=name, low=low, high=high)  # type: ignore[arg-type]
    except ValidationError as error:
        raise InputError(str(error.errors()[0]["ctx"]["error"])) from None


def _region(outcome: object, when: object, value: object) -> Region:
    if not isinstance(outcome, str) or outcome not in OUTCOMES:
        raise InputError(unknown("outcome", str(outcome), OUTCOMES))
    if when not in (ABOVE, BELOW):
        raise InputError(f"when must be {ABOVE} or {BELOW}, got {as_written(when)}")
    if not _is_number(value):
        raise InputError(f"{outcome} must be a number, got {as_written(value)}")
    edge = float(value)  # type: ignore[arg-type]
    edge = edge / 100.0 if OUTCOMES[outcome].percent else edge
    return Region(outcome, low=edge) if when == ABOVE else Region(outcome, high=edge)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def draw_maps(
    question: Question,
    region: Region,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
    on_maps: Callable[[Maps], None] = lambda maps: None,
    policies: Path | None = None,
) -> Maps:
    """The maps of a question, run world by world over all cells; `on_maps` gets them as they stand after each."""
    found = points(question, policies)
    tasks = [point.task for point in found]
    wanted = question.sampling.replications
    runs: list[Run] = []
    maps = None
    on_progress(0, len(tasks) * wanted)
    for world in range(wanted):
        for job in missing_jobs(tasks, [world], {}):
            designs = [(task.policy, task.contrast) for task in job.tasks]
            first = job.tasks[0]
            for run in run_world(first.scenario, designs, first.seed, world, first.years):
                runs.append(run)
                on_progress(len(runs), len(tasks) * wanted)
        table = tidy(found, run_rows(runs))
        x, y = (factor.name for factor in question.factors)
        maps = Maps(tuple(tipping_maps(table, region, x, y)), world + 1)
        on_maps(maps)
    assert maps is not None
    return maps
