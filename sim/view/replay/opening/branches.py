"""Branches: the first firm of a replay run again at every setting of three levers, and packed for its page.

A branch is a run as any other, from the same warm-up and with the same luck, and is kept in a store. One of them is
at the firm's own values of the levers: that is the unchanged firm, the same run as the replay shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.design.designs import Point, points
from sim.design.factors import Factor
from sim.design.question import Question, Sampling
from sim.model.parameters import WEEKS_A_YEAR
from sim.running.jobs import Job, missing_jobs
from sim.store.failures import Failed
from sim.store.store import Store
from sim.store.tables import RUN, SERIES
from sim.store.views import query
from sim.sweeps.noting import note_experiment
from sim.sweeps.runner import OnProgress, run_jobs
from sim.view.replay.opening.levers import LEVERS, values_of

WORLDS = 2
"""Worlds of each branch: the one on show, and the next, to see whether it says the same."""

MOST_TIMES = 160
"""Weeks of a curve that a page carries, at most: a phone has no more points beside each other (assumed)."""

BYTE = 255

MEANS = ("urgent_seen", "clarity", "strain", "customer_satisfaction_all")
"""Outcomes over the whole run by which a setting is held against the unchanged firm, beside what it ends with."""

WEEKLY = ("turnover", "headcount", "market_share", "profit")
"""What is read of every week."""


@dataclass(frozen=True)
class Plan:
    """The branches of a replay's first firm: the question that they are, its points, and the world on show."""

    question: Question
    points: tuple[Point, ...]
    own: tuple[float, ...]  # the firm's own value of each lever
    world: int

    @property
    def worlds(self) -> tuple[int, ...]:
        """The worlds of each branch, that on show first."""
        return tuple(range(self.world, self.world + WORLDS))

    @property
    def runs(self) -> int:
        """How many runs the branches are."""
        return len(self.points) * WORLDS


@dataclass(frozen=True)
class Branches:
    """What came of every setting of the levers, of which the last varies fastest.

    ends: by name people_lost, headcount, market_share and profit (in the scenario's currency) at the end, and the means
    of MEANS, each float64 (worlds, settings), the world on show first. lost: people lost so far in the world on show,
    int64 (settings, weeks).
    """

    values: tuple[tuple[float, ...], ...]  # of each lever, ascending
    own: tuple[int, ...]  # the place of the firm's own value among them
    weeks: tuple[int, ...]  # at whose ends the curves have a value, counted from 1
    lost: np.ndarray
    ends: Mapping[str, np.ndarray]

    @property
    def highest(self) -> int:
        """The most people that any branch has lost; 1 where none lost any."""
        return max(1, int(self.lost.max(initial=1)))

    def described(self) -> dict[str, Any]:
        """The levers' values, and what the packed arrays mean, for the page's script."""
        return {
            "values": self.values,
            "own": self.own,
            "weeks": self.weeks,
            "highest": self.highest,
            "worlds": WORLDS,
        }

    def packed(self) -> dict[str, np.ndarray]:
        """Curves as bytes, 255 for the highest of all; ends in single precision."""
        curves = np.round(self.lost * (BYTE / self.highest)).astype(np.uint8)
        ends = {f"end.{name}": values.astype(np.float32) for name, values in self.ends.items()}
        return {"lost": curves} | ends


def plan(asked: Question, first: Point, world: int, policies: Path | None) -> Plan:
    """The branches of the first point of a comparison; `policies` is a folder of policies of one's own."""
    practices = first.policy.practices.as_dict()
    own = tuple(practices[lever.practice] for lever in LEVERS)
    question = Question(
        format_version=asked.format_version,
        name=f"levers-of-{first.policy.name}",
        title=f"{first.scenario.title}: three levers of {first.policy.name}",
        question="What changes where a firm moves its boundary, its checking and its order, and nothing else?",
        scenarios=asked.scenarios,
        policies=(first.policy.name,),
        years=asked.years,
        seed=asked.seed,
        without=asked.without,
        frozen=asked.frozen,
        factors=tuple(
            Factor(name=f"practices.{lever.practice}", values=values_of(lever.practice, value))
            for lever, value in zip(LEVERS, own, strict=True)
        ),
        series=True,
        sampling=Sampling(kind="grid", replications=WORLDS),
    )
    return Plan(question, tuple(points(question, policies)), own, world)


