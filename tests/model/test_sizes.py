"""Firms of different size: each begins with its share, keeps about that much, and owes and owns in proportion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.design.vary import vary
from sim.errors import InputError
from sim.model.mechanisms import MECHANISMS
from sim.model.money import first_staff
from sim.model.parameters import DAYS_A_YEAR
from sim.model.practices import NEUTRAL
from sim.policies import load_policy
from sim.running.course import begin, follow, rival_policy, warmed_up
from sim.running.scenarios import load_scenario
from tests.worlds import SMALL, notes, scenario, world

CITY = load_scenario("turnover_city")
MANY = SMALL | {"customers_per_firm": 4000, "employees_per_firm": 12}

size = st.floats(0.05, 20.0)


def sized(*sizes: float, share: bool = False, **values: float):
    return scenario(
        MANY | values,
        competition="rivalry",
        rivals=len(sizes),
        rival_sizes=list(sizes),
        rivals_share=share,
    )


@given(st.lists(size, min_size=1, max_size=6), st.integers(1, 9), st.booleans())
def test_sizes_go_round_and_rivals_who_share_are_together_as_large_as_one_by_one_on_average(
    sizes, rivals, share
):
    market = scenario(competition="rivalry", rivals=rivals, rival_sizes=sizes, rivals_share=share)
    focal, *others = market.sizes
    assert focal == 1.0
    assert len(others) == rivals == market.trading_firms - 1
    each = 1.0 / rivals if share else 1.0
    assert others == [each * sizes[nth % len(sizes)] for nth in range(rivals)]


def test_however_it_is_written_the_same_market_is_the_same():
    one = scenario(competition="rivalry", rivals=2, rival_sizes=[0.5])
    assert one.content() == scenario(competition="rivalry", rivals=2, rivals_share=True).content()
    assert one.content() == scenario(competition="rivalry", rivals=2, rival_sizes=[0.5, 0.5]).content()
    assert one.content() != scenario(competition="rivalry", rivals=2).content()
    ordinary = scenario(competition="rivalry", rivals=2, rival_sizes=[1.0])
    assert ordinary.content() == scenario(competition="rivalry", rivals=2).content()
    assert ordinary.model_copy(update={"rival_sizes": (3.0,)}).sizes == (1.0, 3.0, 3.0)


def test_people_money_and_rows_are_in_proportion():
    w = world(sized(3.0, 0.5))
    staff = [int((w.employees["id"][f["seat_first"] : f["seat_end"]] >= 0).sum()) for f in w.firms]
    teams = w.firms["team_end"] - w.firms["team_first"]
    assert staff == [12, 36, 6]
    assert list(teams) == [4, 12, 2]
    assert len(w.managers) == 18
    assert [int(f) for f in w.managers["firm"]] == [0] * 4 + [1] * 12 + [2] * 2
    assert len(w.customers) == 4000 * 4.5
    cash = w.firms["cash"] / w.firms["cash"][0]
    assert cash == pytest.approx([1.0, 3.0, 0.5])
    assert [first_staff(w, firm) for firm in range(3)] == [12.0, 36.0, 6.0]


def test_a_firm_is_liked_best_by_as_many_as_it_is_large():
    """Of two sizes s and 1, s of s + 1 customers like the first best: the best liked of independent Gumbel numbers."""
    w = world(sized(3.0, 0.5))
    count = np.bincount(w.customers["firm"], minlength=3)
    shares = np.array([1.0, 3.0, 0.5]) / 4.5
    luck = np.sqrt(len(w.customers) * shares * (1.0 - shares))
    assert np.all(np.abs(count - len(w.customers) * shares) < 4.0 * luck)


def test_where_all_firms_are_liked_alike_customers_are_dealt_out_by_size():
    w = world(scenario(MANY, competition="rivalry", rivals=2, rival_sizes=[3.0, 0.5], without=["liking"]))
    assert "liking" in MECHANISMS
    count = np.bincount(w.customers["firm"], minlength=3)
    assert list(count) == [4000, 12000, 2000]


@pytest.mark.slow
def test_firms_managed_alike_keep_about_their_size_and_small_ones_lose_more_of_their_customers():
    """No rule says that small firms lose more."""
    market = CITY.model_copy(update={"rival_sizes": (3.0,)})
    shares, lost = [], []
    for world_number in range(6):
        w = warmed_up(market, 1, world_number, 3)
        end = int(w.market["start"][0]) + 3 * DAYS_A_YEAR
        w = follow(
            begin(w, load_policy("neutral"), "as_managed"), load_policy("neutral"), "as_managed", end, market
        )
        small, large = (notes(w, "customers", firm)[-52:].mean() for firm in (0, 1))
        shares.append(small / (small + large))
        lost.append(
            [
                (notes(w, "lost_silent", firm) + notes(w, "lost_voiced", firm))[-156:].sum()
                / notes(w, "customers", firm)[-156:].sum()
                for firm in (0, 1)
            ]
        )
    assert 0.22 < np.mean(shares) < 0.28
    assert all(of_small > of_large for of_small, of_large in lost)


def test_an_experiment_varies_them():
    assert vary(CITY, {"rival_sizes": 2.5}).sizes == (1.0, 2.5)
    assert vary(CITY, {"rivals": 2.0, "rival_sizes": 0.5}).sizes == (1.0, 0.5, 0.5)
    with pytest.raises(InputError, match=r"^rival_sizes must be a number from 0.05 to 20, got 0$"):
        vary(CITY, {"rival_sizes": 0.0})


def test_rivals_may_differ_from_their_policies_by_practices_of_their_own():
    market = scenario(
        competition="rivalry",
        rivals=3,
        rival_policies=["neutral", "discounter"],
        rival_practices=[{"pay": 1.1}, {}],
    )
    first, second, third = (rival_policy(market, rival).practices for rival in (1, 2, 3))
    assert first == third == NEUTRAL.replace({"pay": 1.1})
    assert second == load_policy("discounter").practices
    assert (
        market.content()
        != scenario(competition="rivalry", rivals=3, rival_policies=["neutral", "discounter"]).content()
    )


@pytest.mark.parametrize(
    ("practices", "message"),
    [
        ([{"prize": 1.0}], "practice 'prize' does not exist; did you mean price"),
        ([{"price": 9.0}], "practice price must be a number from 0.3 to 3, got 9"),
        ([{"price": "low"}], r"rival_practices.0.price must be a number, got 'low'$"),
    ],
)
def test_a_practice_that_cannot_be_is_one_message(practices, message):
    with pytest.raises(InputError, match=f"^test: (rival_practices: )?{message}"):
        scenario(competition="duopoly", rival_practices=practices)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ([0.0], "rival_sizes.0 must be at least 0.05, got 0"),
        (["big"], "rival_sizes.0 must be a number, got 'big'"),
        ([], r"rival_sizes must be 1 or more valid entries, got \[\]"),
    ],
)
def test_a_size_that_cannot_be_is_one_message(sizes, message):
    with pytest.raises(InputError, match=f"^test: {message}$"):
        scenario(competition="rivalry", rivals=2, rival_sizes=sizes)
