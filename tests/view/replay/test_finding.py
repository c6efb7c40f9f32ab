"""What the runs come to: every side gets its due, and numbers are those of the runs."""

from dataclasses import replace

import numpy as np
import pytest

from sim.view.replay.finding import chain, duration, finding, short
from tests.view.synthetic import pair, several

SIZE = {"teams": 4, "seats": 40, "dots": 40, "weeks": 104}


def ending(run, people, customers, profit):
    """The run with other numbers at its end."""
    counts = {"people_lost": people, "customers_lost": customers}
    return replace(
        run,
        **{name: np.full(run.weeks, value, np.int32) for name, value in counts.items()},
        profit=np.full(run.weeks, float(profit)),
    )


@pytest.fixture
def runs():
    return pair(**SIZE)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (
            (40, 4345, 623_400),
            (14, 4054, 837_000),
            "After 2 years, People first has lost fewer people (14 against 40) and customers (4,054 against 4,345) "
            "and earned more (837K against 623K).",
        ),
        (
            (40, 7, 9_000_000),
            (14, 7, -25),
            "After 2 years, People first has lost fewer people (14 against 40); "
            "Customer first has earned more (9M against −25).",
        ),
        ((1, 2, 3), (1, 2, 3), "After 2 years, they do not differ."),
    ],
)
def test_the_finding_gives_every_side_its_due(runs, first, second, says):
    assert finding([ending(runs[0], *first), ending(runs[1], *second)]) == says


def test_the_finding_does_not_depend_on_the_order_of_sides(runs):
    assert finding(runs) == finding(runs[::-1])


def test_among_many_the_best_is_told_against_the_range_of_the_others():
    runs = [ending(run, *numbers) for run, numbers in zip(
        several(3, **SIZE), [(5, 50, 100), (9, 30, 80), (7, 40, 90)], strict=True
    )]  # fmt: skip
    assert finding(runs) == (
        "After 2 years, Customer first has lost the fewest people (5 against 7 to 9) and earned most "
        "(100 against 80 to 90); Neutral has lost the fewest customers (30 against 40 to 50)."
    )


def test_amounts_are_short():
    values = (0, 9_999, 12_345, 837_400, 999_900, 2_500_000, -3.2e9)
    assert [short(value) for value in values] == [
        "0", "9,999", "12.3K", "837K", "1M", "2.5M", "−3.2B",
    ]  # fmt: skip


def test_durations_are_years_where_they_are_whole():
    assert [duration(weeks) for weeks in (20, 52, 60, 156)] == ["20 weeks", "1 year", "60 weeks", "3 years"]


def test_what_led_to_what_shows_the_runs_own_numbers(runs):
    links = {link.label: link for link in chain(runs)}
    assert [*links][:2] == ["Urgent on a desk", "Clarity of teams"]
    assert [*links][-2:] == ["Customers lost", "Profit"]
    assert links["Clarity of teams"].values == tuple(f"{100 * run.summary['clarity']:.0f}%" for run in runs)
    assert links["Clarity of teams"].best == 1
    assert links["Customers lost"].values == tuple(short(run.customers_lost[-1]) for run in runs)


def test_what_looks_alike_has_no_best_and_what_is_unknown_is_left_out(runs):
    same = [
        replace(run, summary={"clarity": 0.501 + 0.001 * nth, "strain": np.nan})
        for nth, run in enumerate(runs)
    ]
    links = {link.label: link for link in chain(same)}
    assert links["Clarity of teams"].best is None
    assert "Strain of people" not in links
