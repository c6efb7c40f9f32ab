"""switching: with clarity one works on one thing; each further one juggled costs capacity."""

import pytest
from hypothesis import given

from sim.model.rules.switching import juggled, switching_capacity
from tests.model.rules.ranges import between, ordered, share, shares

urgent = between(0.0, 50.0)
limit = between(1.0, 50.0)


@given(share, urgent, limit)
def test_at_least_one_and_at_most_the_limit_are_juggled(clarity, urgent, limit):
    assert 1.0 <= juggled(clarity, urgent, limit) <= limit


@given(urgent, limit)
def test_with_clarity_one_works_on_one_thing_and_without_on_all_that_is_urgent(urgent, limit):
    assert juggled(1.0, urgent, limit) == 1.0
    assert juggled(0.0, urgent, limit) == pytest.approx(min(limit, max(1.0, urgent)))


@given(shares, ordered(0.0, 50.0), limit)
def test_juggling_falls_with_clarity_and_rises_with_what_is_called_urgent(clarities, urgent, limit):
    assert juggled(clarities[1], urgent[0], limit) <= juggled(clarities[0], urgent[0], limit)
    assert juggled(clarities[0], urgent[0], limit) <= juggled(clarities[0], urgent[1], limit)


@given(ordered(1.0, 50.0), ordered(0.0, 0.3))
def test_capacity_falls_with_juggling_and_with_its_cost(requests, costs):
    assert switching_capacity(requests[1], costs[0]) <= switching_capacity(requests[0], costs[0])
    assert switching_capacity(requests[0], costs[1]) <= switching_capacity(requests[0], costs[0])


@given(between(1.0, 50.0), between(0.0, 0.3))
def test_one_thing_at_a_time_or_no_cost_leaves_capacity_whole(requests, cost):
    assert switching_capacity(1.0, cost) == switching_capacity(requests, 0.0) == 1.0


@given(between(1.0, 20.0), between(0.0, 0.3))
def test_every_further_request_costs_the_same_share_of_what_is_left(requests, cost):
    fewer, more = switching_capacity(requests, cost), switching_capacity(requests + 1.0, cost)
    assert more == pytest.approx(fewer * (1.0 - cost))
