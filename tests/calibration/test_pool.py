"""The pool: weights bring back the prior whatever was proposed, and quantiles are those of the weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import multivariate_normal

from sim.calibration.luck import uniforms
from sim.calibration.pool import PRIOR_SHARE, Kernel, Pool, closest, effective, log_prior, quantiles

weights_of = st.lists(st.floats(0.0, 10.0), min_size=1, max_size=30).filter(lambda each: sum(each) > 0.01)

KERNEL = Kernel(
    np.array([[1.0, 0.0], [1.5, -0.5]]), np.array([0.3, 0.7]), np.array([[0.2, 0.05], [0.05, 0.3]])
)


def test_a_kernels_density_is_that_of_its_mixture():
    places = ndtri(uniforms("places", 40).reshape(20, 2))
    kernels = sum(
        weight * multivariate_normal(centre, KERNEL.covariance).pdf(places)
        for centre, weight in zip(KERNEL.centres, KERNEL.weights, strict=True)
    )
    prior = multivariate_normal(np.zeros(2)).pdf(places)
    assert np.allclose(np.exp(log_prior(places)), prior)
    assert np.allclose(
        np.exp(KERNEL.log_density(places)), (1.0 - PRIOR_SHARE) * kernels + PRIOR_SHARE * prior
    )


def test_weights_bring_back_the_prior():
    first = ndtri(uniforms("first", 2_000).reshape(1_000, 2))
    steps = ndtri(uniforms("steps", 8_000).reshape(4_000, 2)) @ np.linalg.cholesky(KERNEL.covariance).T
    which = np.where(uniforms("which", 4_000) < 0.3, 0, 1)
    later = KERNEL.centres[which] + steps
    later[: int(PRIOR_SHARE * 4_000)] = ndtri(uniforms("share", int(PRIOR_SHARE * 8_000)).reshape(-1, 2))
    places = np.concatenate([first, later])
    pool = Pool(places, places, np.repeat([0, 1], [1_000, 4_000]), [KERNEL])
    weights = pool.weights()
    assert np.isclose(weights.sum(), 1.0)
    assert np.allclose(weights @ places, 0.0, atol=0.08)
    assert np.allclose(weights @ places**2, 1.0, atol=0.12)
    assert (
        weights.max() * len(pool) <= 5_000 / 1_000
    )  # no more than as if the prior alone had proposed its share


@given(weights_of)
def test_weights_are_worth_no_more_draws_than_there_are(weights):
    found = effective(np.array(weights))
    assert 0.999 <= found <= len(weights) * 1.001


@given(weights_of, st.floats(0.5, 40.0))
def test_the_closest_are_as_few_as_are_worth_so_many(weights, wanted):
    given_ = np.array(weights) / sum(weights)
    distances = uniforms(str(len(weights)), len(weights))
    found = closest(distances, given_, wanted)
    assert np.isclose(found.sum(), 1.0)
    taken = distances <= distances[found > 0.0].max()
    assert np.allclose(found[taken] * given_[taken].sum(), given_[taken])
    assert (found[~taken] == 0.0).all()


@pytest.mark.parametrize(("share", "value"), [(0.1, 1.0), (0.5, 2.0), (0.95, 3.0)])
def test_quantiles_are_those_of_the_weights(share, value):
    assert quantiles(np.array([3.0, 1.0, 2.0]), np.array([0.2, 0.3, 0.5]), [share])[0] == value
