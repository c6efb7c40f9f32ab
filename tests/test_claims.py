"""Claims of the essays: every name in docs/claims.toml resolves, and every variation changes something, or is a sham.

This shows that the means of each test exist, not how it comes out: runs are short and worlds are few.
"""

import itertools
import tomllib
from functools import cache

import numpy as np
import pytest

from sim.design.way import Way
from sim.model.mechanisms import MECHANISMS
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR
from sim.model.scenario import Scenario
from sim.model.states import CONTRASTS, EVERYWHERE
from sim.outcomes import OUTCOMES, measure
from sim.places import scenario_files
from sim.policies import Policy, find_policies, load_policy
from sim.running.run import begin, follow, warmed_up
from sim.running.scenarios import load_scenario
from tests.paths import ROOT
from tests.scenarios.test_contract import changed

CLAIMS = tomllib.loads((ROOT / "docs" / "claims.toml").read_text(encoding="utf-8"))
SHAMS = [name for name, claim in CLAIMS.items() if claim["essay"] < 0]
ESSAYS = [name for name in CLAIMS if name not in SHAMS]
NEEDED = {"essay", "says", "expects", "scenarios", "vary", "mechanisms", "outcomes", "years"}
STEERED = 2
"""Years after which executives who steer have judged what they tried; otherwise one will do."""
TEAM, FULL_TEAM = 4, 8
"""Employees of a firm in a small copy; a manager of four has time for all of them."""

ALONE = [name for name, claim in CLAIMS.items() if claim.get("alone", False)]
CARRIED = [
    pytest.param(name, mechanism, id=f"{name}-{mechanism}")
    for name, claim in CLAIMS.items()
    for mechanism in claim["mechanisms"]
    if mechanism != "all"
]

every_claim = pytest.mark.parametrize("name", CLAIMS)
every_essay_claim = pytest.mark.parametrize("name", ESSAYS)


def environments(claim: dict) -> list[dict]:
    """Every combination of the environment's values, the first of each first."""
    given = claim.get("environment", {})
    return [dict(zip(given, values, strict=True)) for values in itertools.product(*given.values())]


def setting(claim: dict, way: str, scenario: Scenario, environment: dict) -> tuple[Scenario, Policy, int]:
    """The world of one of the ways that a claim compares, the focal firm's policy, and the firm to look at."""
    factors = dict(claim["vary"][way])
    policy = load_policy(factors.pop("policy", claim.get("policy", "neutral")))
    firm = factors.pop("firm", 0)
    way = Way.at(policy, "as_managed", environment | factors)
    return way.changed(scenario), way.managed(), firm


def tiny(name: str, team: int) -> Scenario:
    """A copy of a scenario with one small team a firm, the customers that it has, and a year of warm-up."""
    scenario = load_scenario(scenario_files()[name])
    constants = scenario.constants()
    customers = round(team / constants["employees_per_firm"] * constants["customers_per_firm"])
    return changed(
        scenario, employees_per_firm=team, span_of_control=team, customers_per_firm=customers, warm_up=1
    )


@cache
def outcomes(name: str, way: str, without: tuple[str, ...] = (), replication: int = 0) -> tuple[float, ...]:
    """The claim's outcomes under one of its ways, in a small copy of its first scenario."""
    claim = CLAIMS[name]
    team = FULL_TEAM if "attention" in claim["mechanisms"] else TEAM
    scenario = tiny(claim["scenarios"][0], team).attributed(without)
    world, policy, firm = setting(claim, way, scenario, environments(claim)[0])
    years = STEERED if "steering" in claim["mechanisms"] else 1
    warm = warmed_up(world, 1, replication, years)
    end = int(warm.market["start"][0]) + years * DAYS_A_YEAR
    contrast = claim.get("contrast", "as_managed")
    w = follow(begin(warm, policy, contrast), policy, contrast, end, world)
    summary, _ = measure(w.weeks[:, firm], WEEKS_A_YEAR)
    return tuple(summary[outcome] for outcome in claim["outcomes"])


