"""steer: executives try a lever or two, judge it by what they hear, and keep what is believed to help."""

import math
from itertools import pairwise

import numpy as np
import pytest

from sim.model.levers import LEVERS
from sim.model.mechanisms import OFF, Mechanism
from sim.model.parameters import DAYS_A_QUARTER
from sim.model.phases.steer import steer
from sim.model.practices import PRACTICES
from sim.model.states import NOBODY
from sim.model.world import copy, practices_of
from tests.model.phases.moments import FRIDAY, TRADING, act, before, order_changes_nothing
from tests.model.phases.steering import GOALS, LEVER_NAMES, PATIENT, managed, quarters, tried
from tests.worlds import DOES_EVERYTHING, SMALL, after, notes, scenario, world


def test_levers_are_practices_and_their_ranges_lie_within_theirs():
    assert len(set(LEVER_NAMES)) == len(LEVERS)
    for lever in LEVERS:
        spec = PRACTICES[lever.practice]
        assert spec["low"] <= lever.low < lever.high <= spec["high"]
        assert lever.low <= lever.ordinary <= lever.high


def test_without_a_goal_and_without_an_eye_on_rivals_a_firm_never_changes_what_it_does():
    aimless = PATIENT.replace(GOALS)
    w = after(managed(aimless), 3 * 260)
    for firm in range(2):
        assert practices_of(w, firm) == aimless
        assert w.firms["trial_lever"][firm] == NOBODY


def test_steering_moves_levers_and_no_other_practice():
    restless = PATIENT.replace({"horizon": 1.0})
    w = after(managed(restless), 3 * 260)
    moved = {
        name
        for firm in range(2)
        for name, value in practices_of(w, firm).as_dict().items()
        if value != getattr(restless, name)
    }
    assert moved
    assert moved <= set(LEVER_NAMES)


def test_two_levers_at_most_are_tried_at_a_time_and_judged_at_the_horizon_and_not_before():
    seen = quarters(managed(PATIENT, executive_tenure=100), 12)
    ended = 0
    for then, now in pairwise(seen):
        for firm in range(2):
            trying, tries = tried(then, firm), tried(now, firm)
            assert len(tries) <= 2
            old, new = (practices_of(w, firm).as_dict() for w in (then, now))
            changed = {name for name in old if old[name] != new[name]}
            assert changed <= {*trying, *tries}
            if not trying:
                continue
            began = then.firms["trial_began"][firm]
            quarter = int(now.market["day"][0]) // DAYS_A_QUARTER - 1
            over = not tries or now.firms["trial_began"][firm] == quarter
            assert over == (quarter - began >= PATIENT.horizon)
            ended += over
            for name in set(trying) - set(tries) if over else ():
                assert new[name] in (old[name], trying[name])
    assert ended >= 4


@pytest.mark.parametrize(("change", "kept"), [(9.0, True), (-9.0, False)], ids=["things got better", "worse"])
def test_a_change_is_kept_if_it_is_believed_to_help_and_else_undone(change, kept):
    w = quarters(managed(PATIENT.replace({"executive_ownership": 0.0}), executive_tenure=100), 4)[-1]
    (name, before), *others = tried(w).items()
    assert not others
    now = float(w.firms[name][0])
    # As if the goal had then been far below or above what it is.
    w.firms["trial_heard"][0] = w.firms["heard"][0] - change * np.sqrt(w.firms["heard_swing"][0])
    w.firms["horizon"][0] = 1.0
    w = after(w, DAYS_A_QUARTER)
    after_judging = tried(w).get(name, w.firms[name][0])
    assert after_judging == (now if kept else before)
    lever = LEVER_NAMES.index(name)
    assert w.firms["evidence"][0, lever] * change * (now - before) > 0.0
    assert w.firms["evidence_weight"][0, lever] > 0.0


def decided(evidence: dict[str, float], weight: float, **practices: float) -> dict[str, float]:
    """Levers that an executive moves, and how far, who has some evidence of each."""
    w = before(steer)
    w.firms["trial_lever"] = w.firms["trial_second"] = NOBODY
    w.firms["executive_leaves"] = 10**6
    w.firms["evidence_weight"] = weight
    w.firms["evidence"] = [evidence.get(name, 0.0) * weight for name in LEVER_NAMES]
    for name, value in ({"executive_ownership": 0.0, "other_direction": 0.0} | practices).items():
        w.firms[name] = value
    old = practices_of(w, 0).as_dict()
    new = practices_of(act(w, steer), 0).as_dict()
    return {name: new[name] - old[name] for name in LEVER_NAMES if new[name] != old[name]}


def test_who_knows_what_helps_does_it_and_two_such_things_at_once():
    known = {"improvement": 5.0, "sales_pressure": -4.0}
    moved = decided(known, 1e6)
    assert set(moved) == set(known)
    assert moved["improvement"] > 0.0 > moved["sales_pressure"]


def test_who_hardly_knows_moves_one_thing():
    assert len(decided({}, 0.0)) == 1


