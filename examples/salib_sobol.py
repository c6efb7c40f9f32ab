"""SALib on sim.run: Sobol indices of what managers' habits and the market do to clarity.

Run it: python examples/salib_sobol.py [base points, a power of two]
"""

import sys

import numpy as np
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

import sim
from sim.design.way import Way

SHOP = sim.load_scenario("scenarios/corner_shop.toml")
NEUTRAL = sim.load_policy("neutral")

PROBLEM = {
    "names": ["practices.first", "practices.priority_discipline", "customers.urgent_share"],
    "bounds": [[-1.0, 1.0], [0.0, 1.0], [0.1, 0.5]],
    "num_vars": 3,
}


def clarity(values: np.ndarray) -> float:
    """Mean clarity of two worlds, the same two at every point: what SALib sees is the factors, not luck."""
    way = Way.at(NEUTRAL, "as_managed", dict(zip(PROBLEM["names"], map(float, values), strict=True)))
    scenario, policy = way.changed(SHOP), way.managed()
    return float(np.mean([sim.run(scenario, policy, seed, years=1).summary["clarity"] for seed in (1, 2)]))


def indices(base_points: int) -> dict[str, np.ndarray]:
    """First-order and total indices, with the half widths of their 95% intervals."""
    points = sampling.sample(PROBLEM, base_points, calc_second_order=False, seed=1)
    outcomes = np.array([clarity(point) for point in points])
    return analysis.analyze(PROBLEM, outcomes, calc_second_order=False, seed=1)


if __name__ == "__main__":
    found = indices(int(sys.argv[1]) if len(sys.argv) > 1 else 64)
    print(f"{'factor':32} {'first order':>16} {'total':>16}")
    for at, name in enumerate(PROBLEM["names"]):
        first, total = (f"{found[key][at]:.2f} ± {found[key + '_conf'][at]:.2f}" for key in ("S1", "ST"))
        print(f"{name:32} {first:>16} {total:>16}")
