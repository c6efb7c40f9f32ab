"""Numbers as readers see them: units in words, amounts, intervals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.statistics import Estimate
from sim.outcomes import OUTCOMES
from sim.units import (
    SCALES,
    amount,
    estimated,
    number,
    percent,
    percent_span,
    rounded,
    shown,
    shown_unit,
    span,
    with_interval,
    with_unit,
    with_unit_of,
)

UNITS = {outcome.unit for outcome in OUTCOMES.values()}
VOWEL = re.compile(r"\ba (?=[aeio]|hour|u(?!ni))|\ban (?![aeiou]|hour)")


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_unit_in_words_has_its_articles(name):
    unit = shown_unit(OUTCOMES[name], "EUR")
    assert not VOWEL.search(unit)
    assert "/" not in unit or unit in SCALES
    assert "currency" not in unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("turnover", "% a year"),
        ("late_share", "%"),
        ("overdue", "requests an employee"),
        ("throughput", "requests an employee a week"),
        ("profit_per_hour", "thousand EUR an hour"),
        ("accepted_hours", "hours a week"),
        ("clarity", "0-1"),
    ],
)
def test_units_in_words(name, unit):
    assert shown_unit(OUTCOMES[name], "EUR") == unit


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("count", [0.0, 1.0, 2.0])
def test_one_of_a_unit_is_singular_and_none_or_two_are_plural(name, count):
    unit = shown(name, "EUR").difference_unit
    text = amount(count, unit)
    first = unit.split()[0]
    if unit in SCALES:
        assert text == number(count)
    elif count == 1.0 and first in ("points", "people", "days", "requests", "hours", "steps"):
        assert text.split()[1] in ("point", "person", "day", "request", "hour", "step")
    else:
        assert text == f"{number(count)} {unit}"


@given(st.floats(-1e9, 1e9), st.booleans())
def test_a_number_is_right_to_three_digits(value, signed):
    text = number(value, signed=signed).replace(",", "").replace("−", "-")
    assert float(text) == pytest.approx(value, rel=0.006, abs=1e-300)
    assert not signed or text[0] in "+-"


def test_numbers():
    assert number(-1234.5) == "−1,234"
    assert number(0.01234, signed=True) == "+0.0123"
    assert number(float("nan")) == "not known"
    assert span(-1.0, 2.0, signed=True) == "[−1, +2]"
    assert span(float("nan"), 2.0) == "[not known, 2]"
    assert amount(12.0, "% a year") == "12% a year"


def test_shares():
    nan = float("nan")
    assert f"{percent(0.864)} {percent_span(0.8, 0.9)}" == "86% [80%, 90%]"
    assert f"{percent(0.864)} {percent_span(nan, nan)}" == "86% (no interval)"
    assert percent(nan) == "not known"


def test_outcomes_as_shown():
    assert shown("turnover").axis == "turnover (% a year)"
    assert shown("turnover").difference_unit == "points a year"
    assert shown("profit", "EUR").axis == "profit (thousand EUR a year)"
    assert shown("profit").value(2_000.0) == 2.0
    assert shown("customer_satisfaction_all").called == "customer satisfaction (all served)"
    assert shown("tipped").axis == "tipped"


@pytest.mark.parametrize(
    ("outcome", "values", "text"),
    [
        ("turnover", (0.1234, 0.10, 0.15), "+12.3 [+10.0, +15.0]"),
        ("turnover", (0.1234, -0.10, 0.35), "+12 [−10, +35]"),
        ("market_share", (-0.0066, -0.0072, -0.006), "−0.66 [−0.72, −0.60]"),
        ("turnover", (0.0, 0.0, 0.0), "0 [0, 0]"),
        ("turnover", (0.0002, 0.00001, 0.0004), "+0.020 [+0.001, +0.040]"),  # an end just off zero is no zero
        ("turnover", (0.0002, -0.00001, 0.0004), "+0.02 [0.00, +0.04]"),
        ("profit", (123_456.0, 100_000.0, 150_000.0), "+123 [+100, +150]"),
        ("clarity", (0.12345, 0.1, 0.15), "+0.123 [+0.100, +0.150]"),
        ("profit", (123_456.0, float("nan"), float("nan")), "+123"),
    ],
)
def test_digits_are_those_that_the_interval_supports(outcome, values, text):
    assert with_interval(OUTCOMES[outcome], Estimate(*values, 20), signed=True) == text


def test_one_of_a_unit_is_singular():
    assert with_unit("+1", "points a year") == "+1 point a year"
    assert with_unit("0.3", "0-1") == "0.3"


def test_an_estimate_has_the_digits_that_its_interval_supports():
    assert estimated(-0.0594, -0.686, 0.885, signed=True) == "−0.1 [−0.7, +0.9]"
    assert estimated(1234.5, 1000.0, 1500.0) == "1,234 [1,000, 1,500]"
    assert estimated(0.5, float("nan"), 0.75) == "0.50"
    assert with_unit_of(OUTCOMES["turnover"], "% a year") == "turnover (% a year)"
    assert with_unit_of(OUTCOMES["turnover"], "") == "turnover"


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_what_is_rounded_away_is_small_beside_the_interval(mean, half):
    texts = rounded(mean, mean - half, mean + half)
    for text, value in zip(texts, (mean, mean - half, mean + half), strict=True):
        off = abs(float(text.replace(",", "").replace("−", "-")) - value)
        assert off <= 0.051 * 2.0 * half or off <= 0.0051 * abs(value)
