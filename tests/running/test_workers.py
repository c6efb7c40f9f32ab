"""Workers of this machine: each world is warmed up once, each task runs once, and nobody is idle or stops another."""

import threading
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.policies import load_policy
from sim.running import doing as running
from sim.running import workers
from sim.running.doing import Begun
from sim.running.jobs import Done, Job, Task
from sim.running.workers import run_here
from tests.worlds import SMALL, scenario


@dataclass(frozen=True)
class FakeTask:
    number: int


class FakeBegun:
    """A job whose tasks do what they are told to."""

    def __init__(self, job, run=lambda task: "done"):
        self.job, self.left, self._run = job, running.deque(job.tasks), run

    def done(self, task):
        return Done(self.job, task, self._run(task))


def fake_jobs(*sizes):
    return [Job(tuple(map(FakeTask, range(size))), nth) for nth, size in enumerate(sizes)]


def done_by(jobs, threads, begin=FakeBegun):
    """How often each task of each job was handed over."""
    found = Counter()
    run_here(jobs, begin, lambda done: found.update((one.job.replication, one.task) for one in done), threads)
    return found


@given(sizes=st.lists(st.integers(1, 9), max_size=9), threads=st.integers(1, 4))
def test_every_task_runs_once(sizes, threads):
    jobs = fake_jobs(*sizes)
    wanted = Counter((job.replication, task) for job in jobs for task in job.tasks)
    assert done_by(jobs, threads) == wanted


def test_a_single_world_keeps_every_worker_busy():
    """Each task waits until three are under way: with an idle worker it would wait for ever."""
    together = threading.Barrier(3, timeout=60)
    found = done_by(fake_jobs(6), 3, lambda job: FakeBegun(job, lambda task: str(together.wait())))
    assert sum(found.values()) == 6


def test_an_interrupt_keeps_what_is_done_and_begins_nothing_more():
    begun, kept = [], []

    def begin(job):
        begun.append(job)
        return FakeBegun(job)

    def jobs():
        yield from fake_jobs(2, 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_here(jobs(), begin, kept.extend, 1)
    assert len(begun) == 2
    assert len(kept) == 4


def test_nothing_is_kept_while_nothing_is_done(monkeypatch):
    monkeypatch.setattr(workers, "KEEP_SECONDS", 0.01)
    kept = []
    slow = partial(FakeBegun, run=lambda task: str(time.sleep(0.1)))
    run_here(fake_jobs(2, 1), slow, lambda done: kept.append(len(done)), 1)
    assert sum(kept) == 3
    assert 0 not in kept


def test_what_goes_wrong_in_keeping_stops_the_workers():
    def full(done):
        raise OSError("full")

    before = threading.active_count()
    with pytest.raises(OSError, match="full"):
        run_here(fake_jobs(3, 3), FakeBegun, full, 2)
    assert threading.active_count() == before


# ------------------------------------------------------------------------------ real worlds

SHOP = scenario(SMALL | {"warm_up": 1})


def real_tasks(*ways):
    return tuple(Task.of(SHOP, load_policy(policy), contrast, 1, 1) for policy, contrast in ways)


@pytest.mark.parametrize("threads", [1, 3])
def test_a_world_is_warmed_up_once_for_all_who_work_on_it(threads, monkeypatch):
    warmed = Counter()

    def counted(scenario, seed, replication, *rest):
        warmed[replication] += 1
        return right(scenario, seed, replication, *rest)

    right = running.warmed_up
    monkeypatch.setattr(running, "warmed_up", counted)
    tasks = real_tasks(("neutral", "as_managed"), ("people_only", "as_managed"), ("neutral", "equal_spend"))
    kept = []
    run_here([Job(tasks, n) for n in range(2)], begin, kept.extend, threads)
    assert warmed == {0: 1, 1: 1}
    assert len(kept) == 6


def begin(job):
    return Begun(job, engine="fast", series=False)


def test_a_run_that_fails_stops_no_other_and_says_why(monkeypatch):
    def fails_once(w, origin, *rest, **more):
        if origin["policy"] == "people_only":
            raise ZeroDivisionError("nobody is left")
        return right(w, origin, *rest, **more)

    right = running.finished
    monkeypatch.setattr(running, "finished", fails_once)
    tasks = real_tasks(("neutral", "as_managed"), ("people_only", "as_managed"), ("neutral", "equal_hours"))
    kept = []
    run_here([Job(tasks, 0)], begin, kept.extend, 2)
    (failed,) = (one for one in kept if isinstance(one.result, str))
    assert failed.task.policy.name == "people_only"
    assert failed.result.endswith("ZeroDivisionError: nobody is left\n")
    assert len(kept) == 3
