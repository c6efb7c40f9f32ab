"""Survival from life tables: known hazards come back, whenever people were hired; intervals cover; policies differ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from sim.analysis.survival import WEEKS_A_MONTH, LifeTable, life_tables, staying, survival
from sim.errors import InputError


def expected(weekly, exposed=1_000.0, worlds=4):
    """Life tables in which exactly the expected number quits."""
    weekly = np.asarray(weekly, float)
    people = np.full((worlds, len(weekly)), exposed)
    return LifeTable(people, people * weekly)


def drawn(rng, weekly, exposed, worlds):
    """Life tables of worlds in which quits are drawn."""
    people = np.full((worlds, len(weekly)), exposed)
    return LifeTable(people, rng.binomial(people.astype(int), weekly).astype(float))


@given(st.lists(st.floats(0.0, 0.2), min_size=2, max_size=30))
def test_the_share_that_stays_is_the_chance_not_to_quit_in_any_week(weekly):
    (curve,) = survival({"all": expected(weekly)})
    assert_allclose(curve.share, np.cumprod((1.0 - np.array(weekly[:-1])) ** WEEKS_A_MONTH))
    assert_allclose(curve.share, np.cumprod(1.0 - curve.hazard), err_msg="S = prod(1 - h)")
    assert_allclose([curve.low, curve.high], [curve.share] * 2, err_msg="equal worlds leave no doubt")


def test_people_hired_before_the_policy_began_are_no_trouble():
    """Each is watched from some tenure on: only weeks that are seen count, so hazards come out the same."""
    rng = np.random.default_rng(3)
    weekly, worlds = 0.02, 40
    exposed, quits = np.zeros((2, worlds, 25))
    for world in range(worlds):
        for _ in range(120):
            week = int(rng.integers(0, 60))  # tenure when watching begins
            for week in range(week, week + 52):  # noqa: B020
                month = min(24, int(week / WEEKS_A_MONTH))
                exposed[world, month] += 1
                if rng.random() < weekly:
                    quits[world, month] += 1
                    break
    (curve,) = survival({"all": LifeTable(exposed, quits)})
    assert_allclose(curve.a_year, (1.0 - weekly) ** 52, atol=0.03)
    low, high = curve.a_year_interval
    assert low < (1.0 - weekly) ** 52 < high


def test_median_and_peak():
    weekly = np.full(37, 0.01)
    weekly[2] = 0.05
    (curve,) = survival({"all": expected(weekly)})
    assert curve.peak == 3
    assert curve.peak_interval == (3, 3)
    months = np.interp(-0.5, -np.append(1.0, curve.share), np.arange(37))
    assert_allclose([curve.median, *curve.median_interval], months)
    assert curve.rows()[0]["peak month"] == 3


def test_what_is_not_seen_is_not_told():
    (curve,) = survival({"all": expected(np.full(7, 0.001))})
    assert np.isnan([curve.median, *curve.median_interval, curve.a_year, *curve.a_year_interval]).all()
    (one_world,) = survival({"all": expected(np.full(20, 0.02), worlds=1)})
    assert one_world.a_year > 0.0
    assert np.isnan([*one_world.low, *one_world.high, *one_world.a_year_interval]).all()
    nobody = expected(np.full(20, 0.02))
    nobody.exposed[:, 4:] = nobody.quits[:, 4:] = 0.0
    (short,) = survival({"all": nobody})
    assert np.isfinite(short.share[:4]).all()
    assert np.isnan(short.share[4:]).all()
    (calm,) = survival({"all": expected(np.zeros(20))})
    assert (calm.peak, calm.quits, calm.a_year) == (0, 0, 1.0)


def test_intervals_cover_the_truth_about_as_often_as_they_say():
    rng = np.random.default_rng(8)
    weekly = np.full(14, 0.02)
    covered = []
    for seed in range(200):
        (curve,) = survival({"all": drawn(rng, weekly, 200, 30)}, seed=seed)
        low, high = curve.a_year_interval
        covered.append(low <= 0.98**52 <= high)
    assert 0.88 <= np.mean(covered) <= 0.99


def test_a_difference_between_policies_is_found_and_luck_is_not():
    rng = np.random.default_rng(5)
    tables = {
        name: drawn(rng, np.full(14, weekly), 400, 30)
        for name, weekly in (("one", 0.02), ("alike", 0.02), ("worse", 0.03))
    }
    found = {(one.group, one.other): one for one in staying(tables)}
    assert set(found) == {("one", "alike"), ("one", "worse"), ("alike", "worse")}
    assert found["one", "alike"].judged.verdict == "open"
    worse = found["one", "worse"]
    low, high = worse.judged.difference.interval
    assert low <= 0.98**52 - 0.97**52 <= high
    assert worse.judged.difference.p_value <= worse.judged.p < 0.001
    assert worse.judged.verdict == "clear"
    assert worse.rows()[0]["other"] == "worse"


def tenures():
    """Two points of one policy and one of another, two worlds, two months."""
    rows = [(p, r, m) for p in ("p0", "p1", "q0") for r in (0, 1) for m in (0, 1)]
    point, replication, month = (np.array(values) for values in zip(*rows, strict=True))
    return {
        "point": point,
        "replication": replication,
        "month": month,
        "exposed": np.full(len(rows), 10.0),
        "quits": (replication + month).astype(float),
    }


def test_points_of_a_group_are_added_up_world_by_world():
    tables = life_tables(tenures(), {"p0": "p", "p1": "p", "q0": "q"})
    assert_allclose(tables["p"].exposed, 20.0)
    assert_allclose(tables["q"].exposed, 10.0)
    assert_allclose(tables["p"].quits, [[0, 2], [2, 4]])


def test_a_group_without_tenures_is_refused():
    with pytest.raises(InputError, match="no tenures are kept of r"):
        life_tables(tenures(), {"r0": "r"})
