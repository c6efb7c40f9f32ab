"""steer: executives hear late and blurred, try a lever or two and keep what is believed to help; rivals answer."""

import math
from itertools import pairwise

import numpy as np
import pytest

from sim.model.levers import LEVERS, SIGNALS
from sim.model.mechanisms import OFF, Mechanism
from sim.model.parameters import DAYS_A_QUARTER
from sim.model.phases.steer import steer
from sim.model.practices import PRACTICES, Practices
from sim.model.records import World
from sim.model.states import NOBODY
from sim.model.world import apply_practices, copy, practices_of
from tests.model.phases.moments import FRIDAY, TRADING, act, before, order_changes_nothing
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


def tried(w: World, firm: int = 0) -> dict[str, float]:
    """The levers that are being tried, and their values before."""
    f = w.firms[firm]
    trial = {f["trial_lever"]: f["trial_before"], f["trial_second"]: f["trial_second_before"]}
    return {LEVER_NAMES[lever]: before for lever, before in trial.items() if lever != NOBODY}


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


def profit_of(w: World, week: int) -> float:
    """The first firm's profit of a week, in currency."""
    k = w.weeks[week, 0]
    costs = ("wages", "overtime_pay", "hiring", "severance_pay", "improvement_cost", "programme_cost")
    return float(k["revenue"] - sum(k[name] for name in (*costs, "fixed_cost", "fines")))


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


def test_levels_blur_it_in_proportion_to_what_a_signal_moves_by_itself():
    gaps = {}
    for layers in (1, 4):
        first, second = quarters(
            managed(PATIENT.replace({"immersion": 0.0}), layers=layers, layer_delay=0.01), 2
        )
        np.testing.assert_allclose(first.firms["heard"][0], truth(first), rtol=1e-9)
        moved = np.abs(truth(second) - truth(first))
        gaps[layers] = (second.firms["heard"][0] - truth(second)) / moved
    np.testing.assert_allclose(gaps[4], 4.0 * gaps[1], rtol=1e-3)
    assert (gaps[1] != 0.0).all()


def test_swings_are_the_mean_squares_of_what_signals_moved():
    seen = quarters(managed(PATIENT), 5)
    heard = np.array([w.firms["heard"][0] for w in seen])
    true = np.array([truth(w) for w in seen])
    for name, signal in (("heard_swing", heard), ("happened_swing", true)):
        expected = (np.diff(signal, axis=0) ** 2).mean(axis=0)
        np.testing.assert_allclose(seen[-1].firms[name][0], expected, rtol=1e-6)


# ------------------------------------------------------------------------------ the others


@pytest.mark.parametrize("looking", [0.0, 0.25, 1.0])
def test_a_firm_that_looks_at_others_moves_its_offer_towards_theirs(looking):
    w = managed(Practices(), idea_rate=0)  # ideas move products besides
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


@pytest.mark.slow
def test_who_aims_at_profit_earns_more_after_some_years_and_noise_makes_it_a_lottery():
    """Against the same firm without a goal, in the same worlds, in the last two of six years."""
    size = {"customers_per_firm": 360, "employees_per_firm": 15, "span_of_control": 8}
    habits = SMALL | size | {"consider_rate": 1, "executive_tenure": 100}
    ways = {
        "aimless": ({}, 0.0),
        "clear": ({"layers": 0}, 1.0),
        "deaf": ({"layers": 12, "layer_noise": 5}, 1.0),
    }
    profit = {}
    for way, (values, goal) in ways.items():
        earned = []
        for seed in range(10):
            w = world(scenario(habits | values, competition="duopoly"), seed, years=6)
            apply_practices(w, 0, Practices(goal_profit=goal, horizon=1.0, executive_ownership=0.0))
            w = after(w, 6 * 260)
            earned.append(np.mean([profit_of(w, week) for week in range(208, 312)]))
        profit[way] = np.array(earned)
    gains = {way: profit[way] - profit["aimless"] for way in ("clear", "deaf")}
    error = {way: gain.std() / math.sqrt(len(gain)) for way, gain in gains.items()}
    assert gains["clear"].mean() > 2.0 * error["clear"]
    assert abs(gains["deaf"].mean()) < 2.0 * error["deaf"]
    assert gains["clear"].mean() > gains["deaf"].mean()


# ------------------------------------------------------------------------------ coming and going


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


# ------------------------------------------------------------------------------ answering


def losing(share: float, **values: float) -> World:
    """Two firms, of which the first has lost a share of its customers in half a year, at the end of a quarter."""
    w = after(managed(Practices(**values), loss_tolerated=0.05, loss_alarming=0.15), 3 * DAYS_A_QUARTER - 5)
    week = int(w.market["day"][0]) // 5
    w.weeks["customers"][: week - 1] = 100.0
    w.weeks["customers"][week - 1] = (100.0 * (1.0 - share), 100.0)
    w = after(w, 4)
    # The week before the last one is the latest that is written down when executives act.
    return after(w, 1)


