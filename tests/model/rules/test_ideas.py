"""Ideas: more of them improve more, up to a limit, and show where causes lie."""

from hypothesis import given

from sim.model.rules.ideas import aim_by_ideas, idea_effort
from tests.model.rules.ranges import NEARLY, between, ordered, share

limit = between(0.001, 0.2)
hours = between(1.0, 10_000.0)


@given(ordered(0.0, 500.0), between(0.0, 200.0), hours, limit)
def test_more_ideas_improve_more_up_to_a_limit(ideas, worth, paid, most):
    few, many = ideas
    assert 0.0 <= idea_effort(few, worth, paid, most) <= idea_effort(many, worth, paid, most) <= most
    assert idea_effort(0.0, worth, paid, most) == 0.0


@given(between(0.0, 500.0), between(0.0, 200.0), hours, limit)
def test_an_idea_is_worth_at_most_its_hours(ideas, worth, paid, most):
    assert idea_effort(ideas, worth, paid, most) <= ideas * worth / paid * NEARLY + 1e-12


def test_a_firm_without_staff_has_no_ideas():
    assert idea_effort(3.0, 8.0, 0.0, 0.02) == 0.0


@given(share, limit, ordered(0.0, 1.0))
def test_ideas_show_causes(aimed, most, parts):
    few, many = (aim_by_ideas(aimed, part * most, most) for part in parts)
    assert aimed <= few * NEARLY <= many * NEARLY * NEARLY <= NEARLY * NEARLY * NEARLY
    assert aim_by_ideas(aimed, 0.0, most) == aimed
