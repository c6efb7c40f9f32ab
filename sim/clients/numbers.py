"""The numbers that a client's scenario starts from: what each means, in which unit, and which values are allowed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sim.errors import InputError
from sim.model.parameters import Customers, People


class Asked(NamedTuple):
    """A number that a client is asked for; its name is its option's."""

    name: str
    meaning: str
    unit: str
    low: float
    high: float
    whole: bool = False


ASKED = (
    Asked("headcount", "employees who do the requests, managers not counted", "employees", 1, 100_000, True),
    Asked("teams", "teams that they work in, each with a manager", "teams", 1, 100_000, True),
    Asked("requests", "requests that they do in a month, rework included", "requests/month", 1, 1e8),
    Asked("minutes", "working time that a request takes on average", "minutes", 1, 24_000),
    Asked("due-days", "working days in which a request is due, its own counted", "days", 1, 260, True),
    Asked("turnover", "employees who quit in a year, over headcount", "1/year", 0, 5),
    Asked(
        "pay", "what an employee earns an hour, without the employer's costs", "currency/hour", 0.01, 5_000
    ),
    Asked("price", "what a request brings in", "currency/request", 0.01, 1e6),
    Asked("customers", "customers", "customers", 1, 1e9, True),
    Asked("churn", "customers who leave in a year, over customers", "1/year", 0, 5),
    Asked("rivals", "rivals that they can go to; 0 for none", "firms", 0, 50, True),
)
"""All but the currency, which is a word."""

RIVAL_SIZE = Asked("rival-size", "size of each rival, over the client's", "ratio", 0.05, 20)
"""Not asked for: rivals are as large as the client unless it is given."""

CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Numbers:
    """A client's numbers, checked one by one; whether they agree shows in the scenario that is made of them."""

    headcount: int
    teams: int
    requests: float  # a month, of all kinds that employees do
    minutes: float  # hours worked on a request, not those of an ideal day
    due_days: int
    turnover: float  # a year
    pay: float
    price: float
    customers: int
    churn: float  # a year
    rivals: int
    currency: str
    rival_size: float = 1.0  # over the client's


def read_numbers(given: Mapping[str, str]) -> Numbers:
    """Numbers from what was typed, by name; an InputError names all that is missing or not allowed."""
    problems, values = [], dict[str, float]()
    for asked in (*ASKED, *([RIVAL_SIZE] if RIVAL_SIZE.name in given else [])):
        try:
            values[asked.name.replace("-", "_")] = read_number(asked, given.get(asked.name, ""))
        except InputError as error:
            problems.append(str(error))
    currency = given.get("currency", "").strip().upper()
    if not CURRENCY.fullmatch(currency):
        problems.append(
            f"--currency must be a code of three letters such as EUR, got {currency or 'nothing'}"
        )
    if problems:
        raise InputError("\n".join(problems))
    whole = {asked.name.replace("-", "_") for asked in ASKED if asked.whole}
    return Numbers(
        **{name: int(value) if name in whole else value for name, value in values.items()},  # type: ignore[arg-type]
        currency=currency,
    )


def read_number(asked: Asked, text: str) -> float:
    """A number as people write it, such as 12,000 or 35%; an InputError says what is allowed and what was given."""
    plain = text.strip().replace(",", "").replace("_", "")
    percent = plain.endswith("%") and asked.unit == "1/year"
    try:
        value = float(plain.rstrip("%") if percent else plain) / (100.0 if percent else 1.0)
    except ValueError:
        value = float("nan")
    if not asked.low <= value <= asked.high or (asked.whole and value != int(value)):
        raise InputError(f"--{asked.name} must be {allowed(asked)}, got {text.strip() or 'nothing'}")
    return value


def allowed(asked: Asked) -> str:
    """What a number may be, in words."""
    number = "a whole number from" if asked.whole else "a number from"
    share = ", or in percent" if asked.unit == "1/year" else ""
    return f"{number} {asked.low:,g} to {asked.high:,.0f} ({asked.unit}{share})"


def contradictions(numbers: Numbers) -> Iterator[str]:
    """What cannot be, by the numbers alone and what a scenario may have."""
    most = People.specification("span_of_control")["maximum"]
    if not 1 <= numbers.headcount / numbers.teams <= most:
        yield (
            f"--teams must be 1 to {most:g} employees each, got {numbers.teams:,} for --headcount"
            f" {numbers.headcount:,}"
        )
    least, most = (Customers.specification("need_rate")[end] for end in ("minimum", "maximum"))
    each = numbers.requests / numbers.customers
    if not least <= each <= most:
        yield (
            f"--requests must be {least:g} to {most:g} a month for each of --customers ({numbers.customers:,}), got"
            f" {numbers.requests:,g}, which is {each:.3g} for each"
        )
