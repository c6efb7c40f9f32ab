"""audit: audits follow money and complaints; what is found is fined once; executives weigh what they fear.

Prices are fixed as far as the least willing goes.
"""

import math

import numpy as np
import pytest

from sim.model.mechanisms import OFF, Mechanism
from sim.model.phases.audit import audit
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.world import apply_practices, copy
from tests.worlds import SMALL, after, notes, scenario, world

QUARTER = 65
TRICKS = Practices(dark_patterns=1.0)
CERTAIN = {"audit_rate": 4, "audit_power": 1}
"""An audit every quarter, which finds everything."""


def market(practices: Practices, rivals: int = 1, **values: float) -> World:
    chosen = scenario(SMALL | values, competition="rivalry", rivals=rivals)
    return world(chosen, 6, years=2, practices=practices)


def test_without_law_nobody_is_deterred_audited_or_fined():
    w = after(
        market(TRICKS.replace({"collusion": 0.5, "loyalty_penalty": 1.0}), audit_rate=0, discovery=0), 260
    )
    assert not w.firms["deterred"].any()
    assert not w.regulator["audits"][0]
    for firm in range(2):
        assert not notes(w, "fines", firm).any()
        assert notes(w, "overcharged", firm).all()


def test_where_the_fine_to_be_expected_exceeds_the_gain_nobody_offends_from_the_next_quarter_on():
    strict = {"audit_rate": 12, "audit_power": 1, "fine_rate": 3}
    w = after(market(TRICKS.replace({"collusion": 1.0}), **strict), 260)
    assert (w.firms["deterred"] == 1.0).all()
    for firm in range(2):
        assert notes(w, "overcharged", firm)[:13].all()
        assert not notes(w, "overcharged", firm)[13:].any()
        assert not notes(w, "cartel", firm).any()


def test_where_it_is_less_executives_offend_by_as_much_less():
    """Gain: tricks on a year's revenue. Fine to be expected: rate times revenue as often as audits are feared."""
    mild = {"audit_rate": 1, "audit_power": 0.5, "fine_rate": 0.04, "discovery": 0}
    w = after(market(TRICKS, **mild), 130)
    assert w.firms["deterred"] == pytest.approx(w.firms["feared"] * 0.5 * 0.04 / 0.08)
    assert (w.firms["deterred"] > 0.0).all()


def test_customers_who_would_see_through_it_deter_too_and_the_more_the_further_an_executive_looks():
    lawless = {"audit_rate": 0, "need_rate": 0.4, "discovery": 0.3, "base_quit_hazard": 0}
    deterred = {}
    for horizon in (1.0, 2.0):
        w = after(market(TRICKS.replace({"horizon": horizon}), **lawless), 130)
        deterred[horizon] = w.firms["deterred"][0]
    assert 0.0 < deterred[1.0] < deterred[2.0] < 1.0
    without = market(TRICKS, **lawless)
    without.mechanisms["mode"][Mechanism.DISCOVERY] = OFF
    assert not after(without, 130).firms["deterred"].any()


# ------------------------------------------------------------------------------ the regulator


