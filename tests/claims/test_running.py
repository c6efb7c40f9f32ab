"""Running trials: each run once, what is done is kept, and more trials keep the first. No model runs here."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from sim.claims import load_claims, running
from sim.claims.kept import Kept
from sim.claims.running import Plan, run_claims
from sim.claims.trials import ADMITTED, manners
from sim.running.jobs import Job
from sim.running.progress import Progress
from sim.running.stretches import MEASURES
from tests.claims.made_up import quiet

CLAIMS = load_claims()
URGENT = CLAIMS["everything_is_urgent"]
SHAM, LABEL = CLAIMS["sham_same_policy_twice"], CLAIMS["sham_irrelevant_label"]


class Model:
    """Stands in for the model: notes what runs, and gives numbers that follow from it."""

    def __init__(self):
        self.runs: list[tuple[str, int]] = []
        self.looked: list[tuple[str, int]] = []
        self.odd: set[int] = set()

    def run(self, job: Job, wanted):
        self.runs += [(task.point, job.replication) for task in job.tasks]
        return {
            task.point: {
                each: np.full(len(MEASURES), len(task.point) + job.replication + each.end)
                for each in wanted[task.point]
            }
            for task in job.tasks
        }

    def market(self, scenario, replication):
        self.looked.append((scenario.content(), replication))
        return np.full(len(ADMITTED), 100.0 if replication in self.odd else 1.0)


@pytest.fixture
def model(monkeypatch) -> Iterator[Model]:
    made = Model()
    monkeypatch.setattr(running, "run_stretches", made.run)
    monkeypatch.setattr(running, "neutral_market", made.market)
    monkeypatch.setattr(running, "usual", lambda scenario: np.ones(len(ADMITTED)))
    monkeypatch.setattr(running, "CHUNK", 8)
    return made


def numbers(found, of=SHAM) -> list[int]:
    return [one.place.number for one in found.of[of.name]]


def plan(trials: int, ablated: int = 0, larger: int = 0, **other) -> Plan:
    return Plan(trials, ablated, larger, **other)


# ---------------------------------------------------------------- once


def test_the_same_command_twice_runs_nothing_again(model, tmp_path):
    first = run_claims([SHAM, LABEL], Kept(tmp_path), plan(12), quiet())
    assert model.runs
    model.runs.clear()
    model.looked.clear()
    second = run_claims([SHAM, LABEL], Kept(tmp_path), plan(12), quiet())
    assert model.runs == model.looked == []
    assert numbers(first) == numbers(second)


def test_more_trials_keep_the_first(model, tmp_path):
    few = run_claims([SHAM], Kept(tmp_path), plan(5), quiet())
    before = set(model.runs)
    model.runs.clear()
    many = run_claims([SHAM], Kept(tmp_path), plan(12), quiet())
    assert numbers(many)[:5] == numbers(few) == list(range(1, 6))
    assert not before & set(model.runs)
    assert len(model.runs) == 7


def test_ways_in_common_run_once(model, tmp_path):
    """Both shams have one way to manage in all: nobody does anything but the neutral firm's."""
    run_claims([SHAM, LABEL], Kept(tmp_path), plan(8), quiet())
    assert len(set(model.runs)) == len(model.runs) == 8
    kept = Kept(tmp_path)
    for claim in (SHAM, LABEL):
        for one in run_claims([claim], kept, plan(8), quiet()).of[claim.name]:
            assert not any(
                kept.lacks((point, one.replication), one.stretches(way))
                for way, point in one.points().items()
            )


def test_a_claim_that_asks_for_more_years_runs_again(model, tmp_path):
    run_claims([SHAM], Kept(tmp_path), plan(3), quiet())
    model.runs.clear()
    longer = replace(SHAM, parts=(replace(SHAM.parts[0], years=(0.0, 0.5)),))
    run_claims([longer], Kept(tmp_path), plan(3), quiet())
    assert len(model.runs) == 3


def test_every_run_is_of_its_own_world(model, tmp_path):
    found = run_claims([URGENT], Kept(tmp_path), plan(4), quiet())
    kept = Kept(tmp_path)
    for one in found.of[URGENT.name]:
        for way, point in one.points().items():
            (stretch,) = one.stretches(way)
            assert (
                kept.value((point, one.replication), stretch, "turnover")
                == 16 + one.replication + stretch.end
            )