@pytest.mark.parametrize(
    ("share", "answering", "answer"), [(0.5, 0.5, 0.5), (0.5, 0.0, 0.0), (0.02, 1.0, 0.0)]
)
def test_a_firm_answers_who_takes_its_customers_as_far_as_it_is_wont_to(share, answering, answer):
    f = losing(share, answering=answering).firms
    assert f["answer"][0] == pytest.approx(answer)
    assert f["answer"][1] == 0.0


def test_an_answer_is_a_lower_price_more_staff_and_more_improvement():
    w, calm = (losing(share, answering=1.0) for share in (0.5, 0.0))
    # An answer costs revenue: here the work decides how many people are wanted, not what can be paid.
    w.market["budget_share"] = calm.market["budget_share"] = 10.0
    m = w.market[0]
    assert notes(w, "price")[-1] == 1.0 - m["answer_price"]
    w = after(w, 5)
    paid = notes(w, "wages")[-1] + notes(w, "improvement_cost")[-1]
    managers = m["manager_wage"] * m["on_costs"] * m["hours_per_day"] * 5 * notes(w, "teams")[-1]
    assert notes(w, "improvement_cost")[-1] == pytest.approx(
        w.firms["patience"][0] * (0.01 + m["answer_improvement"]) * (paid - managers)
    )
    assert w.firms["staff_target"][0] > after(calm, 5).firms["staff_target"][0]


# ------------------------------------------------------------------------------ a word given


def declared(before_: float, now: float, *, given: float = 0.0, **modes: int) -> World:
    """Executives who judge one trial of employees' voice, which has gone badly."""
    w = before(steer)
    f = w.firms
    lever = LEVER_NAMES.index("employee_voice")
    f["executive_leaves"] = 10**6
    f["executive_ownership"] = 1.0
    f["declared"][:, lever] = given
    f["trial_lever"], f["trial_second"], f["trial_began"], f["horizon"] = lever, NOBODY, -1, 1.0
    f["trial_before"], f["employee_voice"] = before_, now
    f["evidence"], f["evidence_weight"] = 0.0, 0.0
    f["evidence"][:, lever] = -1e6 if now > before_ else 1e6
    f["evidence_weight"][:, lever] = 1e6
    for name, mode in modes.items():
        w.mechanisms["mode"][Mechanism[name]] = mode
    return w


def test_what_was_declared_and_is_taken_back_costs_more_trust_than_it_brought():
    w = declared(0.4, 0.6, given=1.0)
    old = copy(w)
    act(w, steer)
    m = w.market[0]
    assert (w.firms["employee_voice"][TRADING] == 0.4).all()
    at_work = (w.managers["id"] != NOBODY) & np.isin(w.managers["firm"], (0, 1))
    lost = old.managers["belief"][at_work] - w.managers["belief"][at_work]
    np.testing.assert_allclose(lost, m["word_loss"] * m["word_gain"], rtol=1e-9)
    assert m["word_loss"] > 1.0
    hurt = old.employees["satisfaction"] - w.employees["satisfaction"]
    employed = w.employees["id"] != NOBODY
    np.testing.assert_allclose(hurt[employed], m["word_hurt"], rtol=1e-9)
    week = FRIDAY // 5
    np.testing.assert_allclose(w.weeks["words_broken"][week, TRADING], 1.0)
    assert np.allclose(w.firms["declared"][TRADING, LEVER_NAMES.index("employee_voice")], 0.0)


def test_what_a_policy_set_was_never_declared_and_no_word_is_broken():
    w = declared(0.4, 0.6, given=0.0)
    old = copy(w)
    act(w, steer)
    np.testing.assert_array_equal(w.managers["belief"], old.managers["belief"])
    np.testing.assert_array_equal(w.employees["satisfaction"], old.employees["satisfaction"])


def test_giving_back_what_was_taken_is_declared_and_believed():
    w = declared(0.6, 0.4)
    old = copy(w)
    act(w, steer)
    assert (w.firms["employee_voice"][TRADING] == 0.6).all()
    at_work = (w.managers["id"] != NOBODY) & np.isin(w.managers["firm"], (0, 1))
    gained = w.managers["belief"][at_work] - old.managers["belief"][at_work]
    np.testing.assert_allclose(gained, w.market["word_gain"][0])


def test_off_a_word_is_worth_nothing():
    w = declared(0.4, 0.6, given=1.0, WORD=OFF)
    old = copy(w)
    act(w, steer)
    np.testing.assert_array_equal(w.managers["belief"], old.managers["belief"])
    np.testing.assert_array_equal(w.employees["satisfaction"], old.employees["satisfaction"])


def test_the_order_of_executives_changes_nothing():
    assert order_changes_nothing(steer)
