"""improvement: levels settle where work, growing back and inflow balance; chains are as strong as their links."""

import math
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.improvement import (
    adoption,
    bold_yield,
    chain_strength,
    diminished,
    share_of,
    unfixed_faults,
    vision_after,
    wear_and_work,
)
from tests.model.rules.ranges import NEARLY, between, ordered, share, shares

effort = between(0.0, 0.2)
growth = between(0.0, 5.0)
yield_ = between(0.0, 500.0)
years = between(0.0, 10.0)
inflow = between(0.0, 2.0)


# ------------------------------------------------------------------------------ what work removes


@given(share, share, inflow, effort, growth, yield_, years)
def test_two_half_steps_equal_one_whole(level, unimproved, inflow, effort, growth, yield_, years):
    def step(level: float, time: float) -> float:
        return wear_and_work(level, unimproved, inflow, effort, growth, yield_, time)

    assert step(step(level, years / 2.0), years / 2.0) == pytest.approx(step(level, years), abs=1e-6)


@given(share, share, inflow, effort, between(0.1, 5.0), yield_)
def test_small_steps_of_the_equation_come_to_the_same(level, unimproved, inflow, effort, growth, yield_):
    step, x = 1e-5, level
    for _ in range(1000):
        x += step * (growth * (unimproved - x) + inflow - yield_ * effort * x)
    after = wear_and_work(level, unimproved, inflow, effort, growth, yield_, 0.01)
    assert after == pytest.approx(x, abs=1e-3)


@given(share, share, effort, growth, yield_, years)
def test_without_inflow_a_share_stays_one(level, unimproved, effort, growth, yield_, years):
    assert -1e-12 <= wear_and_work(level, unimproved, 0.0, effort, growth, yield_, years) <= 1.0 + 1e-12


@given(share, share, inflow, growth, yield_, effort)
def test_no_time_changes_nothing(level, unimproved, inflow, growth, yield_, effort):
    after = wear_and_work(level, unimproved, inflow, effort, growth, yield_, 0.0)
    assert after == pytest.approx(level, abs=1e-6)


@given(share, share, years)
def test_what_neither_grows_nor_is_worked_on_stays(level, unimproved, years):
    assert wear_and_work(level, unimproved, 0.0, 0.0, 0.0, 30.0, years) == level


@given(share, share, inflow, years)
def test_what_only_flows_in_piles_up(level, unimproved, inflow, years):
    assert wear_and_work(level, unimproved, inflow, 0.0, 0.0, 30.0, years) == level + inflow * years


@given(share, inflow, ordered(0.0, 0.2), between(0.01, 5.0), yield_, years)
def test_it_falls_with_effort(level, inflow, efforts, growth, yield_, years):
    little, much = (wear_and_work(level, level, inflow, e, growth, yield_, years) for e in efforts)
    assert much <= little * NEARLY + 1e-9


@given(share, share, ordered(0.0, 2.0), effort, between(0.01, 5.0), yield_, years)
def test_it_rises_with_what_flows_in(level, unimproved, inflows, effort, growth, yield_, years):
    little, much = (wear_and_work(level, unimproved, i, effort, growth, yield_, years) for i in inflows)
    assert little <= much * NEARLY + 1e-9


@given(share, share, between(0.01, 5.0), years)
def test_without_effort_it_grows_back_by_a_closed_form(level, unimproved, growth, years):
    grown = wear_and_work(level, unimproved, 0.0, 0.0, growth, 30.0, years)
    assert grown == pytest.approx(unimproved + (level - unimproved) * math.exp(-growth * years), abs=1e-12)


@given(share, share, inflow, effort, between(0.01, 5.0), yield_)
def test_it_settles_where_growth_inflow_and_effort_balance(level, unimproved, inflow, effort, growth, yield_):
    settled = wear_and_work(level, unimproved, inflow, effort, growth, yield_, 1e5)
    assert settled == pytest.approx((growth * unimproved + inflow) / (growth + yield_ * effort), abs=1e-9)


# ------------------------------------------------------------------------------ what exploration shows


@given(share, effort, yield_, growth, years)
def test_vision_is_a_share_and_two_half_steps_are_one(vision, effort, yield_, forgetting, years):
    half = vision_after(vision, effort, yield_, forgetting, years / 2.0)
    whole = vision_after(vision, effort, yield_, forgetting, years)
    assert -1e-12 <= whole <= 1.0 + 1e-12
    assert vision_after(half, effort, yield_, forgetting, years / 2.0) == pytest.approx(whole, abs=1e-9)


@given(share, effort, between(0.1, 100.0), between(0.1, 5.0))
def test_vision_follows_its_equation_in_small_steps(vision, effort, yield_, forgetting):
    step, v = 1e-5, vision
    for _ in range(1000):
        v += step * (yield_ * effort * (1.0 - v) - forgetting * v)
    assert vision_after(vision, effort, yield_, forgetting, 0.01) == pytest.approx(v, abs=1e-3)


@given(share, ordered(0.0, 0.2), between(0.0, 100.0), between(0.01, 5.0), years)
def test_the_more_is_explored_the_more_is_seen(vision, efforts, yield_, forgetting, years):
    little, much = (vision_after(vision, e, yield_, forgetting, years) for e in efforts)
    assert little <= much + 1e-9


