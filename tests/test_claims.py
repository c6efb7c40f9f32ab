"""Claims of the essays: every setting is allowed where it is tried, and every variation changes something.

This shows that the means of each test exist, not its result: runs are short and worlds are few.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np
import pytest

from sim.claims import load_claims
from sim.claims.trials import settings
from sim.design.way import Way
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.outcomes import measure
from sim.places import scenario_files
from sim.policies import Policy
from sim.running.course import begin, follow, warmed_up
from sim.running.scenarios import load_scenario
from tests.scenarios.test_contract import changed

CLAIMS = load_claims()
ESSAYS = [name for name, claim in CLAIMS.items() if not claim.sham]
STEERED = 2
"""Years after which executives who steer have judged what they tried; otherwise one is enough."""
LONGER = {"design_through_the_employee": 3}
"""Years of a small copy in which something turns late: the second step of a policy of two."""
TEAM, FULL_TEAM = 4, 8
"""Employees of a firm in a small copy; a manager of four has time for all of them, and hires nobody within a year."""

ALONE = [name for name, claim in CLAIMS.items() if claim.alone]
CARRIED = [
    (name, mechanism)
    for name, claim in CLAIMS.items()
    for mechanism in claim.mechanisms
    if mechanism != "all"
]
ACTING = CARRIED[::4]
"""Some of them, of every essay; the others are for the slow tests."""

every_claim = pytest.mark.parametrize("name", CLAIMS)
every_essay_claim = pytest.mark.parametrize("name", ESSAYS)


def applied(way: Way, scenario: Scenario) -> tuple[Scenario, Policy]:
    """The world and the policy of a way."""
    return way.changed(scenario), way.managed()


def tiny(name: str, team: int) -> Scenario:
    """A copy of a scenario with one small team a firm, the customers that it has, and a year of warm-up."""
    scenario = load_scenario(scenario_files()[name])
    constants = scenario.constants()
    customers = round(team / constants["employees_per_firm"] * constants["customers_per_firm"])
    return changed(
        scenario, employees_per_firm=team, span_of_control=team, customers_per_firm=customers, warm_up=1
    )


@lru_cache(maxsize=16)
def warm(world: Scenario, replication: int, years: int) -> World:
    """The world on the morning of day 0, for all ways that have it in common."""
    return warmed_up(world, 1, replication, years)


@cache
def outcomes(name: str, way: str, without: tuple[str, ...] = (), replication: int = 0) -> tuple[float, ...]:
    """The claim's outcomes under one of its ways, in a small copy of its first scenario."""
    claim = CLAIMS[name]
    team = FULL_TEAM if {"attention", "promotion"} & set(claim.mechanisms) else TEAM
    chosen = replace(claim.ways_in(next(claim.environments()))[way], without=without)
    world, policy = applied(chosen, tiny(claim.scenarios[0], team))
    years = STEERED if "steering" in claim.mechanisms else LONGER.get(name, 1)
    w = begin(warm(world, replication, years), policy, chosen.contrast)
    end = int(w.market["start"][0]) + years * DAYS_A_YEAR
    w = follow(w, policy, chosen.contrast, end, world)
    summary, _ = measure(w.weeks[:, claim.firms[way]], WEEKS_A_YEAR)
    return tuple(summary[outcome] for outcome in claim.outcomes)


def moved(name: str, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """Way to the outcomes in which it differs from the first way; NaN is not different from NaN."""
    first, *others = CLAIMS[name].ways
    before = outcomes(name, first, tuple(without))
    return {
        way: [
            outcome
            for outcome, one, other in zip(
                CLAIMS[name].outcomes, before, outcomes(name, way, tuple(without)), strict=True
            )
            if not np.array_equal(one, other, equal_nan=True)
        ]
        for way in others
    }


# ---------------------------------------------------------------- the file


def test_every_claim_of_the_essays_is_there():
    of = [claim.essay for claim in CLAIMS.values()]
    assert {essay: of.count(essay) for essay in sorted(set(of))} == {-1: 2, 0: 6, 1: 5, 2: 5, 3: 18, 4: 5}


@every_claim
def test_settings_of_a_claim_are_allowed(name):
    """Every way in every environment, in every scenario; a Way refuses what does not exist or is out of range."""
    claim = CLAIMS[name]
    for scenario in claim.scenarios:
        base = load_scenario(scenario_files()[scenario])
        for environment in claim.environments():
            for way, setting in claim.ways_in(environment).items():
                world, _ = applied(setting, base)
                assert claim.firms[way] < world.trading_firms


@every_claim
def test_no_two_ways_of_a_claim_are_the_same(name):
    claim = CLAIMS[name]
    ways = list(zip(claim.ways.values(), claim.firms.values(), strict=True))
    different = [each for place, each in enumerate(ways) if each not in ways[:place]]
    assert len(different) == (1 if name == "sham_same_policy_twice" else len(ways))


@every_claim
def test_parts_of_a_claim_ask_for_different_effects(name):
    parts = CLAIMS[name].parts
    assert [part for place, part in enumerate(parts) if part in parts[:place]] == []


@every_claim
def test_every_setting_that_a_part_names_is_tried(name):
    """Each part has its share of trials: of 400, enough to be judged even where half of the points do not count."""
    found = settings(CLAIMS[name])
    for part in CLAIMS[name].parts:
        mine = [environment for _, environment in found if part.holds_in(environment)]
        assert 400 * len(mine) / len(found) >= 100, part


@every_essay_claim
def test_a_claim_of_an_essay_expects_an_effect_and_shams_none(name):
    assert any(part.expect != "alike" for part in CLAIMS[name].parts)


def test_shams_expect_nothing():
    parts = [part for claim in CLAIMS.values() if claim.sham for part in claim.parts]
    assert {part.expect for part in parts} == {"alike"}


# ---------------------------------------------------------------- what varies


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if nth % 4 == 0 else pytest.mark.slow) for nth, name in enumerate(ESSAYS)],
)
def test_what_a_claim_varies_changes_something(name):
    assert {way: found for way, found in moved(name).items() if not found} == {}


@pytest.mark.parametrize(
    ("name", "mechanism"),
    [pytest.param(*carried, marks=() if carried in ACTING else pytest.mark.slow) for carried in CARRIED],
)
def test_a_mechanism_that_a_claim_names_acts_there(name, mechanism):
    assert any(outcomes(name, way) != outcomes(name, way, (mechanism,)) for way in CLAIMS[name].ways)


@pytest.mark.parametrize("name", ALONE)
def test_without_its_mechanisms_a_claim_that_they_carry_alone_is_empty(name):
    found = moved(name, without=CLAIMS[name].mechanisms)
    assert {way: names for way, names in found.items() if names} == {}


# ---------------------------------------------------------------- shams


def test_a_policy_does_not_beat_itself():
    assert moved("sham_same_policy_twice") == {"copy": []}


def test_a_label_makes_no_difference_beyond_chance():
    """Firms that are managed alike differ by luck alone: over worlds, as often one way as the other."""
    even, odd = (
        np.array([outcomes("sham_irrelevant_label", way, replication=each)[0] for each in range(12)])
        for way in CLAIMS["sham_irrelevant_label"].ways
    )
    difference = odd - even
    assert (difference != 0.0).any(), "two firms that do not differ at all are one"
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    assert abs(difference.mean()) < 2.2 * error
