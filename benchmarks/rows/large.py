"""The core of the model by Mesa and AgentPy against the compiled one, ten times as large."""

from collections.abc import Iterator

from benchmarks.lines import AnyLine
from benchmarks.peers import against_peers
from sim.model.parameters import DAYS_A_QUARTER


def measure(pairs: int) -> Iterator[AnyLine]:
    """A quarter of one firm of 70,000 customers and 240 employees."""
    yield from against_peers(10, DAYS_A_QUARTER, min(pairs, 3))
