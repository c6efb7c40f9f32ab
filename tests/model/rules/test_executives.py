"""executives: what is asked is done as far as there are hours for it."""

import pytest
from hypothesis import given

from sim.model.rules.executives import fitting_share
from tests.model.rules.ranges import NEARLY, between, ordered

hours = between(1.0, 80.0)


@given(ordered(0.0, 200.0), hours)
def test_the_more_is_asked_the_less_of_each_is_done_and_never_more_than_there_are_hours(claims, available):
    little, much = (fitting_share(claimed, available) for claimed in claims)
    assert 0.0 <= much <= little <= 1.0
    for claimed in claims:
        assert claimed * fitting_share(claimed, available) <= available * NEARLY


@given(hours)
def test_what_fits_is_done_whole(available):
    assert fitting_share(0.0, available) == fitting_share(available, available) == 1.0
    assert fitting_share(2.0 * available, available) == pytest.approx(0.5)
