"""supply, drift, disruption: what waits for suppliers, what moves on, who opens when."""

import numpy as np
import pytest

from sim.model.phases.supply import drift
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.states import HELD
from tests.worlds import SMALL, STILL, after, notes, scenario, world

FRAGILE = SMALL | STILL | {"need_rate": 4, "supply_failures": 20, "supply_days": 20, "supply_dependence": 1}


def held(w: World) -> int:
    return int((w.requests["state"] == HELD).sum())


def test_while_suppliers_fail_nothing_that_needs_them_is_delivered_and_then_everything():
    w = world(scenario(FRAGILE), 3)
    failed = recovered = 0
    for _ in range(260):
        before, delivered = held(w), delivered_so_far(w)
        back = w.firms["supply_back"][0]
        today = int(w.market["day"][0])
        w = after(w, 1)
        if today < back:
            failed += 1
            assert delivered_so_far(w) == (0 if today % 5 == 0 else delivered)
            assert held(w) >= before
        else:
            recovered += before > 0
            assert held(w) == 0
    assert failed > 50
    assert recovered > 3


def delivered_so_far(w: World) -> int:
    """Deliveries of the week that the last day lay in."""
    return int(w.weeks["delivered"][(int(w.market["day"][0]) - 1) // 5, 0])


def test_what_needs_nothing_waits_for_nobody():
    w = after(world(scenario(FRAGILE | {"supply_dependence": 0}), 3))
    assert w.firms["supply_back"][0] > 0
    assert not notes(w, "supply_late").any()


def test_reliable_suppliers_never_fail():
    w = after(world(scenario(FRAGILE | {"supply_failures": 0}), 3))
    assert not w.firms["supply_back"].any()


def test_held_requests_become_late_deliveries_or_are_dropped_with_their_customers():
    leaving = {"consider_rate": 12, "satisfaction_slope": 0}
    w = after(world(scenario(FRAGILE | leaving, competition="duopoly"), 3), 257)  # a Wednesday's morning
    for firm in range(2):
        assert notes(w, "supply_late", firm).sum() > 20
        assert notes(w, "late", firm).sum() > 10
        assert notes(w, "dropped", firm).sum() > 5
        held = w.requests[(w.requests["firm"] == firm) & (w.requests["state"] == HELD)]
        assert (w.customers["firm"][held["customer"]] == firm).all()


def test_partners_fail_less_and_are_back_sooner():
    alone, partners = (
        after(world(scenario(FRAGILE), 3, practices=Practices(supplier_partnering=p))) for p in (0.0, 1.0)
    )
    assert notes(partners, "supply_late").sum() < notes(alone, "supply_late").sum()


# ------------------------------------------------------------------------------ needs


def test_without_turbulence_needs_and_words_stay_where_they_are():
    w = after(world(scenario(SMALL)))
    assert w.market["need"][0] == w.market["stated"][0] == 0.0


def test_a_year_of_drift_spreads_needs_as_the_scenario_says_and_words_less():
    w = world(scenario(SMALL | {"need_drift": 0.6}))
    needs, words = [], []
    for seed in range(400):
        w.market["seed"], w.market["need"], w.market["stated"] = seed, 0.0, 0.0
        for week in range(52):
            drift(w, week * 5 + 4)
        needs.append(w.market["need"][0])
        words.append(w.market["stated"][0])
    assert abs(np.mean(needs)) < 4.0 * 0.6 / 20.0
    assert np.std(needs) == pytest.approx(0.6, rel=0.15)
    assert 0.0 < np.std(words) < 0.5 * np.std(needs)
    assert np.corrcoef(needs, words)[0, 1] > 0.5


def test_what_customers_say_follows_what_they_need_by_a_closed_form():
    w = world(scenario(SMALL | {"stated_delay": 20}))
    w.market["need"] = 1.0
    w = after(w, 200)
    assert w.market["stated"][0] == pytest.approx(1.0 - np.exp(-40.0 / 20.0))


# ------------------------------------------------------------------------------ disruption


@pytest.mark.parametrize("year", [1, 2])
def test_the_disruptor_opens_at_the_start_of_its_year_and_only_then(year):
    values = SMALL | {"warm_up": 1, "disruption_year": year, "disruption_shift": 2, "stated_delay": 1000}
    w = world(scenario(values, competition="duopoly"), 3, years=3)
    opens = 260 + (year - 1) * 260
    assert len(w.firms) == 3
    w = after(w, opens - 1)
    assert list(w.firms["trading"]) == [1, 1, 0]
    assert w.market["need"][0] == 0.0
    w = after(w, 1)
    assert list(w.firms["trading"]) == [1, 1, 1]
    assert w.firms["founded"][2] == opens
    assert w.market["need"][0] == 2.0
    assert w.firms["product"][2] == 2.0
    w = after(w, 520)
    trading = notes(w, "trading", 2)
    assert np.flatnonzero(np.diff(trading) == 1).tolist() == [opens // 5 - 2]
    assert w.market["need"][0] == 2.0
    assert notes(w, "customers", 2)[-1] > 0


def test_entry_leaves_the_disruptors_place_free():
    rich = SMALL | {"warm_up": 1, "price_request": 400, "entry_margin": -1, "disruption_year": 3}
    w = after(world(scenario(rich, competition="contestable"), 3, years=3), 3 * 260 - 1)
    assert list(w.firms["trading"]) == [1, 1, 1, 1, 0]


def test_where_no_disruption_comes_there_is_nobody_to_come():
    assert len(world(scenario(SMALL, competition="duopoly")).firms) == 2
