"""A scenario made of a client's numbers and of the nearest shipped scenario, as the table of its file.

What is set directly is a number that somebody knows. What results from it (turnover, churn) is never written as a
cause: the file says what the client's is, and calibration fits it. Where a number of the nearest scenario goes with the
size of a request or of the firm, it is scaled, and its source says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.clients.demand import MONTHS_A_YEAR, demand
from sim.clients.load import hours_per_standard, hours_present
from sim.clients.numbers import Numbers
from sim.design.vary import vary
from sim.model.parameters import WEEKS_A_YEAR, Managers, Staffing
from sim.model.scenario import Scenario

CLIENT = "the client's number"

A_REQUEST = (
    "triage_hours",
    "contact_hours",
    "negotiate_hours",
    "check_hours",
    "complaint_hours",
    "chase_hours",
    "answer_hours",
)
"""Hours of a manager that go with how long a request takes."""

ROUNDS = 8
"""Steps in which needs are found that make the client's requests: each step leaves a hundredth of what was missing."""

DIGITS = 4
"""Significant digits of what is computed."""


@dataclass(frozen=True)
class Made:
    """A scenario of a client, and where each number that is not the nearest scenario's comes from."""

    scenario: Scenario
    like: Scenario
    sources: dict[str, str]  # by the number's name with its section
    stands_for: int = 1  # customers of the client for which one stands, where the market is a part of it


def made(numbers: Numbers, like: Scenario, stands_for: int = 1) -> Made:
    """The scenario of a client, or of a part; an InputError says where a number is beyond what the model allows."""
    written = {name: (value, source) for name, value, source in _given(numbers, like, stands_for)}
    written |= {name: (value, source) for name, value, source in _work(numbers, like, written, stands_for)}
    rivals = {**market(numbers.rivals), "rival_sizes": numbers.rival_size}
    scenario = vary(like, {**{name: value for name, (value, _) in written.items()}, **rivals})
    return Made(scenario, like, {name: source for name, (_, source) in written.items()}, stands_for)


def market(rivals: int) -> dict[str, float | str]:
    """The competition that has so many rivals, as `vary` takes it."""
    if rivals > 1:
        return {"competition": "rivalry", "rivals": rivals}
    return {"competition": "duopoly" if rivals else "monopoly"}


def _given(numbers: Numbers, like: Scenario, stands_for: int) -> Iterator[tuple[str, float, str]]:
    """What the client's numbers say by themselves: name, value and source."""
    part = CLIENT if stands_for == 1 else f"{CLIENT} over {stands_for:,}"
    m = like.constants()
    size = numbers.headcount / m["employees_per_firm"]
    scaled = f"assumed: {like.name}'s, in proportion to"
    yield "customers.customers_per_firm", numbers.customers, part
    yield "customers.due_days", numbers.due_days, CLIENT
    urgent = min(m["urgent_due_days"], numbers.due_days)
    yield "customers.urgent_due_days", urgent, f"assumed: {like.name}'s, no later than other requests"
    days = _rounded(m["backlog_days"] * numbers.due_days / m["due_days"])
    yield "work.backlog_days", min(max(days, 0.05), 60.0), f"{scaled} the days in which a request is due"
    yield "people.employees_per_firm", numbers.headcount, part
    span = _rounded(numbers.headcount / numbers.teams)
    yield "people.span_of_control", span, f"{CLIENT}: {numbers.headcount} employees in {numbers.teams} teams"
    yield "money.price_request", numbers.price, CLIENT
    yield "money.wage", numbers.pay, CLIENT
    manager = _rounded(m["manager_wage"] / m["wage"] * numbers.pay)
    yield "money.manager_wage", manager, f"{scaled} pay"
    attends = min(max(round(m["attended_a_week"] * size), 1), 20)
    yield "managers.attended_a_week", attends, f"{scaled} headcount"
    yield "law.fine_cap", _rounded(m["fine_cap"] * size), f"{scaled} headcount"


def _work(
    numbers: Numbers, like: Scenario, written: Mapping[str, tuple[float, str]], stands_for: int
) -> Iterator[tuple[str, float, str]]:
    """Needs that come to the client's requests, an effort that comes to its minutes, and what goes with them."""
    m = like.constants() | {name.partition(".")[2]: value for name, (value, _) in written.items()}
    m["need_rate"] = numbers.requests / numbers.customers
    for _ in range(ROUNDS):
        m["need_rate"] *= numbers.requests / (demand(m).done * WEEKS_A_YEAR / MONTHS_A_YEAR)
    monthly = f"{numbers.requests * stands_for:,g} requests a month"
    part = "" if stands_for == 1 else f", over {stands_for:,}"
    known = f"{CLIENT}: {monthly}{part}, less rework and what comes back"
    yield "customers.need_rate", _rounded(m["need_rate"]), known
    asked = demand(m)
    standard = asked.hours / m["effort"]  # efforts of a core request that a week is worth
    before, m["effort"] = (
        m["effort"],
        numbers.minutes / 60.0 * asked.done / (standard * hours_per_standard(m)),
    )
    known = f"{CLIENT}: {numbers.minutes:g} minutes, less friction and what newcomers lack"
    yield "work.effort", _rounded(m["effort"]), known
    for name in A_REQUEST:
        low, high = (Managers.specification(name)[end] for end in ("minimum", "maximum"))
        hours = _rounded(min(max(m[name] * m["effort"] / before, low), high))
        yield f"managers.{name}", hours, f"assumed: {like.name}'s, in proportion to the effort of a request"
    low, high = (Staffing.specification("planned_utilisation")[end] for end in ("minimum", "maximum"))
    busy = demand(m).hours * hours_per_standard(m) / hours_present(m)
    known = "assumed: the client's requests and minutes over the hours that its people are present"
    yield "staffing.planned_utilisation", _rounded(min(max(busy, low), high)), known


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
