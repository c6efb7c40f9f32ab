"""prices: discretion, exhortation, programmes and change cost nothing at nothing, and more the more there is."""

import pytest
from hypothesis import given

from sim.model.rules.prices import (
    department_share,
    given_away,
    paid_out,
    programme_cost,
    training_share,
    unguided,
    zeal,
)
from tests.model.rules.ranges import NEARLY, between, share, shares, weight

remainder = between(0.001, 0.9)
effort = between(0.0, 0.2)


@given(shares, share)
def test_who_may_decide_more_gives_more_away_and_who_may_not_gives_nothing(discretion, most):
    little, much = (given_away(d, most) for d in discretion)
    assert 0.0 <= little <= much <= most
    assert given_away(0.0, most) == 0.0


@given(shares, shares, weight)
def test_errors_rise_with_discretion_and_fall_with_skill_to_none_that_are_its_own(discretion, skill, weight):
    assert (
        1.0 <= unguided(discretion[0], skill[0], weight) <= unguided(discretion[1], skill[0], weight) * NEARLY
    )
    assert unguided(discretion[0], skill[1], weight) <= unguided(discretion[0], skill[0], weight) * NEARLY
    assert unguided(discretion[0], 1.0, weight) == unguided(0.0, skill[0], weight) == 1.0


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
    middle = programme_cost((one + other) / 2.0, remainder)
    assert middle <= (programme_cost(one, remainder) + programme_cost(other, remainder)) / 2.0 + 1e-12


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
