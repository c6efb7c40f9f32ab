"""Adaptive walks on NK landscapes, whose contributions are drawn by the model's own rule."""

from dataclasses import dataclass

import numpy as np

from sim.model.compiled import behaviour
from sim.model.rules.landscape import NEIGHBOURS, contribution

LONGEST = 4_096
"""More steps than any walk takes, each of which needs one number of luck."""

ROUNDING = 1e-12
"""Gains below it are sums of the same numbers in another order."""


@dataclass(frozen=True)
class Walks:
    """Where walks ended, one on each landscape."""

    heights: np.ndarray
    steps: np.ndarray


@behaviour
def contributed(seed: int, sites: int, neighbours: int, bits: np.ndarray, site: int) -> float:
    """Contribution of a site, given itself and the neighbours that follow it, the last site's being the first.

    The model's rule tells `NEIGHBOURS` neighbours apart: for more of them, sites are numbered so far from each other
    that no two draw the same number.
    """
    pattern = 0
    for step in range(neighbours + 1):
        pattern = 2 * pattern + bits[(site + step) % sites]
    apart = 2 ** max(0, neighbours - NEIGHBOURS)
    return contribution(seed, site * apart, pattern, 0.0)


@behaviour
def height_of(seed: int, sites: int, neighbours: int, bits: np.ndarray) -> float:
    """Height of a point: the mean contribution of its sites."""
    total = 0.0
    for site in range(sites):
        total += contributed(seed, sites, neighbours, bits, site)
    return total / sites


@behaviour
def gain_of(
    seed: int, sites: int, neighbours: int, bits: np.ndarray, parts: np.ndarray, flipped: int
) -> float:
    """What flipping one bit adds to the sum of contributions; `parts` holds those of the present bits."""
    bits[flipped] = 1 - bits[flipped]
    gain = 0.0
    for back in range(neighbours + 1):
        site = (flipped - back) % sites
        gain += contributed(seed, sites, neighbours, bits, site) - parts[site]
    bits[flipped] = 1 - bits[flipped]
    return gain


@behaviour
def climb(
    seed: int,
    sites: int,
    neighbours: int,
    bits: np.ndarray,
    parts: np.ndarray,
    fitter: np.ndarray,
    luck: np.ndarray,
) -> int:
    """Number of steps from `bits` to a local optimum, each to one of the higher neighbours, all alike likely.

    Mutates `bits`, which are the optimum's afterwards; `parts` and `fitter` are room for one number a site.
    """
    for site in range(sites):
        parts[site] = contributed(seed, sites, neighbours, bits, site)
    steps = 0
    while True:
        count = 0
        for flipped in range(sites):
            if gain_of(seed, sites, neighbours, bits, parts, flipped) > ROUNDING:
                fitter[count] = flipped
                count += 1
        if count == 0:
            return steps
        chosen = fitter[int(luck[steps] * count)]
        bits[chosen] = 1 - bits[chosen]
        for back in range(neighbours + 1):
            site = (chosen - back) % sites
            parts[site] = contributed(seed, sites, neighbours, bits, site)
        steps += 1


def walks(sites: int, neighbours: int, landscapes: int, seed: int) -> Walks:
    """A walk from a random point on each of so many landscapes."""
    luck = np.random.default_rng((seed, sites, neighbours))
    parts, fitter = np.empty(sites), np.empty(sites, np.int64)
    heights, steps = np.empty(landscapes), np.empty(landscapes)
    for nth in range(landscapes):
        # Landscapes of other sizes are other seeds too: none shares its contributions with another.
        landscape = int(luck.integers(2**62))
        bits = luck.integers(0, 2, sites)
        steps[nth] = climb(landscape, sites, neighbours, bits, parts, fitter, luck.random(LONGEST))
        heights[nth] = height_of(landscape, sites, neighbours, bits)
    return Walks(heights, steps)


def all_optima(sites: int, neighbours: int, landscapes: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Number of local optima of each of so many landscapes, and the sum of their heights; every point is looked at."""
    luck = np.random.default_rng((seed, sites, neighbours))
    points = (np.arange(2**sites)[:, None] >> np.arange(sites)) & 1
    flipped = np.arange(2**sites)[:, None] ^ (1 << np.arange(sites))
    counts, sums = np.empty(landscapes), np.empty(landscapes)
    for nth in range(landscapes):
        landscape = int(luck.integers(2**62))
        heights = np.array([height_of(landscape, sites, neighbours, bits) for bits in points])
        highest = (heights[:, None] >= heights[flipped]).all(axis=1)
        counts[nth], sums[nth] = highest.sum(), heights[highest].sum()
    return counts, sums
