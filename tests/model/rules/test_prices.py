"""prices: what practices cost: nothing at nothing, and more the more there is."""

import pytest
from hypothesis import given

from sim.model.rules.prices import (
    department_share,
    given_away,
    paid_out,
    programme_cost,
    talk_length,
    training_share,
    unguided,
    zeal,
)
from tests.model.rules.ranges import NEARLY, between, inner_share, share, shares, weight

remainder = between(0.001, 0.9)
effort = between(0.0, 0.2)


def is_convex(price, one, other):
    """Whether a price lies below its chord: each further step costs no less than the last."""
    chord = (price(one) + price(other)) / 2.0
    return price((one + other) / 2.0) <= chord * NEARLY + 1e-12


@given(shares, inner_share, share)
def test_who_may_decide_more_gives_more_away_and_who_may_not_gives_nothing(discretion, ordinary, part):
    little, much = (given_away(d, ordinary, part) for d in discretion)
    assert 0.0 <= little <= much
    assert given_away(0.0, ordinary, part) == 0.0


@given(shares, inner_share, shares, weight)
def test_errors_rise_with_discretion_and_fall_with_skill_to_none_that_are_its_own(
    discretion, ordinary, skill, weight
):
    def errors(d: float, s: float) -> float:
        return unguided(d, ordinary, s, weight)

    assert 1.0 <= errors(discretion[0], skill[0]) <= errors(discretion[1], skill[0]) * NEARLY
    assert errors(discretion[0], skill[1]) <= errors(discretion[0], skill[0]) * NEARLY
    assert errors(discretion[0], 1.0) == errors(0.0, skill[0]) == 1.0


@given(shares, inner_share, between(0.0, 4.0))
def test_conversations_are_longer_the_more_is_said(voice, ordinary, hours):
    short, long = (talk_length(v, ordinary, hours) for v in voice)
    assert 0.0 <= short <= long
    assert talk_length(0.0, ordinary, hours) == 0.0


@given(inner_share, share, weight)
def test_prices_by_order_are_at_an_ordinary_firm_those_without_to_the_last_bit(ordinary, skill, weight):
    assert given_away(ordinary, ordinary, weight) == weight * ordinary
    assert unguided(ordinary, ordinary, skill, weight) == 1.0 + weight * ordinary * (1.0 - skill)
    assert talk_length(ordinary, ordinary, weight) == weight


@pytest.mark.parametrize(("discretion", "times"), [(0.2, 0.25), (0.4, 1.0), (0.8, 4.0)])
def test_prices_by_order_go_with_the_square(discretion, times):
    assert given_away(discretion, 0.4, 0.02) == pytest.approx(times * 0.008)
    assert unguided(discretion, 0.4, 0.5, 1.0) - 1.0 == pytest.approx(times * 0.2)
    assert discretion * talk_length(discretion, 0.4, 0.5) == pytest.approx(times * 0.2)


@given(share, share, inner_share, share, weight)
def test_prices_by_order_are_convex(one, other, ordinary, skill, weight):
    assert is_convex(lambda d: given_away(d, ordinary, weight), one, other)
    assert is_convex(lambda d: unguided(d, ordinary, skill, weight), one, other)
    assert is_convex(lambda v: v * talk_length(v, ordinary, weight), one, other)


@given(shares, share, between(0.0, 0.5))
def test_exhortation_quickens_by_as_much_as_there_are_means(exhortation, means, effect):
    calm, loud = (zeal(e, means, effect) for e in exhortation)
    assert 1.0 <= calm <= loud * NEARLY
    assert zeal(exhortation[1], 0.0, effect) == 1.0


@given(shares, remainder)
def test_a_programme_costs_nothing_at_nothing_all_at_full_strength_and_more_in_between(strength, remainder):
    weak, strong = (programme_cost(s, remainder) for s in strength)
    assert 0.0 <= weak <= strong * NEARLY
    assert programme_cost(0.0, remainder) == 0.0
    assert programme_cost(1.0, remainder) == pytest.approx(1.0)


@given(share, share, remainder)
def test_a_programmes_cost_is_convex(one, other, remainder):
    assert is_convex(lambda strength: programme_cost(strength, remainder), one, other)


@given(effort, shares, weight)
def test_change_is_paid_by_everybodys_hours_or_by_a_department_and_none_costs_nothing(
    improvement, shared, ratio
):
    assert (
        training_share(improvement, shared[0], ratio)
        <= training_share(improvement, shared[1], ratio) * NEARLY
    )
    assert department_share(improvement, shared[1], ratio) <= department_share(improvement, shared[0], ratio)
    assert training_share(0.0, shared[1], ratio) == department_share(0.0, shared[0], ratio) == 0.0
    both = training_share(improvement, shared[0], ratio) + department_share(improvement, shared[0], ratio)
    assert both == pytest.approx(ratio * improvement)


@given(between(-1e6, 1e6), between(0.0, 1e6))
def test_owners_get_what_exceeds_the_reserve_and_never_pay(cash, reserve):
    owners = paid_out(cash, reserve)
    assert owners >= 0.0
    assert cash - owners <= max(reserve, cash) if owners == 0.0 else cash - owners == pytest.approx(reserve)
