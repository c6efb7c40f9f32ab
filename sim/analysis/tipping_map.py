"""Tipping over two factors: at each pair of their values, the share of worlds whose outcome lies in a region."""

from dataclasses import dataclass

import numpy as np

from sim.analysis.runs import Region, Runs, at_points, by_point, by_setting, is_numeric
from sim.analysis.statistics import Row, wilson
from sim.errors import InputError


@dataclass(frozen=True)
class TippingMap:
    """Shares of worlds that tip over a grid of two numeric factors, in one setting."""

    scenario: str
    contrast: str
    policy: str
    region: str  # what counts as tipped
    x_factor: str
    y_factor: str
    x: np.ndarray  # ascending
    y: np.ndarray
    share: np.ndarray  # [y, x], NaN where nothing was run
    worlds: np.ndarray  # [y, x], runs that the share is of

    @property
    def intervals(self) -> np.ndarray:
        """95% intervals [y, x, low or high] of the shares: Wilson's."""
        pairs = zip(self.share.ravel(), self.worlds.ravel(), strict=True)
        return np.array([wilson(share * n, n) for share, n in pairs]).reshape((*self.share.shape, 2))

    def rows(self) -> list[Row]:
        """A line a cell."""
        ends = self.intervals
        return [
            {
                self.x_factor: float(a),
                self.y_factor: float(b),
                "share": float(self.share[j, i]),
                "low": float(ends[j, i, 0]),
                "high": float(ends[j, i, 1]),
                "worlds": int(self.worlds[j, i]),
            }
            for j, b in enumerate(self.y)
            for i, a in enumerate(self.x)
        ]


def tipping_maps(runs: Runs, region: Region, x_factor: str, y_factor: str) -> list[TippingMap]:
    """A map for each (scenario, contrast, policy), over whatever else varies; undefined outcomes are left out."""
    found = []
    for (scenario, contrast, policy), group in by_setting(runs):
        tipped = region.holds(by_point(group, region.outcome).values)
        places = [at_points(group, name) for name in (x_factor, y_factor)]
        if not all(is_numeric(place) for place in places):
            raise InputError(f"tipping_maps: factors must be numbers, got {x_factor} and {y_factor}")
        (x, i), (y, j) = (np.unique(place, return_inverse=True) for place in places)
        cell, shape = j * len(x) + i, (len(y), len(x))
        worlds = np.bincount(cell, (~np.isnan(tipped)).sum(axis=1), len(x) * len(y))
        hits = np.bincount(cell, np.nansum(tipped, axis=1), len(x) * len(y))
        share = np.divide(hits, worlds, out=np.full(len(hits), np.nan), where=worlds > 0)
        found.append(
            TippingMap(
                scenario,
                contrast,
                policy,
                region.words(),
                x_factor,
                y_factor,
                x,
                y,
                share.reshape(shape),
                worlds.reshape(shape).astype(int),
            )
        )
    return found
