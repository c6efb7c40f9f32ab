"""The file of a study: it says what was found, comes back as it was written, and replaces nothing."""

import json

import pytest

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.patterns import told
from sim.patterns.grid import AXES
from sim.patterns.showcase import content, key, read, text, write
from sim.patterns.space import differing
from tests.patterns.made_up import NAMES, studied


@pytest.fixture(scope="module")
def made():
    found, there = studied()
    return content(found, there, 200)


def test_what_is_written_is_read_again_and_the_same_study_may_be_written_again(made, tmp_path):
    path = write(tmp_path, made)
    assert read(path) == json.loads(json.dumps(made))
    assert write(tmp_path, made) == path
    assert path.name == f"patterns-test-200-tries-{key(made)}.json"


def test_a_file_that_says_something_else_stays(made, tmp_path):
    path = write(tmp_path, made)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"exists already and says something else"):
        write(tmp_path, made)
    assert path.read_text(encoding="utf-8") == "mine"


def test_another_seed_scenario_or_model_has_another_name(made):
    for name in ("seed", "scenario_digest", "model", "version", "tries", "years"):
        assert key({**made, name: "other"}) != key(made)
    assert key({**made, "summary": []}) == key(made)


def test_it_says_where_it_comes_from(made):
    assert made["model"] == model_digest()
    assert (made["tries"], made["asked"], made["seed"], made["years"]) == (200, 200, 1, 3)
    assert [one["name"] for one in made["policies"]] == list(NAMES)
    assert sum(one["hits"] for one in made["patterns"]) + made["lost"] == 200


def test_a_line_holds_a_pattern(made):
    lines = text(made).splitlines()
    assert sum('"cell"' in line and '"hits"' in line for line in lines) == len(made["patterns"])


def test_every_pattern_has_a_policy_and_lies_in_its_cell(made):
    for one in made["patterns"]:
        assert len(one["point"]) == len(made["practices"])
        assert [axis.place(value) for axis, value in zip(AXES, one["values"], strict=True)] == one["cell"]


def test_the_summary_says_what_the_file_says(made):
    said = " ".join(made["summary"])
    assert f"{len(made['patterns'])} patterns" in said
    assert f"in {made['tries']} tries" in said
    held = [one["held"] for one in made["patterns"] if one["held"] is not None]
    assert f"{sum(held)} of the {len(held)} patterns on the rim held" in said
    for name in ("customer first", "people and customer"):
        assert f"{name}: turnover " in said
    assert said.endswith(told.CAVEAT)
    assert made["summary"] == told.summary(made)


def test_the_table_has_a_line_a_policy(made):
    head, *rows = told.table(made)
    assert head.startswith("policy")
    assert len(rows) == len(made["policies"])


def test_practices_are_told_with_the_neutral_value():
    assert told.practised(differing_of(pay=1.25)) == "pay 1.25 (neutral 1)"
    assert told.practised({}) == "nothing but neutral practices"


def differing_of(**values):
    return differing([values.get(name, neutral) for name, neutral in neutral_values().items()])


def neutral_values():
    from sim.model.practices import NEUTRAL

    return NEUTRAL.as_dict()


def test_the_largest_corner_that_nothing_reaches():
    stairs = {(0, 3), (1, 3), (2, 1), (3, 0), (0, 0), (1, 1)}
    assert told.empty_corner(stairs) == (2, 2)
    full = {(x, y) for x in range(3) for y in range(3)}
    assert told.empty_corner(full) is None
    assert told.empty_corner(set()) is None


def test_what_was_never_reached_was_not_reached(made):
    for pair_sentence in told.never(made["patterns"]):
        assert pair_sentence.startswith("No try reached ")


def test_it_is_said_where_nothing_beats_every_policy_and_where_something_does(made):
    every = len(made["policies"])
    nobody = {**made, "best": []}
    assert f"No try is better in all three than each of the {every} policies" in " ".join(
        told.summary(nobody)
    )
    one = {**made["best"][0], "beats": list(NAMES), "beats_fresh": list(NAMES)}
    assert "A free lunch" in " ".join(told.summary({**made, "best": [one]}))
