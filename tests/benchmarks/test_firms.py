"""Scenarios of given sizes, and worlds of them in processes of their own."""

import pytest

from benchmarks.firms import CUSTOMERS, EMPLOYEES, changed, market, sized
from benchmarks.fresh import fresh
from benchmarks.plain_mesa import core
from benchmarks.rows.client import client, years_in
from benchmarks.rows.growth import customers, employees, firms, foreseen
from benchmarks.sizes import world_of
from sim.model.scenario import Scenario


def needs_an_employee(scenario: Scenario) -> float:
    p = scenario.constants()
    return p["need_rate"] * p["customers_per_firm"] / p["employees_per_firm"]


def test_the_default_size_is_that_of_the_scenario_and_can_be_multiplied():
    once, ten_times = core(market()), core(sized(market(), 10))
    assert once.constants()["customers_per_firm"] == CUSTOMERS
    assert once.constants()["employees_per_firm"] == EMPLOYEES
    assert once.without == ten_times.without != ()
    assert ten_times.constants() == once.constants() | {
        "customers_per_firm": 10 * CUSTOMERS,
        "employees_per_firm": 10 * EMPLOYEES,
    }


def test_only_what_is_named_changes():
    assert changed(market(), need_rate=2.0).constants() == market().constants() | {"need_rate": 2.0}


@pytest.mark.parametrize("size", [customers(10**6), employees(10**4), firms(20), customers(10**3)])
def test_employees_are_as_busy_at_every_size(size):
    world = world_of(**{"firms": 1, **size})
    assert needs_an_employee(world) == pytest.approx(needs_an_employee(market()), rel=0.2)
    assert world.trading_firms == size.get("firms", 1)


def test_the_client_is_as_busy_too_and_has_180_people():
    p = client().constants()
    assert needs_an_employee(client()) == pytest.approx(needs_an_employee(market()))
    assert p["employees_per_firm"] + p["employees_per_firm"] / p["span_of_control"] == 180
    assert p["customers_per_firm"] == 300_000
    assert client().trading_firms == 2


def test_worlds_are_warmed_up_once_for_all_policies():
    assert years_in(policies=5, worlds=10, warm_up=2, years=3) == 170


def test_what_a_size_takes_is_foreseen_by_how_the_last_ones_grew():
    assert foreseen({}, 10) == 0.0
    assert foreseen({10: 2.0}, 100) == pytest.approx(20.0)
    assert foreseen({10: 2.0, 100: 200.0}, 1000) == pytest.approx(20_000.0)
    assert foreseen({10: 2.0, 100: 3.0}, 1000) == pytest.approx(30.0)


def test_a_size_is_measured_in_a_process_of_its_own():
    found = fresh("benchmarks.sizes", "days_of", customers=3000, employees=10)
    assert found["days"] % 5 == 0
    assert 0 < found["days"] <= 250
    assert found["seconds"] > 0.0
    # 4.8 needs a customer and year, and what comes on top of them: rework, complaints, extras' own
    assert 3.0 < found["opened"] / 3000 / found["days"] * 260 < 8.0


def test_what_fails_in_a_fresh_process_says_so():
    with pytest.raises(RuntimeError, match=r"days_of.*ZeroDivisionError: division by zero"):
        fresh("benchmarks.sizes", "days_of", customers=1, employees=0)