def lacking(planned: Plan, folder: Path) -> list[Job]:
    """The runs that a store lacks, a job for each world: none, if all were run before."""
    tasks = [point.task for point in planned.points]
    return list(missing_jobs(tasks, planned.worlds, Store(folder).finished()))


def run(
    planned: Plan, jobs: Sequence[Job], folder: Path, on_progress: OnProgress = lambda progress: None
) -> list[Failed]:
    """Run what a store lacks, and keep it as every run; returns what failed."""
    note_experiment(folder, planned.question, planned.points)
    return run_jobs(jobs, folder, on_progress=on_progress)


def read(planned: Plan, folder: Path) -> Branches:
    """The branches that a store has, all of them run."""
    keys = [point.task.point for point in planned.points]
    weekly = _weekly(folder, keys, planned.worlds)
    # Turnover of a week is its quits over its headcount, a year (sim.outcomes.people): quits are whole numbers again.
    quits = np.nan_to_num(np.round(weekly["turnover"] * weekly["headcount"] / WEEKS_A_YEAR))
    lost = np.cumsum(quits, axis=-1).astype(np.int64)
    times = times_of(lost.shape[-1])
    values = tuple(tuple(map(float, factor.given())) for factor in planned.question.factors)
    return Branches(
        values=values,
        own=tuple(levels.index(own) for levels, own in zip(values, planned.own, strict=True)),
        weeks=times,
        lost=lost[0][:, np.array(times) - 1],
        ends={
            "people_lost": lost[..., -1].astype(float),
            "headcount": weekly["headcount"][..., -1],
            "market_share": weekly["market_share"][..., -1],
            "profit": weekly["profit"].sum(axis=-1) / WEEKS_A_YEAR,
            **_means(folder, keys, planned.worlds),
        },
    )


def times_of(weeks: int) -> tuple[int, ...]:
    """The weeks, counted from 1, at whose ends a curve of so many has a value: evenly spread, the last among them."""
    count = min(weeks, MOST_TIMES)
    return tuple(weeks * (nth + 1) // count for nth in range(count))


def _weekly(folder: Path, keys: Sequence[str], worlds: Sequence[int]) -> dict[str, np.ndarray]:
    """Outcomes week by week, each (worlds, settings, weeks)."""
    named = ", ".join((*RUN, "week", *WEEKLY))
    sql = f"SELECT {named} FROM series SEMI JOIN asked USING (point) ORDER BY point, replication, week"
    rows = query(folder, sql, kinds=[SERIES], points=keys)
    run_of = list(zip(rows["point"].to_pylist(), rows["replication"].to_pylist(), strict=True))
    weeks = run_of.count(run_of[0])
    starts = {key: nth * weeks for nth, key in enumerate(run_of[::weeks])}
    order = np.array([[starts[key, world] for key in keys] for world in worlds])
    return {
        name: np.array(rows[name].to_pylist(), float)[order[..., None] + np.arange(weeks)] for name in WEEKLY
    }


def _means(folder: Path, keys: Sequence[str], worlds: Sequence[int]) -> dict[str, np.ndarray]:
    """Outcomes over the whole run, each (worlds, settings)."""
    rows = Store(folder).runs(keys, [*RUN, *MEANS]).to_pylist()
    by_run = {(row["point"], row["replication"]): row for row in rows}
    return {
        name: np.array([[by_run[key, world][name] for key in keys] for world in worlds], float)
        for name in MEANS
    }
