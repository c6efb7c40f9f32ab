"""Names read as words, and are never used twice; commands are set apart."""

from sim.view.naming import TEAM_NAMES, named, spelled, team_name
from sim.view.pages import with_commands


def test_policies_read_as_words():
    assert named("customer_first") == "Customer first"
    assert named("") == ""


def test_teams_have_names_of_their_own_however_many_there_are():
    names = [team_name(team) for team in range(100)]
    assert len(set(names)) == 100
    assert max(map(len, TEAM_NAMES)) <= 8  # what the rows have room for


def test_small_numbers_are_spelled():
    assert [spelled(0), spelled(3), spelled(12), spelled(1300)] == ["no", "three", "twelve", "1,300"]


def test_commands_in_a_sentence_are_code_and_the_rest_is_text():
    assert with_commands("ask `sim claims` <b>") == "ask <code>sim claims</code> &lt;b&gt;"
    assert with_commands("`<script>`") == "<code>&lt;script&gt;</code>"
