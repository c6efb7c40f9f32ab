"""Time to answer: processor time, of one core, until a difference of two policies is known well enough."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import mesa

from benchmarks.answers import needed, variance
from benchmarks.lines import Aim, AnyLine, Left, Line, timed
from benchmarks.plain_mesa import PlainMarket, core
from sim.agents import MarketModel
from sim.model.parameters import DAYS_A_YEAR
from sim.model.scenario import Scenario
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.running.run import run_world
from sim.running.scenarios import load_scenario

SCENARIO, POLICIES, OUTCOME = "turnover_city", ("customer_first", "people_and_customer"), "turnover"
WANTED = 0.03
"""Half the 95% interval of the difference: 3 points of turnover a year."""

AIM = Aim(
    1000.0,
    at_least=True,
    missed="shared luck about halves the worlds, no more: the rest is the ratio of one world",
)

WORLDS = 30
"""From which the variances are taken."""

MESA_DAYS, PLAIN_DAYS = 10, 65
"""Days by which the time of a whole run in Mesa is estimated: two weeks of our Mesa agents, a quarter of plain ones."""


class OurAgents(MarketModel):
    """The whole model as Mesa agents, for `mesa.batch_run`; the `rng` that Mesa 3.5 gives is not used."""

    def __init__(self, scenario: Scenario, policy: str, world: int = 0, rng: object = None):
        super().__init__(scenario, load_policy(policy).practices, seed=world, years=1)
        self.datacollector = mesa.DataCollector()


class PlainAgents(PlainMarket):
    """The careful plain model, which is the core alone, for `mesa.batch_run`."""

    def __init__(self, scenario: Scenario, policy: str, world: int = 0, rng: object = None):
        super().__init__(scenario, world)
        self.firms[FOCAL].practices = load_policy(policy).practices
        self.datacollector = mesa.DataCollector()


def outcomes(scenario: Scenario, worlds: int) -> list[tuple[float, float]]:
    """The outcome under both policies in each of the worlds, which share luck and warm-up."""
    designs = [(load_policy(name), "as_managed") for name in POLICIES]
    years = int(scenario.horizon.years.value)
    found = []
    for world in range(worlds):
        first, second = run_world(scenario, designs, 1, world, years)
        found.append((first.summary[OUTCOME], second.summary[OUTCOME]))
    return found


def seconds_a_day(model: type[mesa.Model], scenario: Scenario, days: int) -> float:
    """Seconds of a day of one run by mesa.batch_run, building the model left aside."""
    given: dict[str, Any] = {"scenario": [scenario], "policy": POLICIES[0]}

    def batch(most: int) -> None:
        mesa.batch_run(model, given, number_processes=1, max_steps=most, display_progress=False)

    return (timed(partial(batch, days)) - timed(partial(batch, 0))) / days


def measure(pairs: int) -> Iterator[AnyLine]:
    """Ours with shared luck and warm-ups, all of it run; Mesa with independent seeds, by the time of its first days.

    Our Mesa agents give the same numbers as the compiled model, so the variance seen there is theirs too.
    """
    scenario = load_scenario(SCENARIO)
    seen = outcomes(scenario, WORLDS)
    differences = variance([first - second for first, second in seen])
    apart = variance([first for first, _ in seen]) + variance([second for _, second in seen])
    paired, alone = needed(differences, WANTED), needed(apart, WANTED)
    days = DAYS_A_YEAR * int(scenario.horizon.warm_up.value + scenario.horizon.years.value)
    yield Left(
        f"{POLICIES[0]} less {POLICIES[1]} in {OUTCOME}, within ±{100 * WANTED:g} points",
        f"{paired} worlds for both policies where luck is shared, {alone} for each where it is not",
    )
    ours, by_agents, by_plain = [], [], []
    for _ in range(min(pairs, 3)):
        ours.append(timed(partial(outcomes, scenario, paired)))
        by_agents.append(2 * alone * days * seconds_a_day(OurAgents, scenario, MESA_DAYS))
        by_plain.append(2 * alone * days * seconds_a_day(PlainAgents, core(scenario), PLAIN_DAYS))
    for name, theirs in (("our Mesa agents", by_agents), ("careful plain Mesa, the core alone", by_plain)):
        what = f"the answer by mesa.batch_run of {name}, independent seeds, estimated by its first days"
        yield Line(what, "by ours, all of it run", list(zip(theirs, ours, strict=True)), aim=AIM)
