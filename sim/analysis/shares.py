"""Shares of an effect: how much of a difference is gone once something is switched off or frozen."""

import numpy as np

from sim.analysis.statistics import Estimate, estimate


def share_gone(whole: np.ndarray, left: np.ndarray) -> Estimate:
    """1 less the ratio of two means over the same worlds, with its interval by linearisation.

    whole: the difference, a value a world. left: what is left of it, in all of those worlds or the first of them.
    Source: Cochran 1977, Sampling Techniques, section 6.4.
    """
    whole, mean = whole[: len(left)], float(np.nanmean(whole))
    share = 1.0 - float(np.nanmean(left)) / float(np.nanmean(whole))
    spread = estimate((whole - left - share * whole) / mean)
    half = spread.high - spread.mean
    return Estimate(share, share - half, share + half, spread.worlds)
