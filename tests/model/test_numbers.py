"""Numbers stay defined: in any market that can be described, however far from plausible, and to its very ends."""

from collections.abc import Iterator

import numpy as np
import pytest

from docs.pages.outcomes import may_be_undefined
from sim.model import records
from sim.model.parameters import DAYS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.states import NOBODY
from sim.outcomes import OUTCOMES, measure
from sim.policies import Policy
from sim.running.run import run
from tests.model.laws import LAWS, failures_born_are_shares
from tests.model.markets import MAY_BE_NEGATIVE, by_phase, drawn_world
from tests.worlds import RANGE, SMALL, after, differences, notes, scenario, staff, world

FEW, MANY = 6, 2_000
DAYS = 195
"""Three quarters."""

AGENTS = ("requests", "employees", "managers", "firms", "customers")
STOCKED = (*AGENTS, "weeks", "flows", "regulator", "tenures")


def stocks() -> Iterator[tuple[str, str]]:
    """Arrays and fields of what there can be none of, but not less than none."""
    for array in STOCKED:
        dtype = getattr(records, array.removesuffix("s") if array != "flows" else "flow")
        for name, (kind, *_) in dtype.fields.items():
            counts = kind.base.kind == "f" or array == "flows"
            if counts and name not in MAY_BE_NEGATIVE.get(array, ()):
                yield array, name


EVERY_STOCK = list(stocks())
OF_AGENTS = [(array, name) for array, name in EVERY_STOCK if array in AGENTS]


def nothing_is_negative(w: World, phase: str) -> None:
    """No stock of agents is below nothing, but for rounding, or undefined; nor any other, as a week is noted."""
    week = int(w.market["day"][0]) // WORKDAYS_A_WEEK
    for array, name in EVERY_STOCK if phase == "note" else OF_AGENTS:
        values = w.weeks[week][name] if array == "weeks" else getattr(w, array)[name]
        least = values.min(initial=0.0)
        if not least >= 0.0:  # nor NaN
            assert least >= -1e-6 * max(1.0, float(values.max())), (phase, array, name, least)


def is_sound(number: int) -> None:
    """A drawn market: no stock is negative after any phase of its first day and last week; all laws hold in the end."""
    w = by_phase(drawn_world(number), 1, nothing_is_negative)
    w = after(w, DAYS - 6)
    w = by_phase(w, 5, nothing_is_negative)
    for law in LAWS:
        if law is not failures_born_are_shares:  # here everything is drawn far beyond what is plausible
            law(w)
    for firm in range(len(w.firms)):
        summary, weekly = measure(w.weeks[: DAYS // WORKDAYS_A_WEEK, firm], 13)
        is_defined(summary)
        for name, values in weekly.items():
            assert not np.isinf(values).any(), name


def is_defined(summary: dict[str, float]) -> None:
    """No outcome is infinite, and only those that say so may be undefined."""
    assert summary.keys() == OUTCOMES.keys()
    assert not [name for name, value in summary.items() if np.isinf(value)]
    assert {name for name, value in summary.items() if np.isnan(value)} <= set(may_be_undefined())


def test_days_by_phase_are_the_days_of_the_engine():
    """What is looked at phase by phase is what runs."""
    for number in range(2):
        one, other = by_phase(drawn_world(number), 66, lambda w, phase: None), after(drawn_world(number), 66)
        assert differences(one, other) == []


@pytest.mark.parametrize("number", range(FEW))
def test_any_market_that_is_drawn_is_sound(number):
    is_sound(number)


@pytest.mark.slow
def test_thousands_of_markets_that_are_drawn_are_sound(capsys):
    failed = {}
    for number in range(MANY):
        try:
            is_sound(number)
        except Exception as error:  # to go on with the others
            failed[number] = f"{type(error).__name__}: {error}"
    with capsys.disabled():
        print(f"\n{MANY:,} markets, {len(failed)} unsound")
    assert failed == {}


# ------------------------------------------------------------------------------ the very ends

ENDS = {
    "one customer": ({"customers_per_firm": 1}, {}, {}),
    "one customer, one employee": (
        {"customers_per_firm": 1, "employees_per_firm": 1, "span_of_control": 1},
        {},
        {},
    ),
    "everyone quits at once": ({"base_quit_hazard": RANGE["base_quit_hazard"][1], "notice_weeks": 0}, {}, {}),
    "no employee is ever hired again": (
        {"base_quit_hazard": RANGE["base_quit_hazard"][1], "notice_weeks": 0, "hiring_weeks": 104},
        {},
        {"pay": 0.5},
    ),
    "nothing is paid": ({"price_request": 0, "extra_price": 0}, {}, {}),
    "the least price": ({}, {"competition": "duopoly"}, {"price": 0.5}),
    "the firm has failed before the policies begin": (
        {"insolvency": 0, "opening_cash": 0, "price_request": 0},
        {},
        {},
    ),
    "all rivals have failed": (
        {"insolvency": 0, "opening_cash": 0, "price_request": 0},
        {"competition": "rivalry", "rivals": 3},
        {},
    ),
    "nobody needs anything": ({"need_rate": RANGE["need_rate"][0], "customers_per_firm": 2}, {}, {}),
    "far more work than can be done": ({"need_rate": 60, "effort": 400, "withdrawal_hazard": 0}, {}, {}),
}
"""Quantities, market and practices of worlds at the ends of what can be described."""


QUICK = (
    "one customer, one employee",
    "everyone quits at once",
    "the firm has failed before the policies begin",
)


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in ENDS]
)
def test_a_world_at_the_very_end_has_outcomes(name):
    values, head, practices = ENDS[name]
    market = scenario(SMALL | {"warm_up": 1} | values, **head)
    is_defined(dict(run(market, Policy("drawn", "a test", Practices(**practices)), seed=1, years=1).summary))


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDS)
def test_so_it_has_after_ten_years(name):
    values, head, practices = ENDS[name]
    market = scenario(SMALL | {"warm_up": 1} | values, **head)
    is_defined(dict(run(market, Policy("drawn", "a test", Practices(**practices)), seed=2, years=10).summary))


def test_where_everyone_quits_at_once_nobody_is_left_and_the_firm_hires_anew():
    w = world(scenario(SMALL | {"hiring_weeks": 2}), 1)
    w.employees["leaving"] = np.where(w.employees["id"] != NOBODY, 1, 0)
    w.employees["last_day"] = 0
    w = after(w, 5)
    assert notes(w, "quits")[-1] >= 5
    w = after(w, DAYS_A_YEAR)
    assert len(staff(w)) > 0
    nothing_is_negative(w, "the end")
    for law in LAWS:
        law(w)
