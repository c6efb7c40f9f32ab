"""The core of the model in other ways to write it, against the compiled one."""

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.firms import EMPLOYEES, first_day, market, sized
from benchmarks.lines import Aim, AnyLine, Left, Line, timed
from benchmarks.plain_mesa import PlainMarket, TutorialMarket, core
from sim.model import engine
from sim.model.scenario import Scenario

Peer = Callable[[Scenario, int], PlainMarket]


TUTORIAL = "Mesa as its tutorial writes it, every agent stepped every day in random order"
SHUFFLED = "careful Mesa, event-driven, shuffled"
REQUESTS = "most of a day is work on requests, which both do"
AIMS = {
    TUTORIAL: Aim(200.0, at_least=True, missed=REQUESTS),
    SHUFFLED: Aim(100.0, at_least=True, missed=REQUESTS),
}


def peers() -> dict[str, Peer]:
    """The other ways, by what they are called in the table."""
    ways: dict[str, Peer] = {
        TUTORIAL: TutorialMarket,
        SHUFFLED: partial(PlainMarket, shuffle=True),
        "careful Mesa, event-driven, fixed order": PlainMarket,
    }
    try:
        from benchmarks.plain_mesa.agentpy_lists import AgentPyMarket
    except ImportError:
        return ways
    return ways | {"the same agents, careful, fixed order, in lists of AgentPy": AgentPyMarket}


def against_peers(times: int, days: int, pairs: int) -> Iterator[AnyLine]:
    """Processor time of the same days by each of the peers and compiled; building is not counted."""
    scenario = core(sized(market(), times))
    ways = peers()
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for seed in range(pairs):
        for name, way in ways.items():
            peer = way(scenario, seed)
            theirs = timed(partial(peer.run_until, days))
            peer.remove_all_agents()  # some versions of Mesa keep every model that still has agents
            ours = timed(partial(engine.run_until, first_day(scenario, seed), days))
            measured[name].append((theirs, ours))
    size = f"{int(scenario.constants()['customers_per_firm']):,} customers, {EMPLOYEES * times} employees"
    for name, found in measured.items():
        yield Line(f"{size}, {days} days: {name}", "compiled", found, aim=AIMS.get(name))
    if len(ways) < 4:
        yield Left(f"{size}: AgentPy", "not installed: see requirements/benchmarks.txt")
