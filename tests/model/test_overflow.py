"""The least loaded team of a firm is found by a tournament: the same as by looking at all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.model.compiled import phase
from sim.model.overflow import add_load, compare_halves, lightest, teams_of
from sim.model.records import World
from tests.worlds import SMALL, scenario, world


@phase
def settle(w: World, team: int, effort: int) -> int:
    """Play the whole tournament, then add to one team's load; the winner."""
    for node in range(teams_of(w, 0) - 1, 0, -1):
        compare_halves(w, 0, node)
    add_load(w, team, 1.0 * effort)
    return lightest(w, 0, 1)


@pytest.mark.parametrize("teams", [1, 2, 3, 7, 8])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_winner_is_the_least_loaded_team_with_somebody_present_and_the_earliest_of_equals(teams, data):
    w = world(scenario(SMALL | {"employees_per_firm": teams, "span_of_control": 1}))
    few = st.integers(0, 3)
    w.managers["load"] = data.draw(st.lists(few, min_size=teams, max_size=teams))
    w.managers["present"] = data.draw(st.lists(few, min_size=teams, max_size=teams))
    winner = settle(w, data.draw(st.integers(0, teams - 1)), data.draw(st.integers(0, 40)))
    present, load = w.managers["present"] > 0, w.managers["load"]
    assert winner == min(range(teams), key=lambda team: (not present[team], load[team], team))
