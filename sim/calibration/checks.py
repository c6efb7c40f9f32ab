"""Checks in fresh worlds: each fact as the scenario is, at the centre of the posterior, and held back.

The same worlds meet all of these constants, so that they differ in nothing else, and none of these worlds was simulated
for the fit, so that no luck of the fit is taken for success. A fact is held back with its fold: constants are at the
centre of the posterior of all other folds. Met, not met or open is decided as on docs/evidence.md.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from sim.analysis.evidence import UNMEASURED, Finding, WorldFigures, findings
from sim.calibration.problem import Problem
from sim.calibration.to_facts import fitted_facts, folds, world
from sim.design.facts import facts
from sim.running.addresses import digest_of
from sim.running.workers import default_workers
from sim.store.files import write_bytes

Values = Mapping[str, float]


@dataclass(frozen=True)
class Checked:
    """What came of one fact."""

    fact: str
    before: Finding  # with the constants that the scenario has
    after: Finding  # at the centre of the posterior of all facts
    held_back: Finding | None  # at the centre of that without its fold; None where it is not fitted


class Worlds:
    """Fresh worlds of a problem; those that a folder has are not run again."""

    def __init__(self, problem: Problem, seed: int, count: int, folder: Path, show: Callable[[int], None]):
        self._problem, self._seed, self._count = problem, seed, count
        self._folder, self._show = folder / "checks", show
        self._done = 0

    def figures(self, values: Values) -> list[WorldFigures]:
        """What each world says with these constants."""
        market = self._problem.with_values(values)
        address = digest_of(f"{self._problem.address} {market.content()}")

        def one(nth: int) -> WorldFigures:
            path = self._folder / address / f"world-{nth:03}.json"
            if not path.exists():
                write_bytes(path, json.dumps(asdict(world(market, self._seed, nth))).encode())
            return WorldFigures(**json.loads(path.read_bytes()))

        found = []
        with ThreadPoolExecutor(default_workers()) as threads:
            for each in threads.map(one, range(self._count)):
                found.append(each)
                self._done += 1
                self._show(self._done)
        return found

    def findings(self, values: Values, names: Sequence[str]) -> dict[str, Finding]:
        """What all worlds together say on some facts with these constants."""
        chosen = {name: facts()[name] for name in names}
        return {one.fact: one for one in findings(self.figures(values), chosen)}


def checked(worlds: Worlds, now: Values, centre: Values, without: Sequence[Values]) -> list[Checked]:
    """What came of each fact that a neutral firm can show. without: the centre without each fold."""
    measured = [name for name in facts() if name not in UNMEASURED]
    before, after = worlds.findings(now, measured), worlds.findings(centre, measured)
    held_back: dict[str, Finding] = {}
    for names, values in zip(folds(), without, strict=True):
        held_back |= worlds.findings(values, names)
    assert held_back.keys() == set(fitted_facts())
    return [Checked(name, before[name], after[name], held_back.get(name)) for name in measured]


def runs_of(count: int) -> int:
    """How many runs the checks are, of so many worlds."""
    return (2 + len(folds())) * count
