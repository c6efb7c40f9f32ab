"""What theory says of one-bit walks where contributions are independent: K = 0 and K = N - 1.

At K = N - 1 each point's height is a mean of N uniform numbers, independent of every other point's, so that only the
rank of a height matters for a walk.
"""

from dataclasses import dataclass

import numpy as np

CELLS = 400
"""Cells into which one uniform contribution is cut."""

RANKS = 20_001
"""Points at which functions of a rank are taken, denser towards the top."""


@dataclass(frozen=True)
class Foreseen:
    """What theory says of where walks end, and how long they are."""

    height: float
    steps: float


def alone(sites: int) -> Foreseen:
    """K = 0: every site ends at the larger of two uniform numbers, 2/3; half of them are wrong at first."""
    return Foreseen(2.0 / 3.0, sites / 2.0)


def quantiles(sites: int, ranks: np.ndarray) -> np.ndarray:
    """Heights at ranks [0-1]: the quantiles of a mean of so many independent uniform numbers.

    By convolving the uniform distribution, cut into cells, with itself.
    """
    size = sites * (CELLS - 1) + 1
    one = np.zeros(size)
    one[:CELLS] = 1.0 / CELLS
    mass = np.fft.irfft(np.fft.rfft(one, 2 * size) ** sites, 2 * size)[:size]
    below = np.cumsum(np.maximum(mass, 0.0))
    heights = (np.arange(size) + sites / 2.0 + 0.5) / (sites * CELLS)
    return np.interp(ranks, below / below[-1], heights)


def independent(sites: int) -> Foreseen:
    """K = N - 1: a walk that meets only new points, but for the one that it comes from.

    The density u of ranks y visited by later steps follows u' = h_N(y) + u h_(N-1)(y), h_M(y) = (1 - y^M) / (1 - y);
    the walk ends at y with density y^N + u y^(N-1). That some neighbours are met twice is left out.
    Source: macken1989, flyvbjerg1992; written down anew here.
    """
    ranks = 1.0 - (1.0 - np.linspace(0.0, 1.0, RANKS)) ** 3
    powers = np.arange(1, sites)
    sum_ranks = sum(ranks**power / power for power in powers)  # the integral of h_(N-1)
    first = sum(ranks**power for power in range(sites))  # h_N
    visited = np.exp(sum_ranks) * _integral(first * np.exp(-sum_ranks), ranks)
    ends = ranks**sites + visited * ranks ** (sites - 1)
    total = _integral(ends, ranks)[-1]
    height = _integral(quantiles(sites, ranks) * ends, ranks)[-1] / total
    return Foreseen(float(height), float(_integral(visited, ranks)[-1]))


def best_of(sites: int) -> float:
    """K = N - 1: mean height of all local optima: the expected best of N + 1 independent points. Exact."""
    ranks = 1.0 - (1.0 - np.linspace(0.0, 1.0, RANKS)) ** 3
    return float(_integral(quantiles(sites, ranks) * (sites + 1) * ranks**sites, ranks)[-1])


def optima(sites: int) -> float:
    """K = N - 1: expected number of local optima, 2^N / (N + 1). Exact. Source: kauffman1993."""
    return 2.0**sites / (sites + 1)


def _integral(values: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The integral up to each point, by trapezoids."""
    steps = np.diff(at) * (values[1:] + values[:-1]) / 2.0
    return np.concatenate([[0.0], np.cumsum(steps)])
