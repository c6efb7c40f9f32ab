"""Luck belongs to decisions: nobody's depends on who else there is, and a policy's name decides nothing."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.model.records import World
from sim.model.states import CORE
from sim.policies import HERE, load_policy
from sim.running.addresses import point_key
from sim.running.course import begin, warmed_up
from sim.running.run import run, run_world
from tests.worlds import SMALL, STILL, after, differences, scenario, world

NEUTRAL = load_policy("neutral")
ALONE = SMALL | STILL | {"need_rate": 4}
YEAR = 260


def core_requests(w: World, days: int, customers: int) -> dict[tuple[int, int], tuple]:
    """Core requests of the first customers by key and day of asking: effort, due day, urgency, stated urgency."""
    seen = {}
    for _ in range(days):
        w = after(w, 1)
        r = w.requests
        fresh = r[(r["asked"] == w.market["day"][0] - 1) & (r["customer"] < customers) & (r["state"] > 0)]
        for one in fresh:
            if one["channel"] == CORE:
                what = (one["effort"], one["due"], one["urgent"], one["claimed"])
                seen[int(one["key"]), int(one["asked"])] = tuple(map(float, what))
    return seen


def test_one_more_customer_changes_nobody_elses_needs_and_efforts():
    """Where customers cannot meet: nothing that the firm does reaches back to what they need."""
    some, more = (scenario(ALONE | {"customers_per_firm": n}) for n in (60, 61))
    needs = core_requests(world(some, 4), 60, 60)
    assert len(needs) > 300
    assert core_requests(world(more, 4), 60, 60) == needs


def test_one_more_customer_is_like_everybody_before_anybody_meets():
    some, more = (world(scenario({"customers_per_firm": n}), 4).customers for n in (60, 61))
    assert differences_of(some, more[:60]) == []


def differences_of(one: np.ndarray, other: np.ndarray) -> list[str]:
    return [name for name in one.dtype.names if one[name].tobytes() != other[name].tobytes()]


def test_one_more_employee_changes_nobody_elses_talent_and_tenure():
    few, more = (
        world(scenario({"employees_per_firm": n, "span_of_control": 30}), 4).employees for n in (6, 7)
    )
    for name in ("id", "hired", "skill", "match"):
        assert few[name][:6].tobytes() == more[name][:6].tobytes(), name


def test_one_more_rival_changes_nobody_elses_talent():
    two, three = (world(scenario(SMALL, competition="rivalry", rivals=n), 4).employees for n in (1, 2))
    assert differences_of(two, three[: len(two)]) == []


MARKET = scenario(SMALL | {"need_rate": 8, "warm_up": 1, "consider_rate": 2}, competition="duopoly")
POLICIES = ("neutral", "customer_first", "people_only", "people_and_customer")


def potential_needs(w: World, days: int) -> np.ndarray:
    """Day by day, who has a potential need."""
    days_of = []
    for _ in range(days):
        days_of.append(w.customers["next_need"] == w.market["day"][0])
        w = after(w, 1)
    return np.array(days_of)


def test_the_same_needs_come_up_on_the_same_days_whoever_manages():
    warm = warmed_up(MARKET, 0, 0, 1)
    needs = [potential_needs(begin(warm, load_policy(name), "as_managed"), YEAR) for name in POLICIES]
    assert needs[0].sum() > 1000
    for other in needs[1:]:
        np.testing.assert_array_equal(other, needs[0])


def test_the_same_needs_come_up_whatever_the_contrast():
    warm = warmed_up(MARKET, 0, 0, 1)
    policy = load_policy("customer_first")
    plain, equal = (potential_needs(begin(warm, policy, how), YEAR) for how in ("as_managed", "equal_hours"))
    np.testing.assert_array_equal(plain, equal)


def test_an_ask_is_the_same_piece_of_work_whoever_manages():
    """What both firms are asked for takes the same effort and is as urgent; only how it is claimed is learned."""
    # But for failures upstream, which are part of the work and of what is improved.
    market = scenario(
        SMALL | {"need_rate": 8, "warm_up": 1, "consider_rate": 2, "upstream_faults": 0},
        competition="duopoly",
    )
    warm = warmed_up(market, 0, 0, 1)
    everybody = len(warm.customers)
    one, other = (
        core_requests(begin(warm, load_policy(name), "as_managed"), 60, everybody)
        for name in ("customer_first", "people_only")
    )
    both = one.keys() & other.keys()
    assert len(both) > 300
    for key in both:
        assert one[key][:3] == other[key][:3]


def test_every_policy_starts_from_the_same_bits():
    warm = warmed_up(MARKET, 7, 3, 1)
    again = warmed_up(MARKET, 7, 3, 1)
    assert differences(warm, again) == []
    for name in POLICIES:
        begun = begin(warm, load_policy(name), "as_managed")
        changed = {field.removeprefix("firms.") for field in differences(begun, warm)}
        practices = load_policy(name).practices.as_dict()
        assert changed <= practices.keys() | {"practices", "reference_hours", "reference_spend"}
    assert differences(warm, again) == []


def test_replications_and_seeds_are_different_worlds():
    worlds = [warmed_up(MARKET, seed, replication, 1) for seed, replication in ((0, 0), (0, 1), (1, 0))]
    paid = {w.customers["paid"].tobytes() for w in worlds}
    assert len(paid) == 3


def test_the_seed_0_is_a_seed_like_any_other():
    assert run(MARKET, seed=0, years=1).summary == run(MARKET, seed=0, years=1).summary
    assert run(MARKET, seed=0, years=1).summary != run(MARKET, seed=1, years=1).summary


@pytest.fixture
def swapped(tmp_path) -> Path:
    """A folder in which customer_first and people_only have exchanged their names."""
    shutil.copy(HERE / "customer_first.py", tmp_path / "people_only.py")
    shutil.copy(HERE / "people_only.py", tmp_path / "customer_first.py")
    return tmp_path


def test_exchanging_the_names_of_two_policies_exchanges_their_results(swapped):
    names = ("customer_first", "people_only")
    as_named = [(load_policy(name), "as_managed") for name in names]
    renamed = [(load_policy(name, swapped), "as_managed") for name in names]
    first, second = run_world(MARKET, as_named, 0, 0, 1)
    other_second, other_first = run_world(MARKET, renamed, 0, 0, 1)
    for run_, other in ((first, other_first), (second, other_second)):
        assert run_.policy != other.policy
        assert run_.point == other.point
        assert repr(run_.summary) == repr(other.summary)
        for name, values in run_.series.items():
            assert values.tobytes() == other.series[name].tobytes()
    assert repr(first.summary) != repr(second.summary)


def test_a_policy_under_another_name_has_the_same_key_and_bits(tmp_path):
    shutil.copy(HERE / "people_and_customer.py", tmp_path / "a_better_name.py")
    known = run(MARKET, "people_and_customer", years=1)
    renamed = run(MARKET, "a_better_name", years=1, policies=tmp_path)
    assert (renamed.policy, renamed.point) == ("a_better_name", known.point)
    assert repr(renamed.summary) == repr(known.summary)


def test_whatever_decides_a_run_is_in_its_key():
    base = (MARKET, NEUTRAL, "as_managed", 0, 1)
    others = (
        (scenario(SMALL), *base[1:]),
        (MARKET, NEUTRAL.replace({"pay": 1.01}), *base[2:]),
        (MARKET, replace(NEUTRAL, steer=lambda heard, practices: practices), *base[2:]),
        (*base[:2], "equal_hours", *base[3:]),
        (*base[:3], 1, 1),
        (*base[:4], 2),
    )
    keys = {point_key(*given) for given in (base, *others)}
    assert len(keys) == len(others) + 1


def test_what_a_scenario_is_called_is_not_in_its_key():
    renamed = MARKET.model_copy(update={"name": "other", "title": "other", "describes": "other"})
    keys = {point_key(market, NEUTRAL, "as_managed", 0, 1) for market in (MARKET, renamed)}
    assert len(keys) == 1
