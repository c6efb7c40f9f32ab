"""Jobs: they run elsewhere, tell how far they are, stop when told to, and are not too many."""

import threading

import pytest

from sim.app.jobs import DEFECT, MOST_WAITING, Jobs
from sim.errors import InputError


@pytest.fixture
def jobs():
    jobs = Jobs(1)
    yield jobs
    jobs.close()


def test_a_job_runs_in_another_thread_and_keeps_its_result(jobs):
    job = jobs.begin("a job", lambda job: threading.current_thread())
    assert job.wait(10)
    assert job.state == "done"
    assert job.result is not threading.current_thread()


def test_a_job_tells_how_far_it_is_and_stops_at_its_next_step(jobs):
    reached, go_on = threading.Event(), threading.Event()

    def work(job):
        job.report(3, 7)
        reached.set()
        go_on.wait(10)
        job.report(4, 7)
        raise AssertionError("it went on")

    job = jobs.begin("a job", work)
    assert reached.wait(10)
    assert (job.state, job.done, job.of, job.busy) == ("running", 3, 7, True)
    job.stop()
    go_on.set()
    assert job.wait(10)
    assert (job.state, job.message, job.busy) == ("stopped", "", False)


def test_a_job_that_is_stopped_while_it_waits_never_runs(jobs):
    go_on, ran = threading.Event(), []
    first = jobs.begin("the first", lambda job: go_on.wait(10))
    second = jobs.begin("the second", lambda job: ran.append(1))
    assert second.state == "waiting"
    second.stop()
    go_on.set()
    assert first.wait(10)
    assert second.wait(10)
    assert (second.state, ran) == ("stopped", [])


@pytest.mark.parametrize(
    ("error", "message"),
    [(InputError("pay must be at most 2, got 9"), "pay must be at most 2, got 9"), (KeyError("x"), DEFECT)],
)
def test_a_failure_is_told_in_words(jobs, capsys, error, message):
    def work(job):
        raise error

    job = jobs.begin("a job", work)
    assert job.wait(10)
    assert (job.state, job.message) == ("failed", message)
    assert ("KeyError" in capsys.readouterr().err) == isinstance(error, KeyError)


def test_there_are_not_too_many_jobs(jobs):
    go_on = threading.Event()
    waiting = [jobs.begin("a job", lambda job: go_on.wait(10)) for _ in range(MOST_WAITING)]
    with pytest.raises(InputError, match="try again in a minute"):
        jobs.begin("one more", lambda job: None)
    go_on.set()
    assert all(job.wait(10) for job in waiting)
    assert jobs.begin("one more", lambda job: None).wait(10)


def test_closing_stops_what_runs():
    jobs, reached = Jobs(1), threading.Event()

    def work(job):
        reached.set()
        while True:
            job.report(0, 1)

    job = jobs.begin("for ever", work)
    assert reached.wait(10)
    jobs.close()
    assert job.wait(10)
    assert job.state == "stopped"
