"""Running policies: the same numbers on any number of workers, kept as they come, and none run twice."""

import numpy as np
import pytest

from sim.claims.kept import Kept
from sim.patterns import runs, search
from sim.patterns.runs import Market
from sim.patterns.space import practices_space
from sim.patterns.study import _policy, study
from sim.policies import load_policy
from tests.patterns.made_up import quiet
from tests.worlds import SMALL, scenario

TINY = scenario(SMALL | {"warm_up": 1}, competition="duopoly")


def tiny(folder, workers=1, seed=1):
    return Market(TINY, seed, 1, Kept(folder), workers)


@pytest.fixture(scope="module", autouse=True)
def small_batches():
    """A search that breeds after a few tries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "BATCH", 4)
        patch.setattr(search, "SAMPLE", 5)
        yield


def searched(market):
    return study(market, [load_policy("neutral")], 9, quiet(), lambda: True)


@pytest.fixture(scope="module")
def once(small_batches, tmp_path_factory):
    """A study by one worker, and its folder."""
    folder = tmp_path_factory.mktemp("kept")
    return searched(tiny(folder)), folder


def same(one, other):
    assert np.array_equal(one.patterns.points, other.patterns.points)
    assert np.array_equal(one.patterns.values, other.patterns.values, equal_nan=True)
    assert one.patterns.hits == other.patterns.hits
    assert one.rim.keys() == other.rim.keys()
    assert np.array_equal(one.fresh, other.fresh, equal_nan=True)


def test_two_workers_find_the_same(once, tmp_path):
    same(once[0], searched(tiny(tmp_path, workers=2)))


def test_what_is_kept_is_not_run_again(once, monkeypatch):
    found, folder = once

    def fail(*given):
        raise AssertionError("run again")

    monkeypatch.setattr(runs, "branch", fail)
    same(found, searched(tiny(folder)))


def test_an_interrupted_search_goes_on_as_if_it_had_not_been(once, tmp_path, monkeypatch):
    real, count = runs.branch, iter(range(10**6))

    def sometime_interrupted(*given):
        if next(count) == 30:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(runs, "branch", sometime_interrupted)
    with pytest.raises(KeyboardInterrupt):
        searched(tiny(tmp_path))
    assert list(tmp_path.glob("runs/part-*.parquet")), "what was done is kept"
    monkeypatch.setattr(runs, "branch", real)
    same(once[0], searched(tiny(tmp_path)))


def test_outcomes_are_means_over_the_worlds(once):
    there = tiny(once[1])
    policies = [load_policy("neutral"), _policy(practices_space().sample(1, 1)[0])]
    both = there.outcomes(policies, [0, 1])
    singles = [there.outcomes(policies, [world]) for world in (0, 1)]
    assert both == pytest.approx(np.mean(singles, axis=0), nan_ok=True)
    assert both.shape == (2, 4)
