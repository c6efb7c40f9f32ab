"""Rivalry: who loses more answers more, within what the practice allows; who loses little does not."""

from hypothesis import given

from sim.model.rules.rivalry import answer_to_loss, lost_by_chance, share_lost
from tests.model.rules.ranges import ordered, share, shares


@given(share, shares, shares)
def test_a_greater_loss_is_answered_more_and_never_beyond_the_practice(answering, losses, limits):
    small, great = losses
    tolerated, alarming = limits
    answers = [answer_to_loss(answering, lost, tolerated, alarming) for lost in (small, great)]
    assert 0.0 <= answers[0] <= answers[1] <= answering
    assert answer_to_loss(answering, tolerated, tolerated, alarming) == 0.0
    assert tolerated == 1.0 or answer_to_loss(answering, 1.0, tolerated, alarming) == answering


@given(shares, share, shares)
def test_a_firm_that_is_willing_answers_more(practices, lost, limits):
    little, much = practices
    assert answer_to_loss(little, lost, *limits) <= answer_to_loss(much, lost, *limits)
    assert answer_to_loss(0.0, lost, *limits) == 0.0


@given(share, ordered(0.0, 1.0))
def test_a_loss_is_a_share_of_what_was_had(before, now):
    fewer, more = now
    assert 0.0 <= share_lost(before, more) <= share_lost(before, fewer) <= 1.0
    assert share_lost(before, before) == 0.0
    assert share_lost(0.0, more) == 0.0


@given(ordered(0.0, 1e6))
def test_the_fewer_customers_the_more_is_chance(customers):
    few, many = customers
    assert 0.0 < lost_by_chance(many) <= lost_by_chance(few) <= 1.0