@given(share, between(0.01, 5.0))
def test_what_is_not_explored_is_forgotten_and_without_either_it_stays(vision, forgetting):
    assert vision_after(vision, 0.0, 30.0, forgetting, 1.0) == pytest.approx(vision * math.exp(-forgetting))
    assert vision_after(vision, 0.0, 30.0, 0.0, 5.0) == vision


# ------------------------------------------------------------------------------ who does how much of it


@given(st.lists(between(0.0, 1.0), min_size=5, max_size=5))
def test_shares_of_improvement_add_up_to_all_of_it_or_to_nothing(weights):
    total = sum(weights)
    assert sum(share_of(weight, total) for weight in weights) == pytest.approx(1.0 if total > 0.0 else 0.0)


@given(shares, share, between(0.0, 3.0))
def test_boldness_does_more_where_it_has_an_effect(boldness, ordinary, effect):
    safe, bold = (bold_yield(b, ordinary, effect) for b in boldness)
    assert 0.0 <= safe <= bold
    assert bold_yield(ordinary, ordinary, effect) == bold_yield(boldness[0], ordinary, 0.0) == 1.0


@given(ordered(0.0, 0.2), effort, between(0.005, 10.0))
def test_more_hours_at_once_do_less_each_but_more_in_all(efforts, ordinary, half):
    little, much = (diminished(e, ordinary, half) for e in efforts)
    assert 0.0 < much <= little
    assert efforts[0] * little <= efforts[1] * much * NEARLY
    assert efforts[1] * much <= (half + ordinary) * NEARLY
    assert diminished(ordinary, ordinary, half) == 1.0


@given(share, shares, share)
def test_adoption_rises_with_belief_and_with_reach(shared, belief, other):
    assert adoption(shared, belief[0], other) <= adoption(shared, belief[1], other)
    assert adoption(shared, other, belief[0]) <= adoption(shared, other, belief[1])
    assert 0.0 <= adoption(shared, belief[0], other) <= 2.0


@given(share, share, share)
def test_the_ordinary_half_is_ordinary_and_each_way_stands_alone(shared, belief, reach):
    assert adoption(shared, 0.5, 0.5) == pytest.approx(1.0)
    assert adoption(1.0, belief, reach) == 2.0 * belief
    assert adoption(0.0, belief, reach) == 2.0 * reach


# ------------------------------------------------------------------------------ the chain

link = between(0.01, 1.0)
links = st.lists(link, min_size=5, max_size=5)
rho = between(-10.0, 1.0)


@given(links, rho)
def test_a_chain_is_no_weaker_than_its_weakest_link_and_no_stronger_than_its_strongest(links, rho):
    strength = chain_strength(*links, rho)
    assert min(links) / (1.0 + 1e-9) <= strength <= max(links) * (1.0 + 1e-9)


@given(link, rho)
def test_a_chain_of_equal_links_is_as_strong_as_each(link, rho):
    assert chain_strength(link, link, link, link, link, rho) == pytest.approx(link)


@given(links, st.integers(0, 4), shares, rho)
def test_a_stronger_link_makes_no_chain_weaker(links, place, values, rho):
    weak, strong = (chain_strength(*[*links[:place], v, *links[place + 1 :]], rho) for v in values)
    assert weak <= strong * (1.0 + 1e-9)


@given(links, st.permutations(range(5)), rho)
def test_which_link_is_which_does_not_matter(links, order, rho):
    assert chain_strength(*(links[k] for k in order), rho) == pytest.approx(chain_strength(*links, rho))


@given(links, ordered(-10.0, 1.0))
def test_the_less_links_make_up_for_each_other_the_weaker_the_chain(links, rhos):
    rigid, flexible = (chain_strength(*links, rho) for rho in rhos)
    assert rigid <= flexible * (1.0 + 1e-9)


@given(links)
def test_where_links_make_up_for_each_other_wholly_strength_is_their_mean(links):
    assert chain_strength(*links, 1.0) == pytest.approx(fmean(links))


@given(links)
def test_at_zero_it_is_their_geometric_mean_and_nearby_nearly(links):
    geometric = math.prod(links) ** 0.2
    assert chain_strength(*links, 0.0) == pytest.approx(geometric)
    assert chain_strength(*links, 1e-5) == pytest.approx(geometric, rel=1e-3)
    assert chain_strength(*links, -1e-5) == pytest.approx(geometric, rel=1e-3)


@given(links)
def test_at_minus_one_it_is_their_harmonic_mean(links):
    assert chain_strength(*links, -1.0) == pytest.approx(5.0 / sum(1.0 / link for link in links))


@given(links)
def test_the_more_negative_the_more_the_weakest_link_decides(links):
    """min <= strength <= 5 ** (1 / 90) * min, about 1.02 of it, at the largest rho that does not overflow."""
    strength = chain_strength(*links, -90.0)
    assert min(links) / (1.0 + 1e-9) <= strength <= 5.0 ** (1.0 / 90.0) * min(links) * (1.0 + 1e-9)


@given(share, shares)
def test_the_stronger_the_chain_the_fewer_failures_are_born(ordinary, strengths):
    weak, strong = (unfixed_faults(ordinary, strength) for strength in strengths)
    assert 0.0 <= strong <= weak <= 0.9
    assert unfixed_faults(ordinary, 1.0) == 0.0
    assert unfixed_faults(min(0.45, ordinary), 0.5) == pytest.approx(min(0.45, ordinary))
