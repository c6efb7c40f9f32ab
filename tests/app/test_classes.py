"""Classes: one code, teams in the same world, and nobody in anybody else's game."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.charts import class_chart
from sim.app.class_page import SHOWN, projector, standings
from sim.app.classes import LONGEST, MOST_CLASSES, MOST_TEAMS, Classes, games
from sim.app.debrief import debrief
from sim.app.game import start
from sim.app.line import QUARTERS
from sim.app.sessions import Sessions
from sim.errors import InputError
from sim.policies import load_policy
from tests.app.test_game import WORLD


@pytest.fixture(scope="module")
def fresh():
    return start(WORLD, load_policy("neutral"), 1)


@pytest.fixture
def sessions():
    return Sessions()


@pytest.fixture
def classes():
    return Classes()


def begin(classes):
    return classes.begin(WORLD.name, "neutral", 1)


def test_a_class_is_found_by_its_code_however_it_is_typed(classes):
    one, two = begin(classes), begin(classes)
    assert re.fullmatch("[A-HJ-NP-Z2-9]{6}", one.code)
    assert one.code != two.code
    assert classes.find(f" {one.code.lower()} ") is one


@pytest.mark.parametrize("code", ["", "ABC", None, 7, ["ABCDEF"], "ABCDEF" * 9])
def test_another_code_finds_nothing(classes, sessions, code):
    begin(classes)
    with pytest.raises(InputError, match="class code must be one that is shown on the projector, got"):
        classes.join(code, "Reds", sessions.open())


@given(st.text(max_size=60))
def test_a_teams_name_is_short_and_its_own(name):
    classes, sessions = Classes(), Sessions()
    found, one, two = begin(classes), sessions.open(), sessions.open()
    if not 1 <= len(name.strip()) <= LONGEST:
        with pytest.raises(InputError, match="team must be 1 to"):
            classes.join(found.code, name, one)
        return
    classes.join(found.code, name, one)
    classes.join(found.code, name, one)  # again is no mistake
    with pytest.raises(InputError, match="team must be a name that nobody has taken"):
        classes.join(found.code, name, two)
    assert found.teams == {name.strip(): one.key}


def test_a_session_is_one_team(classes, sessions):
    found, session = begin(classes), sessions.open()
    classes.join(found.code, "Reds", session)
    classes.join(found.code, "Blues", session)
    assert found.teams == {"Blues": session.key}


def test_classes_and_teams_are_few(classes, sessions):
    first, found = begin(classes), begin(classes)
    for number in range(MOST_TEAMS):
        classes.join(found.code, f"team {number}", sessions.open())
    with pytest.raises(InputError, match=f"teams of a class must be at most {MOST_TEAMS}"):
        classes.join(found.code, "one more", sessions.open())
    for _ in range(MOST_CLASSES - 1):
        begin(classes)
    with pytest.raises(InputError):
        classes.find(first.code)
    assert classes.find(found.code) is found


def test_only_games_in_the_classs_world_are_shown(classes, sessions, fresh):
    found = begin(classes)
    here, elsewhere, nowhere = (sessions.open() for _ in range(3))
    here.renew(fresh.play(0, {"pay": 1.1}))
    elsewhere.renew(start(WORLD, load_policy("cost_cutter"), 1))
    for name, session in (("here", here), ("elsewhere", elsewhere), ("nowhere", nowhere)):
        classes.join(found.code, name, session)
    assert games(found, sessions) == {"here": here.game, "elsewhere": None, "nowhere": None}


def test_the_projector_shows_every_team_and_the_policy(fresh):
    played = {"Reds": fresh.play(0, {"pay": 1.1}), "Blues": fresh}
    for name in SHOWN:
        plot = class_chart(name, played)
        assert [trace["name"] for trace in plot["data"]] == ["Neutral", "Reds", "Blues"]
        assert [len(trace["x"]) for trace in plot["data"]] == [14, 14, 1]
    looks = {(line["color"], line["dash"]) for line in (trace["line"] for trace in plot["data"])}
    assert len(looks) == 3


def test_a_team_may_have_the_policys_name(fresh):
    named_alike = {"Neutral": fresh, "Blues": fresh}
    assert [trace["name"] for trace in class_chart(SHOWN[0], named_alike)["data"]] == [
        "Neutral",
        "Neutral",
        "Blues",
    ]
    assert len(projector(named_alike)) == 1 + len(SHOWN)


def test_a_score_is_shown_of_who_is_through(classes, fresh):
    found, game = begin(classes), fresh
    for _ in range(QUARTERS):
        game = game.play(0, {})
    played = {"Reds": game, "Blues": fresh, "Greys": None}
    text = str(standings(found, played, {"Reds": debrief(game, 0)}))
    assert "through" in text
    assert re.search(r"\d of 4", text)
    assert "not in this world" in text
