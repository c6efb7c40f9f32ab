"""The figure of an effect: everything lies on the axis where its value is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.claims.claim import EXPECTED
from sim.view.claims.strip import Axis, strip
from tests.view.claims.made_up import part

DIGITS = 0.011  # percent: places are written with two decimals

values = st.floats(-1e4, 1e4).map(lambda x: round(x, 3))
sizes = st.floats(0.001, 1e3).map(lambda x: round(x, 3))


@st.composite
def parts(draw):
    """Parts with any numbers: in order, as intervals and quantiles are."""
    low, mean, high = sorted(draw(st.tuples(values, values, values)))
    left = {name: {"acting": draw(values), "without": draw(values)} for name in ("frozen", "off")}
    return part(
        low=low,
        mean=mean,
        high=high,
        quantiles=sorted(draw(st.tuples(*[values] * 5))),
        smallest=draw(sizes),
        ablated=left,
        expect=draw(st.sampled_from(EXPECTED)),
    )


def scale(figure, smallest):
    """How much of an effect one percent is: the band that is too small to matter has a known size."""
    return 2.0 * smallest / figure.small.width


@given(parts())
def test_every_number_can_be_read_off_its_place(part):
    found = strip(part, carriers=True)
    axis = axis_of(part)
    read = {
        found.mean: part["mean"],
        found.interval.start: part["low"],
        found.interval.end: part["high"],
        found.wide.start: part["quantiles"][0],
        found.half.start: part["quantiles"][1],
        found.half.end: part["quantiles"][3],
        found.wide.end: part["quantiles"][4],
        found.small.start: -part["smallest"],
        found.small.end: part["smallest"],
        found.zero: 0.0,
        found.without["frozen"].end: part["ablated"]["frozen"]["without"],
        found.without["off"].start: part["ablated"]["off"]["acting"],
    }
    for place, value in read.items():
        assert axis.low + place / 100.0 * (axis.high - axis.low) == pytest.approx(
            value, abs=DIGITS / 100.0 * (axis.high - axis.low)
        )
        assert 0.0 <= place <= 100.0


def axis_of(part):
    """The axis that shows all of a part."""
    shown = [part["low"], part["high"], *part["quantiles"], part["smallest"], -part["smallest"]]
    return Axis.over(
        [*shown, *(each[end] for each in part["ablated"].values() for end in ("acting", "without"))]
    )


@given(parts())
def test_ticks_are_round_and_stand_where_their_labels_say(part):
    axis = axis_of(part)
    found = strip(part, carriers=True).ticks
    assert 2 <= len(found) <= 8
    assert "0" in [tick.label for tick in found]
    for tick in found:
        value = float(tick.label.replace("−", "-").replace(",", ""))
        assert tick.at == pytest.approx(axis.at(value), abs=0.51), "labels have three digits"


@pytest.mark.parametrize(
    ("expect", "start", "end", "direction"),
    [
        ("higher", 0.0, "high", 1),
        ("lower", 0.0, "low", -1),
        ("not lower", -3.0, "high", 1),
        ("not higher", 3.0, "low", -1),
        ("alike", -3.0, 3.0, 0),
        ("not found", 0.0, "high", 1),
    ],
)
def test_what_is_expected_is_marked(expect, start, end, direction):
    one = part(expect=expect)
    found, axis = strip(one, carriers=True), axis_of(one)
    assert found.expected == axis.bar(start, getattr(axis, end) if isinstance(end, str) else end)
    assert found.direction == direction


def test_all_expectations_are_known():
    assert set(EXPECTED) == {"higher", "lower", "not lower", "not higher", "alike", "not found"}


def test_what_is_not_known_is_not_drawn():
    found = strip(
        part(
            **dict.fromkeys(("mean", "low", "high")),
            quantiles=[None] * 5,
            ablated={"frozen": {"acting": None, "without": None}},
        ),
        carriers=True,
    )
    assert (found.mean, found.interval, found.wide, found.half) == (None,) * 4
    assert found.lanes == ("expected", "worlds", "mean")
    assert found.small.width > 90


def test_only_where_asked_for_is_it_shown_what_mechanisms_carry():
    assert strip(part(), carriers=True).lanes == ("expected", "worlds", "mean", "frozen", "off")
    assert strip(part(), carriers=False).lanes == ("expected", "worlds", "mean")


def test_an_effect_of_nothing_lies_on_zero():
    found = strip(part(mean=0.0, low=0.0, high=0.0, quantiles=[0.0] * 5), carriers=False)
    assert found.zero == found.mean == found.half.start == found.half.end == 50.0
