"""Money that a question puts on a change: what may be said."""

import pytest
from pydantic import ValidationError

from sim.design.money import Money
from tests.analysis.wanted import asked


def test_money_needs_weeks():
    assert asked(money={"one_off": 250_000}, series=True).money == Money(one_off=250_000.0, discount_rate=0.0)
    with pytest.raises(ValidationError, match="series must be true for money"):
        asked(money={"one_off": 250_000})


@pytest.mark.parametrize(
    "wrong", [{"one_off": -1}, {"discount_rate": 8}, {"one_of": 1}, {"one_off": float("inf")}]
)
def test_senseless_money_is_refused(wrong):
    with pytest.raises(ValidationError):
        asked(money=wrong, series=True)
