"""Departments: measured end to end they repair more, which costs them more; measured locally they pass all on."""

from hypothesis import given

from sim.model.rules.departments import repair_effort, repaired_share
from tests.model.rules.ranges import NEARLY, between, ordered, share, shares

cost = between(0.01, 20.0)
saved = between(0.0, 5.0)


@given(shares, saved, cost)
def test_measured_end_to_end_more_is_repaired_and_spent(measures, at_the_desk, at_source):
    little, much = measures
    for rule in (repaired_share, repair_effort):
        assert 0.0 <= rule(little, at_the_desk, at_source) <= rule(much, at_the_desk, at_source)
        assert rule(0.0, at_the_desk, at_source) == 0.0
    assert repaired_share(much, at_the_desk, at_source) <= 1.0


@given(share, saved, ordered(0.01, 20.0))
def test_what_is_dear_to_repair_is_repaired_less(measured, at_the_desk, costs):
    cheap, dear = costs
    assert (
        repaired_share(measured, at_the_desk, dear) <= repaired_share(measured, at_the_desk, cheap) * NEARLY
    )


@given(share, saved, cost)
def test_no_department_spends_more_than_its_measure_says_it_saves(measured, at_the_desk, at_source):
    spent = repair_effort(measured, at_the_desk, at_source)
    worth = measured * at_the_desk * repaired_share(measured, at_the_desk, at_source)
    assert spent <= worth * NEARLY + 1e-9


@given(share, saved, cost)
def test_counting_all_that_it_costs_others_wastes_least(measured, at_the_desk, at_source):
    def total(m: float) -> float:
        passed = 1.0 - repaired_share(m, at_the_desk, at_source)
        return repair_effort(m, at_the_desk, at_source) + at_the_desk * passed

    assert total(1.0) <= total(measured) * NEARLY + 1e-9
