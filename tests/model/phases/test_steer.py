"""steer: executives hear late and blurred, try levers one by one, and keep what their goal says helped."""

import math
from itertools import pairwise

import numpy as np
import pytest

from sim.model.levers import LEVERS, SIGNALS
from sim.model.parameters import DAYS_A_QUARTER
from sim.model.practices import PRACTICES, Practices
from sim.model.records import World
from sim.model.states import NOBODY
from sim.model.world import apply_practices, copy, practices_of
from tests.worlds import DOES_EVERYTHING, SMALL, after, notes, scenario, world

GOALS = {name: 0.0 for name in PRACTICES if name.startswith("goal_")}
PATIENT = DOES_EVERYTHING.replace({"other_direction": 0.0, "horizon": 3.0})
LEVER_NAMES = [lever.practice for lever in LEVERS]


def quarters(w: World, count: int) -> list[World]:
    """The world at the end of so many quarters, one after the other."""
    seen = []
    for _ in range(count):
        w = after(w, DAYS_A_QUARTER)
        seen.append(copy(w))
    return seen


def managed(practices: Practices, years: int = 3, **values: float) -> World:
    chosen = SMALL | {"executive_hours": 80} | values  # hours enough for whatever is asked
    return world(scenario(chosen, competition="duopoly"), 4, years=years, practices=practices)


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


def test_one_lever_is_tried_at_a_time_and_judged_at_the_horizon_and_not_before():
    seen = quarters(managed(PATIENT), 12)
    ended = 0
    for before, now in pairwise(seen):
        for firm in range(2):
            tried, trying = (int(w.firms["trial_lever"][firm]) for w in (before, now))
            old, new = (practices_of(w, firm).as_dict() for w in (before, now))
            changed = {name for name in old if old[name] != new[name]}
            assert changed <= {LEVER_NAMES[lever] for lever in (tried, trying) if lever != NOBODY}
            if tried == NOBODY:
                continue
            began = before.firms["trial_began"][firm]
            quarter = int(now.market["day"][0]) // DAYS_A_QUARTER - 1
            over = trying == NOBODY or now.firms["trial_began"][firm] == quarter
            assert over == (quarter - began >= PATIENT.horizon)
            ended += over
            if over and trying != tried:
                kept, undone = old[LEVER_NAMES[tried]], before.firms["trial_before"][firm]
                assert new[LEVER_NAMES[tried]] in (kept, undone)
    assert ended >= 4


@pytest.mark.parametrize(("then", "kept"), [(-1e9, True), (1e9, False)], ids=["things got better", "worse"])
def test_a_change_is_kept_if_the_goal_says_that_things_got_better_and_else_undone(then, kept):
    w = quarters(managed(PATIENT.replace({"executive_ownership": 0.0})), 3)[-1]
    lever = int(w.firms["trial_lever"][0])
    assert lever != NOBODY
    name = LEVER_NAMES[lever]
    before, tried = w.firms["trial_before"][0], w.firms[name][0]
    assert before != tried
    w.firms["trial_value"][0] = then
    w.firms["horizon"][0] = 1.0
    w = after(w, DAYS_A_QUARTER)
    if int(w.firms["trial_lever"][0]) == lever:
        assert w.firms["trial_before"][0] == (tried if kept else before)
    else:
        assert w.firms[name][0] == (tried if kept else before)


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


# ------------------------------------------------------------------------------ hearing


def truth(w: World, firm: int = 0) -> np.ndarray:
    """The signals of the quarter's twelve weeks that were written down before it ended, by hand."""
    end = int(w.market["day"][0]) // 5 - 1
    k = {name: w.weeks[name][end - 12 : end, firm].sum(dtype=float) for name in w.weeks.dtype.names}
    costs = ("wages", "overtime_pay", "hiring", "severance_pay", "improvement_cost", "programme_cost")
    profit = k["revenue"] - sum(k[name] for name in (*costs, "giveaways", "fixed_cost", "fines"))
    m = w.market[0]
    wage_bill = m["wage"] * m["on_costs"] * m["hours_per_day"] * 5 * m["employees_per_firm"]
    return np.array(
        [
            profit / (12 * wage_bill),
            k["survey_score"] / 12,
            (k["customer_satisfaction_sum"] + k["lost_satisfaction_sum"])
            / (k["customers_served"] + k["lost_served"]),
            k["satisfaction_sum"] / k["employees"],
            -k["accepted_complaint"] / k["delivered"],
            -12 * (k["lost_silent"] + k["lost_voiced"]) / k["customers"],
        ]
    )


