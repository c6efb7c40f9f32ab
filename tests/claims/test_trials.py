"""Trials: what runs of a claim at a point, and which points count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.claims import load_claims
from sim.claims import trials as module
from sim.claims.trials import (
    ADMITTED,
    SEED,
    manners,
    neutral_market,
    recognisable,
    setting,
    small,
    trial,
)
from sim.design.screening import OF_SIZE, teams
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.outcomes import measure
from sim.running.course import warmed_up
from sim.running.stretches import Stretch
from tests.claims.made_up import claim, environment, part
from tests.worlds import SMALL, scenario

CLAIMS = load_claims()
few = settings(max_examples=10)
claims = st.sampled_from(list(CLAIMS.values()))
numbers = st.integers(1, 512)
sizes = st.floats(0.01, 100.0)
markets = st.lists(sizes, min_size=len(ADMITTED), max_size=len(ADMITTED)).map(np.array)


# ---------------------------------------------------------------- what runs


@few
@given(claims, numbers)
def test_ways_share_everything_but_what_they_set(of, number):
    one = trial(of, number)
    assert one.replication == number
    for name, task in one.tasks().items():
        way = of.ways_in(one.environment)[name]
        assert (task.seed, task.years, task.contrast) == (SEED, of.years, way.contrast)
        for constant, value in one.place.constants.items():
            section, _, field = constant.partition(".")
            expected = way.world.get(constant, value)
            assert getattr(task.scenario.section(section), field).value == expected
    assert tuple(one.tasks()) == of.compared


@few
@given(claims, numbers)
def test_a_part_of_the_claim_is_expected_at_every_point(of, number):
    scenario, environment = setting(of, number)
    assert scenario in of.scenarios
    assert any(part.holds_in(environment) for part in of.parts)


@few
@given(claims, numbers)
def test_addresses_are_those_of_the_tasks(of, number):
    one = trial(of, number)
    kinds = ("as it is", *manners(of))
    points = {kind: one.points(kind) for kind in kinds}
    for kind in kinds:
        assert points[kind] == {way: task.point for way, task in one.tasks(kind).items()}
    assert len({tuple(each.values()) for each in points.values()}) == len(kinds)


@pytest.mark.parametrize("name", CLAIMS)
def test_points_are_spread_evenly_over_settings(name):
    found = [str(setting(CLAIMS[name], number)) for number in range(1, 513)]
    counts = [found.count(each) for each in set(found)]
    assert len(counts) == len(module.settings(CLAIMS[name]))
    assert max(counts) - min(counts) <= 1


def test_mechanisms_are_frozen_or_off_in_every_way():
    one = trial(CLAIMS["everything_is_urgent"], 1)
    assert {task.scenario.frozen for task in one.tasks("frozen").values()} == {one.claim.mechanisms}
    assert {task.scenario.without for task in one.tasks("off").values()} == {one.claim.mechanisms}
    assert {task.scenario.frozen + task.scenario.without for task in one.tasks().values()} == {()}


def test_shams_run_as_they_are_only_and_claims_of_all_mechanisms_switch_none():
    found = {name: manners(one) for name, one in CLAIMS.items()}
    assert {name for name, kinds in found.items() if not kinds} == {
        "sham_same_policy_twice",
        "sham_irrelevant_label",
    }
    assert {name for name, kinds in found.items() if kinds == ("larger",)} == {
        "people_first_and_customer_obsessed"
    }


@few
@given(claims, numbers)
def test_a_larger_market_has_two_teams_a_firm_and_is_the_same_otherwise(of, number):
    one = trial(of, number)
    for way, task in one.tasks("larger").items():
        small, large = (found.constants() for found in (one.tasks()[way].scenario, task.scenario))
        if "people.employees_per_firm" not in of.ways_in(one.environment)[way].world:
            assert large["employees_per_firm"] > 1.5 * small["employees_per_firm"]
        assert {name for name in large if large[name] != small[name]} <= {
            name.partition(".")[2] for name in OF_SIZE
        }


def test_a_way_is_measured_over_the_years_of_its_parts_and_the_whole_run():
    of = claim(
        part(years=(1.0, 2.0), since=(0.0, 0.5)),
        part(weights={"third": 1.0}, years=(0.0, 1.0)),
        ways=("one", "other", "third", "fourth"),
    )
    one = trial(of, 3)
    assert one.stretches("one") == {Stretch(0, 0, 104), Stretch(0, 52, 104), Stretch(0, 0, 26)}
    assert one.stretches("third") == {Stretch(0, 0, 104), Stretch(0, 0, 52)}
    assert tuple(one.tasks()) == ("one", "other", "third")
    assert trial(CLAIMS["sham_irrelevant_label"], 3).stretches("odd") == {Stretch(1, 0, 52)}


def test_environments_in_which_nothing_is_expected_are_not_tried():
    of = claim(part(where={"practices.pay": (1.1,)}), environment=environment(pay=(1.0, 1.1, 1.2)))
    assert module.settings(of) == [("turnover_city", {"practices.pay": 1.1})]


@pytest.mark.parametrize("name", sorted({each for one in CLAIMS.values() for each in one.scenarios}))
def test_markets_are_of_one_team_a_firm(name):
    assert teams(small(name)) == 1


# ---------------------------------------------------------------- which points count


@given(markets, st.lists(st.floats(0.5, 2.0), min_size=len(ADMITTED), max_size=len(ADMITTED)))
def test_a_market_of_half_to_twice_the_usual_counts(usual, factors):
    assert recognisable(usual * np.array(factors), usual)


@given(markets, st.integers(0, len(ADMITTED) - 1), st.sampled_from([0.3, 3.0]))
def test_one_measure_that_is_far_off_is_enough(usual, place, factor):
    more = np.array(list(ADMITTED.values()))
    far = usual.copy()
    far[place] = factor * usual[place] + (more[place] + 1e-6) * (1.0 if factor > 1.0 else -1.0)
    assert not recognisable(far, usual)
    far[place] = np.nan
    assert not recognisable(far, usual)


def test_the_neutral_market_is_that_of_all_firms_in_its_last_weeks():
    one = scenario(SMALL | {"warm_up": 2}, competition="monopoly")
    w = warmed_up(one, SEED, 4, 1)
    start = int(w.market["start"][0]) // WORKDAYS_A_WEEK
    expected, _ = measure(w.weeks[:start, 0], start - 3 * WEEKS_A_YEAR // 2, weekly=False)
    assert neutral_market(one, 4).tolist() == [expected[name] for name in ADMITTED]
