"""Background work: it runs in other threads, reports progress, stops when asked to, and is limited."""

import threading

import pytest

from sim.app.background import DEFECT, MOST_WAITING, Background
from sim.errors import InputError


@pytest.fixture
def background():
    background = Background(1)
    yield background
    background.close()


def test_it_runs_in_another_thread_and_keeps_its_result(background):
    work = background.begin("some work", lambda work: threading.current_thread())
    assert work.wait(10)
    assert work.state == "done"
    assert work.result is not threading.current_thread()


def test_it_reports_progress_and_stops_at_its_next_step(background):
    reached, go_on = threading.Event(), threading.Event()

    def compute(work):
        work.report(3, 7)
        reached.set()
        go_on.wait(10)
        work.report(4, 7)
        raise AssertionError("it went on")

    work = background.begin("some work", compute)
    assert reached.wait(10)
    assert (work.state, work.done, work.of, work.busy) == ("running", 3, 7, True)
    work.stop()
    go_on.set()
    assert work.wait(10)
    assert (work.state, work.message, work.busy) == ("stopped", "", False)


def test_what_is_stopped_while_it_waits_never_runs(background):
    go_on, ran = threading.Event(), []
    first = background.begin("the first", lambda work: go_on.wait(10))
    second = background.begin("the second", lambda work: ran.append(1))
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
def test_a_failure_has_a_message(background, capsys, error, message):
    def compute(work):
        raise error

    work = background.begin("some work", compute)
    assert work.wait(10)
    assert (work.state, work.message) == ("failed", message)
    assert ("KeyError" in capsys.readouterr().err) == isinstance(error, KeyError)


def test_what_may_wait_is_limited(background):
    go_on = threading.Event()
    waiting = [background.begin("some work", lambda work: go_on.wait(10)) for _ in range(MOST_WAITING)]
    with pytest.raises(InputError, match="try again in a minute"):
        background.begin("one more", lambda work: None)
    go_on.set()
    assert all(work.wait(10) for work in waiting)
    assert background.begin("one more", lambda work: None).wait(10)


def test_closing_stops_what_runs():
    background, reached = Background(1), threading.Event()

    def compute(work):
        reached.set()
        while True:
            work.report(0, 1)

    work = background.begin("for ever", compute)
    assert reached.wait(10)
    background.close()
    assert work.wait(10)
    assert work.state == "stopped"
