"""Requests in a replay: each is one that was asked in the run, and the week's counts are the ledger's."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.states import ASKED, HELD, INSIDE, NOBODY, QUEUED
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.running.course import begin, follow, warmed_up
from sim.view.replay.recording import End, record
from sim.view.replay.recording.requests import FOLLOWED, Follower, followed_a_day, spread
from sim.view.replay.replay import write_replay
from tests.view.synthetic import pair
from tests.worlds import SMALL, scenario

BUSY = SMALL | {
    "employees_per_firm": 8,
    "base_quit_hazard": 0.6,
    "need_rate": 24.0,
}  # with queues, and leavers


@pytest.fixture(scope="module")
def world():
    return scenario(BUSY)


@pytest.fixture(scope="module")
def policy():
    return load_policy("customer_first")


@pytest.fixture(scope="module")
def recording(world, policy):
    return record(world, policy, 3, 1, 2)


@pytest.fixture(scope="module")
def requests(recording):
    return recording.requests


def starts(requests):
    """Where each request's hops begin."""
    return np.concatenate([[0], np.cumsum(requests.hops, dtype=np.int64)])


def test_books_of_customers_requests_balance(recording):
    came = recording.asked[1:] + recording.waiting[:-1]
    went = recording.done + recording.declined + recording.given_up
    assert (came == went[1:] + recording.waiting[1:]).all()
    assert (recording.late <= recording.done).all()
    assert recording.done.sum() > 500


def test_books_of_employees_requests_balance(recording):
    came = recording.own_asked[1:] + recording.own_waiting[:-1]
    assert (came == recording.own_answered[1:] + recording.own_lapsed[1:] + recording.own_waiting[1:]).all()
    assert recording.own_answered.sum() > 50


def test_as_many_are_followed_as_a_day_allows_and_no_more_than_were_asked(recording, requests):
    for inside, who, asked in ((0, "customers", recording.asked), (1, "people", recording.own_asked)):
        days = np.bincount(requests.day[requests.inside == inside], minlength=5 * recording.weeks)
        assert days.max() == followed_a_day(recording.weeks)[who]
        assert (days.reshape(-1, WORKDAYS_A_WEEK).sum(axis=1) <= asked).all()


def test_a_trip_is_in_order_from_tray_to_desk_and_back_to_the_tray(requests):
    at = starts(requests)
    assert at[-1] == len(requests.hop_days) == len(requests.hop_desk)
    for nth in range(len(requests.day)):
        days, desks = requests.hop_days[at[nth] : at[nth + 1]], requests.hop_desk[at[nth] : at[nth + 1]]
        assert (np.diff(days) >= 0).all()
        assert ((days >= 0) & (days <= requests.days[nth])).all()
        assert (desks[::2] != NOBODY).all()
        assert (desks[1::2] == NOBODY).all()
    assert (requests.hops > 1).any(), "something has to be handed on for this to be tested"


def test_what_is_declined_and_what_employees_ask_never_reaches_a_desk(requests):
    assert not requests.hops[requests.end == End.DECLINED].any()
    assert not requests.hops[requests.inside == 1].any()
    assert set(requests.end[requests.inside == 1]) <= {End.OPEN, End.DONE, End.GIVEN_UP}


def test_only_what_the_run_cut_short_is_open(recording, requests):
    still = requests.end == End.OPEN
    assert (requests.day[still] + requests.days[still] == 5 * recording.weeks - 1).all()
    assert set(requests.end) == set(End)


def test_desks_are_those_of_people_who_are_there(recording, requests):
    at = starts(requests)
    seen = 0
    for nth in range(len(requests.day)):
        for hop in range(at[nth], at[nth + 1]):
            desk, week = requests.hop_desk[hop], (requests.day[nth] + requests.hop_days[hop]) // 5
            if desk != NOBODY and week > 0:
                assert recording.employee_person[week - 1, desk] != NOBODY
                seen += 1
    assert seen > 100


def test_every_request_shown_is_where_the_world_has_it(world, policy):
    w = begin(warmed_up(world, 3, 1, 1), policy, "as_managed")
    follower, seen = Follower(w, 52), 0
    everybody = {row: row for row in range(len(w.customers))}
    for _ in range(60):
        seats = {int(identity): row for row, identity in enumerate(w.employees["id"]) if identity != NOBODY}
        follower.morning(w)
        w = follow(w, policy, "as_managed", int(w.market["day"][0]) + 1, world)
        follower.evening(w, everybody, seats)
        told = told_in_hand(follower.followed())
        assert set(told) <= in_hand(w)
        seen += len(told)
    assert seen > 200


