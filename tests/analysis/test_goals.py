"""Which settings meet goals: laws first, then what is known of runs that are made up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.goals import uncertain
from tests.analysis.wanted import CONSTANT, EXTRAS, FILTER, GOALS, LEVERS, LOAD, PAY, asked, looked_at, made

QUESTION = asked()
RUNS = made(QUESTION)


def named(outlooks):
    return [tuple(sorted(one.setting.levers.items())) for one in outlooks]


def bounded(bound):
    return looked_at(asked(goals=({"outcome": "turnover", "at_most": bound}, GOALS[1])), RUNS)[0]


# ------------------------------------------------------------------------------ laws


@settings(max_examples=10)
@given(st.lists(st.floats(0.2, 0.6), min_size=2, max_size=2).map(sorted))
def test_a_looser_bound_loses_no_setting_and_no_world(bounds):
    tight, loose = (bounded(bound) for bound in bounds)
    assert set(named(tight.met)) <= set(named(loose.met))
    shares = {name: one.share for name, one in zip(named(loose.found), loose.found, strict=True)}
    for name, one in zip(named(tight.found), tight.found, strict=True):
        assert one.share <= shares[name]


@settings(max_examples=10)
@given(st.floats(0.2, 0.6))
def test_who_surely_meets_all_misses_none_on_average_and_who_surely_misses_does(bound):
    for one in bounded(bound).found:
        if one.verdict == "met":
            assert min(one.margins) >= 0.0
            assert one.shortfall == 0.0
        if one.verdict == "missed":
            assert min(one.margins) < 0.0
        assert 0.0 <= one.interval.low <= one.share <= one.interval.high <= 1.0


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_runs_means_nothing(shuffling):
    order = list(range(len(RUNS["replication"])))
    shuffling.shuffle(order)
    (mixed,) = looked_at(QUESTION, {name: values[order] for name, values in RUNS.items()})
    (found,) = looked_at(QUESTION, RUNS)
    assert repr(mixed) == repr(found)


# ------------------------------------------------------------------------------ what is known


def test_settings_that_meet_all_are_found_the_cheapest_first():
    (found,) = looked_at(QUESTION, RUNS)
    assert len(found.found) == 12
    assert named(found.met) == [
        ((EXTRAS, 0.8), (PAY, 1.05), (FILTER, 0.9)),
        ((EXTRAS, 0.8), (PAY, 1.1), (FILTER, 0.9)),
    ]
    costs = [one.cost.mean for one in found.met]
    assert costs == sorted(costs)
    assert found.met[0].share == 1.0


def test_the_lever_that_gets_furthest_alone_comes_first_with_its_best_value():
    (found,) = looked_at(QUESTION, RUNS)
    assert [dict(one.setting.levers) for one in found.alone] == [{FILTER: 0.9}, {EXTRAS: 0.8}, {PAY: 1.05}]


def test_a_policy_is_held_against_itself_in_the_same_world():
    (found,) = looked_at(QUESTION, RUNS)
    (as_it_is,) = [one for one in found.found if not one.setting.levers]
    assert (as_it_is.levels[1].mean, as_it_is.levels[1].low, as_it_is.margins[1]) == (0.0, 0.0, 0.0)
    (only,) = looked_at(asked(goals=GOALS[1:]), RUNS)
    assert () in named(only.met), "what is the same in every world is surely not below"


def test_what_is_too_small_to_matter_is_allowed():
    def a_little_less(factors, luck):
        return 5e5 - 1e3 * (factors[PAY] != 1.0) + 5e4 * luck

    factors = (LEVERS[0],)
    without = looked_at(asked(goals=GOALS[1:], factors=factors), profit=a_little_less)[0]
    allowed = looked_at(
        asked(goals=GOALS[1:], factors=factors, smallest={"profit": 5e4}), profit=a_little_less
    )[0]
    assert len(without.met) < len(allowed.met) == 3


def test_constants_that_are_not_known_are_what_a_share_is_over():
    question = asked(factors=(*LEVERS[:2], {"name": CONSTANT, "values": (0.01, 0.02)}))

    def worse(factors, luck):
        return 0.3 + 0.1 * (factors[CONSTANT] == 0.02) + 0.001 * luck

    assert uncertain(question) == [CONSTANT]
    (found,) = looked_at(question, turnover=worse)
    assert {one.sets for one in found.found} == {2}
    assert {one.share for one in found.found} <= {0.0, 0.5}
    (as_it_is,) = [one for one in found.found if not one.setting.levers]
    assert as_it_is.share == 0.5
    assert as_it_is.interval.high - as_it_is.interval.low > 0.8, "two sets of constants are few"


def test_what_is_known_of_the_world_makes_places():
    question = asked(
        factors=(*LEVERS[:2], {"name": LOAD, "values": (0.4, 0.5)}), contrasts=("as_managed", "equal_spend")
    )
    found = looked_at(question)
    assert [(one.contrast, one.place) for one in found] == [
        ("as_managed", ((LOAD, 0.4),)),
        ("equal_spend", ((LOAD, 0.4),)),
        ("as_managed", ((LOAD, 0.5),)),
        ("equal_spend", ((LOAD, 0.5),)),
    ]
    assert all(len(one.found) == 6 for one in found)


def test_in_a_sample_all_of_the_world_is_what_a_share_is_over():
    sampled = {"kind": "latin_hypercube", "points": 8}
    question = asked(
        goals=GOALS,
        factors=({"name": LOAD, "low": 0.3, "high": 0.6},),
        sampling=sampled,
        policies=("neutral", "premium"),
    )
    (found,) = looked_at(question)
    assert [one.sets for one in found.found] == [8, 8]


def test_one_at_a_time_changes_one_lever_each():
    factors = ({"name": PAY, "values": (1.05, 1.1)}, {"name": FILTER, "values": (0.9,)})
    (found,) = looked_at(asked(factors=factors, sampling={"kind": "one_at_a_time"}))
    assert sorted(named(found.found)) == [(), ((PAY, 1.05),), ((PAY, 1.1),), ((FILTER, 0.9),)]


@pytest.mark.parametrize("worlds", [1, 2])
def test_few_worlds_claim_nothing_that_they_cannot(worlds):
    (found,) = looked_at(QUESTION, worlds=worlds)
    verdicts = {one.verdict for one in found.found}
    assert verdicts == {"unknown"} if worlds == 1 else "unknown" not in verdicts


def test_undefined_outcomes_are_no_success():
    (found,) = looked_at(QUESTION, turnover=lambda factors, luck: np.full(len(luck), np.nan))
    assert not found.met
    assert np.isnan([one.share for one in found.found]).all()
