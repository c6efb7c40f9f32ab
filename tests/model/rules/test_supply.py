"""supply: failures that partnering makes rarer and shorter."""

from hypothesis import given

from sim.model.rules.supply import failure_rate
from tests.model.rules.ranges import between, share, shares

rate = between(0.0, 26.0)


@given(rate, shares, share)
def test_partners_fail_less(rate, partnering, effect):
    alone, partners = (failure_rate(rate, p, effect) for p in partnering)
    assert 0.0 <= partners <= alone <= rate
    assert failure_rate(rate, 0.0, effect) == failure_rate(rate, partnering[0], 0.0) == rate
