"""The file of a client's scenario: sections with value, unit and source of every number, and what is not written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w

from sim.clients.made import Made
from sim.clients.numbers import Numbers
from sim.english import counted
from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity

CAUSES = {"people.base_quit_hazard": "turnover", "choice.consider_rate": "churn"}
"""Numbers of which a result is known of the client, and not they themselves: always in the file, with a remark."""


def text(found: Made, numbers: Numbers, path: Path) -> str:
    """The file's text; `path` is where it will lie."""
    scenario, like = found.scenario, found.like.name
    head = [
        f"# Begun by `sim new` from a client's numbers and the nearest scenario, {like}. Where a source says that a",
        "# number is in proportion, it was scaled from there; any other that is not the client's is as it is there.",
        "# What is not here has its default (docs/parameters.md). docs/case.md tells how to make the market smaller.",
        "# Time goes by whole days, and nobody hangs up: that holds for work that is due in days (docs/case.md).",
        *_of_a_part(found),
        "",
        "format_version = 1",
        *_text("title", path.stem.replace("_", " ").capitalize()),
        *_text("describes", _describes(numbers, found)),
        *_text("competition", scenario.competition),
        *([f"rivals = {scenario.rivals}"] if scenario.rivals else []),
        *(
            [f"rival_sizes = [{numbers.rival_size:g}]"]
            if numbers.rivals and numbers.rival_size != 1.0
            else []
        ),
        *_text("currency", numbers.currency),
    ]
    for name in SECTIONS:
        lines = list(_section(found, numbers, name, path.name))
        if lines:
            head += ["", f"[{name}]", *lines]
    return "\n".join(head) + "\n"


def _of_a_part(found: Made) -> list[str]:
    if found.stands_for == 1:
        return []
    return [
        f"# One customer stands for {found.stands_for:,} of the client's, and what goes with size is as much smaller:",
        "# people, teams, requests and all amounts of money, also those that you write into an experiment (`one_off`,",
        "# `smallest`). Shares, rates and ratios are the client's, but for an error of size, as chance decides more",
        "# where people are few.",
    ]


def _describes(numbers: Numbers, found: Made) -> str:
    alike = "just like it"
    if numbers.rival_size != 1.0:
        alike += f" but {numbers.rival_size:g} times as large"
    rivals = f"{counted(numbers.rivals, 'rival')} {alike}" if numbers.rivals else "nobody else"
    part = f" One customer stands for {found.stands_for:,}." if found.stands_for > 1 else ""
    return (
        f"{counted(numbers.headcount, 'employee')} in {counted(numbers.teams, 'team')} do {numbers.requests:,g}"
        f" requests a month, of {numbers.minutes:g} minutes each, for {counted(numbers.customers, 'customer')}, who can"
        f" go to {rivals}. Begun from a client's numbers; all else is as in {found.like.name}.{part}"
    )


def _section(found: Made, numbers: Numbers, name: str, file: str) -> Iterator[str]:
    """The client's numbers of a section, what is scaled, and that in which the nearest scenario is not the default."""
    ours, theirs = found.scenario.section(name), found.like.section(name)
    for field, specified in type(ours).model_fields.items():
        value, whole_name = getattr(ours, field), f"{name}.{field}"
        source = found.sources.get(whole_name)
        if whole_name in CAUSES:
            yield from _remark(CAUSES[whole_name], numbers, file)
        elif not source and getattr(theirs, field) == specified.default:
            continue
        if isinstance(value, Quantity):
            written = {
                "value": _plain(value.value),
                "unit": value.unit,
                "source": source or getattr(theirs, field).source,
            }
            yield f"{field} = {{ {', '.join(line for key, one in written.items() for line in _text(key, one))} }}"
        else:
            yield from _text(field, value)


def _remark(result: str, numbers: Numbers, file: str) -> Iterator[str]:
    """What is known of the client instead of the number that follows."""
    said = {
        "turnover": f"{numbers.turnover:.0%} of the client's employees quit in a year",
        "churn": f"{numbers.churn:.0%} of the client's customers leave in a year",
    }[result]
    yield f"# {said}: that is a result, so that it is not written here."
    yield f"# `sim calibrate client.csv --scenario {file}` fits this number to monthly data (docs/calibration.md)."


def _text(key: str, value: Any) -> list[str]:
    """A key and its value as TOML."""
    return tomli_w.dumps({key: value}).splitlines()


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
