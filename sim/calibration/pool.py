"""The pool: all simulations of a fit together, each weighted by how likely the prior makes it against what proposed it.

Simulations were proposed by the prior and, generation after generation, by kernels around those that came closest.
Weighted by prior over the mixture of all proposals (the balance heuristic of Veach & Guibas 1995,
doi:10.1145/218380.218498), they stand for the prior again, whatever the proposals were made from. So any question can
be asked of them anew, such as what the posterior is without some targets, and costs no simulation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

PRIOR_SHARE = 0.1
"""Share of each later generation that the prior proposes (assumed): it bounds the weights (Hesterberg 1995)."""


@dataclass(frozen=True)
class Kernel:
    """Normal kernels around weighted places: what proposes most of a generation."""

    centres: np.ndarray  # [centre, constant]
    weights: np.ndarray  # of the centres, summing to 1
    covariance: np.ndarray

    def log_density(self, places: np.ndarray) -> np.ndarray:
        """The logarithm of the density of a generation at places [place, constant], the prior's share included."""
        root = np.linalg.cholesky(self.covariance)
        ours, theirs = (np.linalg.solve(root, each.T).T for each in (places, self.centres))
        distance = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1)[None] - 2.0 * ours @ theirs.T
        known = self.weights > 0.0
        logs = np.log(self.weights[known]) - np.maximum(distance[:, known], 0.0) / 2.0
        constant = -np.log(np.diag(root)).sum() - len(root) * np.log(2.0 * np.pi) / 2.0
        kernels = np.log1p(-PRIOR_SHARE) + constant + logsumexp(logs, axis=1)
        return np.asarray(np.logaddexp(kernels, np.log(PRIOR_SHARE) + log_prior(places)))


def log_prior(places: np.ndarray) -> np.ndarray:
    """The logarithm of the prior density at places [place, constant]: standard normal in each constant."""
    return np.asarray(-((places**2).sum(axis=-1) + places.shape[-1] * np.log(2.0 * np.pi)) / 2.0)


@dataclass(frozen=True)
class Pool:
    """All simulations of a fit, in the order in which they were proposed."""

    places: np.ndarray  # [simulation, constant]
    figures: np.ndarray  # [simulation, target]
    generations: np.ndarray  # of each simulation; from 1 on, kernels proposed it
    kernels: Sequence[Kernel]  # of generations 1, 2, and so on

    def __len__(self) -> int:
        """How many simulations there are."""
        return len(self.places)

    def weights(self) -> np.ndarray:
        """The weight of each simulation under the prior, summing to 1."""
        mixture = np.full((len(self), 1 + len(self.kernels)), -np.inf)
        drawn = np.maximum(self.generations, 0)
        prior = log_prior(self.places)
        for generation in range(1 + len(self.kernels)):
            share = float(np.mean(drawn == generation))
            if share > 0.0:
                density = self.kernels[generation - 1].log_density(self.places) if generation else prior
                mixture[:, generation] = np.log(share) + density
        logs = prior - logsumexp(mixture, axis=1)
        weights = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum())


def effective(weights: np.ndarray) -> float:
    """How many equally weighted draws weights are worth: (sum w)^2 / sum w^2. Source: Kish 1965, Survey Sampling."""
    total = float((weights**2).sum())
    return float(weights.sum()) ** 2 / total if total > 0.0 else 0.0


def closest(distances: np.ndarray, weights: np.ndarray, wanted: float) -> np.ndarray:
    """The weights of the simulations that come closest, as few as are worth so many draws; 0 elsewhere, 1 together."""
    order = np.argsort(distances, kind="stable")
    sorted_ = weights[order]
    worth = np.cumsum(sorted_) ** 2 / np.maximum(np.cumsum(sorted_**2), 1e-300)
    enough = np.flatnonzero(worth >= wanted)
    last = int(enough[0]) if len(enough) else len(order) - 1
    found = np.zeros(len(weights))
    found[order[: last + 1]] = sorted_[: last + 1]
    return np.asarray(found / found.sum())


def quantiles(values: np.ndarray, weights: np.ndarray, shares: Sequence[float]) -> np.ndarray:
    """Quantiles of weighted values: the least value below or at which lies the share of the weight."""
    order = np.argsort(values, kind="stable")
    up_to = np.cumsum(weights[order])
    at = np.searchsorted(up_to, np.array(shares) * up_to[-1])
    return np.asarray(values[order][np.minimum(at, len(values) - 1)])
