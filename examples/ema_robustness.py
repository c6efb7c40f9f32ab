"""EMA Workbench on sim.run: uncertainties, levers and outcomes; how well policies hold under uncertainty.

Run it: python examples/ema_robustness.py [scenarios]
"""

import sys

import pandas as pd
from ema_workbench import (
    CategoricalParameter,
    Model,
    RealParameter,
    Samplers,
    ScalarOutcome,
    perform_experiments,
)

import sim
from sim.design.way import Way

SHOP = sim.load_scenario("scenarios/corner_shop.toml")
POLICIES = ("customer_first", "people_and_customer")


def shop(way: str, need_rate: float, urgent_share: float, labour_tightness: float) -> dict[str, float]:
    """One year of the corner shop. The seed never varies, so that all experiments meet the same world."""
    factors = {
        "customers.need_rate": need_rate,
        "customers.urgent_share": urgent_share,
        "people.labour_tightness": labour_tightness,
    }
    here = Way.at(way, "as_managed", factors)
    scenario, managed = here.changed(SHOP), here.managed()
    return dict(sim.run(scenario, managed, seed=1, years=1).summary)


def model() -> Model:
    """The shop in the words of EMA Workbench."""
    found = Model("shop", function=shop)
    usual = SHOP.constants()["need_rate"]
    found.uncertainties = [
        RealParameter("need_rate", 0.8 * usual, 1.3 * usual),
        RealParameter("urgent_share", 0.1, 0.5),
        RealParameter("labour_tightness", 0.5, 2.0),
    ]
    found.levers = [CategoricalParameter("way", POLICIES)]
    found.outcomes = [ScalarOutcome(name) for name in ("turnover", "customer_satisfaction_all", "profit")]
    return found


def run(scenarios: int) -> pd.DataFrame:
    """Every policy in every scenario: what was tried, and its outcomes."""
    tried, outcomes = perform_experiments(
        model(), scenarios=scenarios, policies=len(POLICIES), lever_sampling=Samplers.FF
    )
    return pd.concat([tried.reset_index(drop=True), pd.DataFrame(outcomes)], axis=1)


def regret(table: pd.DataFrame, outcome: str) -> pd.Series:
    """How much less than the best policy each gives in a scenario, in 9 of 10 scenarios at most."""
    by_scenario = table.pivot_table(index="scenario", columns="way", values=outcome, observed=True)
    return by_scenario.rsub(by_scenario.max(axis=1), axis=0).quantile(0.9)


if __name__ == "__main__":
    table = run(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
    for outcome in ("customer_satisfaction_all", "profit"):
        print(f"Regret in {outcome}, in 9 of 10 scenarios at most:")
        print(regret(table, outcome).round(3).to_string(header=False))
