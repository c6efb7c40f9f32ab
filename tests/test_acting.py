"""Where mechanisms act, and the rules around them, as read from the sources."""

import pytest

from sim.acting import places, rules_of
from sim.model.mechanisms import MECHANISMS
from sim.sources import members, rules
from tests.paths import ROOT


@pytest.fixture(scope="module")
def known():
    """All rules, by name."""
    return {rule.name for mine in rules().values() for rule in mine}


@pytest.mark.parametrize("name", MECHANISMS)
def test_every_mechanism_acts_in_lines_that_are_there(name, known):
    found = places(name)
    assert found
    assert {place.function for place in found} <= set(members("Mechanism")[name.upper()])
    for place in found:
        file, line = place.line.split(":")
        code = (ROOT / file).read_text(encoding="utf-8").splitlines()
        assert code[int(line) - 1].strip() in place.code
        assert f"Mechanism.{name.upper()}" in place.code
        assert place.says
        assert known.issuperset((*place.made_by, *place.taken_by))


def of(mechanism, function):
    """Rules before and after the place of a mechanism in a function."""
    place = next(place for place in places(mechanism) if place.function == function)
    return place.made_by, place.taken_by


def test_a_rule_in_the_gate_makes_the_value_and_the_rule_around_it_takes_it():
    assert of("fit", "phases.deliver.experience_of") == (("fit",), ("spoiled",))
    assert of("hassle", "phases.deliver.experience_of") == ((), ("hassled",))


def test_values_are_followed_through_variables_fields_and_functions():
    assert of("choice", "phases.choose.utility_of") == (("promised",), ("utility",)), "a variable"
    assert "skill_after" in of("skill", "phases.work.acting_skill")[0], "a field, set elsewhere"
    assert "error_probability" in of("skill", "phases.work.acting_skill")[1], "what a function returns"
    assert of("clarity", "phases.wear.look_back")[1] == ("job_demands", "juggled"), "a field, read elsewhere"


def test_what_decides_whether_something_happens_leads_to_the_rules_of_that():
    assert "is_sure" in of("steering", "phases.steer.steer_one")[1]


def test_work_itself_needs_no_rule():
    assert rules_of("extra_work") == ()
    assert "r.left = r.effort" in places("extra_work")[0].code, "all that asks for the mode is shown"


def test_a_condition_is_shown_without_what_follows():
    assert places("steering")[0].code.endswith(":")
