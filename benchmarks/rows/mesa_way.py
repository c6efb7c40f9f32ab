"""The compiled phases one agent at a time through Mesa, against whole ranges: the same bits."""

from collections.abc import Iterator
from functools import partial

from benchmarks.firms import first_day, market
from benchmarks.lines import AnyLine, Line, timed
from sim.agents import MarketModel
from sim.model import engine

DAYS = 10


def run(model: MarketModel) -> None:
    """Two weeks, day by day."""
    for _ in range(DAYS):
        model.step()


def measure(pairs: int) -> Iterator[AnyLine]:
    """Two weeks of the default firm."""
    measured = []
    for seed in range(pairs):
        model = MarketModel(market(), world=first_day(market(), seed))
        slow = timed(partial(run, model))
        model.remove_all_agents()
        measured.append((slow, timed(partial(engine.run_until, first_day(market(), seed), DAYS))))
    yield Line("our phases agent by agent through Mesa, two weeks", "compiled ranges", measured)
