"""A part of a client's firm, in which one customer stands for several: what stays, what shrinks, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clients import part
from sim.clients.made import made
from sim.clients.nearest import nearest
from sim.clients.numbers import read_numbers
from sim.errors import InputError
from tests.clients.typed import TYPED


def numbers(**changed):
    return read_numbers(TYPED | {name.replace("_", "-"): value for name, value in changed.items()})


@given(teams=st.integers(1, 40), stands_for=st.integers(1, 40))
def test_a_part_has_the_ratios_of_the_whole(teams, stands_for):
    whole = numbers(teams=str(teams), headcount=str(8 * teams), customers=str(2_000 * teams))
    if stands_for > teams:
        with pytest.raises(InputError, match=f"--stands-for must be 1 to {teams}, got {stands_for}: a team"):
            part.part_of(whole, stands_for)
        return
    found = part.part_of(whole, stands_for)
    assert found.headcount / whole.headcount == pytest.approx(1.0 / stands_for, abs=0.5 / whole.headcount)
    assert found.customers / whole.customers == pytest.approx(1.0 / stands_for, abs=0.5 / whole.customers)
    assert found.requests / found.customers == pytest.approx(whole.requests / whole.customers, rel=0.02)
    rates = ("minutes", "due_days", "turnover", "pay", "price", "churn", "rivals", "currency")
    assert all(getattr(found, name) == getattr(whole, name) for name in rates)


def test_one_for_one_is_the_whole():
    assert part.part_of(numbers(), 1) == numbers()


def test_more_than_can_be_simulated_has_to_be_stood_for():
    many = numbers(customers="5,000,000", teams="60", headcount="480")
    with pytest.raises(
        InputError, match="--stands-for must be 5 to 60, got 4: 1,000,000 customers are the most"
    ):
        part.part_of(many, 4)
    assert part.part_of(many, 5).customers == 1_000_000
    with pytest.raises(InputError, match="--customers must be at most 3,000,000 for 3 teams, got 5,000,000"):
        part.part_of(numbers(customers="5,000,000", teams="3", headcount="24"), 5)


def test_the_error_is_measured_by_a_market_half_as_large(monkeypatch):
    markets = []

    def neutral(scenario, seed, world):
        markets.append(scenario.constants()["customers_per_firm"])
        return dict.fromkeys(part.OUTCOMES, 100000.0 / markets[-1] + world)

    monkeypatch.setattr(part, "_neutral", neutral)
    some = numbers()
    like = nearest(some, None)
    found = dict(part.errors(some, like))
    whole, half = (
        made(one, like).scenario.constants()["customers_per_firm"] for one in (some, part.part_of(some, 2))
    )
    assert markets == [whole] * part.WORLDS + [half] * part.WORLDS
    assert found.keys() == set(part.OUTCOMES)
    assert all(one.mean == pytest.approx(1e5 / half - 1e5 / whole) for one in found.values())
