"""asking: who does not know asks more, who is encouraged speaks up, and what did not arise was not unmet."""

from hypothesis import given

from sim.model.rules.asking import outspokenness, question_probability, share_met, speaks_up
from tests.model.rules.ranges import between, ordered, share, shares, weight

scope = between(1.0, 10.0)
count = between(0.0, 500.0)


@given(share, share, share, scope, weight, weight)
def test_a_probability(base, skill, label, factor, of_newcomers, of_labels):
    assert 0.0 <= question_probability(base, skill, label, factor, of_newcomers, of_labels) <= 1.0


@given(share, shares, shares, ordered(1.0, 10.0), weight, weight)
def test_newcomers_ask_more_and_so_does_everybody_with_labels_that_tell_nothing_or_out_of_scope(
    base, skills, labels, scopes, of_newcomers, of_labels
):
    most = question_probability(base, skills[0], labels[0], scopes[1], of_newcomers, of_labels)
    assert question_probability(base, skills[1], labels[0], scopes[1], of_newcomers, of_labels) <= most
    assert question_probability(base, skills[0], labels[1], scopes[1], of_newcomers, of_labels) <= most
    assert question_probability(base, skills[0], labels[0], scopes[0], of_newcomers, of_labels) <= most


@given(share, weight, weight)
def test_the_skilled_with_true_labels_ask_at_the_base_rate(base, of_newcomers, of_labels):
    assert question_probability(base, 1.0, 1.0, 1.0, of_newcomers, of_labels) == base


@given(shares, share)
def test_who_is_encouraged_speaks_up_more(voices, base):
    assert speaks_up(voices[0], base) <= speaks_up(voices[1], base) + 1e-12
    assert speaks_up(0.0, base) == base
    assert speaks_up(1.0, base) == 1.0


@given(shares, share)
def test_people_raise_between_nothing_and_all_and_by_luck(luck, base):
    few, many = (outspokenness(u, base) for u in luck)
    assert 0.0 <= few <= many <= 1.0
    assert outspokenness(0.5, 1.0) == 1.0
    assert outspokenness(0.5, 0.0) == 0.0
    assert outspokenness(0.3, 0.5) == 0.3


@given(count, count)
def test_a_share_met_is_a_share_and_whole_where_nothing_arose(met, arisen):
    assert 0.0 <= share_met(met, arisen) <= 1.0
    assert share_met(met, 0.0) == 1.0
