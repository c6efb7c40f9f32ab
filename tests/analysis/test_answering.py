"""Erlang's formula: its known values, its laws for any number of people, and the desk that it is asked for."""

from math import exp, inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from sim.analysis.answering import Desk, desk, erlang_c
from sim.analysis.finished import open_experiment
from sim.model.parameters import WORKDAYS_A_WEEK
from tests.swept import swept
from tests.worlds import scenario

HOURS_A_DAY = scenario().constants()["hours_per_day"]
PEOPLE = st.floats(1.0, 500.0)
BUSY = st.floats(0.01, 0.99)


def waiting(agents: float, load: float) -> float:
    return float(erlang_c(np.array(agents), np.array(load)))


def by_recursion(agents: int, load: float) -> float:
    """Erlang's C of whole people, by the recursion of B that is in every textbook."""
    lost = 1.0
    for n in range(1, agents + 1):
        lost = load * lost / (n + load * lost)
    return lost / (1.0 - load / agents * (1.0 - lost))


@given(agents=st.integers(1, 400), busy=BUSY)
def test_whole_people_wait_as_the_recursion_says(agents, busy):
    assert waiting(agents, busy * agents) == pytest.approx(by_recursion(agents, busy * agents), rel=1e-8)


@given(busy=BUSY)
def test_one_person_alone_lets_wait_whenever_busy(busy):
    assert waiting(1.0, busy) == pytest.approx(busy)


@given(agents=PEOPLE, busy=BUSY, more=st.floats(0.01, 50.0))
def test_more_people_let_wait_less_and_larger_desks_do_better_at_the_same_load(agents, busy, more):
    share = waiting(agents, busy * agents)
    assert 0.0 <= share <= 1.0
    assert waiting(agents + more, busy * agents) <= share
    assert waiting(agents + more, busy * (agents + more)) <= share + 1e-12


@pytest.mark.parametrize(
    ("agents", "load", "share"), [(5, 5.0, 1.0), (5, 7.0, 1.0), (5, 0.0, 0.0), (nan, 1.0, nan)]
)
def test_ends(agents, load, share):
    assert_allclose(waiting(agents, load), share)


@given(agents=PEOPLE, busy=BUSY, handling=st.floats(10.0, 3_600.0))
def test_the_mean_wait_is_what_the_shares_say(agents, busy, handling):
    """The mean of a wait is the integral of the chance to wait longer, which falls by a factor e in `scale` seconds."""
    one = Desk(*(np.array([value]) for value in (agents, busy * agents, handling)))
    scale = handling / (agents * (1.0 - busy))
    later = 1.0 - one.answered_within(scale)
    assert_allclose(later, (1.0 - one.answered_within(0.0)) * exp(-1.0), atol=1e-12)
    assert_allclose(one.mean_wait(), (1.0 - one.answered_within(0.0)) * scale, atol=1e-9)


def test_where_more_comes_in_than_can_be_done_nobody_is_answered():
    drowned = Desk(np.array([10.0]), np.array([10.5]), np.array([300.0]))
    assert_allclose(drowned.answered_within(3_600.0), 0.0)
    assert_allclose(drowned.mean_wait(), inf)


def test_a_desk_is_that_of_the_runs(tmp_path):
    finished = open_experiment(swept(tmp_path, "grid", replications=2).folder)
    names = ("scenario", "headcount", "absence", "utilisation", "throughput")
    runs = {name: finished.runs[name].to_numpy() for name in names}
    found = desk(finished, runs, 50.0)
    present = runs["headcount"] * (1.0 - runs["absence"]) * HOURS_A_DAY * WORKDAYS_A_WEEK
    assert_allclose(found.agents * 50.0, present)
    assert_allclose(found.load / found.agents, runs["utilisation"])
    assert_allclose(found.handling / 3600.0 * runs["throughput"] * runs["headcount"], found.load * 50.0)
