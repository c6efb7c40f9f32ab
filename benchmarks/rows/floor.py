"""The model over the least that the same days could cost: events alone, each with the model's draws."""

from collections.abc import Iterator
from functools import partial

from benchmarks.bare_loop import bare
from benchmarks.bare_loop import run_until as run_bare
from benchmarks.firms import CUSTOMERS, first_day, market, sized
from benchmarks.lines import Aim, AnyLine, Line, timed
from sim.model import engine
from sim.model.parameters import DAYS_A_QUARTER

SIZES = (100_000, 1_000_000)
AIM = Aim(3.0, missed="labels, desks, questions, learning and books: no phase is large, see `phases`")

SETTLED = 10
"""Days that are run before the clock starts: desks begin empty."""


def measure(pairs: int) -> Iterator[AnyLine]:
    """A quarter of one large firm, its default mechanisms on."""
    run_bare(bare(market()), 5)  # compiles
    for size in SIZES:
        scenario = sized(market(), size / CUSTOMERS)
        measured = []
        for seed in range(min(pairs, 3)):
            world = engine.run_until(first_day(scenario, seed, 1), SETTLED)
            least = bare(scenario, seed)
            run_bare(least, SETTLED)
            until = SETTLED + DAYS_A_QUARTER
            ours = timed(partial(engine.run_until, world, until))
            measured.append((ours, timed(partial(run_bare, least, until))))
        yield Line(
            f"a quarter of {size:,} customers", "events and draws alone, in a bare loop", measured, aim=AIM
        )
