"""Tipping points are refined by running more of the same worlds, kept in the store, so that asking again is quick."""

import numpy as np
import pytest

from sim.errors import InputError
from sim.store.store import Store
from sim.sweeps.refine import Tipped, refine
from tests.swept import swept

NEED = "customers.need_rate"


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("grid"), replications=2)


def stored(grid):
    return sum(map(len, Store(grid.folder).finished().values()))


def test_new_values_are_run_once_and_kept(grid):
    tipped = Tipped.of(grid, "strain", None, None)
    before = stored(grid)
    found = refine(grid, NEED, tipped, budget=4, workers=1)
    after = stored(grid)
    assert {one.setting["policy"] for one in found} == {"neutral", "customer_first"}
    assert {one.setting["practices.pay"] for one in found} == {0.9, 1.1}
    new = sum(len(one.point.shares) - 2 for one in found)
    assert after - before == 2 * new, "the design's own values were there"
    again = refine(grid, NEED, tipped, budget=4, workers=1)
    assert stored(grid) == after
    assert [str(one) for one in again] == [str(one) for one in found]
    assert all(share.worlds == 2 for one in found for share in one.point.shares)


OWN = """
from sim.model.practices import Practices

DESCRIBES = "pays more, and listens"
PRACTICES = Practices(pay=1.05, employee_voice=0.6)
"""


def test_policies_of_ones_own_are_those_that_were_run_though_their_files_are_gone(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "listening.py").write_text(OWN)
    made = swept(tmp_path, replications=2, policies=("neutral", "listening"), own=folder)
    tipped = Tipped.of(made, "strain", None, None)
    with_file = refine(made, NEED, tipped, budget=4, workers=1, policies=folder)
    (folder / "listening.py").unlink()
    before = stored(made)
    assert [str(one) for one in refine(made, NEED, tipped, budget=4, workers=1)] == [
        str(one) for one in with_file
    ]
    assert stored(made) == before, "the same practices are the same points"


def test_the_budget_has_to_hold_the_design(grid):
    with pytest.raises(InputError, match=r"--budget must be 2 or more, .*, got 1"):
        refine(grid, NEED, Tipped("strain", 0.2, above=True), budget=1)


def test_a_threshold_or_the_middle(grid):
    assert Tipped.of(grid, "strain", 0.5, None) == Tipped("strain", 0.5, above=True)
    assert Tipped.of(grid, "clarity", None, 0.5) == Tipped("clarity", 0.5, above=False)
    assert Tipped.of(grid, "profit", None, None).above is False, (
        "more profit is wanted, so that less is tipping"
    )
    values = np.array([0.4, 0.6, np.nan])
    assert Tipped("strain", 0.5, above=True).holds(values)[:2].tolist() == [0.0, 1.0]
    assert Tipped("strain", 0.5, above=False).holds(values)[:2].tolist() == [1.0, 0.0]
    assert np.isnan(Tipped("strain", 0.5, above=True).holds(values)[2])