def moved(name: str, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Way to the outcomes in which it differs from the first way; NaN is not different from NaN."""
    first, *others = CLAIMS[name]["vary"]
    before = outcomes(name, first, without)
    return {
        way: [
            outcome
            for outcome, one, other in zip(
                CLAIMS[name]["outcomes"], before, outcomes(name, way, without), strict=True
            )
            if not np.array_equal(one, other, equal_nan=True)
        ]
        for way in others
    }


# ---------------------------------------------------------------- the file


def test_every_claim_of_the_essays_is_there():
    of = [CLAIMS[name]["essay"] for name in CLAIMS]
    assert {essay: of.count(essay) for essay in sorted(set(of))} == {-1: 2, 0: 6, 1: 5, 2: 5, 3: 18, 4: 5}


@every_claim
def test_claim_is_complete(name):
    claim = CLAIMS[name]
    optional = {"kind", "policy", "contrast", "environment", "alone"}
    assert NEEDED <= set(claim) <= NEEDED | optional
    assert claim["says"].endswith(".")
    assert len(claim["vary"]) >= 2
    assert bool(claim["mechanisms"]) == (name not in SHAMS)


@every_claim
def test_names_of_a_claim_resolve(name):
    claim = CLAIMS[name]
    policies = {claim.get("policy", "neutral")} | {
        way["policy"] for way in claim["vary"].values() if "policy" in way
    }
    assert set(claim["scenarios"]) <= set(scenario_files())
    assert policies <= set(find_policies())
    assert set(claim["mechanisms"]) <= {"all", *MECHANISMS}
    assert set(claim["outcomes"]) <= set(OUTCOMES)
    assert claim.get("contrast", "as_managed") in (*CONTRASTS, EVERYWHERE)


@every_claim
def test_settings_of_a_claim_are_allowed(name):
    """Every way in every environment, in every scenario; a Way refuses what does not exist or is out of range."""
    claim = CLAIMS[name]
    for scenario in claim["scenarios"]:
        base = load_scenario(scenario_files()[scenario])
        for environment, way in itertools.product(environments(claim), claim["vary"]):
            world, _, firm = setting(claim, way, base, environment)
            assert firm < world.trading_firms
            assert claim["years"] <= 10


@every_claim
def test_no_two_ways_of_a_claim_are_the_same(name):
    ways = [tuple(sorted(way.items())) for way in CLAIMS[name]["vary"].values()]
    assert len(set(ways)) == (1 if name == "sham_same_policy_twice" else len(ways))


# ---------------------------------------------------------------- what varies


@every_essay_claim
def test_what_a_claim_varies_changes_something(name):
    assert {way: found for way, found in moved(name).items() if not found} == {}


@pytest.mark.parametrize(("name", "mechanism"), CARRIED)
def test_a_mechanism_that_a_claim_names_acts_there(name, mechanism):
    assert any(outcomes(name, way) != outcomes(name, way, (mechanism,)) for way in CLAIMS[name]["vary"])


@pytest.mark.parametrize("name", ALONE)
def test_without_its_mechanisms_a_claim_that_they_carry_alone_is_empty(name):
    found = moved(name, without=tuple(CLAIMS[name]["mechanisms"]))
    assert {way: names for way, names in found.items() if names} == {}


# ---------------------------------------------------------------- shams


def test_a_policy_does_not_beat_itself():
    assert moved("sham_same_policy_twice") == {"copy": []}


def test_a_label_makes_no_difference_beyond_chance():
    """Firms that are managed alike differ by luck alone: over worlds, as often one way as the other."""
    even, odd = (
        np.array([outcomes("sham_irrelevant_label", way, replication=each)[0] for each in range(12)])
        for way in CLAIMS["sham_irrelevant_label"]["vary"]
    )
    difference = odd - even
    assert (difference != 0.0).any(), "two firms that do not differ at all are one"
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    assert abs(difference.mean()) < 2.2 * error
