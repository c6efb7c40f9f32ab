"""Actions and sessions: what comes from a browser is checked, and no session meets another."""

import re

import pytest

from sim.app import actions
from sim.app.background import Background
from sim.app.catalogue import Catalogue
from sim.app.game import start
from sim.app.line import END, QUARTERS
from sim.app.sessions import Sessions
from sim.errors import InputError
from sim.policies import load_policy
from tests.app.test_game import WORLD, digest


@pytest.fixture(scope="module")
def fresh():
    return start(WORLD, load_policy("neutral"), 1)


@pytest.fixture
def background():
    background = Background(1)
    yield background
    background.close()


@pytest.fixture
def sessions():
    return Sessions()


def begun(sessions, game):
    session = sessions.open()
    session.renew(game)
    return session


def play(session, background, quarter, values):
    work = actions.play(session, background, quarter, values)
    assert work.wait(30)
    assert work.state == "done", work.message


def test_two_sessions_do_not_meet(sessions, background, fresh):
    one, two = begun(sessions, fresh), begun(sessions, fresh)
    play(one, background, 0, {"pay": 1.25})
    assert (one.game.line(0).quarter, two.game.line(0).quarter) == (1, 0)
    play(two, background, 0, {})
    actions.branch(one, 0)
    assert (len(one.game.lines), len(two.game.lines)) == (2, 1)
    assert (one.line, two.line) == (1, 0)
    actions.ask_debrief(two, background).wait(30)
    assert (len(one.debriefs), len(two.debriefs)) == (0, 1)
    alone = begun(Sessions(), fresh)
    play(alone, background, 0, {})
    assert digest(two.game.line(0).worlds[-1]) == digest(alone.game.line(0).worlds[-1])


def test_a_session_is_found_by_its_key_only(sessions):
    session = sessions.open()
    assert sessions.get(session.key) is session
    assert re.fullmatch("[0-9a-f]{32}", session.key)
    for key in (
        None,
        "",
        session.key[:-1],
        session.key.upper() + "x",
        7,
        [session.key],
        {"key": session.key},
    ):
        assert sessions.get(key) is None


def test_the_session_that_nobody_used_for_longest_is_forgotten():
    sessions = Sessions(most=3)
    first, second, third = (sessions.open() for _ in range(3))
    sessions.get(first.key)
    fourth = sessions.open()
    assert [sessions.get(s.key) is not None for s in (first, second, third, fourth)] == [
        True,
        False,
        True,
        True,
    ]


def test_memory_is_bounded(fresh):
    sessions = Sessions(most=100, most_bytes=int(2.5 * fresh.size()))
    kept = [begun(sessions, fresh) for _ in range(4)]
    sessions.trim()
    assert [sessions.get(s.key) is not None for s in kept] == [False, False, True, True]


def test_what_a_forgotten_session_waits_for_is_stopped(background):
    sessions = Sessions(most=1)
    session = sessions.open()
    session.playing = background.begin("for ever", lambda work: [work.report(0, 1) for _ in iter(int, 1)])
    sessions.open()
    assert session.playing.wait(10)
    assert session.playing.state == "stopped"


def test_a_quarter_is_not_played_twice(sessions, background, fresh):
    session = begun(sessions, fresh)
    play(session, background, 0, {})
    for stale in (0, 5, None, "1", 1.5):
        with pytest.raises(InputError, match="has moved on to quarter 2"):
            actions.play(session, background, stale, {})
    assert session.game.line(0).quarter == 1


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"pay": 99}, "practice pay must be a number from 0.88 to 1.3, got 99"),
        ({"pay": "1e999"}, "practice pay must be .*, got inf"),
        ({"pay": "much"}, "practice pay must be .*, got 'much'"),
        ({"pay": True}, "practice pay must be .*, got True"),
        ({"goal_profit": 1.0}, "practice 'goal_profit' does not exist"),
        ({"__class__": 1.0}, "practice '__class__' does not exist"),
    ],
)
def test_bad_practices_are_refused_before_anything_runs(sessions, background, fresh, values, says):
    session = begun(sessions, fresh)
    with pytest.raises(InputError, match=says):
        actions.play(session, background, 0, values)
    assert session.playing is None
    assert session.game is fresh


