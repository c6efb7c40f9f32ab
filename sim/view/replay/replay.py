"""The replay: one HTML file in which policies manage the same world side by side, week by week."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from sim.english import counted
from sim.outcomes.tallies import TALLIES
from sim.view import pages
from sim.view.naming import named, spelled, team_name
from sim.view.packing import embed, pack
from sim.view.replay.finding import chain, claims_behind, finding
from sim.view.replay.opening.branches import Branches
from sim.view.replay.opening.opening import opening_of
from sim.view.replay.persons import Persons, persons_of
from sim.view.replay.recording import Recording
from sim.view.replay.recording.requests import followed_a_day
from sim.view.replay.recording.states import LEFT_WEEKS
from sim.view.replay.series import Chart, charts, yearly_heads, yearly_rows
from sim.view.replay.story import story_of
from sim.view.replay.trips import packed as packed_requests
from sim.view.theme import Look, looks

FEWEST, MOST = 2, 4  # policies that a screen has room for
# The page's script, one part a file, in the order in which they need each other.
SCRIPTS = (
    "data",
    "looks",
    "layout",
    "requests",
    "flow",
    "crowd",
    "charts",
    "panels",
    "moments",
    "track",
    "life",
    "picture",
    "exports",
    "player",
    "telling",
    "follow",
    "controls",
)
SHARED = ("scenario", "seed", "weeks", "customers_per_dot")  # runs of one world agree in these
BY_WEEK = {
    "customers": np.uint8,
    "managers": np.uint8,
    "manager_person": np.int32,
    "manager_strain": np.uint8,
    "employees": np.uint8,
    "employee_person": np.int32,
    "employee_strain": np.uint8,
    "urgent": np.uint8,
    "questions": np.uint8,
    "heard": np.uint8,
    "backed": np.uint8,
    "clarity": np.uint8,
    "labelled": np.uint8,
    "removed": np.int32,
    "asked": np.int32,
    "declined": np.int32,
    "done": np.int32,
    "late": np.int32,
    "given_up": np.int32,
    "waiting": np.int32,
    "own_asked": np.int32,
    "own_answered": np.int32,
    "own_lapsed": np.int32,
    "own_waiting": np.int32,
    "customers_here": np.int32,
    "people_lost": np.int32,
    "manager_quits": np.int32,
    "customers_lost": np.int32,
    "profit": np.float64,
}
TALLEST = 5  # slips in an urgent pile


def write_replay(
    path: Path,
    recordings: Sequence[Recording],
    *,
    title: str = "",
    standing: str | None = None,
    branches: Branches | None = None,
) -> Path:
    """Write the replay of two to four recordings of one world as a single HTML file that needs no network.

    `standing` is a sentence under the finding: in how many of N worlds which policy comes out ahead, since the
    runs shown are an anecdote. With `branches` of the first recording's firm the file opens with five scenes
    (sim.view.replay.opening). The file appears whole or not at all; the same input gives the same bytes.
    """
    runs = _one_world(recordings)
    drawn, styles, slip = charts(runs), looks(run.policy for run in runs), _slip(runs)
    dots, persons = runs[0].customers_per_dot, persons_of(runs)
    opening = opening_of(runs, persons, standing, branches) if branches else None
    return pages.write(
        path,
        "replay/replay.html",
        title=title or f"Same people, same customers, same luck — {spelled(len(runs))} ways to manage",
        finding=finding(runs),
        standing=standing,
        runs=runs,
        first=runs[0],
        chain=chain(runs),
        yearly=(yearly_heads(drawn), [list(yearly_rows(run, drawn)) for run in runs]),
        dot="one customer" if dots == 1 else counted(dots, "customer"),
        slip=slip,
        left_weeks=spelled(LEFT_WEEKS),
        persons=persons,
        shown=followed_a_day(runs[0].weeks),
        tallies=TALLIES.values(),
        claims=claims_behind(),
        looks=styles,
        data=embed(_data(runs, styles, drawn, slip, persons)),
        opening=opening,
        scripts=[*(f"replay/{part}.js" for part in SCRIPTS), *(opening.scripts if opening else [])],
    )


def _one_world(recordings: Sequence[Recording]) -> Sequence[Recording]:
    """The recordings; ValueError unless they are two to four of the same world and length."""
    if not FEWEST <= len(recordings) <= MOST:
        raise ValueError(f"recordings must be {FEWEST} to {MOST}, got {len(recordings)}")
    first = recordings[0]
    for place, run in enumerate(recordings):
        if run.policy in [other.policy for other in recordings[:place]]:
            raise ValueError(f"recordings must be of different policies, got {run.policy!r} twice")
        for name in SHARED:
            one, other = getattr(first, name), getattr(run, name)
            if one != other:
                raise ValueError(f"recordings must be of one world, got {name} {one!r} and {other!r}")
        if first.managers.shape[1] != run.managers.shape[1]:
            raise ValueError("recordings must have equally many teams, got different numbers")
        if first.series.keys() != run.series.keys():
            lone = ", ".join(sorted(first.series.keys() ^ run.series.keys()))
            raise ValueError(f"recordings must have the same series, got {lone} in some only")
        arrays = {name: getattr(run, name) for name in BY_WEEK} | run.series
        wrong = [name for name, array in arrays.items() if len(array) != run.weeks]
        if wrong:
            raise ValueError(
                f"recording of {run.policy} must have {run.weeks} weeks throughout, got other numbers of"
                f" {', '.join(wrong)}"
            )
    return recordings


def _data(
    runs: Sequence[Recording], styles: Sequence[Look], drawn: Sequence[Chart], slip: int, persons: Persons
) -> bytes:
    """What the page's script reads. States are laid out agent by agent, because that compresses well."""
    teams = runs[0].managers.shape[1]
    header = {
        "scenario": runs[0].scenario,
        "seed": runs[0].seed,
        "weeks": runs[0].weeks,
        "teams": teams,
        "teamNames": [team_name(team) for team in range(teams)],
        "customersPerDot": runs[0].customers_per_dot,
        "tallest": TALLEST,
        "slip": slip,
        "runs": [
            {"policy": named(run.policy), "describes": run.describes, "dash": style.dash}
            for run, style in zip(runs, styles, strict=True)
        ],
        "charts": [asdict(chart) for chart in drawn],
        "story": asdict(story_of(runs)),
        "people": persons.offered,
        "telling": persons.telling,
    }
    arrays: dict[str, np.ndarray] = {}
    for side, run in enumerate(runs):
        packed = {name: getattr(run, name).astype(kind).T for name, kind in BY_WEEK.items()}
        packed["customer_team"] = run.customer_team.astype(np.int16)
        packed["employee_team"] = run.employee_team.astype(np.int16)
        packed |= {f"series.{name}": values.astype(np.float32) for name, values in run.series.items()}
        packed |= {f"requests.{name}": values for name, values in packed_requests(run).items()}
        arrays |= {f"{side}.{name}": array for name, array in packed.items()}
    return pack(header, arrays)


def _slip(runs: Sequence[Recording]) -> int:
    """How many urgent requests a slip stands for, so that no pile on any side is taller than TALLEST."""
    most = max(int(run.urgent.max(initial=0)) for run in runs)
    return max(1, math.ceil(most / TALLEST))
