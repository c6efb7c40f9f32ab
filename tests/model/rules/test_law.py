"""law: fines in proportion up to a cap, executives who weigh cost and gain, a regulator that follows complaints."""

import pytest
from hypothesis import given

from sim.model.rules.law import custom_lost, fine, offence, seen_risk, suspected
from tests.model.rules.ranges import NEARLY, between, ordered, share, shares

money = between(0.0, 1e9)
some_money = between(1.0, 1e9)


@given(ordered(0.0, 1e9), between(0.0, 3.0), money)
def test_a_fine_rises_with_the_taint_and_stops_at_the_cap(tainted, rate, cap):
    small, large = (fine(x, rate, cap) for x in tainted)
    assert 0.0 <= small <= large <= cap
    assert fine(0.0, rate, cap) == fine(tainted[1], 0.0, cap) == 0.0


@given(money, between(0.0, 3.0))
def test_below_the_cap_a_fine_is_a_share(tainted, rate):
    assert fine(tainted, rate, 1e12) == rate * tainted


@given(share, some_money, ordered(0.0, 1e9))
def test_the_larger_the_fine_to_be_expected_the_less_is_offended(willing, gain, fines):
    little, much = (offence(willing, gain, expected) for expected in fines)
    assert 0.0 <= much <= little <= willing


@given(share, ordered(1.0, 1e9), money)
def test_the_larger_the_gain_the_more_is_offended(willing, gains, expected):
    little, much = (offence(willing, gain, expected) for gain in gains)
    assert little <= much * NEARLY + 1e-12


@given(shares, money, money)
def test_who_is_more_willing_offends_more(willing, gain, expected):
    little, much = (offence(w, gain, expected) for w in willing)
    assert little <= much
    assert offence(0.0, gain, expected) == 0.0


@given(share, some_money, between(1.0, 3.0))
def test_without_law_one_is_as_bad_as_one_is_willing_and_where_it_does_not_pay_one_is_good(
    willing, gain, times
):
    assert offence(willing, gain, 0.0) == willing
    assert offence(willing, gain, times * gain) == 0.0
    assert offence(willing, 0.0, gain) == willing


@given(share, some_money)
def test_halfway_to_break_even_half_is_left(willing, gain):
    assert offence(willing, gain, gain / 2.0) == pytest.approx(willing / 2.0)


@given(money, between(0.0, 50.0), shares, share, between(0.0, 5.0))
def test_the_more_is_seen_through_the_more_custom_is_lost(revenue, purchases, seen, leave, years):
    little, much = (custom_lost(revenue, purchases, chance, leave, years) for chance in seen)
    assert 0.0 <= little <= much <= revenue * years
    assert custom_lost(revenue, purchases, 0.0, leave, years) == 0.0
    assert custom_lost(revenue, purchases, seen[1], leave, 0.0) == 0.0


@given(share, shares, share)
def test_who_is_complained_about_is_audited_the_likelier_the_more_complaints_are_followed(
    alike, parts, follow
):
    little, much = (suspected(alike, part, follow) for part in parts)
    assert 0.0 <= little <= much <= NEARLY
    assert suspected(alike, much, 0.0) == alike
    assert suspected(alike, parts[1], 1.0) == parts[1]


@given(shares, share, share)
def test_audits_are_feared_where_they_are_seen_and_most_where_they_happened(rates, own, weight):
    few, many = (seen_risk(rate, own, weight) for rate in rates)
    assert 0.0 <= few <= many <= 4.0 * NEARLY
    assert seen_risk(rates[0], 0.0, weight) <= seen_risk(rates[0], 1.0, weight)
    assert seen_risk(0.0, 0.0, weight) == 0.0
