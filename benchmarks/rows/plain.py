"""The core of the model by Mesa and AgentPy against the compiled one, at the size of the default firm."""

from collections.abc import Iterator

from benchmarks.lines import AnyLine
from benchmarks.peers import against_peers
from sim.model.parameters import DAYS_A_YEAR


def measure(pairs: int) -> Iterator[AnyLine]:
    """A year of one firm of 7,000 customers and 24 employees."""
    yield from against_peers(1, DAYS_A_YEAR, pairs)
