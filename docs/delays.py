"""How soon a practice shows: `python docs/delays.py` measures it, ten minutes, and writes sim/app/delays.toml.

Each practice that a player may set is set a quarter of its slider's range from either end, all else neutral, in the
same worlds for three years. Of customers, quits, profit and satisfaction, quarter by quarter, the file keeps the first
quarter in which the difference is clear and has the sign that it has over the whole game: the 95% interval over worlds
leaves zero out, and so does a t test corrected for all quarters and measures of the practice (Holm). The game shows
what the file says. It goes on where it was interrupted.
"""

import sys
import tomllib
from collections.abc import Mapping, Sequence

import numpy as np

from sim.analysis.judge import judge
from sim.app.debrief import SCORE
from sim.app.dilemmas import DILEMMAS
from sim.app.evidence import DELAYS, on_slider, range_of
from sim.app.game import CONTRAST
from sim.app.levers import MAIN, PLAYABLE
from sim.app.line import QUARTERS, YEARS, Track, track_of
from sim.earlier import gives_these_numbers
from sim.model.digest import model_digest
from sim.model.parameters import WEEKS_A_QUARTER
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.policies import Policy
from sim.running.course import begin, follow, warmed_up
from sim.running.scenarios import load_scenario

SCENARIO, SEED, WORLDS = "turnover_city", 1, 8
Quarters = dict[str, np.ndarray]
"""A value for every quarter, of each measure."""


def ends(name: str) -> tuple[float, float]:
    """The values that are compared: a quarter of the slider's range from its ends."""
    low, high, _ = range_of(name)
    return tuple(on_slider(name, low + share * (high - low)) for share in (0.25, 0.75))


def by_quarter(track: Track) -> Quarters:
    """Customers at the end of each quarter, quits and profit within it, satisfaction over it."""
    weeks, sums = track.weeks[track.start :], track.so_far()
    last = slice(WEEKS_A_QUARTER - 1, None, WEEKS_A_QUARTER)
    satisfaction = track.series()["customer_satisfaction_all"].reshape(QUARTERS, WEEKS_A_QUARTER)
    return {
        "customers": weeks["customers"][last].astype(float),
        "people_lost": np.diff(sums["people_lost"][last], prepend=0.0),
        "profit": np.diff(sums["profit"][last], prepend=0.0),
        "customer_satisfaction": np.nanmean(satisfaction, axis=1),
    }


def run(warm: World, name: str, value: float) -> Quarters:
    """Three years of a world in which one practice is set."""
    policy = Policy("set", "one practice is set", NEUTRAL.replace({name: value}))
    end = int(warm.market["start"][0]) + YEARS * 260
    w = follow(begin(warm, policy, CONTRAST), policy, CONTRAST, end, load_scenario(SCENARIO))
    return by_quarter(track_of((w,)))


def shows(low: Sequence[Quarters], high: Sequence[Quarters]) -> dict[str, int]:
    """Of each measure the first quarter in which more of the practice clearly shows, with the sign of the change."""
    cells = [(measure, quarter) for measure in SCORE for quarter in range(QUARTERS)]
    values = [
        tuple(np.array([one[measure][quarter] for one in side]) for side in (high, low))
        for measure, quarter in cells
    ]
    found: dict[str, int] = {}
    for (measure, quarter), judged in zip(cells, judge(values), strict=True):
        whole = sum(
            float(np.mean([one[measure].sum() for one in side])) * way for side, way in ((high, 1), (low, -1))
        )
        if judged.sign and judged.sign * whole > 0:
            found.setdefault(measure, judged.sign * (quarter + 1))
    return found


def warm_worlds() -> list[World]:
    """The worlds in which all is measured, on the morning on which policies begin."""
    return [warmed_up(load_scenario(SCENARIO), SEED, world, YEARS) for world in range(WORLDS)]


def measure(name: str, worlds: Sequence[World]) -> dict[str, float]:
    """What is kept of a practice: the values that were compared, and what moved from which quarter on."""
    low, high = ends(name)
    found = shows(*([run(warm, name, value) for warm in worlds] for value in (low, high)))
    return {"from": low, "to": high, **found}


def text_of(found: Mapping[str, Mapping[str, float]]) -> str:
    """The file, from what was measured of each practice."""
    lines = [
        "# Written by `python docs/delays.py`. A number is the quarter from which more of the practice clearly shows,",
        "# negative where it shows as less of the measure.",
        f'model = "{model_digest()}"',
        f'scenario = "{SCENARIO}"',
        f"worlds = {WORLDS}",
        f"measures = {list(SCORE)}".replace("'", '"'),
    ]
    for name in PLAYABLE:
        if name in found:
            lines += ["", f"[practices.{name}]", *(f"{key} = {value}" for key, value in found[name].items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure every practice that is not in the file yet, and write each as it comes."""
    kept = tomllib.loads(DELAYS.read_text(encoding="utf-8"))
    found = dict(kept["practices"]) if gives_these_numbers(kept["model"]) else {}
    worlds = warm_worlds()
    asked = {name for dilemma in DILEMMAS for option in dilemma.options for name in option.shift}
    for name in sorted(PLAYABLE, key=lambda name: (name not in MAIN, name not in asked)):
        if name not in found:
            found[name] = measure(name, worlds)
            print(name, found[name], file=sys.stderr)
            DELAYS.write_text(text_of(found), encoding="utf-8")


if __name__ == "__main__":
    main()
