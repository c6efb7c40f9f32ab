"""Numbers and names as a reader sees them: digits that the interval supports, and no zero that is none."""

import pytest

from sim.analysis.statistics import Estimate
from sim.analysis.wording import called, counted, shown_unit, with_interval, with_unit, words
from sim.outcomes import OUTCOMES


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


def test_units_have_the_article_that_they_need():
    assert shown_unit(OUTCOMES["urgent_seen"], "EUR") == "requests an employee"
    assert shown_unit(OUTCOMES["profit"], "EUR") == "thousand EUR a year"
    assert shown_unit(OUTCOMES["turnover"], "EUR") == "% a year"
    assert shown_unit(OUTCOMES["strain"], "EUR") == "0-1"
    assert with_unit("+1", "points a year") == "+1 point a year"
    assert with_unit("0.3", "0-1") == "0.3"


def test_names():
    assert words("practices.priority_discipline") == "priority discipline"
    assert words("equal_hours") == "at equal accepted hours"
    assert called("customer_satisfaction_all") == "customer satisfaction (all served)"
    assert [counted(n, "world") for n in (0, 1, 2_000)] == ["0 worlds", "1 world", "2,000 worlds"]
