"""Walks on the landscape of a running world: a firm whose practices stand at the ends of their ranges."""

import math

import numpy as np

from docs.docking.nk import ROUNDING, Walks
from sim.design.vary import vary
from sim.model.levers import LEVER_PLACES, LEVERS
from sim.model.phases.improve import landscape_of
from sim.model.records import World
from sim.model.world import FOCAL, build
from sim.running.scenarios import load_scenario

SITES = len(LEVERS)


def height_here(w: World, bits: np.ndarray) -> float:
    """Height of the point where each lever is ordinary (0) or at the end of its range (1), on day 0.

    What the world has is productivity, exp(complexity * (mean contribution - 1/2)).
    """
    for lever, place, bit in zip(LEVERS, LEVER_PLACES, bits, strict=True):
        w.firms["practices"][FOCAL, place] = lever.high if bit else lever.ordinary
    return 0.5 + math.log(landscape_of(w, 0, FOCAL)) / float(w.market["complexity"][0])


def world() -> World:
    """A world in which practices interact, and no landscape drifts."""
    return build(vary(load_scenario("corner_shop"), {"needs.complexity": 1.0}), 1, 1)


def walks_here(landscapes: int, seed: int) -> Walks:
    """A walk from a random corner on each of so many landscapes of the model, each to one of the higher corners."""
    w, luck = world(), np.random.default_rng(seed)
    heights, steps = np.empty(landscapes), np.zeros(landscapes)
    for nth in range(landscapes):
        w.market["seed"] = luck.integers(2**62)
        bits = luck.integers(0, 2, SITES)
        now = height_here(w, bits)
        while True:
            around = [bits ^ (np.arange(SITES) == site) for site in range(SITES)]
            higher = [
                (height, other) for other in around if (height := height_here(w, other)) > now + ROUNDING
            ]
            if not higher:
                break
            now, bits = higher[int(luck.random() * len(higher))]
            steps[nth] += 1
        heights[nth] = now
    return Walks(heights, steps)


def flatness() -> float:
    """Spread of heights in the model over that of the NK model.

    Levers are drawn anew one after the other, so that at any time lever l of n is on its way from one drawing to the
    next, as far as l / n: a contribution is a weighted mean of two uniform numbers, whose spread is less than theirs.
    """
    way = np.arange(SITES) / SITES
    return float(np.sqrt(np.mean(way**2 + (1.0 - way) ** 2)))
