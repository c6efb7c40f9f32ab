"""The fit on a problem whose answer is known: it finds it, repeats itself, and goes on where it was."""

from importlib.util import find_spec

import numpy as np
import pytest

if find_spec("pyabc") is None:  # to import it takes seconds
    pytest.skip("needs pyABC: pip install -e '.[calibrate]'", allow_module_level=True)

from sim.calibration import smc
from sim.calibration.answers import accepted, told
from sim.calibration.kept import Kept
from sim.calibration.pulls import reach
from sim.calibration.smc import Plan, run_fit
from tests.calibration.toy import NAMES, SCALE, toy

LITTLE = 120  # simulations


def fitted(folder, simulations=800, problem=None, **plan):
    problem = problem or toy()
    return run_fit(
        problem,
        SCALE,
        Kept(folder, problem.address),
        Plan(1, simulations, simulations // 10, **plan),
        lambda count: None,
    )


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    return fitted(tmp_path_factory.mktemp("fit"))


@pytest.fixture(scope="module")
def little(tmp_path_factory):
    """A fit of a few simulations: enough to see whether another one is the same."""
    return fitted(tmp_path_factory.mktemp("little"), LITTLE)


def same(one, other):
    return np.array_equal(one.places, other.places) and np.array_equal(one.figures, other.figures)


def test_it_finds_what_meets_the_targets_and_says_what_they_do_not_tell(pool):
    problem = toy()
    found = {one.name: one for one in told(problem, pool, accepted(problem, pool, SCALE))}
    assert found["people.absence"].low < 0.265 < found["people.absence"].high
    assert found["work.error_share"].low < 0.3 < found["work.error_share"].high
    assert found["people.absence"].identified
    assert not found["work.friction"].identified


def test_without_a_target_its_constant_is_free(pool):
    problem = toy()
    parted = told(problem, pool, accepted(problem, pool, SCALE, without=["errors"]))[1]
    whole = told(problem, pool, accepted(problem, pool, SCALE))[1]
    assert parted.width > 1.2 * whole.width


def test_threads_change_nothing(little, tmp_path, monkeypatch):
    monkeypatch.setattr(smc, "default_workers", lambda: 1)
    assert same(fitted(tmp_path, LITTLE), little)


def test_an_interrupted_fit_goes_on_where_it_was(little, tmp_path, monkeypatch):
    cut = fitted(tmp_path, LITTLE, until=0.0)  # no time: one generation of the prior, and nothing else
    assert 0 < len(cut) < len(little)
    assert same(fitted(tmp_path, LITTLE), little)

    def none(*given):
        raise AssertionError("simulated again")

    monkeypatch.setattr("tests.calibration.toy.Toy.run", none)
    assert same(fitted(tmp_path, LITTLE, until=0.0), little)


def test_fewer_simulations_are_the_first_of_many(pool, tmp_path):
    problem = toy()
    few = run_fit(problem, SCALE, Kept(tmp_path, problem.address), Plan(1, 300, 80), lambda count: None)
    assert np.array_equal(few.places, pool.places[: len(few)])
    assert len(few) == 300


def test_a_fact_that_cannot_be_met_names_what_pulls(tmp_path):
    problem = toy(6.5, 6.6)  # absence ends at 0.6, so that errors would have to be below 0
    stuck = fitted(tmp_path, problem=problem)
    found = reach(problem, stuck, SCALE, "mixed", np.array([5.0, 0.3]))
    assert found.met < 0.01
    assert [one.constant for one in found.pulls[:2]] == list(NAMES[:2])
    absence, errors = found.pulls[:2]
    assert absence.upwards
    assert not errors.upwards
    assert "errors" not in absence.costs
    assert errors.costs["errors"] < 0.0
