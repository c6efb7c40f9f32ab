"""mesa.batch_run on the Mesa model: agents in the open, every combination of parameters, one process or several.

Run it: python examples/mesa_batch_run.py [days]
"""

import sys

import mesa
import numpy as np
import pandas as pd

import sim
from sim.agents import MarketModel
from sim.running.course import warmed_up

SHOP = sim.load_scenario("scenarios/corner_shop.toml")


class Shop(MarketModel):
    """The corner shop under some practices, from the morning on which they begin."""

    def __init__(self, priority_discipline: float, replication: int, days: int, rng: object = None):
        # `rng` is Mesa's, which newer versions hand over. It is not used: luck here belongs to the replication.
        practices = sim.load_policy("neutral").practices.replace({"priority_discipline": priority_discipline})
        super().__init__(SHOP, practices, world=warmed_up(SHOP, seed=1, replication=replication, years=1))
        self.last_day = self.day + days
        self.datacollector = mesa.DataCollector(
            {
                "strain": lambda model: np.mean([employee.strain for employee in model.employees]),
                "requests": lambda model: len(model.requests),
            }
        )

    def step(self) -> None:
        """One working day, noted; the model stops itself, as versions of Mesa count steps differently."""
        super().step()
        self.datacollector.collect(self)
        self.running = self.day < self.last_day


def run(days: int) -> pd.DataFrame:
    """Checking urgency never, and always, in the same three worlds."""
    rows = mesa.batch_run(
        Shop,
        {"priority_discipline": [0.0, 1.0], "replication": range(3), "days": days},
        number_processes=1,
        display_progress=False,
    )
    return pd.DataFrame(rows).sort_values(["replication", "priority_discipline"], ignore_index=True)


if __name__ == "__main__":
    table = run(int(sys.argv[1]) if len(sys.argv) > 1 else 65)
    print(table[["replication", "priority_discipline", "strain", "requests"]].to_string(index=False))
    by_world = table.pivot_table(index="replication", columns="priority_discipline", values="strain")
    print(
        "Strain, priority_discipline 1 less 0, in each world:",
        (by_world[1.0] - by_world[0.0]).round(3).tolist(),
    )
