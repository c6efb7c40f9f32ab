"""What a policy's branch from a warmed-up world costs, against warming up again."""

from collections.abc import Iterator

from benchmarks.firms import first_day, market
from benchmarks.lines import AnyLine, Line, timed
from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR
from sim.model.world import copy

COPIES = 100


def measure(pairs: int) -> Iterator[AnyLine]:
    """Two years of warm-up of the default firm."""
    days = 2 * DAYS_A_YEAR
    warm = engine.run_until(first_day(market()), days)
    measured = [
        (
            timed(lambda seed=seed: engine.run_until(first_day(market(), seed), days)),
            timed(lambda: [copy(warm) for _ in range(COPIES)]) / COPIES,
        )
        for seed in range(pairs)
    ]
    yield Line("building a world and warming it up for two years", "copying it", measured)
