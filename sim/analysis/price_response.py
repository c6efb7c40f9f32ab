"""How sales answer one firm's price over a year, and the slope of price in utility at which they do so as published.

A price elasticity is observed in sales, after a year of comparing or not, switching costs and discontent; the slope of
log price in the utility of a choice is none of these. So it is solved for: `price_slope` of a scenario is the slope at
which sales of a neutral firm answer its price with priors.price_elasticity.

    python -m sim.analysis.price_response turnover_city            measures it
    python -m sim.analysis.price_response turnover_city --solve    finds the slope
"""

import argparse
import math
from dataclasses import dataclass

import numpy as np

from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR
from sim.model.scenario import Scenario
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.running.course import begin, follow, warmed_up
from sim.running.scenarios import load_scenario

CHANGE = 0.10
"""Change of price, up and down, whose effect is measured."""

STEPS = 7
"""Halvings of the range in which the slope is looked for: to within a twentieth."""


@dataclass(frozen=True)
class Response:
    """An elasticity of sales to the focal firm's price over its first year: mean over worlds and standard error."""

    elasticity: float
    error: float


def with_price_slope(scenario: Scenario, slope: float) -> Scenario:
    """The scenario with another slope of price in utility."""
    quantity = scenario.choice.price_slope.model_copy(update={"value": slope})
    return scenario.model_copy(
        update={"choice": scenario.choice.model_copy(update={"price_slope": quantity})}
    )


def price_response(
    scenario: Scenario, *, worlds: int = 10, seed: int = 0, change: float = CHANGE
) -> Response:
    """The elasticity: log of core sales at the higher over those at the lower price, over the log of the prices.

    The focal firm is neutral but for its price, rivals keep theirs, and both prices are tried in the same worlds.
    """
    neutral = load_policy("neutral")
    found = []
    for replication in range(worlds):
        warm = warmed_up(scenario, seed, replication, 1)
        start = int(warm.market["start"][0])
        sold = []
        for price in (1.0 - change, 1.0 + change):
            policy = neutral.replace({"price": price})
            w = begin(warm, policy, "as_managed")
            w = follow(w, policy, "as_managed", start + DAYS_A_YEAR, scenario)
            sold.append(float(w.weeks["delivered_core"][-WEEKS_A_YEAR:, FOCAL].sum()))
        found.append(math.log(sold[1] / sold[0]) / math.log((1.0 + change) / (1.0 - change)))
    error = float(np.std(found, ddof=1)) / math.sqrt(worlds) if worlds > 1 else math.nan
    return Response(float(np.mean(found)), error)


def solved_price_slope(
    scenario: Scenario,
    target: float,
    *,
    worlds: int = 10,
    seed: int = 0,
    low: float = -8.0,
    high: float = -0.5,
) -> float:
    """The slope between low and high at which the elasticity is the target, by halving.

    Where even the steepest slope does not reach it, because too few customers compare within a year, that one.
    """
    for _ in range(STEPS):
        middle = (low + high) / 2.0
        response = price_response(with_price_slope(scenario, middle), worlds=worlds, seed=seed)
        if response.elasticity < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def main() -> None:
    """Measure a scenario's response to price, or solve for the slope."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scenario")
    parser.add_argument("--solve", action="store_true", help="find the slope at which the target is met")
    parser.add_argument(
        "--target", type=float, default=-2.6, help="elasticity, by default priors.price_elasticity"
    )
    parser.add_argument("--worlds", type=int, default=10)
    given = parser.parse_args()
    scenario = load_scenario(given.scenario)
    if given.solve:
        slope = solved_price_slope(scenario, given.target, worlds=given.worlds)
        scenario = with_price_slope(scenario, slope)
    response = price_response(scenario, worlds=given.worlds)
    slope = scenario.choice.price_slope.value
    print(
        f"price slope {slope:.2f}: elasticity {response.elasticity:.2f}, standard error {response.error:.2f}"
    )


if __name__ == "__main__":
    main()
