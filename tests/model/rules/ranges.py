"""Ranges that the rules' tests draw from, and pairs in order for tests of signs."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy


def between(low: float, high: float) -> SearchStrategy[float]:
    """A number in a range; none so small that a product of two is lost."""
    return st.floats(low, high).map(lambda x: 0.0 if abs(x) < 1e-9 else x)


def ordered(low: float, high: float) -> SearchStrategy[list[float]]:
    """Two numbers, the smaller first."""
    return st.tuples(between(low, high), between(low, high)).map(sorted)


share = between(0.0, 1.0)
shares = ordered(0.0, 1.0)
inner_share = between(0.01, 0.99)
weight = between(0.0, 5.0)
time = between(0.0, 520.0)
time_constant = between(0.2, 520.0)

NEARLY = 1.0 + 1e-12
"""Room for rounding where a law holds up to the last digits."""
