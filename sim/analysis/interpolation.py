"""Interpolation between the points of a design, and how well points left out are foretold by the others.

An interpolator is linear in what it is fitted to: a prediction is the scalar product of `basis(at)`, which depends on
the place alone, and of coefficients, which depend on the values alone. So it is evaluated anywhere in a few lines.
Places are given in factors scaled so that their ranges are about [0, 1].
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import Protocol

import numpy as np

from sim.analysis.runs import mean_over

SMOOTHINGS = (0.0, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0)
"""How much of what differs between near points may be luck; of these, each outcome takes what foretells best."""


class Interpolator(Protocol):
    """Interpolation over some places, of any values given at them."""

    @property
    def kind(self) -> str:
        """By which the page knows how to evaluate it."""

    @property
    def places(self) -> np.ndarray:
        """The points, as [point, factor]."""

    def basis(self, at: np.ndarray) -> np.ndarray:
        """What a prediction at a place is a sum of, weighted by coefficients."""

    def fit(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Coefficients; and, of each point, the value less what the others foretell, NaN where they cannot."""


@dataclass(frozen=True)
class Grid:
    """Multilinear interpolation between the points of a full grid, in lexical order: exact at every one of them."""

    places: np.ndarray
    kind: str = "grid"

    @cached_property
    def levels(self) -> list[np.ndarray]:
        """The places along each factor, ascending."""
        return [np.unique(column) for column in self.places.T]

    def basis(self, at: np.ndarray) -> np.ndarray:
        """The share of each point: 1 in all for the corners of the cell that holds the place."""
        weights = np.ones(1)
        for x, levels in zip(at, self.levels, strict=True):
            along = [np.interp(x, levels, unit) for unit in np.eye(len(levels))]
            weights = np.outer(weights, along).ravel()
        return weights

    def fit(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The values themselves; a point is foretold as the mean, over factors, of the line between its neighbours."""
        block = values.reshape([len(levels) for levels in self.levels])
        foretold = np.full((len(self.levels), *block.shape), nan)
        for axis, levels in enumerate(self.levels):
            if len(levels) > 2:
                ahead = (levels[1:-1] - levels[:-2]) / (levels[2:] - levels[:-2])
                inner = np.moveaxis(block, axis, -1)
                between = inner[..., :-2] * (1.0 - ahead) + inner[..., 2:] * ahead
                np.moveaxis(foretold[axis], axis, -1)[..., 1:-1] = between
        return values, values - mean_over(foretold, axis=0).ravel()


@dataclass(frozen=True)
class Scattered:
    """A thin-plate spline through scattered points, or near them, where that foretells points left out better.

    Source: Duchon 1977, doi:10.1007/BFb0086566; leaving one out in closed form: Rippa 1999,
    doi:10.1023/A:1018975909870.
    """

    places: np.ndarray
    kind: str = "scattered"

    def basis(self, at: np.ndarray) -> np.ndarray:
        """r² log r to each point, then 1 and the place."""
        return np.concatenate([_thin_plate(((self.places - at) ** 2).sum(axis=1)), [1.0], at])

    def fit(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The coefficients whose errors at points left out are least, and these errors; all NaN for too few points."""
        there = ~np.isnan(values)
        coefficients = np.zeros(len(values) + 1 + self.places.shape[1])
        errors = np.full(len(values), nan)
        systems = self._inverses(there.tobytes())
        if not systems:
            return np.full(len(coefficients), nan), errors
        used = np.append(there, np.ones(len(coefficients) - len(values), bool))
        count, given = int(there.sum()), np.zeros(int(used.sum()))
        given[:count] = values[there]
        least = np.inf
        for inverse in systems:
            found = inverse @ given
            left_out = found[:count] / np.diag(inverse)[:count]
            if (error := float(left_out @ left_out)) < least:
                least, coefficients[used], errors[there] = error, found, left_out
        return coefficients, errors

    def _inverses(self, there: bytes) -> list[np.ndarray]:
        """The inverted system for each smoothing, of the points that are there; none where these are too few."""
        if there not in self._solved:
            places = self.places[np.frombuffer(there, bool)]
            count, linear = len(places), np.column_stack([np.ones(len(places)), places])
            tail = linear.shape[1]
            self._solved[there] = []
            if count > tail and np.linalg.matrix_rank(linear) == tail:
                apart = ((places[:, None] - places[None]) ** 2).sum(axis=2)
                system = np.block([[_thin_plate(apart), linear], [linear.T, np.zeros((tail, tail))]])
                luck = np.diag(np.append(np.ones(count), np.zeros(tail)))
                self._solved[there] = [
                    np.linalg.inv(system + smoothing * count * luck) for smoothing in SMOOTHINGS
                ]
        return self._solved[there]

    @cached_property
    def _solved(self) -> dict[bytes, list[np.ndarray]]:
        return {}


def _thin_plate(squared: np.ndarray) -> np.ndarray:
    """r² log r of squared distances."""
    return 0.5 * squared * np.log(np.where(squared > 0.0, squared, 1.0))


@dataclass(frozen=True)
class FitQuality:
    """How well points left out, one at a time, are foretold by the others."""

    error: float  # mean absolute, in the outcome's unit; NaN where no point could be left out
    explained: float  # share of the variance between points; below 0 where their mean foretells better
    tested: int  # points left out


def quality(values: np.ndarray, errors: np.ndarray) -> FitQuality:
    """The quality of predictions from values at points, and from what they were less what was foretold of them."""
    left_out = errors[~np.isnan(errors)]
    if not len(left_out):
        return FitQuality(nan, nan, 0)
    variance, missed = float(np.nanvar(values)), float(np.mean(left_out**2))
    explained = 1.0 - missed / variance if variance > 0.0 else 1.0 if missed == 0.0 else 0.0
    return FitQuality(float(np.mean(np.abs(left_out))), explained, len(left_out))


def gap(places: np.ndarray) -> float:
    """The largest distance from a point to the one that is nearest to it; 0 for a single point."""
    if len(places) < 2:
        return 0.0
    from scipy.spatial import KDTree

    return float(KDTree(places).query(places, k=2)[0][:, 1].max())


def predict(over: Interpolator, coefficients: np.ndarray, at: Sequence[float]) -> float:
    """A prediction at a place; what has no share in it may be undefined."""
    basis = over.basis(np.asarray(at, float))
    used = basis != 0.0
    return float(basis[used] @ coefficients[used])
