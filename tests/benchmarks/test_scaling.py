"""The model of cost finds costs that are known, does not see what is held back, and holds for the kept figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.pages import scaling
from docs.scaling import SIZES
from docs.tables import read_toml
from sim.model import records

COSTS = {
    "a run": 0.002,
    "an event": 1e-6,
    "an event and team": 3e-9,
    "an employee-day": 2e-6,
    "a customer-day": 2e-8,
}


def made_up(*, held_back: float = 1.0) -> list[dict]:
    """Runs of the measured sizes whose seconds follow from COSTS; those held back take so many times as long."""
    runs = []
    for customers, employees, firms, load, days, held in SIZES:
        run = {
            "held_back": held,
            "customers": customers * firms,
            "employees": employees * firms,
            "customer_days": customers * firms * days,
            "employee_days": employees * firms * days,
            "firms": firms,
            "events": 11.0 * load * employees * firms * days,
        }
        run["day_seconds"] = scaling.predicted(run, scaling.DAYS, COSTS) * (held_back if held else 1.0)
        runs.append(run)
    return runs


def test_costs_that_are_known_are_found():
    assert scaling.fitted(made_up(), scaling.DAYS, "day_seconds") == pytest.approx(COSTS, rel=1e-6)


def test_what_is_held_back_is_not_fitted_to():
    seen = scaling.fitted(made_up(held_back=7.0), scaling.DAYS, "day_seconds")
    assert seen == pytest.approx(scaling.fitted(made_up(), scaling.DAYS, "day_seconds"))


def test_no_cost_is_below_nothing():
    runs = made_up()
    for place, run in enumerate(runs):
        run["day_seconds"] *= 0.5 + place % 2
    assert all(cost >= 0.0 for cost in scaling.fitted(runs, scaling.DAYS, "day_seconds").values())


FIGURES = read_toml("scaling.toml")
MODEL = scaling.Model.of(FIGURES)


def test_the_kept_figures_are_of_the_sizes_that_are_measured():
    kept = [
        (run["customers"], run["employees"], run["firms"], run["load"], run["days"], run["held_back"])
        for run in FIGURES["run"]
    ]
    assert kept == [
        (customers * firms, employees * firms, firms, load, days, held)
        for customers, employees, firms, load, days, held in SIZES
    ]
    assert {True, False} == {run["held_back"] for run in FIGURES["run"]}


def test_what_is_held_back_is_predicted_within_a_factor_of_two():
    """Not how fast anything is: that the page's model holds for the figures that the page shows."""
    for run in FIGURES["run"]:
        if run["held_back"]:
            predicted = scaling.predicted(run, scaling.SECONDS, MODEL.seconds)
            assert 0.5 < predicted / (run["build_seconds"] + run["day_seconds"]) < 2.0, run


@given(st.floats(1e3, 1e8), st.floats(1.0, 10.0))
def test_more_costs_more(customers, times):
    assert MODEL.core_seconds(customers, 100, 3) <= MODEL.core_seconds(times * customers, 100, 3) * (1 + 1e-9)
    assert MODEL.core_seconds(customers, 100, 3) <= MODEL.core_seconds(customers, 100 * times, 3) * (1 + 1e-9)
    assert MODEL.memory(customers, 10) <= MODEL.memory(times * customers, 10)


def test_what_fits_into_a_time_takes_that_time():
    customers = scaling.within(MODEL, 3600.0)
    taken = MODEL.core_seconds(customers, customers * scaling.EMPLOYEES_A_CUSTOMER, 5)
    assert taken == pytest.approx(3600.0, rel=0.01)


def test_a_customer_takes_at_least_its_row():
    assert MODEL.bytes["a customer"] >= 0.9 * records.customer.itemsize


@pytest.mark.parametrize(
    ("shown", "value", "text"),
    [
        (scaling.duration, 0.0, "nothing"),
        (scaling.duration, 3e-8, "30 ns"),
        (scaling.duration, 1.1e-6, "1.1 µs"),
        (scaling.duration, 90.0, "90 s"),
        (scaling.duration, 5000.0, "5,000 s"),
        (scaling.duration, 5 * 3600.0, "5 hours"),
        (scaling.duration, 1e6, "12 days"),
        (scaling.size, 104.4, "100 bytes"),
        (scaling.size, 1.53e9, "1.5 GB"),
        (scaling.money, 0.001, "under 0.01"),
        (scaling.money, 1234.0, "1,200"),
        (scaling.rounded, 0.123, "0.12"),
    ],
)
def test_amounts_are_written_for_reading(shown, value, text):
    assert shown(value) == text
