"""overflow: a team hands on what is beyond the margin, more readily the more it has and the less the others have."""

from hypothesis import given

from sim.model.rules.overflow import overflows
from tests.model.rules.ranges import between, ordered

load = between(0.0, 100.0)
margin = between(0.0, 260.0)


@given(load, margin)
def test_a_team_that_is_the_least_loaded_hands_nothing_on(load, margin):
    assert not overflows(load, load, margin)


@given(ordered(0.0, 100.0), load, margin)
def test_who_has_more_hands_on_more_readily(own, least, margin):
    assert overflows(own[0], least, margin) <= overflows(own[1], least, margin)


@given(load, ordered(0.0, 100.0), ordered(0.0, 260.0))
def test_less_is_handed_on_to_the_busier_and_beyond_a_wider_margin(own, least, margins):
    assert overflows(own, least[1], margins[0]) <= overflows(own, least[0], margins[0])
    assert overflows(own, least[0], margins[1]) <= overflows(own, least[0], margins[0])
