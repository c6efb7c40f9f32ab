"""Shares of worlds over two factors, counted by hand."""

import numpy as np
import pytest

from sim.analysis.runs import Region
from sim.analysis.statistics import wilson
from sim.analysis.tipping_map import tipping_maps
from sim.errors import InputError

LOAD, VOICE = "customers.need_rate", "practices.employee_voice"
CLARITY = [
    [0.9, 0.8],
    [0.4, 0.6],
    [0.2, np.nan],
    [0.9, 0.9],
    [0.4, 0.3],
]  # by point and world; one cell is not run
RUNS = {
    "point_number": np.repeat(np.arange(5), 2),
    "replication": np.tile([0, 1], 5),
    "scenario": np.full(10, "city"),
    "contrast": np.full(10, "as_managed"),
    "policy": np.full(10, "neutral"),
    LOAD: np.repeat([0.3, 0.4, 0.5, 0.3, 0.5], 2),
    VOICE: np.repeat([0.0, 0.0, 0.0, 1.0, 1.0], 2),
    "competition": np.full(10, "duopoly"),
    "clarity": np.ravel(CLARITY),
}


def test_shares_are_of_the_worlds_in_which_the_outcome_is_defined():
    (found,) = tipping_maps(RUNS, Region("clarity", high=0.5), LOAD, VOICE)
    assert (found.policy, found.region) == ("neutral", "clarity <= 0.5")
    np.testing.assert_equal(found.share, [[0.0, 0.5, 1.0], [0.0, np.nan, 1.0]])
    np.testing.assert_equal(found.worlds, [[2, 2, 1], [2, 0, 2]])
    np.testing.assert_equal(found.intervals[0, 1], wilson(1, 2))
    assert np.isnan(found.intervals[1, 1]).all()
    assert found.rows()[2] == {
        LOAD: 0.5,
        VOICE: 0.0,
        "share": 1.0,
        "low": wilson(1, 1).low,
        "high": 1.0,
        "worlds": 1,
    }


def test_factors_must_be_numbers():
    with pytest.raises(InputError, match="factors must be numbers, got"):
        tipping_maps(RUNS, Region("clarity"), LOAD, "competition")
