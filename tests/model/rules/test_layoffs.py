"""layoffs: those who stay are worn and leave, the first layoffs hurting most."""

import pytest
from hypothesis import given

from sim.model.rules.layoffs import survivors_demand, survivors_hazard
from tests.model.rules.ranges import NEARLY, between, share, shares

exponent = between(0.0, 0.5)


@given(shares, between(0.0, 20.0))
def test_more_layoffs_demand_more(shocks, weight):
    few, many = (survivors_demand(shock, weight) for shock in shocks)
    assert 0.0 <= few <= many
    assert survivors_demand(0.0, weight) == 0.0


@given(shares, exponent)
def test_more_layoffs_drive_more_out_and_none_drive_out_nobody(shocks, exponent):
    few, many = (survivors_hazard(shock, exponent) for shock in shocks)
    assert 1.0 <= few <= many * NEARLY
    assert survivors_hazard(0.0, exponent) == 1.0


@given(share, share, exponent)
def test_the_first_layoffs_drive_out_the_most(one, other, exponent):
    middle = survivors_hazard((one + other) / 2.0, exponent)
    assert middle * NEARLY >= (survivors_hazard(one, exponent) + survivors_hazard(other, exponent)) / 2.0


def test_half_a_percent_laid_off_goes_with_a_quarter_more_quits():
    assert survivors_hazard(0.005, 0.125) == pytest.approx(13.0 / 10.4, rel=0.01)
