"""What trials have given: it comes back to the bit, and a damaged part is named."""

import numpy as np
import pytest

from sim.claims.kept import Kept
from sim.errors import InputError
from sim.running.stretches import MEASURES, Stretch
from tests.store.damage import flip

ADDRESS = ("a", 7)
YEAR, QUARTER = Stretch(0, 0, 52), Stretch(1, 39, 52)


def values(seed: int) -> np.ndarray:
    found = np.random.default_rng(seed).random(len(MEASURES))
    found[seed % len(found)] = np.nan
    return found


def test_what_is_kept_comes_back_to_the_bit(tmp_path):
    Kept(tmp_path).add_runs({ADDRESS: {YEAR: values(3)}})
    again = Kept(tmp_path)
    for place, measure in enumerate(MEASURES):
        assert np.array_equal(again.value(ADDRESS, YEAR, measure), values(3)[place], equal_nan=True)


def test_a_run_lacks_the_stretches_that_it_was_not_asked_for(tmp_path):
    kept = Kept(tmp_path)
    assert kept.lacks(ADDRESS, [YEAR])
    assert not kept.lacks(ADDRESS, [])
    kept.add_runs({ADDRESS: {YEAR: values(1)}})
    for each in (kept, Kept(tmp_path)):
        assert not each.lacks(ADDRESS, [YEAR])
        assert each.lacks(ADDRESS, [YEAR, QUARTER])
        assert each.lacks(("a", 8), [YEAR])
    kept.add_runs({ADDRESS: {QUARTER: values(2)}})
    for each in (kept, Kept(tmp_path)):
        assert not each.lacks(ADDRESS, [YEAR, QUARTER])
        assert each.value(ADDRESS, YEAR, "turnover") == values(1)[MEASURES.index("turnover")]


def test_which_points_count_is_kept(tmp_path):
    Kept(tmp_path).add_admitted({("a", 1): True, ("a", 2): False})
    kept = Kept(tmp_path)
    assert [kept.admitted(("a", number)) for number in (1, 2, 3)] == [True, False, None]


def test_nothing_is_written_of_nothing(tmp_path):
    kept = Kept(tmp_path)
    kept.add_runs({})
    kept.add_admitted({})
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_part_is_named(tmp_path):
    Kept(tmp_path).add_runs({ADDRESS: {YEAR: values(1)}})
    (part,) = (tmp_path / "runs").iterdir()
    part.write_bytes(part.read_bytes()[:100])
    with pytest.raises(
        InputError, match=rf"{part}: cannot be read: .*; remove it, and its runs are run again"
    ):
        Kept(tmp_path)


def test_a_changed_bit_is_named(tmp_path):
    Kept(tmp_path).add_runs({ADDRESS: {YEAR: values(1)}})
    (part,) = (tmp_path / "runs").iterdir()
    flip(part, 8 * 100)
    with pytest.raises(InputError, match=rf"{part}: cannot be read: its content has changed since"):
        Kept(tmp_path)