# ---------------------------------------------------------------- which


def test_points_that_do_not_count_are_left_out(model, tmp_path):
    model.odd = {2, 3, 9}
    found = run_claims([SHAM], Kept(tmp_path), plan(8), quiet())
    assert numbers(found) == [1, 4, 5, 6, 7, 8, 10, 11]
    assert {replication for _, replication in model.runs} == set(numbers(found))


def test_where_no_point_counts_a_claim_has_no_trials(model, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "MOST_POINTS", 17)
    model.odd = set(range(100))
    found = run_claims([SHAM], Kept(tmp_path), plan(8), quiet())
    assert (numbers(found), found.fewest, found.stopped, model.runs) == ([], 0, False, [])


def test_the_first_trials_run_in_other_manners_too(model, tmp_path):
    found = run_claims([URGENT], Kept(tmp_path), plan(10, ablated=3, larger=2), quiet())
    expected = {
        (point, one.replication)
        for nth, one in enumerate(found.of[URGENT.name])
        for kind in ("as it is", *manners(URGENT))
        if nth < {"as it is": 10, "larger": 2}.get(kind, 3)
        for point in one.points(kind).values()
    }
    assert set(model.runs) == expected
    assert len(model.runs) == 2 * (10 + 3 + 3 + 2)


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_workers_changes_nothing(model, tmp_path, monkeypatch, workers):
    monkeypatch.setattr(running, "default_workers", lambda: workers)
    model.odd = {4}
    found = run_claims([SHAM], Kept(tmp_path), plan(9), quiet())
    assert numbers(found) == [1, 2, 3, 5, 6, 7, 8, 9, 10]
    assert sorted(replication for _, replication in model.runs) == numbers(found)
    kept = Kept(tmp_path)
    assert [
        kept.value((one.points()["copy"], one.replication), min(one.stretches("copy")), "turnover")
        for one in found.of[SHAM.name]
    ] == [16 + number + 52 for number in numbers(found)]


# ---------------------------------------------------------------- cut short


class Interrupting(Progress):
    """Progress that interrupts when so much is done."""

    def __init__(self, what: str, after: int):
        self._what, self._after, self._begun = what, after, ""
        super().__init__(self._begin, self._done)

    def _begin(self, what: str, count: int) -> None:
        self._begun = what

    def _done(self, done: int) -> None:
        if self._begun == self._what and done >= self._after:
            raise KeyboardInterrupt


@pytest.mark.parametrize("what", ["runs", "points that count"])
def test_an_interrupt_keeps_what_is_done(model, tmp_path, monkeypatch, what):
    monkeypatch.setattr(running, "default_workers", lambda: 1)
    with pytest.raises(KeyboardInterrupt):
        run_claims([SHAM], Kept(tmp_path), plan(8), Interrupting(what, 5))
    ran, looked = len(model.runs), len(model.looked)
    assert ran >= 5 if what == "runs" else looked >= 5
    model.runs.clear()
    model.looked.clear()
    found = run_claims([SHAM], Kept(tmp_path), plan(8), quiet())
    again = model.runs if what == "runs" else model.looked
    assert 0 <= len(again) <= 3
    assert numbers(found) == list(range(1, 9))


def test_a_run_that_fails_is_raised_after_the_others_are_kept(model, tmp_path, monkeypatch):
    def fails(job, wanted):
        if job.replication == 3:
            raise ZeroDivisionError("in the model")
        return model.run(job, wanted)

    monkeypatch.setattr(running, "run_stretches", fails)
    monkeypatch.setattr(running, "default_workers", lambda: 1)
    with pytest.raises(ZeroDivisionError, match="in the model"):
        run_claims([SHAM], Kept(tmp_path), plan(8), quiet())
    monkeypatch.setattr(running, "run_stretches", model.run)
    model.runs.clear()
    run_claims([SHAM], Kept(tmp_path), plan(8), quiet())
    assert [replication for _, replication in model.runs] == [3]


def test_when_the_time_is_up_no_chunk_begins_but_the_first(model, tmp_path):
    found = run_claims([SHAM], Kept(tmp_path), plan(20, seconds=0.0), quiet())
    assert found.stopped
    assert numbers(found) == list(range(1, 9))
    assert not run_claims([SHAM], Kept(tmp_path), plan(8, seconds=0.0), quiet()).stopped
