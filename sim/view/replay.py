"""The replay: one HTML file in which two policies manage the same world side by side, week by week."""

import html
import math
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from sim.recording import Recording
from sim.view.packing import HERE, bundle, embed, pack
from sim.view.series import Chart, charts, yearly_table
from sim.view.story import named, tell

TITLE = "Same people, same customers, same luck — two ways to manage"
# The page's script, one part a file, in the order in which they need each other.
SCRIPTS = ("data", "looks", "layout", "flow", "crowd", "charts", "player")
SHARED = ("scenario", "seed", "weeks", "customers_per_dot")  # what makes two runs one world
BY_WEEK = {
    "customers": np.uint8,
    "managers": np.uint8,
    "employees": np.uint8,
    "delivered": np.int32,
    "people_lost": np.int32,
    "customers_lost": np.int32,
    "profit": np.float64,
}
TALLEST = 5  # slips in an urgent pile


def write_replay(
    path: Path, recordings: Sequence[Recording], *, title: str = TITLE, standing: str | None = None
) -> Path:
    """Write the replay of two recordings of one world as a single HTML file that needs no network.

    `standing` says in a plain sentence in how many of N worlds which policy comes out ahead, since the two
    runs shown are an anecdote. The file appears whole or not at all; the same input gives the same bytes.
    """
    page = _page(_one_world(recordings), title, standing)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_text(page, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _one_world(recordings: Sequence[Recording]) -> tuple[Recording, Recording]:
    """The two recordings, if they are two and show the same world for the same time."""
    if len(recordings) != 2:
        raise ValueError(f"A replay shows two recordings side by side, and {len(recordings)} were given.")
    first, second = recordings
    if first.policy == second.policy:
        raise ValueError(f"A replay compares two policies, and both recordings are of {first.policy!r}.")
    for name in SHARED:
        one, other = getattr(first, name), getattr(second, name)
        if one != other:
            raise ValueError(f"A replay shows two runs of one world, but {name} is {one!r} and {other!r}.")
    if first.managers.shape[1] != second.managers.shape[1]:
        raise ValueError(
            "A replay lays out both runs by the same teams, but their numbers of managers differ."
        )
    if first.series.keys() != second.series.keys():
        lone = ", ".join(sorted(first.series.keys() ^ second.series.keys()))
        raise ValueError(f"A replay draws both runs in each chart, but only one recording has {lone}.")
    for run in recordings:
        arrays = {name: getattr(run, name) for name in (*BY_WEEK, "urgent")} | run.series
        wrong = [name for name, array in arrays.items() if len(array) != run.weeks]
        if wrong:
            raise ValueError(f"{run.policy} has {run.weeks} weeks, but another number of {', '.join(wrong)}.")
    return first, second


def _page(pair: tuple[Recording, Recording], title: str, standing: str | None) -> str:
    first, second = pair
    drawn = charts(pair)
    slip = _slip(pair)
    dots = first.customers_per_dot
    words = {
        "title": title,
        "first": named(first.policy),
        "second": named(second.policy),
        "scenario": first.scenario,
        "seed": str(first.seed),
        "weeks": str(first.weeks),
        "dot": "one customer" if dots == 1 else f"{dots:,} customers",
        "slip": str(slip),
    }
    parts = {
        "standing": f'<p id="standing">{html.escape(standing)}</p>' if standing else "",
        "tables": "\n".join(yearly_table(run, drawn) for run in pair),
        "css": _text("replay.css"),
        "script": "\n".join(_text(f"replay_{part}.js") for part in SCRIPTS),
        "data": embed(_data(pair, drawn, slip)),
        "bundle": bundle(),
    }
    return _filled(_text("replay.html"), {name: html.escape(word) for name, word in words.items()} | parts)


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with each {{name}} replaced, in one pass, so that what is put in is never read again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda place: values[place[1]], template)


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _data(pair: Sequence[Recording], drawn: Sequence[Chart], slip: int) -> bytes:
    """Everything the page's script reads; states go agent by agent, so that they compress well."""
    header = {
        "weeks": pair[0].weeks,
        "teams": pair[0].managers.shape[1],
        "customersPerDot": pair[0].customers_per_dot,
        "tallest": TALLEST,
        "runs": [{"policy": named(run.policy), "describes": run.describes} for run in pair],
        "charts": [asdict(chart) for chart in drawn],
        "story": asdict(tell(pair)),
    }
    arrays: dict[str, np.ndarray] = {}
    for side, run in enumerate(pair):
        packed = {name: getattr(run, name).astype(kind).T for name, kind in BY_WEEK.items()}
        packed["slips"] = np.ceil(run.urgent.T / slip).astype(np.uint8)
        packed["customer_team"] = run.customer_team.astype(np.int16)
        packed["employee_team"] = run.employee_team.astype(np.int16)
        packed |= {f"series.{name}": values.astype(np.float32) for name, values in run.series.items()}
        arrays |= {f"{side}.{name}": array for name, array in packed.items()}
    return pack(header, arrays)


def _slip(pair: Sequence[Recording]) -> int:
    """How many urgent requests a slip stands for, so that no pile on either side is taller than TALLEST."""
    most = max(int(run.urgent.max(initial=0)) for run in pair)
    return max(1, math.ceil(most / TALLEST))
