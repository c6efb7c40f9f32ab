"""strain: demands raise it, resources lower it, and an ordinary job leads to the reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.strain import (
    DemandWeights,
    SatisfactionWeights,
    absence_probability,
    job_demands,
    job_resources,
    job_satisfaction,
    recognition,
    strain_target,
    strained_productivity,
    unmet_exhortation,
)
from tests.model.rules.ranges import between, inner_share, ordered, share, shares, weight

level = between(-3.0, 3.0)
levels = ordered(-3.0, 3.0)
slope = between(0.0, 20.0)
pressure = between(-1.0, 2.0)
weights = st.builds(DemandWeights, *[weight] * 5)


@given(st.tuples(*[ordered(0.0, 2.0)] * 5), weights)
def test_every_demand_adds(pairs, weights):
    low = [pair[0] for pair in pairs]
    for place, (_, high) in enumerate(pairs):
        raised = [*low[:place], high, *low[place + 1 :]]
        assert job_demands(*low, weights) <= job_demands(*raised, weights) + 1e-12


@given(between(-1.0, 0.0), weights)
def test_slack_is_no_demand_and_an_easy_job_has_none(slack, weights):
    assert job_demands(slack, 0.0, 0.0, 0.0, 0.0, weights) == 0.0


@given(st.tuples(*[shares] * 3), st.tuples(*[weight] * 3))
def test_every_resource_adds(pairs, weights):
    low = [pair[0] for pair in pairs]
    for place, (_, high) in enumerate(pairs):
        raised = [*low[:place], high, *low[place + 1 :]]
        assert job_resources(*low, *weights) <= job_resources(*raised, *weights) + 1e-12


@given(shares, share)
def test_recognition_needs_voice_and_half_of_it_a_manager_who_is_there(pair, other):
    assert recognition(pair[0], other) <= recognition(pair[1], other)
    assert recognition(other, pair[0]) <= recognition(other, pair[1])
    assert recognition(other, 0.0) == pytest.approx(recognition(other, 1.0) / 2.0)
    assert recognition(0.0, other) == 0.0
    assert recognition(1.0, 1.0) == 1.0


@given(shares, shares, ordered(-1.0, 2.0))
def test_exhortation_weighs_more_without_means(exhortations, discretions, pressures):
    e, d, p = exhortations[0], discretions[0], pressures[0]
    assert unmet_exhortation(e, d, p) <= unmet_exhortation(exhortations[1], d, p)
    assert unmet_exhortation(e, discretions[1], p) <= unmet_exhortation(e, d, p)
    assert unmet_exhortation(e, d, p) <= unmet_exhortation(e, d, pressures[1]) + 1e-12


@given(share, between(-1.0, 0.0), between(1.0, 2.0))
def test_exhortation_with_full_means_weighs_nothing_and_with_none_all(exhortation, slack, overload):
    assert unmet_exhortation(exhortation, 1.0, slack) == 0.0
    assert unmet_exhortation(exhortation, 1.0, overload) == exhortation
    assert unmet_exhortation(exhortation, 0.0, slack) == exhortation


@given(levels, level, level, slope, inner_share)
def test_strain_rises_with_demands_and_falls_with_resources(pair, other, balance, slope, reference):
    assert strain_target(pair[0], other, balance, slope, reference, 0.0) <= strain_target(
        pair[1], other, balance, slope, reference, 0.0
    )
    assert strain_target(other, pair[1], balance, slope, reference, 0.0) <= strain_target(
        other, pair[0], balance, slope, reference, 0.0
    )


@given(level, level, level, slope, inner_share)
def test_strain_is_a_share(demands, resources, balance, slope, reference):
    assert 0.0 <= strain_target(demands, resources, balance, slope, reference, 0.0) <= 1.0


@given(level, level, slope, inner_share)
def test_an_ordinary_job_leads_to_the_reference_strain(demands, balance, slope, reference):
    assert strain_target(demands, demands + balance, balance, slope, reference, 0.0) == pytest.approx(
        reference
    )


def satisfaction(demands=0.5, resources=0.8, found=0.0, pay=1.0) -> float:
    return job_satisfaction(
        demands,
        resources,
        0.3,
        found,
        pay,
        SatisfactionWeights(reference=0.6, slope=0.35, match=0.05, pay=0.3),
    )


@given(levels, levels, ordered(-3.0, 3.0), ordered(0.5, 2.0))
def test_satisfaction_falls_with_demands_and_rises_with_resources_match_and_pay(d, r, m, pay):
    assert satisfaction(demands=d[1]) <= satisfaction(demands=d[0])
    assert satisfaction(resources=r[0]) <= satisfaction(resources=r[1])
    assert satisfaction(found=m[0]) <= satisfaction(found=m[1])
    assert satisfaction(pay=pay[0]) <= satisfaction(pay=pay[1])


@given(level, level, level, between(0.5, 2.0))
def test_satisfaction_is_a_share(demands, resources, found, pay):
    assert 0.0 <= satisfaction(demands, resources, found, pay) <= 1.0


def test_an_ordinary_job_at_market_pay_leads_to_the_reference_satisfaction():
    assert satisfaction() == pytest.approx(0.6)


@given(share, shares, inner_share, between(0.0, 5.0))
def test_absence_rises_with_strain_to_a_limit(base, strains, reference, sensitivity):
    rested, worn = (absence_probability(base, s, reference, sensitivity) for s in strains)
    assert 0.0 <= rested <= worn <= 0.6


@given(between(0.0, 0.6), inner_share, between(0.0, 5.0))
def test_at_ordinary_strain_absence_is_the_base(base, reference, sensitivity):
    assert absence_probability(base, reference, reference, sensitivity) == base


@given(pressure, share)
def test_pressure_alone_never_makes_exhortation_negative(pressure, discretion):
    assert unmet_exhortation(1.0, discretion, pressure) >= 0.0


@given(weight, inner_share, ordered(-3.0, 3.0))
def test_who_bears_more_is_strained_less_by_the_same_job(demands, reference, borne):
    frail, robust = (strain_target(demands, 0.5, 0.3, 3.0, reference, b) for b in borne)
    assert robust <= frail


@given(shares, inner_share, between(0.0, 2.0))
def test_the_strained_get_less_done_and_at_ordinary_strain_as_much_as_ever(strains, reference, slope):
    rested, worn = (strained_productivity(s, reference, slope) for s in strains)
    assert worn <= rested
    assert strained_productivity(reference, reference, slope) == 1.0
