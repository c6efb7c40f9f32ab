"""What the runs come to: every side gets its due, and numbers are those of the runs."""

from dataclasses import replace

import numpy as np
import pytest

from sim.view.naming import named
from sim.view.replay import finding as finding_module
from sim.view.replay.finding import chain, duration, finding, short
from tests.view.synthetic import pair, several

SIZE = {"teams": 4, "seats": 40, "dots": 40, "weeks": 104}


def ending(run, people, customers, profit, **summary):
    """The run with other numbers at its end."""
    counts = {"people_lost": people, "customers_here": customers}
    return replace(
        run,
        **{name: np.full(run.weeks, value, np.int32) for name, value in counts.items()},
        profit=np.full(run.weeks, float(profit)),
        currency="USD",
        summary=summary,
    )


@pytest.fixture
def runs():
    return pair(**SIZE)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (
            (40, 7345, 623_400),
            (14, 8054, 837_000),
            "After 2 years, People first has lost fewer people (14 against 40), ended with more customers (8,054 "
            "against 7,345) and earned more (837K USD against 623K USD). "
            "Customer first is ahead in nothing of what led to it.",
        ),
        (
            (40, 7, 9_000_000),
            (14, 7, -25),
            "After 2 years, People first has lost fewer people (14 against 40); both have ended with 7 customers; "
            "Customer first has earned more (9M USD against −25 USD).",
        ),
        (
            (1, 2, 3),
            (1, 2, 3),
            "After 2 years, both have lost 1 person, ended with 2 customers and earned 3 USD.",
        ),
    ],
)
def test_the_finding_gives_every_side_its_due(runs, first, second, says):
    assert finding([ending(runs[0], *first), ending(runs[1], *second)]) == says


def test_who_wins_all_that_counts_is_told_where_the_other_is_ahead(runs):
    worse = ending(runs[0], 40, 70, 1, customer_satisfaction_all=0.71, strain=0.5)
    better = ending(runs[1], 14, 80, 2, customer_satisfaction_all=0.69, strain=0.25)
    assert finding([worse, better]).endswith(
        "Customer first is ahead in customer satisfaction (71% against 69%)."
    )


def test_the_finding_does_not_depend_on_the_order_of_sides(runs):
    assert finding(runs) == finding(runs[::-1])


def test_among_many_the_best_and_the_worst_are_named_and_nobody_vanishes_in_a_tie():
    ends = [(5, 50, 100), (9, 30, 80), (5, 40, 90), (7, 45, 80)]
    runs = [ending(run, *numbers) for run, numbers in zip(several(4, **SIZE), ends, strict=True)]
    first, second, third, fourth = (named(run.policy) for run in runs)
    assert finding(runs) == (
        f"After 2 years, {first} and {third} have lost the fewest people (5; the most: {second}, 9); {first} has "
        f"ended with the most customers (50; the fewest: {second}, 30) and earned the most (100 USD; the least: "
        f"{fourth}, 80 USD). Best in none of these: {second} and {fourth}."
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
    assert [*links][-2:] == ["Customers in the end", "Profit"]
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


def test_claims_are_told_as_the_computed_file_has_them():
    known = finding_module.showcase.shipped()
    said = finding_module.claims_behind()
    assert len(said) == len(finding_module.CLAIMS)
    for name, text in zip(finding_module.CLAIMS, said, strict=True):
        assert text.startswith(known[name]["says"])
        assert known[name]["verdict"] in text.lower()
