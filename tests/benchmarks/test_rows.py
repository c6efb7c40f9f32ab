"""Rows that take long: their parts at small sizes, and what they say of what they could not run."""

import shlex

import pytest

from benchmarks.firms import changed, first_day, market
from benchmarks.lines import Amount, Left
from benchmarks.plain_mesa import core
from benchmarks.rows import answer, client, growth, phases, starts
from docs.picture import demo
from sim.cli import app
from sim.model import engine
from sim.model.compiled import INTERPRETED

TINY = {"customers_per_firm": 1200, "employees_per_firm": 4, "warm_up": 1, "years": 1}


def test_an_answer_is_seen_in_worlds_that_policies_share():
    tiny = changed(market("duopoly"), **TINY)
    seen = answer.outcomes(tiny, 3)
    assert seen == answer.outcomes(tiny, 4)[:3]
    assert len({first for first, _ in seen}) > 1


@pytest.mark.parametrize("model", [answer.OurAgents, answer.PlainAgents])
def test_a_day_in_mesa_is_what_a_day_more_takes_by_its_own_runner(monkeypatch, model):
    """By a clock on which building takes 7 seconds and a day 3."""
    days = []

    class Counted(model):
        def step(self):
            days.append(1)
            super().step()

    def clock(work):
        days.clear()
        work()
        return 7.0 + 3.0 * len(days)

    monkeypatch.setattr(answer, "timed", clock)
    assert answer.seconds_a_day(Counted, core(changed(market("duopoly"), **TINY)), 5) == 3.0


@pytest.mark.parametrize(("part", "whole"), [(1.0, True), (1000.0, False)])
def test_the_client_is_run_in_whole_only_where_that_does_not_take_too_long(monkeypatch, part, whole):
    asked = []
    monkeypatch.setattr(client, "seconds", lambda *sweep: asked.append(sweep[1:]) or part)
    *said, line = client.measure(1)
    assert isinstance(line, Amount)
    assert ((client.POLICIES, client.WORLDS, client.YEARS) in asked) == whole
    assert [isinstance(one, Left) for one in said] == ([] if whole else [True])
    assert line.values == [part if whole else part * 170 / 4]


def test_the_client_can_be_swept():
    assert client.seconds(changed(client.client(1), **TINY), client.POLICIES[:2], 1, 1) > 0.0


def test_growth_leaves_out_what_takes_too_long_and_says_so(monkeypatch):
    def measured(module, function, *, customers, employees, firms=1):
        size = customers * firms
        return {"days": 5, "seconds": 5e-6 * size, "bytes": 100.0 * size, "fewest_days_seconds": 5e-5 * size}

    monkeypatch.setattr(growth, "fresh", measured)
    said = {line.what: line for line in growth.measure(2)}
    assert isinstance(said["1,000,000 customers: a day"], Amount)
    assert "over 60 s" in said["10,000,000 customers"].why
    (exponent,) = said["growth of time of a day with firms, 1 to 100: exponent"].values
    assert exponent == pytest.approx(1.0)


@pytest.mark.parametrize("arguments", [starts.FIRST_RESULT, demo()[1:]])
def test_commands_that_are_timed_are_understood(arguments):
    command, *_ = app.parse_args(["run", *arguments], exit_on_error=False, print_error=False)
    assert command.__name__ == "run", shlex.join(arguments)


@pytest.mark.skipif(INTERPRETED, reason="nothing is compiled")
def test_days_are_the_same_with_a_clock_on_every_phase():
    tiny = changed(market("duopoly"), **TINY)
    spent = phases.seconds_by_phase(clocked := first_day(tiny, years=1), 70)
    plain = engine.run_until(first_day(tiny, years=1), 70)
    assert int(clocked.market["day"][0]) == 70
    assert (clocked.weeks == plain.weeks).all()
    assert {"ask", "work", "steer"} <= set(spent)