def test_there_is_a_signal_for_every_goal():
    assert [f"goal_{signal}" for signal in SIGNALS] == list(GOALS)


@pytest.mark.parametrize(("practice", "values"), [({"immersion": 1.0}, {}), ({}, {"layers": 0})])
def test_an_executive_at_the_front_line_hears_at_once_what_happened(practice, values):
    for w in quarters(managed(PATIENT.replace(practice), consider_rate=3, **values), 4):
        np.testing.assert_allclose(w.firms["heard"][0], truth(w), rtol=1e-9)


def test_levels_delay_what_is_heard():
    seen = quarters(managed(PATIENT.replace({"immersion": 0.5}), layers=4, layer_delay=0.4, layer_noise=0), 4)
    heard = truth(seen[0])  # the first quarter is heard as it was: there is nothing to smooth yet
    np.testing.assert_allclose(seen[0].firms["heard"][0], heard, rtol=1e-9)
    for w in seen[1:]:
        heard = truth(w) - (truth(w) - heard) * math.exp(-1.0 / (0.4 * 2.0))
        np.testing.assert_allclose(w.firms["heard"][0], heard, rtol=1e-9)


def test_levels_blur_it_in_proportion():
    gaps = {}
    for layers in (1, 4):
        first = quarters(managed(PATIENT.replace({"immersion": 0.0}), layers=layers), 1)[0]
        gaps[layers] = first.firms["heard"] - [truth(first, firm) for firm in range(2)]
    np.testing.assert_allclose(gaps[4], 4.0 * gaps[1], rtol=1e-6, atol=1e-9)
    assert (gaps[1] != 0.0).all()


# ------------------------------------------------------------------------------ the others


@pytest.mark.parametrize("looking", [0.0, 0.25, 1.0])
def test_a_firm_that_looks_at_others_moves_its_offer_towards_theirs(looking):
    w = managed(Practices())
    apply_practices(w, 0, Practices(price=1.2, other_direction=looking))
    apply_practices(w, 1, Practices(price=0.8))
    w.firms["product"] = (1.0, -1.0)
    mine, theirs = w.firms["identity"]
    step = looking * w.market["imitation_step"][0]
    w = after(w, DAYS_A_QUARTER)
    f = w.firms[0]
    assert f["price"] == pytest.approx(1.2 - 0.4 * step)
    assert f["product"] == pytest.approx(1.0 - 2.0 * step)
    assert f["identity"] == pytest.approx(mine + step * (theirs - mine))
    assert w.firms["price"][1] == 0.8


def test_a_monopoly_has_nobody_to_look_at():
    w = world(scenario(SMALL), practices=Practices(price=1.1, other_direction=1.0))
    assert after(w, 130).firms["price"][0] == 1.1


def test_trying_something_costs_and_is_booked():
    w = managed(
        PATIENT.replace({"customer_insight": 0.0, "data_integration": 0.0, "supplier_partnering": 0.0}),
        link_cost=0,
        department_ratio=0,
    )
    w = after(w, DAYS_A_QUARTER)
    m = w.market[0]
    for firm in range(2):
        cost = notes(w, "programme_cost", firm)
        assert not cost[:-1].any()
        tries = w.firms["trial_lever"][firm] != NOBODY
        week = (
            m["wage"]
            * w.firms["pay"][firm]
            * m["on_costs"]
            * m["hours_per_day"]
            * 5
            * notes(w, "employees", firm)[-1]
        )
        assert cost[-1] == pytest.approx(m["trial_cost"] * week if tries else 0.0)
