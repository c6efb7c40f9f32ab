"""Few worlds are said to be few."""

import pytest

from sim.design.few import FEW, said_of_few


@pytest.mark.parametrize(
    ("worlds", "says"), [(1, "1 world says nothing of others"), (3, "3 worlds are few"), (FEW, ""), (500, "")]
)
def test_few_worlds_are_said_to_be_few(worlds, says):
    assert said_of_few(worlds).startswith(says)
    assert bool(said_of_few(worlds)) == bool(says)
