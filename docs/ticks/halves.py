"""A step of half a day: what has to change in a scenario, in the sources and in outcomes, and what is measured with it.

`python docs/ticks/halves.py asked.json found.json` measures with the step of the `sim` beside it: make.py calls it in
a copy of the sources whose week has ten steps. asked: numbers of trials by claim, `worlds` and `folder`.
"""

import json
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from sim.claims import load_claims, trials  # noqa: E402
from sim.claims.claim import Claim, Part  # noqa: E402
from sim.claims.effects import Sample, Sides  # noqa: E402
from sim.claims.kept import Kept  # noqa: E402
from sim.claims.running import run_trials  # noqa: E402
from sim.design.vary import vary  # noqa: E402
from sim.model.parameters import SECTIONS, WORKDAYS_A_WEEK  # noqa: E402
from sim.model.precompile import compile_all  # noqa: E402
from sim.model.quantities import Quantity  # noqa: E402
from sim.model.scenario import Scenario  # noqa: E402
from sim.outcomes import OUTCOMES  # noqa: E402
from sim.policies import load_policy  # noqa: E402
from sim.running.progress import Progress  # noqa: E402
from sim.running.run import run_world  # noqa: E402
from sim.running.scenarios import load_scenario  # noqa: E402
from sim.running.workers import default_workers  # noqa: E402

DAYS_A_WEEK = 5
STEPS_A_DAY = WORKDAYS_A_WEEK // DAYS_A_WEEK
"""Of the `sim` that is imported: 1, or 2 in the copy."""

EDITS = {
    "sim/model/parameters/__init__.py": ("WORKDAYS_A_WEEK = 5", "WORKDAYS_A_WEEK = 10"),
    "sim/model/phases/feel.py": ("FAR_LATE_DAYS = 5", "FAR_LATE_DAYS = 10"),
}
"""What the copy has instead, by file: how many steps a week has, and the one constant in days that no scenario sets."""

POWERS = {"days": 1, "1/day": -1, "hours/day": -1, "hours/request/day": -1}
"""Units that count days, and with which power a number in them grows with the steps of a day."""

NEUTRAL, SEED, YEARS = "turnover_city", 1, 3
"""The scenario whose neutral firm is measured, the seed of its worlds, and for how long."""


def scaled(scenario: Scenario, steps: int = STEPS_A_DAY) -> Scenario:
    """The scenario with everything that counts days counting steps, of which a day has so many."""
    return vary(
        scenario,
        {
            f"{section}.{name}": quantity.value * float(steps) ** POWERS[quantity.unit]
            for section in SECTIONS
            for name, quantity in scenario.section(section)
            if isinstance(quantity, Quantity) and quantity.unit in POWERS
        },
    )


def in_days(outcome: str) -> float:
    """What a value of an outcome is multiplied by, so that it counts days and not steps."""
    return float(STEPS_A_DAY) ** -POWERS.get(OUTCOMES[outcome].unit, 0)


def effects(asked: Mapping[str, list[int]], kept: Kept, progress: Progress) -> dict[str, list[Any]]:
    """Both sides of every effect of each claim in the trials of these numbers: a list a part, of a pair a trial."""
    claims = {name: claim for name, claim in load_claims().items() if name in asked}
    sample = {name: Sample([trial_of(claims[name], n) for n in asked[name]], kept) for name in claims}
    run_trials([(one, "as it is") for mine in sample.values() for one in mine.trials], kept, progress)
    return {
        name: [
            [[_known(more), _known(less)] for more, less in zip(*sides(part, sample[name]), strict=True)]
            for part in judged_parts(claim)
        ]
        for name, claim in claims.items()
    }


def trial_of(claim: Claim, number: int) -> trials.Trial:
    """A claim's trial by its number, whose ways set nothing that counts days: nobody would scale it."""
    one = trials.trial(claim, number)
    named = {name for way in claim.ways_in(one.environment).values() for name in way.world}
    assert not {name for name in named if _unit(name) in POWERS}, f"{claim.name} sets a number in days"
    return one


def _unit(factor: str) -> str:
    section, _, name = factor.partition(".")
    return SECTIONS[section].specification(name)["unit"] if section in SECTIONS else ""


def judged_parts(claim: Claim) -> list[Part]:
    """The parts of a claim that have an effect in each trial alone."""
    return [part for part in claim.parts if part.expect != "not found"]


def sides(part: Part, sample: Sample) -> Sides:
    """Both sides of a part's effect in the trials in which it is expected, in days where it counts them."""
    found = sample.of(part).sides(part)
    factor = in_days(part.outcome)
    return Sides(factor * found.more, factor * found.less)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def neutral(worlds: int) -> list[dict[str, float | None]]:
    """Outcomes of the neutral firm, world by world."""
    scenario, ways = scaled(load_scenario(NEUTRAL)), [(load_policy("neutral"), "as_managed")]

    def one(nth: int) -> dict[str, float | None]:
        found = next(run_world(scenario, ways, SEED, nth, YEARS)).summary
        return {name: _known(in_days(name) * value) for name, value in found.items()}

    with ThreadPoolExecutor(default_workers()) as threads:
        return list(threads.map(one, range(worlds)))


def main(asked: str, found: str) -> None:
    """Measure what is asked for, and write what was found."""
    compile_all(lambda said: print(said, file=sys.stderr))
    trials.load_scenario = lambda name: scaled(load_scenario(name))
    wanted = json.loads(Path(asked).read_text(encoding="utf-8"))
    progress = Progress(lambda what, count: print(f"{what}: {count}", file=sys.stderr), lambda done: None)
    measured = {
        "neutral": neutral(wanted["worlds"]),
        "effects": effects(wanted["trials"], Kept(Path(wanted["folder"])), progress),
    }
    Path(found).write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
