"""Running trials: claims together, chunk by chunk of points, on all cores, until each has enough or time is up."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

import numpy as np

from sim.claims.claim import Claim
from sim.claims.kept import Address, Kept
from sim.claims.trials import (
    REFERENCES,
    SEED,
    Manner,
    Trial,
    manners,
    neutral_market,
    recognisable,
    setting,
    small,
    trial,
)
from sim.design.plausible import Fitted, place
from sim.design.vary import vary
from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.running.addresses import digest_of
from sim.running.jobs import Job, Task
from sim.running.progress import Progress
from sim.running.stretches import Measured, Stretch, run_stretches
from sim.running.workers import default_workers

CHUNK = 32
"""Points that are looked at together: few enough that claims end with about as many trials each."""

KEEP_SECONDS = 10.0
"""How long what is done is held back, to be kept together."""

MOST_POINTS = 4_000
"""Points after which a claim gets no more: where so few of them count, its scenario is no such firm."""


@dataclass
class Plan:
    """How many trials each claim gets, and how many of them run with its mechanisms frozen and off, and larger, too."""

    trials: int
    ablated: int
    larger: int
    seconds: float = float("inf")  # after which no new chunk begins
    fitted: Fitted | None = None  # constants that are drawn from a posterior

    def also(self, manner: Manner) -> int:
        """How many of the first trials run in that manner too."""
        return self.larger if manner == "larger" else self.ablated


@dataclass
class Trials:
    """The trials of every claim that have run, in the order of points."""

    of: dict[str, list[Trial]] = field(default_factory=dict)
    stopped: bool = False  # by the time

    @property
    def fewest(self) -> int:
        """Trials of the claim that has fewest."""
        return min(map(len, self.of.values()))


def run_claims(claims: Sequence[Claim], kept: Kept, plan: Plan, progress: Progress) -> Trials:
    """Run trials until every claim has as many as planned, or the time is up; what is kept is not run again."""
    found = Trials({claim.name: [] for claim in claims})
    until = time.monotonic() + plan.seconds
    for first in range(1, MOST_POINTS, CHUNK):
        short = [claim for claim in claims if len(found.of[claim.name]) < plan.trials]
        if not short:
            break
        if first > 1 and time.monotonic() > until:  # one chunk always, so that there is something to judge
            found.stopped = True
            break
        numbers = range(first, first + CHUNK)
        _look(short, numbers, plan.fitted, kept, progress)
        for claim in short:
            mine = (
                number
                for number in numbers
                if kept.admitted(_look_at(setting(claim, number)[0], number, plan.fitted))
            )
            lacking = plan.trials - len(found.of[claim.name])
            found.of[claim.name] += [trial(claim, number, plan.fitted) for number in islice(mine, lacking)]
        run_trials(_wanted(found, short, numbers, plan), kept, progress)
    return found


def _wanted(
    found: Trials, claims: Sequence[Claim], numbers: range, plan: Plan
) -> Iterator[tuple[Trial, Manner]]:
    """The new trials of a chunk, and the first of them in other manners too."""
    for claim in claims:
        for nth, one in enumerate(found.of[claim.name]):
            if one.place.number in numbers:
                yield one, "as it is"
                yield from ((one, manner) for manner in manners(claim) if nth < plan.also(manner))


# ---------------------------------------------------------------- which points count


@lru_cache(maxsize=12 * CHUNK)  # a chunk's: scenarios are large
def _market(scenario: str, number: int, fitted: Fitted | None) -> Scenario:
    return vary(small(scenario), place(small(scenario), number, fitted).constants)


def _look_at(scenario: str, number: int, fitted: Fitted | None) -> Address:
    """The address of the question whether a point of a scenario counts."""
    return _content(scenario, number, fitted), number


@cache
def _content(scenario: str, number: int, fitted: Fitted | None) -> str:
    return digest_of(f"admitted {model_digest()} {SEED} {_market(scenario, number, fitted).content()}")


def _look(
    claims: Iterable[Claim], numbers: range, fitted: Fitted | None, kept: Kept, progress: Progress
) -> None:
    """Find out which points count, for all scenarios in which claims would be tried there."""
    places = {(setting(claim, number)[0], number) for claim in claims for number in numbers}
    open_ = sorted(one for one in places if kept.admitted(_look_at(*one, fitted)) is None)
    if not open_:
        return
    for scenario in {scenario for scenario, _ in open_}:
        usual(scenario)
    progress.say("points that count", len(open_))

    def admitted(scenario: str, number: int) -> bool:
        return recognisable(neutral_market(_market(scenario, number, fitted), number), usual(scenario))

    found: dict[Address, bool] = {}
    try:
        with ThreadPoolExecutor(default_workers()) as threads:
            for nth, (one, counts) in enumerate(
                zip(open_, threads.map(lambda one: admitted(*one), open_), strict=True)
            ):
                found[_look_at(*one, fitted)] = counts
                progress.show(nth + 1)
    finally:
        kept.add_admitted(found)


@cache
def usual(scenario: str) -> np.ndarray:
    """The neutral market of the best guesses, the mean of some worlds."""
    with ThreadPoolExecutor(default_workers()) as threads:
        worlds = list(threads.map(lambda nth: neutral_market(small(scenario), nth), range(REFERENCES)))
    return np.nanmean(worlds, axis=0)


# ---------------------------------------------------------------- runs


def run_trials(wanted: Iterable[tuple[Trial, Manner]], kept: Kept, progress: Progress) -> None:
    """Run what these trials lack, and keep it; ways that trials have in common run once."""
    tasks: dict[Address, Task] = {}
    stretches: dict[Address, set[Stretch]] = {}
    for one, manner in wanted:
        for way, task in one.tasks(manner).items():
            address = task.point, one.replication
            if kept.lacks(address, one.stretches(way)):
                tasks[address] = task
                stretches.setdefault(address, set()).update(one.stretches(way))
    jobs = list(_jobs(tasks))
    if not jobs:
        return
    progress.say("runs", len(tasks))
    done: dict[Address, Measured] = {}
    count, due = 0, time.monotonic() + KEEP_SECONDS
    try:
        for job, found in _done(jobs, stretches):
            done |= {(point, job.replication): measures for point, measures in found.items()}
            count += len(found)
            progress.show(count)
            if time.monotonic() >= due:
                kept.add_runs(done)
                done, due = {}, time.monotonic() + KEEP_SECONDS
    finally:
        kept.add_runs(done)


def _jobs(tasks: Mapping[Address, Task]) -> Iterator[Job]:
    """Tasks that share a world's warm-up, as a job."""
    alike: dict[tuple[object, int], list[Task]] = {}
    for (_, replication), task in tasks.items():
        alike.setdefault((task.worlds, replication), []).append(task)
    for (_, replication), together in alike.items():
        yield Job(tuple(together), replication)


def _done(
    jobs: Sequence[Job], stretches: Mapping[Address, set[Stretch]]
) -> Iterator[tuple[Job, dict[str, Measured]]]:
    """Jobs as they are done; on an interrupt, none begins any more. What went wrong is raised when all are done."""
    with ThreadPoolExecutor(default_workers()) as threads:
        futures: dict[Future[dict[str, Measured]], Job] = {}
        for job in jobs:
            wanted = {task.point: stretches[task.point, job.replication] for task in job.tasks}
            futures[threads.submit(run_stretches, job, wanted)] = job
        try:
            failed = []
            for future in as_completed(futures):
                if future.exception() is None:
                    yield futures[future], future.result()
                else:
                    failed.append(future)
            for future in failed:
                future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
