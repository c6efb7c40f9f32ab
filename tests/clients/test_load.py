"""Load: what is asked over what there is, by the scenario's own numbers, held against a neutral run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.clients.load import hours_per_standard, load, mean_skill
from sim.clients.load_words import MOST, lines, problems
from sim.design.screening import sizes
from sim.design.vary import vary
from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR
from sim.model.world import FOCAL, build, world_seed
from sim.places import scenario_files
from sim.running.scenarios import load_scenario

CITY = load_scenario("turnover_city")
CALLS = {
    "people.employees_per_firm": 180,
    "customers.customers_per_firm": 300_000,
    "customers.need_rate": 0.48,
    "work.effort": 11 / 60,
}
"""A scenario that cannot work: 180 people for what 300,000 customers ask for, in calls of eleven minutes."""


@settings(max_examples=5)
@given(times=st.integers(2, 40))
def test_more_customers_are_more_load_and_more_employees_less(times):
    whole = load(CITY).employees
    customers = load(vary(CITY, {"customers.customers_per_firm": 7_000 * times})).employees
    employees = load(vary(CITY, {"people.employees_per_firm": 24 * times})).employees
    assert customers == pytest.approx(times * whole)
    assert employees == pytest.approx(whole / times)


@settings(max_examples=5)
@given(price=st.floats(0.1, 10.0), pay=st.floats(0.1, 10.0))
def test_the_budget_goes_with_wages_over_prices(price, pay):
    one = load(CITY)
    other = load(vary(CITY, {"money.price_request": 71 * price, "money.wage": 20.6 * pay}))
    assert other.budget == pytest.approx(one.budget * pay / price)
    assert (other.employees, other.managers) == (one.employees, one.managers)


def test_a_smaller_market_has_the_same_load():
    small = load(sizes(CITY)[0].market(CITY))
    whole = load(CITY)
    assert small.employees == pytest.approx(whole.employees, rel=1e-3)
    assert small.managers == pytest.approx(whole.managers, rel=1e-3)
    assert small.budget == pytest.approx(whole.budget, rel=1e-3)


def test_who_stays_for_good_has_learned_the_job():
    m = CITY.constants()
    assert mean_skill(m | {"base_quit_hazard": 0.0, "dismissal_hazard": 0.0}) == 1.0
    assert m["newcomer_productivity"] < mean_skill(m) < 1.0
    at_once = m | {"newcomer_productivity": 1.0, "friction": 0.0, "help_effort": 0.0}
    assert hours_per_standard(at_once) == 1.0


@pytest.mark.parametrize("name", scenario_files())
def test_every_scenario_that_comes_with_the_project_can_work(name):
    scenario = load_scenario(name)
    assert list(problems(scenario, load(scenario))) == []


def test_what_cannot_work_is_told_with_its_numbers():
    scenario = vary(CITY, CALLS)
    found = load(scenario)
    text = "\n".join(problems(scenario, found))
    assert f"300,000 customers ask for {found.employees:.2f} times the work that 180 employees can do" in text
    assert found.employees > MOST["employees"]


def test_each_of_the_three_is_refused_by_itself():
    for changed, told in (
        ({"money.price_request": 20.0}, "staffing.budget_share allows 75%"),
        ({"people.span_of_control": 24.0}, "ask 1 manager for"),
        ({"customers.customers_per_firm": 14_000}, "14,000 customers ask for"),
    ):
        scenario = vary(CITY, changed)
        assert told in "\n".join(problems(scenario, load(scenario))), changed


def test_three_lines_tell_it():
    said = list(lines(CITY, load(CITY)))
    assert [line.split()[0] for line in said] == ["employees", "above", "managers", "budget"]
    assert "7,000 customers" in said[0]
    assert "3 managers" in said[2]
    roomy = vary(CITY, {"people.employees_per_firm": 30})
    assert len(list(lines(roomy, load(roomy)))) == 3


def test_managers_who_work_long_days_before_anything_goes_wrong_are_a_warning():
    busy = vary(CITY, {"people.span_of_control": 12})
    assert 1.0 < load(busy).managers < load(busy).longest
    assert list(problems(busy, load(busy))) == []
    (warning,) = [line for line in lines(busy, load(busy)) if "may tip the firm" in line]
    assert "sim run FILE --policy neutral" in warning


AT_ONCE = ("corner_shop",)
"""Scenarios that are held against a run in the quick tests; the others are in the slow ones."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in AT_ONCE else pytest.mark.slow)
        for name in scenario_files()
        # What begins with the policies or comes once a year is no ordinary week.
        if name not in ("black_friday", "disruption")
    ],
)
def test_a_neutral_run_is_asked_for_the_work_that_is_told(name):
    """Accepted hours come within a tenth; people there are at least as many as the plan wants, by that lower bound."""
    scenario = load_scenario(name)
    found = load(scenario)
    w = engine.run_until(build(scenario, world_seed(1, 0), 1), DAYS_A_YEAR)
    weeks = w.weeks[26:52, FOCAL]
    assert weeks["accepted_hours"].mean() == pytest.approx(found.demand.hours, rel=0.1)
    assert weeks["employees"].mean() > 0.95 * found.wanted
