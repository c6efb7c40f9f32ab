"""The plain Mesa peer is the same model: its outcomes have the same distribution, though its luck has another order."""

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import ttest_ind

from benchmarks.plain_mesa import PlainMarket
from sim.engine import run_until
from sim.outcomes import measure
from sim.quantities import Quantity
from sim.scenario import Scenario, load_scenario
from sim.world import FOCAL, build, world_seed

ROOT = Path(__file__).parents[2]

COMPARED = (
    "utilisation",
    "lead_time",
    "throughput",
    "clarity",
    "strain",
    "employee_satisfaction",
    "customer_satisfaction_all",
    "wrong_share",
    "churn",
    "turnover",
    "profit",
)


def market(customers: int, employees: int) -> Scenario:
    city = load_scenario(ROOT / "scenarios" / "turnover_city.toml")
    return city.model_copy(
        update={
            "customers": city.customers.model_copy(
                update={"customers_per_firm": Quantity(value=customers, unit="customers", source="assumed")}
            ),
            "people": city.people.model_copy(
                update={"employees_per_firm": Quantity(value=employees, unit="employees", source="assumed")}
            ),
        }
    )


def outcomes(scenario: Scenario, seed: int, years: int) -> tuple[dict, dict]:
    """Of the peer and of ours, after a year in which both settle."""
    peer = PlainMarket(scenario, seed)
    peer.run_until(years * 260)
    ours = run_until(build(scenario, world_seed(seed, 0), years), years * 260)
    return measure(peer.weeks()[:, FOCAL], 52)[0], measure(ours.weeks[: years * 52, FOCAL], 52)[0]


def agree(scenario: Scenario, seeds: int, years: int) -> None:
    """No outcome's means differ by more than chance at one in ten thousand, corrected for their number."""
    pairs = [outcomes(scenario, seed, years) for seed in range(seeds)]
    odds = {
        name: ttest_ind(
            *(np.array([run[name] for run in runs]) for runs in zip(*pairs, strict=True)), equal_var=False
        )
        for name in COMPARED
    }
    assert {name: test for name, test in odds.items() if test.pvalue < 1e-4 / len(COMPARED)} == {}


def test_small_markets_agree():
    agree(market(580, 8), seeds=12, years=2)


@pytest.mark.slow
def test_larger_markets_agree():
    agree(market(7000, 24), seeds=12, years=3)
