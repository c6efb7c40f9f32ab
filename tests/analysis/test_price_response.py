"""price_response: sales fall with a firm's own price, the more the steeper the slope, and the slope is found by it."""

import math

from sim.analysis.price_response import price_response, solved_price_slope, with_price_slope
from sim.running.scenarios import load_scenario
from tests.worlds import SMALL, scenario

MARKET = scenario(SMALL | {"customers_per_firm": 300, "warm_up": 1, "need_rate": 3}, competition="duopoly")


def test_sales_fall_with_the_price_the_more_the_steeper_the_slope():
    flat, steep = (price_response(with_price_slope(MARKET, slope), worlds=2) for slope in (0.0, -4.0))
    assert steep.elasticity < flat.elasticity < 0.2
    assert steep.error > 0.0


def test_one_world_has_no_error():
    assert math.isnan(price_response(MARKET, worlds=1).error)


def test_the_slope_that_is_found_has_the_elasticity_that_was_asked_for():
    target = price_response(with_price_slope(MARKET, -3.0), worlds=1).elasticity
    slope = solved_price_slope(MARKET, target, worlds=1)
    assert -8.0 < slope < -0.5
    assert abs(price_response(with_price_slope(MARKET, slope), worlds=1).elasticity - target) < 0.2


def test_an_elasticity_out_of_reach_gives_the_steepest_slope():
    assert solved_price_slope(MARKET, -100.0, worlds=1) < -7.9


def test_another_slope_is_all_that_changes():
    known = load_scenario("turnover_city")
    steeper = with_price_slope(known, -5.0)
    assert {k: v for k, v in steeper.constants().items() if v != known.constants()[k]} == {
        "price_slope": -5.0
    }