def told_in_hand(found):
    """Day, customer and desk of each request of a customer that is told to be in hand."""
    desks = [found.hop_desk[end - 1] if end > first else NOBODY for first, end in pairwise(starts(found))]
    table = zip(found.day, found.asker, desks, found.end, found.inside, strict=True)
    return [(int(day), int(who), int(desk)) for day, who, desk, end, inside in table if end + inside == 0]


def in_hand(w):
    """Day, customer and desk of each request of a customer that the firm has in hand."""
    r, start = w.requests, int(w.market["start"][0])
    lying = r[np.isin(r["state"], (ASKED, QUEUED, HELD)) & (r["firm"] == FOCAL) & (r["channel"] < INSIDE)]
    return {(int(one["asked"]) - start, int(one["customer"]), int(one["employee"])) for one in lying}


def test_the_same_choice_is_made_again(world, policy, requests):
    again = record(world, policy, 3, 1, 1).requests
    early = requests.day < 200  # what began later may still have been open after the shorter run
    count = int(early.sum())
    for name in ("day", "asker", "inside", "team"):
        assert (getattr(again, name)[:count] == getattr(requests, name)[:count]).all()


@given(st.integers(1, 50 * 52))
def test_a_run_of_any_length_has_some_requests_of_both_and_not_too_many(weeks):
    a_day = followed_a_day(weeks)
    assert min(a_day.values()) >= 1
    assert sum(a_day.values()) * 5 * weeks <= max(FOLLOWED, 2 * 5 * weeks)


@given(st.lists(st.integers(), max_size=60), st.integers(1, 12))
def test_what_is_spread_keeps_order_begins_with_the_first_and_is_never_more(items, most):
    chosen = spread(items, most)
    assert len(chosen) == min(most, len(items))
    assert chosen[:1] == items[:1]
    remaining = iter(items)
    assert all(any(one == other for other in remaining) for one in chosen)


# ------------------------------------------------------------------------------ the page

COUNTS = ("asked", "declined", "done", "late", "given_up", "waiting")
OWN = ("own_asked", None, "own_answered", None, "own_lapsed", "own_waiting")


@pytest.fixture(scope="module")
def runs():
    return pair(teams=3, seats=24, dots=90, weeks=30)


@pytest.fixture(scope="module")
def written(runs, tmp_path_factory):
    return write_replay(tmp_path_factory.mktemp("replay") / "replay.html", runs)


@pytest.mark.browser
@pytest.mark.parametrize("week", [1, 17, 30])
def test_what_is_drawn_is_what_was_in_hand(written, runs, look_at, week):
    """A week that stands still shows its Wednesday morning: what is asked that day is on its way in, the rest waits."""
    page = look_at(written, f"#week={week}")
    wednesday = 5 * (week - 1) + 2
    for side, run in enumerate(runs):
        r = run.requests
        last = np.where(r.end == End.OPEN, 5 * run.weeks, r.day + r.days)
        in_hand = (r.day <= wednesday) & (wednesday <= last)
        new = in_hand & (r.day == wednesday)
        given_up = in_hand & (r.end == End.GIVEN_UP) & (last == wednesday) & ~new
        drawn = page.evaluate(f"replay.requests({side})")
        assert len(drawn) == in_hand.sum() > 0
        assert sum(one["moves"] for one in drawn) == new.sum()
        assert sum(one["mark"] == "failed" for one in drawn) == given_up.sum()
        assert sum(one["mark"] == "question" for one in drawn) == (in_hand & (r.inside == 1)).sum()


@pytest.mark.browser
def test_the_weeks_table_counts_all_requests_and_says_how_many_are_drawn(written, runs, look_at):
    page = look_at(written, "#week=12")
    tables = page.evaluate(
        """() => [...document.querySelectorAll(".work tbody")].map((body) => [...body.rows].map((row) =>
            [...row.cells].slice(1).map((cell) => cell.textContent)))"""
    )
    for run, table in zip(runs, tables, strict=True):
        for names, cells, inside in zip((COUNTS, OWN), table, (0, 1), strict=True):
            told = [f"{getattr(run, name)[11]:,}" if name else "–" for name in names]
            drawn = ((run.requests.day // 5 == 11) & (run.requests.inside == inside)).sum()
            assert cells == [*told, f"{drawn} of {told[0]}"]


@pytest.mark.browser
def test_requests_move_with_the_weeks_and_stand_still_with_them(written, open_replay):
    page = open_replay(written, "#week=5")
    before = page.evaluate("replay.requests(0)")
    page.wait_for_timeout(200)
    assert page.evaluate("replay.requests(0)") == before
    page.click("#forward")
    assert page.evaluate("replay.requests(0)") != before
