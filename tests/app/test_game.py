"""Games: a policy played by hand is that policy, branches share the past, and nothing that was played changes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.app.game import MOST_LINES, Game, start
from sim.app.line import QUARTERS
from sim.errors import InputError
from sim.model.practices import PRACTICES
from sim.outcomes import measure
from sim.policies import load_policy
from tests.worlds import SMALL, digest, scenario

WORLD = scenario(SMALL, competition="duopoly")


@pytest.fixture(scope="module")
def fresh() -> Game:
    return start(WORLD, load_policy("people_and_customer"), 1)


def played(game: Game, *decisions, line: int = 0) -> Game:
    for changes in decisions:
        game = game.play(line, changes)
    return game


def worlds(game: Game) -> list[list[str]]:
    return [[digest(w) for w in line.worlds] for line in game.lines]


changes = st.dictionaries(st.sampled_from(sorted(PRACTICES)), st.floats(0.0, 1.0), max_size=3).map(
    lambda found: {
        name: PRACTICES[name]["low"] + share * (PRACTICES[name]["high"] - PRACTICES[name]["low"])
        for name, share in found.items()
    }
)


@pytest.mark.parametrize(
    "name",
    [
        "oblique",
        "employees_then_customers",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("people_and_customer", "customer_first", "discounter")
        ),
    ],
)
def test_playing_what_a_policy_does_is_that_policy_bit_for_bit(name):
    """Even where executives steer or imitate: the player sets what the policy would, quarter by quarter."""
    policy = load_policy(name)
    game = start(WORLD, policy, 3).play(0, policy.practices.as_dict())
    for _ in range(QUARTERS - 1):
        line = game.line(0)
        game = game.play(0, policy.steered(line.track().heard[-1], line.practices).as_dict())
    mine, theirs = game.line(0).track(), game.rival.until(QUARTERS)
    assert mine.weeks.tobytes() == theirs.weeks.tobytes()
    assert mine.heard == theirs.heard
    assert game.line(0).people() == game.rival_people[QUARTERS]
    summary, _ = measure(mine.weeks, mine.start)
    expected = sim.run(WORLD, policy, seed=3, years=3).summary
    assert {k: v.hex() for k, v in summary.items()} == {k: v.hex() for k, v in expected.items()}


@settings(max_examples=8)
@given(decisions=st.lists(changes, min_size=1, max_size=3), quarter=st.integers(0, 2), other=changes)
def test_a_branch_shares_the_past_and_changes_nothing_in_it(fresh, decisions, quarter, other):
    trunk = played(fresh, *decisions)
    before, quarter = worlds(trunk), min(quarter, len(decisions) - 1)
    branched = trunk.branch(0, quarter)
    assert branched.line(1).decisions == trunk.line(0).decisions[:quarter]
    same = played(branched, *decisions[quarter:], line=1)
    assert worlds(same)[1] == before[0], "the same decisions from the branch lead to the same world"
    played(branched, other, line=1)
    assert worlds(trunk) == before
    assert worlds(branched)[0] == before[0]


@settings(max_examples=5)
@given(decisions=st.lists(changes, max_size=2))
def test_same_seed_and_decisions_are_the_same_game(fresh, decisions):
    """However much has been played from the one meanwhile: it is shared by all examples, the other is new."""
    one, two = (
        played(game, *decisions) for game in (fresh, start(WORLD, load_policy("people_and_customer"), 1))
    )
    assert worlds(one) == worlds(two)
    assert one.rival.weeks.tobytes() == two.rival.weeks.tobytes()


def test_another_seed_is_another_world(fresh):
    other = start(WORLD, load_policy("people_and_customer"), 2)
    assert worlds(other) != worlds(fresh)


def test_the_policy_has_no_part_in_the_players_world(fresh):
    other = start(WORLD, load_policy("cost_cutter"), 1)
    assert worlds(other) == worlds(fresh)
    assert other.rival.weeks.tobytes() != fresh.rival.weeks.tobytes()


def test_both_firms_start_alike(fresh):
    line = fresh.line(0)
    assert line.quarter == line.track().quarters == 0
    assert line.track().weeks.tobytes() == fresh.rival.until(0).weeks.tobytes()
    assert all(len(series) == 0 for series in line.track().so_far().values())


def test_what_is_summed_is_what_the_books_say(fresh):
    game = played(fresh, {"pay": 1.1}, {})
    track = game.line(0).track()
    assert track.quarters == 2
    assert len(track.so_far()["profit"]) == 26
    assert track.so_far()["people_lost"][-1] == track.weeks["quits"][track.start :].sum()
    np.testing.assert_allclose(track.so_far()["profit"][-1], track.series()["profit"].sum() / 52)


def test_what_is_set_as_it_was_is_no_decision(fresh):
    game = played(fresh, {"pay": 1.2, "price": 1.0}, {"pay": 1.2})
    assert game.line(0).decisions == ({"pay": 1.2}, {})


def test_numbers_may_come_as_text(fresh):
    assert worlds(played(fresh, {"pay": "1.2"})) == worlds(played(fresh, {"pay": 1.2}))


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        ({"pay": 2.5}, "practice pay must be a number from 0.5 to 2, got 2.5"),
        ({"pay": "much"}, "practice pay must be a number .*, got 'much'"),
        ({"pay": float("nan")}, "practice pay must be .*, got nan"),
        ({"pay": None}, "practice pay must be .*, got None"),
        ({"pay": True}, "practice pay must be .*, got True"),
        ({"pay": [1.0]}, r"practice pay must be .*, got \[1.0\]"),
        ({"pays": 1.0}, "practice 'pays' does not exist; did you mean pay"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(fresh, given_, says):
    with pytest.raises(InputError, match=says):
        fresh.play(0, given_)


def test_a_game_ends(fresh):
    game = played(fresh, *[{}] * QUARTERS)
    assert game.line(0).over
    with pytest.raises(InputError, match="the game is over"):
        game.play(0, {})
    assert not game.branch(0, QUARTERS - 1).line(1).over


@pytest.mark.parametrize("quarter", [-1, 1, 5])
def test_a_branch_begins_in_a_quarter_that_was_played(fresh, quarter):
    with pytest.raises(InputError, match=f"branch must be 1 to 1, got quarter {quarter + 1}"):
        played(fresh, {}).branch(0, quarter)


def test_lines_and_their_memory_are_bounded(fresh):
    game = played(fresh, {})
    size = game.size()
    for _ in range(MOST_LINES - 1):
        game = game.branch(0, 0)
    assert game.size() == size, "a branch shares the worlds of its past"
    with pytest.raises(InputError, match=f"must be at most {MOST_LINES}, got {MOST_LINES + 1}"):
        game.branch(0, 0)
    with pytest.raises(InputError, match=r"line must be 0 to .*, got 9"):
        game.play(9, {})
