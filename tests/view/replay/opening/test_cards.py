"""Which cards are dealt: those of the fullest desk, in the order in which they came."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.view.replay.opening.cards import (
    FOURTEEN,
    KINDS,
    Desk,
    cards_of,
    fourteen,
    fullest_desk,
    usual_count,
)
from sim.view.replay.recording.calls import FIELDS, Calls
from tests.view.synthetic import pair


def calls_on(days_and_teams):
    """Calls that came on some days to some teams, in order; every second truly urgent."""
    rows = sorted(days_and_teams)
    values = {name: np.zeros(len(rows), kind) for name, kind in FIELDS.items()}
    values["day"] = np.array([day for day, _ in rows], np.int32)
    values["team"] = np.array([team for _, team in rows], np.int16)
    values["customer"] = np.arange(len(rows), dtype=np.int32)
    values["urgent"] = (np.arange(len(rows)) % 2).astype(np.uint8)
    return Calls(**values)


rows = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), max_size=50)


@settings(max_examples=20)
@given(st.lists(rows, min_size=1, max_size=4))
def test_no_desk_of_any_side_is_fuller_and_none_as_full_is_earlier(sides):
    desk = fullest_desk([calls_on(one) for one in sides])
    counts = {(-one.count(pair), *pair, side) for side, one in enumerate(sides) for pair in set(one)}
    if desk is None:
        assert counts == set()
        return
    assert (desk.day, desk.team, desk.side) == min(counts)[1:]


@settings(max_examples=20)
@given(rows.filter(bool))
def test_cards_are_the_next_fourteen_of_that_manager_in_their_order(one):
    calls = calls_on(one)
    desk = fullest_desk([calls])
    chosen = fourteen(calls, desk)
    later = [nth for nth, (day, team) in enumerate(sorted(one)) if team == desk.team and day >= desk.day]
    assert chosen.tolist() == later[:FOURTEEN]


@settings(max_examples=20)
@given(rows.filter(bool))
def test_a_usual_day_is_no_fuller_than_the_fullest(one):
    calls = calls_on(one)
    desk = fullest_desk([calls])
    assert 1 <= usual_count([calls]) <= one.count((desk.day, desk.team))


@pytest.fixture(scope="module")
def runs():
    return pair(teams=2, seats=8, dots=20, weeks=10)


def test_a_card_says_what_its_request_was_and_what_the_manager_did(runs):
    chosen = cards_of(runs)
    desk = fullest_desk([run.calls for run in runs])
    calls = runs[desk.side].calls
    assert len(chosen.cards) == FOURTEEN
    for row, card in zip(fourteen(calls, desk).tolist(), chosen.cards, strict=True):
        assert card.who == f"Customer {calls.customer[row] + 1}"
        assert card.what == KINDS[calls.kind[row]]
        assert card.due == ("due tomorrow" if calls.urgent[row] else "due in four working days")
        assert (card.urgent, card.decided, card.labelled) == (
            bool(calls.urgent[row]), bool(calls.decided[row]), bool(calls.labelled[row])
        )  # fmt: skip


def test_what_the_manager_had_is_counted(runs):
    told = cards_of(runs).manager
    desk = fullest_desk([run.calls for run in runs])
    calls = runs[desk.side].calls
    that_day = int(((calls.day == desk.day) & (calls.team == desk.team)).sum())
    assert f"this manager had {that_day} of these 14 on that day, among {that_day} that" in told
    assert desk == Desk(desk.side, desk.day, desk.team)


def test_where_nobody_called_anything_urgent_there_are_no_cards(runs):
    none = Calls(**{field.name: np.zeros(0, FIELDS[field.name]) for field in fields(Calls)})
    assert cards_of([replace(run, calls=none) for run in runs]) is None
