"""Saved games: played again they are the same games, and whatever stands in a file is answered."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.app import actions
from sim.app.background import Background
from sim.app.catalogue import Catalogue
from sim.app.game import start
from sim.app.saves import MOST_BYTES, SavedGame, Saves, own_folder, played_again, saved
from sim.app.sessions import Sessions
from sim.errors import InputError
from sim.policies import load_policy
from sim.running.scenarios import load_scenario
from tests.app.test_game import WORLD, changes, worlds

KEY = "0123456789abcdef" * 2


@pytest.fixture(scope="module")
def fresh():
    return start(WORLD, load_policy("people_and_customer"), 1)


@pytest.fixture(scope="module")
def game(fresh):
    """A game of three lines, with a way out of a dilemma."""
    when = min(fresh.brought)
    game = fresh.play(0, {"pay": 1.1})
    for quarter in range(1, when + 1):
        game = game.play(0, {}, int(quarter == when))
    return game.branch(0, 1).play(1, {"employee_voice": 0.9}).branch(1, 1).play(2, {})


@pytest.fixture
def saves(tmp_path):
    return Saves(tmp_path / "games")


def again(game, shown=0):
    kept = SavedGame.model_validate_json(saved(game, shown).model_dump_json())
    return played_again(kept, game.scenario, game.policy)


def test_played_again_it_is_the_same_game(game):
    other = again(game)
    assert worlds(other) == worlds(game)
    for mine, theirs in zip(game.lines, other.lines, strict=True):
        assert (mine.name, mine.decisions, mine.choices, mine.shifts) == (
            theirs.name,
            theirs.decisions,
            theirs.choices,
            theirs.shifts,
        )
    assert other.size() <= game.size(), "lines share their past again"


@settings(max_examples=3)
@given(decisions=st.lists(changes, max_size=2), choice=st.integers(0, 1))
def test_whatever_was_decided_comes_back(fresh, decisions, choice):
    game = fresh
    for each in decisions:
        game = game.play(0, each, choice if game.dilemma(0) else 0)
    assert worlds(again(game)) == worlds(game)


def test_it_is_small_text_in_a_file_that_does_not_tell_the_key(game, saves):
    saves.write(KEY, game, 1)
    (path,) = saves.folder.iterdir()
    assert KEY not in path.name
    content = path.read_bytes()
    assert KEY.encode() not in content
    assert len(content) < MOST_BYTES / 10
    assert path.stat().st_mode & 0o077 == 0, "for its user only"
    assert json.loads(content)["shown"] == 1
    assert saves.read(KEY) == saved(game, 1)


def test_games_are_few(game, saves, monkeypatch):
    monkeypatch.setattr("sim.app.saves.MOST_FILES", 3)
    for number in range(5):
        saves.write(f"{number:032x}", game, 0)
    assert len(list(saves.folder.glob("*.json"))) == 3
    assert saves.has(f"{4:032x}")


def damage(**change):
    return lambda content: json.dumps(json.loads(content) | change).encode()


@pytest.mark.parametrize(
    ("damaged", "says"),
    [
        (lambda content: b"", "is no saved game"),
        (lambda content: content[: len(content) // 2], "is no saved game"),
        (lambda content: b"\x80\x04\x95pickle", "is no saved game"),
        (lambda content: b"[" * 20_000, "is no saved game"),
        (lambda content: b" " * (MOST_BYTES + 1), "a saved game must be at most 65,536 bytes, got more"),
        (damage(format=2), "format"),
        (damage(seed="1"), "seed"),
        (damage(lines=[]), "lines"),
        (damage(extra=1), "extra"),
        (damage(lines=[{"name": "x" * 81, "decisions": [], "choices": []}]), "lines.0.name"),
        (damage(lines=[{"name": "x", "decisions": [{"pay": "much"}], "choices": [0]}]), "decisions.0.pay"),
    ],
)
def test_a_damaged_file_is_one_message_that_names_it(game, saves, damaged, says):
    saves.write(KEY, game, 0)
    path = saves.path(KEY)
    path.write_bytes(damaged(path.read_bytes()))
    with pytest.raises(InputError) as failed:
        saves.read(KEY)
    assert str(failed.value).startswith(f"{path}: ")
    assert says in str(failed.value)


def line(*decisions, choices=None):
    return {"name": "x", "decisions": decisions, "choices": choices or [0] * len(decisions)}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lines": [line({"pay": 9})]}, "practice pay must be a number from 0.5 to 2, got 9"),
        ({"lines": [line({"payy": 1})]}, "practice 'payy' does not exist"),
        ({"lines": [line({}, choices=[1])]}, "choice must be 0 to 0, got 1"),
        ({"lines": [line({}, choices=[0, 0])]}, "lines.0.choices must be 1 in number, got 2"),
        ({"lines": [line(), line({})]}, "branch must wait until a quarter has been played"),
        ({"shown": 7}, "shown must be 0 to 2, got 7"),
        ({"content": "0"}, "scenario made_up has changed since the game was saved"),
        ({"seed": -1}, "seed must be"),
    ],
)
def test_decisions_that_no_game_allows_are_refused(game, change, says):
    kept = SavedGame.model_validate(json.loads(saved(game, 0).model_dump_json()) | change)
    with pytest.raises(InputError) as failed:
        played_again(kept, game.scenario, game.policy)
    assert says.replace("made_up", game.scenario.name) in str(failed.value)


def test_a_game_survives_a_restart(saves, small):
    """Another process knows nothing but the folder and what the browser's cookie says."""
    catalogue = Catalogue.of(str(small))
    background = Background(1)
    session = Sessions(saves=saves).open()
    session.renew(start(load_scenario(str(small)), load_policy("neutral"), 1))
    assert actions.play(session, background, 0, {"pay": 1.1}).wait(60)
    before = worlds(session.game)

    sessions = Sessions(saves=saves)
    assert sessions.get(session.key) is None
    assert sessions.reopen("f" * 32) is None
    for key in (None, "../" + session.key, session.key.upper(), 7):
        assert sessions.reopen(key) is None
    later = sessions.reopen(session.key)
    assert later.game is None
    work = actions.resume(later, background, catalogue)
    assert work.wait(60)
    assert work.state == "done", work.message
    assert worlds(later.game) == before
    background.close()


def test_a_saved_game_of_what_is_not_offered_here_is_answered(game, saves):
    """WORLD is in no catalogue, as a client's scenario is not where another is named."""
    saves.write(KEY, game, 0)
    later, background = Sessions(saves=saves).reopen(KEY), Background(1)
    with pytest.raises(InputError) as failed:
        actions.resume(later, background, Catalogue.of())
    assert str(failed.value).startswith(f"{saves.path(KEY)}: scenario ")
    background.close()


def test_a_folder_that_cannot_be_written_does_not_end_the_game(tmp_path, game):
    (tmp_path / "file").write_text("in the way")
    session = Sessions(saves=Saves(tmp_path / "file" / "games")).open()
    session.renew(game)
    assert session.game is game
    assert session.unsaved.startswith(f"This game is not saved: {tmp_path / 'file' / 'games'}: ")


def test_games_are_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert own_folder() == tmp_path / "people-first-sim" / "games"