def test_where_nothing_helps_any_more_nothing_is_tried():
    """At the end of its range a lever has no room left, and there it pays to be."""
    ends = {lever.practice: lever.high for lever in LEVERS}
    assert decided(dict.fromkeys(LEVER_NAMES, 5.0), 1e6, **ends) == {}


def test_two_changes_are_each_credited_with_what_the_other_does_not_explain():
    w = before(steer)
    f = w.firms
    first, second = LEVER_NAMES.index("improvement"), LEVER_NAMES.index("sales_pressure")
    f["executive_leaves"], f["trial_began"], f["horizon"] = 10**6, -1, 1.0
    f["heard_swing"] = 1.0  # which nothing changes in a firm's first quarter
    f["evidence"] = f["evidence_weight"] = 0.0
    f["evidence"][:, first], f["evidence_weight"][:, first] = 3e6, 1e6
    f["trial_lever"], f["trial_second"] = first, second
    step = w.market["trial_step"][0]
    f["trial_before"] = f["improvement"] - step * 0.06
    f["trial_second_before"] = f["sales_pressure"] - step
    for name in GOALS:
        f[name] = float(name == "goal_profit")
    after_ = act(copy(w), steer).firms[0]
    seen = after_["heard"][0] - f["trial_heard"][0, 0]
    assert after_["evidence_weight"][second] == pytest.approx(1.0, rel=1e-4)
    assert after_["evidence"][second] == pytest.approx(seen - 3.0, rel=1e-4)


def test_what_a_trial_showed_goes_out_of_date():
    w = before(steer)
    w.firms["horizon"] = 20.0
    w.firms["executive_leaves"] = 10**6
    w.firms["evidence"], w.firms["evidence_weight"] = 2.0, 3.0
    fading = math.exp(-1.0 / w.market["trial_memory"][0])
    f = act(w, steer).firms
    np.testing.assert_allclose(f["evidence"][TRADING], 2.0 * fading)
    np.testing.assert_allclose(f["evidence_weight"][TRADING], 3.0 * fading)


def test_tried_levers_stay_in_their_range_or_where_the_policy_put_them():
    restless = DOES_EVERYTHING.replace({"other_direction": 0.0, "executive_ownership": 0.0})
    for w in quarters(managed(restless, trial_step=1.0), 12):
        for lever in LEVERS:
            set_by_policy = getattr(restless, lever.practice)
            values = w.firms[lever.practice]
            assert (values >= min(lever.low, set_by_policy)).all()
            assert (values <= max(lever.high, set_by_policy)).all()


def test_who_owns_what_was_declared_for_the_people_leaves_that_alone():
    loyal = DOES_EVERYTHING.replace({"other_direction": 0.0, "executive_ownership": 1.0})
    internal = [lever.practice for lever in LEVERS if lever.internal]
    w = after(managed(loyal), 3 * 260)
    for firm in range(2):
        assert all(w.firms[name][firm] == getattr(loyal, name) for name in internal)
        assert any(w.firms[name][firm] != getattr(loyal, name) for name in LEVER_NAMES)


def test_trying_something_costs_and_is_booked():
    w = managed(
        PATIENT.replace({"customer_insight": 0.0, "data_integration": 0.0, "supplier_partnering": 0.0}),
        link_cost=0,
        department_ratio=0,
    )
    w = after(w, DAYS_A_QUARTER)
    m = w.market[0]
    for firm in range(2):
        cost = notes(w, "programme_cost", firm) - notes(w, "department_cost", firm)
        np.testing.assert_allclose(cost[:-1], 0.0, atol=1e-9)
        tries = len(tried(w, firm))
        week = (
            w.firms["pay"][firm]
            * m["wage"]
            * m["on_costs"]
            * m["hours_per_day"]
            * 5
            * notes(w, "employees", firm)[-1]
        )
        assert cost[-1] == pytest.approx(m["trial_cost"] * week * tries)


def test_who_leaves_within_a_year_postpones_and_a_successor_has_learnt_nothing():
    w = before(steer)
    w.firms["executive_leaves"][:2] = (FRIDAY + 100, FRIDAY + 1)
    w.firms["evidence"] = w.firms["evidence_weight"] = 1.0
    w.firms["horizon"] = 20.0
    f = act(w, steer).firms
    assert f["patience"][0] == 1.0 - w.market["postponed"][0]
    assert f["evidence"][0].all()
    assert f["executive_leaves"][0] == FRIDAY + 100
    assert f["executive_leaves"][1] > FRIDAY + 1
    assert not f["evidence_weight"][1].any()


def test_executives_stay_as_long_as_the_market_has_it():
    many = scenario(SMALL | {"executive_tenure": 2}, competition="rivalry", rivals=50)
    terms = np.concatenate([world(many, seed).firms["executive_leaves"] for seed in range(8)])
    assert abs(terms.mean() - 520) < 4.0 * 520 / math.sqrt(len(terms))


def test_off_nobody_postpones():
    w = before(steer)
    w.firms["executive_leaves"] = FRIDAY + 100
    w.mechanisms["mode"][Mechanism.POSTPONING] = OFF
    assert (act(w, steer).firms["patience"][TRADING] == 1.0).all()


def test_the_order_of_executives_changes_nothing():
    assert order_changes_nothing(steer)
