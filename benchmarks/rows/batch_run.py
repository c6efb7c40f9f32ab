"""A sweep by `mesa.batch_run` on the Mesa model, and by the runner."""

from collections.abc import Iterator
from functools import partial

import mesa

from benchmarks.lines import AnyLine, Line, wall
from benchmarks.shop import kept, shop, task
from sim.agents import MarketModel
from sim.model.parameters import DAYS_A_YEAR
from sim.model.scenario import Scenario
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.running.jobs import missing_jobs


class Collected(MarketModel):
    """The Mesa model with what batch_run wants of a model."""

    def __init__(self, scenario: Scenario, policy: str, world: int):
        super().__init__(scenario, load_policy(policy).practices, seed=world, years=1)
        self.datacollector = mesa.DataCollector({"profit": lambda model: model.world.firms["cash"][FOCAL]})

    def step(self) -> None:
        """A working day, and a look at the firm in the end."""
        super().step()
        if self.day == 2 * DAYS_A_YEAR:
            self.running = False
        self.datacollector.collect(self)


def measure(pairs: int) -> Iterator[AnyLine]:
    """A sweep of two policies in two worlds, two years each, by Mesa's runner on the Mesa model and by ours."""
    policies, worlds, scenario = ["neutral", "people_only"], range(2), shop(300)
    jobs = missing_jobs([task(scenario, policy) for policy in policies], worlds, {})
    parameters = {"scenario": [scenario], "policy": policies, "world": list(worlds)}
    by_mesa = partial(
        mesa.batch_run,
        Collected,
        parameters,
        number_processes=1,
        max_steps=2 * DAYS_A_YEAR,
        display_progress=False,
    )
    kept(jobs, 1)
    measured = [(wall(by_mesa), wall(partial(kept, jobs, 1))) for _ in range(min(pairs, 3))]
    yield Line("2 policies in 2 worlds by mesa.batch_run", "by the runner with one worker", measured)
