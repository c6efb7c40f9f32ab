"""sim new: a client's scenario, begun from a dozen numbers."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sim.cli.common import new_file, print_message, require
from sim.cli.validate import Overloaded, refuse_overload

if TYPE_CHECKING:
    from sim.clients.made import Made
    from sim.clients.numbers import Numbers

Asked = str | None


def new(
    file: Annotated[Path, Parameter(help="the scenario's file to write (TOML)", validator=new_file)],
    /,
    *,
    headcount: Annotated[Asked, Parameter(help="employees who do the requests, managers not counted")] = None,
    teams: Annotated[Asked, Parameter(help="teams that they work in, each with a manager")] = None,
    requests: Annotated[Asked, Parameter(help="requests done in a month, rework included")] = None,
    minutes: Annotated[
        Asked, Parameter(help="working time that a request takes on average, in minutes")
    ] = None,
    due_days: Annotated[
        Asked, Parameter(help="working days in which a request is due, its own counted")
    ] = None,
    turnover: Annotated[Asked, Parameter(help="employees who quit in a year, such as 35% or 0.35")] = None,
    pay: Annotated[Asked, Parameter(help="what an employee earns an hour")] = None,
    price: Annotated[Asked, Parameter(help="what a request brings in")] = None,
    customers: Asked = None,
    churn: Annotated[Asked, Parameter(help="customers who leave in a year, such as 20% or 0.2")] = None,
    rivals: Annotated[Asked, Parameter(help="rivals that customers can go to; 0 for none")] = None,
    rival_size: Annotated[
        Asked, Parameter(help="how large each rival is, over the client; as large unless given")
    ] = None,
    currency: Annotated[Asked, Parameter(help="currency of pay and price, such as EUR")] = None,
    stands_for: Annotated[
        int,
        Parameter(
            help="customers for which one stands, where all would be too many: a part of the firm in proportion"
        ),
    ] = 1,
    like: Annotated[
        Asked, Parameter(help="the shipped scenario that all else comes from; the nearest unless given")
    ] = None,
    overloaded: Overloaded = False,
) -> None:
    """Begin a client's scenario from twelve numbers; what is not given is asked for at a terminal.

    All else comes from the nearest scenario that comes with the project. Numbers that contradict each other are named,
    and nothing is written. Turnover and churn are results: the file says the client's, and `sim calibrate` fits them.

    Example: sim new my_client.toml
    """
    from sim.clients.file import text
    from sim.clients.made import made
    from sim.clients.nearest import nearest
    from sim.clients.part import part_of
    from sim.store.files import write_bytes

    require(file.suffix == ".toml", f"FILE must end in .toml, got {file}")
    given = {
        "headcount": headcount,
        "teams": teams,
        "requests": requests,
        "minutes": minutes,
        "due-days": due_days,
        "turnover": turnover,
        "pay": pay,
        "price": price,
        "customers": customers,
        "churn": churn,
        "rivals": rivals,
        "rival-size": rival_size,
        "currency": currency,
    }
    numbers = part_of(_agreeing(_asked_for(given)), stands_for)
    found = made(numbers, nearest(numbers, like), stands_for)
    refuse_overload(str(file), found.scenario, overloaded)
    write_bytes(file, text(found, numbers, file).encode())
    print("\n".join(_told(found, numbers, file)))


def _asked_for(given: Mapping[str, Asked]) -> dict[str, str]:
    """What is given, and at a terminal what people answer to the rest, each asked for until it can be."""
    from sim.clients.numbers import ASKED, read_number
    from sim.errors import InputError

    found = {name: text for name, text in given.items() if text is not None}
    if not sys.stdin.isatty():
        return found
    try:
        for asked in (one for one in ASKED if one.name not in found):
            while asked.name not in found:
                typed = input(f"{asked.meaning} [{asked.unit}]: ")
                try:
                    read_number(asked, typed)
                    found[asked.name] = typed
                except InputError as error:
                    print_message(str(error))
        if "currency" not in found:
            found["currency"] = input("currency of pay and price [such as EUR]: ")
    except EOFError:
        raise InputError("nothing is written, because no more answers came") from None
    return found


def _agreeing(typed: Mapping[str, str]) -> "Numbers":
    """The numbers, if none contradicts another."""
    from sim.clients.numbers import contradictions, read_numbers

    numbers = read_numbers(typed)
    problems = list(contradictions(numbers))
    require(not problems, "\n".join(problems))
    return numbers


def _told(found: "Made", numbers: "Numbers", file: Path) -> Iterator[str]:
    """What was written, the load, what a short neutral run gives, and how to go on."""
    from sim.clients.load import load
    from sim.clients.load_words import lines

    yield f"Written: {file}, with all else from {found.like.name} ({found.like.title})"
    if found.stands_for > 1:
        yield (
            f"One customer stands for {found.stands_for:,}: a market of {numbers.customers:,} customers and"
            f" {numbers.headcount:,} employees. People, requests and money are as much less than the client's."
        )
    yield "Load of an ordinary week, managed neutrally:"
    yield from (f"  {line}" for line in lines(found.scenario, load(found.scenario)))
    yield from _looked_at(found, numbers)
    if found.stands_for > 1:
        yield from _errors(found, numbers)
    yield f"Next: sim calibrate client.csv --scenario {file} fits turnover and churn to monthly data; or"
    yield f"      sim run {file} --policy neutral --policy people_and_customer"


def _looked_at(found: "Made", numbers: "Numbers") -> Iterator[str]:
    """What neutral worlds give beside what is known of the client, where that takes seconds."""
    from sim.clients.cost import cost, duration
    from sim.clients.look import SECONDS, WORLDS, look
    from sim.model.precompile import compile_all
    from sim.outcomes import OUTCOMES
    from sim.units import shown_unit, with_interval, with_unit

    compile_all(print_message)
    seconds = WORLDS * cost(found.scenario).world(1, int(found.scenario.horizon.years.value))
    if seconds > SECONDS:
        most = found.stands_for * numbers.teams
        smaller = (
            f"; or let one customer stand for several (--stands-for, up to {most}: docs/case.md)"
            if most > 1
            else ""
        )
        yield f"A look at {WORLDS} neutral worlds would take {duration(seconds)}: `sim run` it{smaller}."
        return
    yield f"{WORLDS} neutral worlds, nothing fitted yet; 95% intervals in brackets:"
    for one in look(found.scenario, numbers):
        outcome = OUTCOMES[one.outcome]
        unit = shown_unit(outcome, numbers.currency)
        here = with_unit(with_interval(outcome, one.here), unit)
        yield f"  {outcome.label} {here}, the client's is {_client(one.outcome, one.client, found.stands_for)}"


def _errors(found: "Made", numbers: "Numbers") -> Iterator[str]:
    """By how much the part errs because it is small, where that can be measured in a minute."""
    from sim.clients import part
    from sim.clients.cost import cost, duration
    from sim.outcomes import OUTCOMES
    from sim.units import difference_unit, with_interval, with_unit

    if numbers.teams < 2:
        yield "What that changes is not measured: one team cannot be halved."
        return
    years = int(found.scenario.horizon.years.value)
    seconds = part.WORLDS * (1.0 + part.HALF_AS_LARGE) * cost(found.scenario).world(1, years)
    if seconds > part.SECONDS:
        yield f"What that changes is not measured: it would take {duration(seconds)}. A larger --stands-for is faster."
        return
    yield (
        f"What that changes, by how much a market half as large differs ({part.WORLDS} neutral worlds, 95% intervals):"
    )
    for name, error in part.errors(numbers, found.like):
        outcome = OUTCOMES[name]
        unit = difference_unit(outcome, numbers.currency)
        yield f"  {outcome.label} {with_unit(with_interval(outcome, error, signed=True), unit)}"


def _client(outcome: str, value: float, stands_for: int) -> str:
    if outcome != "headcount":
        return f"{value:.0%}"
    return f"{value:,.0f}{' in proportion' if stands_for > 1 else ''}, managers included"
