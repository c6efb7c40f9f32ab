"""The supervisor: whatever workers die of, every world is done, but for those that kill their workers every time."""

from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.running.jobs import Report
from sim.running.supervisor import Waiting, supervise


@dataclass(frozen=True)
class FakeJob:
    replication: int

    @property
    def tasks(self):
        return (SimpleNamespace(point="p"),)


class FragilePool(Executor):
    """Does the work of two submissions at a time, and dies with all that it holds where a job is deadly."""

    def __init__(self, deadly, sent):
        self._deadly, self._sent = deadly, sent
        self._held: list = []
        self._broken = False

    def submit(self, work, chunk):
        if self._broken:
            raise BrokenExecutor("dead")
        future: Future = Future()
        self._held.append((future, work, chunk))
        self._sent.update(job.replication for job in chunk)
        if len(self._held) == 2 or len(chunk) == 1:
            self._run()
        return future

    def _run(self):
        self._broken = any(self._deadly(job) for _, _, chunk in self._held for job in chunk)
        for future, work, chunk in self._held:
            if self._broken:
                future.set_exception(BrokenExecutor("a worker died"))
            else:
                future.set_result(work(chunk))
        self._held = []


def run(count, deadly, workers=2):
    """What came back done, what was given up, and how often each job was sent out."""
    done, lost, sent = [], [], Counter()

    def take(found):
        for one in found:
            (done if one.result == "done" else lost).append(one.job.replication)

    def open_pool(workers):
        return FragilePool(deadly, sent)

    def work(chunk):
        return Report(("done",) * len(chunk), 0.01)

    waiting = Waiting(iter(map(FakeJob, range(count))), count)
    supervise(waiting, work, take, workers, open_pool)
    return done, lost, sent


@given(count=st.integers(0, 40), deadly=st.sets(st.integers(0, 39), max_size=4))
def test_only_worlds_that_kill_their_workers_every_time_are_given_up(count, deadly):
    done, lost, sent = run(count, lambda job: job.replication in deadly)
    assert sorted(lost) == sorted(n for n in deadly if n < count)
    assert sorted(done) == sorted(set(range(count)) - deadly)
    assert all(sent[n] <= 3 for n in range(count))


@given(count=st.integers(1, 40), deaths=st.integers(0, 2))
def test_workers_that_die_by_chance_lose_nothing(count, deaths):
    left = iter(range(deaths))
    done, lost, _ = run(count, lambda job: next(left, None) is not None)
    assert sorted(done) == list(range(count))
    assert lost == []


def test_chunks_are_as_long_as_a_chunk_should_be_and_shorter_at_the_end():
    waiting = Waiting(iter(map(FakeJob, range(1000))), 1000)
    first = waiting.chunk(2)
    assert len(first) == 1, "nothing is known yet of how long a job takes"
    waiting.came_back(first, Report((), 0.01))
    assert len(waiting.chunk(2)) == 150
    lengths = []
    while chunk := waiting.chunk(2):
        lengths.append(len(chunk))
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] == 1


def test_an_error_of_our_own_stops_the_pool_and_is_told():
    with pytest.raises(ZeroDivisionError):
        supervise(Waiting(iter([FakeJob(0)]), 1), lambda chunk: 1 / 0, print, 1, lambda n: Immediate())


class Immediate(Executor):
    def submit(self, work, chunk):
        future: Future = Future()
        try:
            future.set_result(work(chunk))
        except Exception as error:
            future.set_exception(error)
        return future
