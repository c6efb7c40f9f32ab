"""selling: what pushing and extracting bring in, and who sees through it."""

import pytest
from hypothesis import given

from sim.model.rules.selling import hassled, insight_boost, overcharge, pushed, seen_through
from tests.model.rules.ranges import NEARLY, between, ordered, share, shares

boost = between(1.0, 6.0)


@given(shares, share, between(0.0, 5.0))
def test_insight_raises_what_it_is_used_for(insights, use, gain):
    little, much = (insight_boost(insight, use, gain) for insight in insights)
    assert 1.0 <= little <= much
    assert insight_boost(0.0, use, gain) == insight_boost(insights[1], 0.0, gain) == 1.0


@given(share, share, between(0.0, 5.0))
def test_insight_used_one_way_is_not_used_the_other(insight, extracting, gain):
    """What goes to improving and to extracting adds up to all of it."""
    improves = insight_boost(insight, 1.0 - extracting, gain) - 1.0
    extracts = insight_boost(insight, extracting, gain) - 1.0
    assert improves + extracts == pytest.approx(gain * insight)


@given(shares, share, boost)
def test_pushing_adds_to_sales_the_more_the_harder(pressures, most, boost):
    little, much = (pushed(pressure, most, boost) for pressure in pressures)
    assert 0.0 <= little <= much
    assert pushed(0.0, most, boost) == 0.0
    assert pushed(1.0, most, 1.0) == most


@given(shares, share, share, boost)
def test_overcharges_rise_with_the_practice(practices, most, deterred, boost):
    little, much = (overcharge(practice, most, deterred, boost) for practice in practices)
    assert 0.0 <= little <= much
    assert overcharge(0.0, most, deterred, boost) == 0.0


@given(share, share, shares, boost)
def test_the_law_keeps_a_firm_from_overcharging_as_far_as_it_is_deterred(practice, most, deterred, boost):
    free, kept = (overcharge(practice, most, d, boost) for d in deterred)
    assert kept <= free
    assert overcharge(practice, most, 1.0, boost) == 0.0


@given(share, shares, share)
def test_being_sold_to_is_a_hassle_that_grows(experience, pressures, hassle):
    little, much = (hassled(experience, pressure, hassle) for pressure in pressures)
    assert 0.0 <= much <= little <= experience
    assert hassled(experience, 0.0, hassle) == hassled(experience, pressures[0], 0.0) == experience


@given(ordered(0.0, 2.0), between(0.0, 10.0))
def test_the_more_is_overcharged_the_more_see_through_it(overcharges, discovery):
    little, much = (seen_through(x, discovery) for x in overcharges)
    assert 0.0 <= little <= much * NEARLY
    assert much <= 1.0
    assert seen_through(0.0, discovery) == seen_through(overcharges[0], 0.0) == 0.0
