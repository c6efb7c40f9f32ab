"""Packing of requests: nothing is lost on the way to the page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.view.replay.trips import narrow, packed
from tests.view.synthetic import pair


@pytest.fixture(scope="module")
def run():
    return pair(teams=3, seats=24, dots=90, weeks=20)[0]


def test_every_request_can_be_read_back(run):
    r, p = run.requests, packed(run)
    assert (np.repeat(np.arange(len(p["count"])), p["count"]) == r.day).all()
    for name, low, high in (("inside", 0, 1), ("urgent", 1, 1), ("end", 2, 7), ("hops", 5, 7)):
        assert (p["kind"] >> low & high == getattr(r, name)).all()
    own = [
        (run.employee_team if inside else run.customer_team)[asker]
        for inside, asker in zip(r.inside, r.asker, strict=True)
    ]
    assert ((own + p["team"].astype(int)) % 3 == r.team).all()
    for name in ("asker", "days", "hop_days"):
        assert (p[name] == getattr(r, name)).all()


def test_desks_are_counted_within_the_team_whose_tray_the_request_lay_in(run):
    r, p = run.requests, packed(run)
    team = np.repeat(r.team, r.hops)
    for tray, rank, desk in zip(team, p["hop_desk"], r.hop_desk, strict=True):
        seats = np.flatnonzero(run.employee_team == tray)
        assert desk == (-1 if rank == 0 else seats[rank - 1])


@given(st.lists(st.integers(0, 2**15 - 1)))
def test_narrow_numbers_are_the_same_numbers(values):
    assert narrow(np.array(values, np.int64)).tolist() == values
