"""The crowd of a game: the replay's people at a quarter's end, drawn by the replay's own code."""

import json

import numpy as np
import pytest

from sim.app.crowd import PARTS, REPLAY, palette, picture, script
from sim.app.game import start
from sim.app.line import QUARTERS
from sim.model.states import NOBODY
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.view.replay.recording.states import CustomerState, is_here
from tests.app.test_game import WORLD


@pytest.fixture(scope="module")
def game():
    game = start(WORLD, load_policy("customer_first"), 1)
    for _ in range(3):
        game = game.play(0, {})
    return game


@pytest.mark.parametrize("quarter", [0, 1, 3])
def test_everybody_is_in_it(game, quarter):
    line = game.line(0) if quarter == 3 else game.branch(0, quarter).line(1)
    shown, w = line.people(), line.worlds[-1]
    f = w.firms[FOCAL]
    seats = w.employees[int(f["seat_first"]) : int(f["seat_end"])]
    assert is_here(np.array(shown.staff["employees"])).sum() == (seats["id"] != NOBODY).sum()
    assert shown.here == (w.customers["firm"] == FOCAL).sum()
    assert sum(state != CustomerState.GONE for state in shown.customers) <= shown.here
    assert len(shown.customers) == len(shown.customer_team)
    assert len(shown.employee_team) == len(shown.staff["employees"])


def test_both_firms_are_drawn_alike(game):
    assert len(game.rival_people) == QUARTERS + 1
    assert game.rival_people[0] == game.branch(0, 0).line(1).people(), "they start as the same people"
    drawn = json.loads(json.dumps(picture({"mine": game.line(0).people(), "theirs": game.rival_people[3]})))
    assert [run["policy"] for run in drawn["runs"]] == ["mine", "theirs"]
    most = max(max(run["urgent"]) for run in drawn["runs"])
    assert most <= drawn["slip"] * drawn["tallest"]
    for run in drawn["runs"]:
        assert len(run["managers"]) == drawn["teams"] == len(drawn["teamNames"])
        assert len(run["employees"]) == len(run["employee_team"])


def test_the_code_is_the_replays_own():
    for part in PARTS:
        assert (REPLAY / f"{part}.js").read_text(encoding="utf-8") in script()
    assert palette().count("--coping:") == 2, "on light pages and on dark ones"