def audited(*complaints: int) -> np.ndarray:
    """How often each of some firms, to which customers complain so often a week, is the one that is audited."""
    last = QUARTER - 1
    w = after(market(Practices(), rivals=len(complaints) - 1, audit_rate=0), last)
    w.weeks["accepted_complaint"][: last // 5] = complaints
    w.weeks["customers"][: last // 5] = 100
    hits = np.zeros(len(complaints))
    for seed in range(400):
        one = copy(w)
        one.market["seed"], one.regulator["budget"] = seed, 1.0
        audit(one, last)
        hits += one.firms["audited"] == last
    return hits


def test_the_regulator_goes_where_customers_complain_and_sometimes_elsewhere():
    hits = audited(0, 10, 30)
    assert hits.sum() == 400
    assert 0 < hits[0] < hits[1] < hits[2]
    expected = 400 * (0.3 / 3 + 0.7 * np.array([0.0, 0.25, 0.75]))
    assert (np.abs(hits - expected) < 4.0 * np.sqrt(expected)).all()


def test_where_nobody_complains_all_firms_are_alike():
    hits = audited(0, 0, 0)
    assert (np.abs(hits - 400 / 3) < 4.0 * np.sqrt(400 / 3)).all()


def test_a_regulator_spends_its_budget_and_no_more():
    w = after(market(Practices(), rivals=3, audit_rate=0.5), 520)
    assert abs(w.regulator["audits"][0] - 4 * 0.5 * 2) <= 1


def test_audits_that_are_seen_are_feared_ones_own_most_and_a_quiet_time_makes_bold():
    w = after(market(Practices(), rivals=3, audit_rate=0), QUARTER - 1)
    w.firms["feared"] = 0.5
    w.regulator["budget"] = 1.0
    hit = copy(w)
    audit(hit, QUARTER - 1)
    (own,) = np.flatnonzero(hit.firms["audited"] == QUARTER - 1)
    feared = hit.firms["feared"]
    assert (feared[own] > np.delete(feared, own)).all()
    assert feared[own] > 0.5
    quiet = copy(w)
    quiet.regulator["budget"] = 0.0
    audit(quiet, QUARTER - 1)
    assert (quiet.firms["feared"] < 0.5).all()
    assert (np.delete(feared, own) > quiet.firms["feared"][0]).all()


def test_off_executives_know_the_true_rate():
    w = market(TRICKS, audit_rate=1, audit_power=0.5, fine_rate=0.04, discovery=0)
    w.mechanisms["mode"][Mechanism.PERCEIVED_RISK] = OFF
    assert after(w, 130).firms["deterred"] == pytest.approx(0.5 * 0.04 / 0.08)


def test_every_firm_that_trades_is_audited_as_often_as_the_law_says():
    w = after(market(Practices(), rivals=3, **CERTAIN), 260)
    assert w.regulator["audits"][0] == 4 * 4
    assert w.regulator["offences_found"][0] == 0
    rare = after(market(Practices(), rivals=20, audit_rate=1), 520)
    expected = 21 * 8 / 4
    assert abs(rare.regulator["audits"][0] - expected) < 4.0 * math.sqrt(expected)


def test_a_fine_is_its_rate_of_a_years_fading_taint_and_is_paid_once():
    w = after(market(TRICKS, **CERTAIN, fine_rate=0.01, fine_publicity=0.5), QUARTER)
    for firm in range(2):
        weeks = np.arange(13)[::-1]
        taint = (notes(w, "tainted", firm) * np.exp(-weeks / 52.0)).sum()
        assert notes(w, "fines", firm)[-1] == pytest.approx(0.01 * taint)
        assert not notes(w, "fines", firm)[:-1].any()
        assert w.firms["tainted"][firm] == 0.0
    later = after(w, QUARTER)
    for firm in range(2):
        taint = (notes(later, "tainted", firm)[13:] * np.exp(-np.arange(13)[::-1] / 52.0)).sum()
        assert notes(later, "fines", firm)[-1] == pytest.approx(0.01 * taint)


def test_a_fine_stops_at_its_cap_and_is_in_the_papers():
    w = after(market(TRICKS, **CERTAIN, fine_cap=5, fine_publicity=0.5), QUARTER - 1)
    reputation, cash = w.firms["reputation"].copy(), w.firms["cash"].copy()
    audit(w, QUARTER - 1)
    assert (w.weeks["fines"][(QUARTER - 1) // 5, :2] == 5.0).all()
    np.testing.assert_array_equal(w.firms["reputation"], 0.5 * reputation)
    np.testing.assert_array_equal(w.firms["cash"], cash - 5.0)


# ------------------------------------------------------------------------------ price fixing


def willing(*collusion: float, **values: float) -> World:
    w = market(Practices(), rivals=len(collusion) - 1, **({"audit_rate": 0} | values))
    for firm, value in enumerate(collusion):
        apply_practices(w, firm, Practices(collusion=value))
    return w


@pytest.mark.parametrize("collusion", [(0.9, 0.3, 0.6), (1.0, 1.0), (0.8, 0.0, 1.0)])
def test_prices_are_fixed_as_far_as_the_least_willing_goes(collusion):
    w = after(willing(*collusion, reduced_effort=1), QUARTER + 5)
    assert (w.firms["cartel"] == min(collusion)).all()
    dearer = 1.0 + w.market["collusion_markup"][0] * min(collusion)
    for firm in range(len(collusion)):
        core, extra = (notes(w, f"delivered_{channel}", firm)[-1] for channel in ("core", "extra"))
        sold = w.market["price_request"][0] * (core + w.market["extra_price"][0] * extra)
        assert notes(w, "revenue", firm)[-1] == pytest.approx(dearer * sold)
        assert bool(notes(w, "tainted", firm)[-1]) == (min(collusion) > 0.0)


def test_a_monopoly_has_no_cartel():
    w = world(scenario(SMALL | {"audit_rate": 0}), practices=Practices(collusion=1.0))
    assert not notes(after(w, 260), "cartel").any()


def test_one_that_the_law_deters_breaks_it_for_all():
    w = after(willing(1.0, 1.0, audit_rate=12, fine_rate=3), QUARTER)
    assert (w.firms["deterred"] == 1.0).all()
    assert not w.firms["cartel"].any()


def test_an_entrant_opens_at_its_own_price():
    values = {"price_request": 300, "entry_margin": -1, "audit_rate": 0}
    w = world(scenario(SMALL | values, competition="contestable"), practices=Practices(collusion=0.8))
    w = after(w, QUARTER)
    opened = (w.firms["founded"] > 0) & (w.firms["trading"] == 1)
    assert opened.any()
    assert not w.firms["cartel"][opened].any()
    assert (w.firms["cartel"][~opened & (w.firms["trading"] == 1)] == 0.8).all()


# ------------------------------------------------------------------------------ extraction


@pytest.mark.parametrize(("loyal_years", "pay"), [(20, False), (0, True)])
def test_the_loyalty_penalty_is_paid_by_the_loyal_alone(loyal_years, pay):
    w = after(market(Practices(loyalty_penalty=1.0), loyal_years=loyal_years, audit_rate=0), 60)
    sold = w.market["price_request"][0] * notes(w, "delivered_core")
    unasked = w.market["loyalty_markup"][0] * sold if pay else 0.0 * sold
    np.testing.assert_allclose(notes(w, "overcharged"), unasked)


def test_pushing_adds_its_share_to_core_sales_and_breaks_no_law():
    w = after(market(Practices(sales_pressure=1.0)), 60)
    sold = w.market["price_request"][0] * notes(w, "delivered_core")
    np.testing.assert_allclose(notes(w, "pushed"), w.market["push_sales"][0] * sold)
    assert not notes(w, "tainted").any()


def test_who_sees_through_a_charge_compares_firms_at_the_weeks_end_and_is_counted_once():
    """With every other reason to compare firms switched off."""
    quiet = {"consider_rate": 0, "return_rate": 0, "discovery": 10, "betrayal": 1}
    w = market(TRICKS, audit_rate=0, satisfaction_slope=20, **quiet)
    lost = 0
    for _ in range(8):
        w = after(w, 5)
        assert not w.customers["triggered"].any()
        lost += sum(notes(w, name)[-1] for name in ("lost_silent", "lost_voiced"))
    found = notes(w, "discoveries").sum()
    assert 0 < lost <= found <= notes(w, "delivered_core").sum()
    assert lost > 0.9 * found  # who feels betrayed hardly stays


def test_where_nobody_sees_through_it_nobody_leaves_for_it():
    quiet = {"consider_rate": 0, "return_rate": 0, "discovery": 0}
    w = after(market(TRICKS, audit_rate=0, **quiet), 100)
    assert not notes(w, "discoveries").any()
    assert not notes(w, "lost_silent").any()
