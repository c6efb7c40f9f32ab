"""A client's scenario: it asks for the client's work, says where numbers are from, and writes no result as a cause."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.clients.demand import demand
from sim.clients.file import text
from sim.clients.load import hours_present, load
from sim.clients.made import CLIENT, made
from sim.clients.nearest import apart, candidates, nearest
from sim.clients.numbers import read_numbers
from sim.errors import InputError
from sim.model.quantities import Quantity
from sim.model.scenario import parse_scenario
from tests.clients.typed import TYPED

NUMBERS = read_numbers(TYPED)
PATH = Path("my_client.toml")

numbers = st.builds(
    replace,
    st.just(NUMBERS),
    headcount=st.integers(10, 1_000),
    teams=st.integers(5, 10),
    requests=st.floats(1_000.0, 40_000.0),
    minutes=st.floats(1.0, 300.0),
    due_days=st.integers(1, 40),
    pay=st.floats(5.0, 80.0),
    price=st.floats(1.0, 300.0),
    customers=st.integers(5_000, 100_000),
    rivals=st.integers(0, 6),
    rival_size=st.sampled_from([1.0, 3.0, 0.4]),
)


def read(content: str):
    return parse_scenario(tomllib.loads(content), name="my_client", where="my_client.toml")


@settings(max_examples=15)
@given(client=numbers)
def test_the_work_that_it_asks_for_is_the_clients_requests_times_their_minutes(client):
    found = made(client, nearest(client)).scenario
    weekly = client.requests * 12 / 52
    assert demand(found.constants()).done == pytest.approx(weekly, rel=0.01)
    m = found.constants()
    assert load(found).employees * hours_present(m) == pytest.approx(weekly * client.minutes / 60.0, rel=0.01)
    assert m["employees_per_firm"] == client.headcount
    assert found.sizes == (1.0, *[client.rival_size] * client.rivals)


@settings(max_examples=10)
@given(client=numbers, turnover=st.floats(0.0, 5.0), churn=st.floats(0.0, 5.0))
def test_results_are_no_causes(client, turnover, churn):
    """Whatever turnover and churn a client has, the world is the same: they are what comes of it."""
    like = nearest(client)
    other = made(replace(client, turnover=turnover, churn=churn), like).scenario
    assert other.content() == made(client, like).scenario.content()
    assert other.people.base_quit_hazard == like.people.base_quit_hazard
    assert other.choice.consider_rate == like.choice.consider_rate


@settings(max_examples=10)
@given(client=numbers)
def test_the_file_is_the_scenario_again(client):
    found = made(client, nearest(client))
    again = read(text(found, client, PATH))
    assert again.content() == found.scenario.content()
    assert again.currency == "EUR"


def test_every_number_says_where_it_is_from():
    like = nearest(NUMBERS)
    content = text(made(NUMBERS, like), NUMBERS, PATH)
    again = read(content)
    assert again.people.employees_per_firm == Quantity(value=60, unit="employees", source=CLIENT)
    assert again.managers.triage_hours.source.startswith("assumed: turnover_city's, in proportion")
    assert again.staffing.planned_utilisation.source.startswith("assumed: the client's requests and minutes")
    assert again.people.absence == like.people.absence
    assert "# 45% of the client's employees quit in a year: that is a result" in content
    assert "`sim calibrate client.csv --scenario my_client.toml`" in content


@pytest.mark.parametrize("name", candidates())
def test_a_scenario_is_the_nearest_to_a_client_like_it(name):
    scenario = candidates()[name]
    m = scenario.constants()
    asked = demand(m)
    client = replace(
        NUMBERS,
        requests=asked.done * 52 / 12,
        customers=int(m["customers_per_firm"]),
        minutes=60.0 * load(scenario).employees * hours_present(m) / asked.done,
        due_days=int(m["due_days"]),
        rivals=scenario.trading_firms - 1,
    )
    assert apart(client, scenario) == pytest.approx(0.0, abs=1e-6)
    assert nearest(client).name == name


def test_what_is_special_is_nobodys_neighbour():
    assert not {"black_friday", "price_fixing", "disruption", "tesco"} & set(candidates())
    with pytest.raises(InputError, match="--like: ordinary scenario 'turnover_citty' does not exist"):
        nearest(NUMBERS, "turnover_citty")


@given(rivals=st.integers(0, 50))
def test_who_is_alone_is_like_others_who_are(rivals):
    assert (nearest(replace(NUMBERS, rivals=rivals)).competition == "monopoly") == (rivals == 0)
