"""Runs made up for tests of figures: two policies over two factors in the same worlds."""

import numpy as np

from sim.design.question import Versus

WORLDS = 20
LOAD, VOICE = "customers.need_rate", "practices.employee_voice"
POLICIES = ("customer_first", "people_and_customer")
PAIR = [Versus(policy=POLICIES[0], against=POLICIES[1])]


def grid():
    """Turnover and profit over two factors and two policies, in the same worlds."""
    rng = np.random.default_rng(2)
    luck = rng.normal(size=WORLDS)
    cells = [(p, a, b) for a in (0.3, 0.4, 0.5) for b in (0.2, 0.8) for p in POLICIES]
    turnover = [
        a * (2.0 if p == "customer_first" else 1.0) - 0.1 * b + 0.05 * luck + 0.02 * rng.normal(size=WORLDS)
        for p, a, b in cells
    ]
    columns = zip(*cells, strict=True)
    return {
        "point_number": np.repeat(np.arange(len(cells)), WORLDS),
        "replication": np.tile(np.arange(WORLDS), len(cells)),
        "scenario": np.full(len(cells) * WORLDS, "turnover_city"),
        "contrast": np.full(len(cells) * WORLDS, "as_managed"),
        **{
            name: np.repeat(values, WORLDS)
            for name, values in zip(("policy", LOAD, VOICE), columns, strict=True)
        },
        "turnover": np.concatenate(turnover),
        "profit": 1e6 * (1.0 - np.concatenate(turnover)),
    }


RUNS = grid()


def name_of(column):
    """How a title names a factor."""
    return column.partition(".")[2].replace("_", " ")