@pytest.mark.parametrize(
    ("scenario", "policy", "seed", "says"),
    [
        ("../../etc/passwd", "neutral", 1, "does not exist"),
        ("scenarios/corner_shop.toml", "neutral", 1, "does not exist"),
        (None, "neutral", 1, "does not exist"),
        ("corner_shop", "neutrl", 1, "did you mean neutral"),
        ("corner_shop", ["neutral"], 1, "does not exist"),
        ("corner_shop", "neutral", -1, "seed must be .*, got -1"),
        ("corner_shop", "neutral", 1.5, "world must be a whole number from 0, got 1.5"),
        ("corner_shop", "neutral", None, "world must be a whole number from 0, got None"),
        ("corner_shop", "neutral", True, "world must be a whole number from 0, got True"),
        ("corner_shop", "neutral", float("nan"), "world must be a whole number from 0, got nan"),
    ],
)
def test_a_new_game_takes_known_names_only(sessions, background, scenario, policy, seed, says):
    session = sessions.open()
    with pytest.raises(InputError, match=says):
        actions.new_game(session, background, Catalogue.of(), scenario, policy, seed)
    assert session.playing is None


def test_nothing_acts_while_something_runs(sessions, background, fresh):
    session = begun(sessions, fresh)
    play(session, background, 0, {})
    session.playing = background.begin("Something", lambda work: [work.report(0, 1) for _ in iter(int, 1)])
    for act in (
        lambda: actions.play(session, background, 1, {}),
        lambda: actions.branch(session, 0),
        lambda: actions.ask_debrief(session, background),
    ):
        with pytest.raises(InputError, match="Something is still running"):
            act()
    session.playing.stop()


def test_a_new_game_takes_the_place_of_one_that_is_on_its_way(sessions, background):
    session, catalogue = sessions.open(), Catalogue.of()
    first = actions.new_game(session, background, catalogue, "corner_shop", "neutral", 1)
    second = actions.new_game(session, background, catalogue, "corner_shop", "cost_cutter", 2)
    assert second.wait(60)
    assert first.wait(60)
    assert first.state == "stopped"
    assert (session.game.policy.name, session.game.seed) == ("cost_cutter", 2)


@pytest.mark.parametrize("act", [actions.ask_debrief, actions.ask_luck])
def test_there_is_nothing_to_look_back_on_before_a_quarter(sessions, background, fresh, act):
    with pytest.raises(InputError, match="debrief must wait until a quarter has been played"):
        act(begun(sessions, fresh), background)
    with pytest.raises(InputError, match="No game has begun"):
        act(sessions.open(), background)


@pytest.mark.parametrize("line", [-1, 1, None, "0", True])
def test_only_lines_that_are_there_can_be_looked_at(sessions, fresh, line):
    with pytest.raises(InputError, match=r"line must be .*, got"):
        actions.look_at(begun(sessions, fresh), line)


@pytest.mark.parametrize("choice", [-1, 3, "1", True, None, 1.0])
def test_only_ways_out_of_the_quarters_dilemma_are_taken(sessions, background, fresh, choice):
    session = begun(sessions, fresh)
    with pytest.raises(InputError, match=r"choice must be 0 to 0, got"):
        actions.play(session, background, 0, {}, choice)
    assert session.playing is None


def test_a_slider_that_stands_between_steps_is_no_decision(sessions, background, fresh):
    session = begun(sessions, fresh.play(0, {"pay": 1.0049}))
    play(session, background, 1, {"pay": 1.0, "employee_voice": 0.5})
    assert session.game.line(0).decisions == ({"pay": 1.0049}, {})


def test_the_last_quarter_ends_in_the_debrief(sessions, background, fresh):
    game = fresh
    for _ in range(QUARTERS - 1):
        game = game.play(0, {})
    session = begun(sessions, game)
    play(session, background, QUARTERS - 1, {})
    assert session.debriefs[0, QUARTERS].quarters == END
