"""For notebooks: predictions against what came of them, in sentences; and rules, to be read."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from sim.analysis.differences import Difference
from sim.errors import InputError
from sim.model.calendar import DAY, QUARTER, WEEK
from sim.sweeps.side_by_side import SideBySide
from sim.units import amount, shown, span
from sim.view.report.answer import ends, sentence
from sim.view.theme import words

Expected = Literal["higher", "lower", "same"]
SIGNS = {"higher": 1, "lower": -1, "same": 0}
HERE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Markdown:
    """Text that a notebook shows as it is meant."""

    text: str

    def _repr_markdown_(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text


def told(found: SideBySide, way: str, against: str, expect: Mapping[str, Expected]) -> Markdown:
    """What was expected of a way against another, outcome by outcome, and what came of it, with 95% intervals.

    A difference counts where its intervals leave zero out after correction for the number of outcomes; otherwise
    these worlds do not show it. Raises InputError for an unknown outcome or expectation.
    """
    for outcome, word in expect.items():
        if word not in SIGNS:
            raise InputError(f"expect {outcome}: given {word!r}, allowed {', '.join(SIGNS)}")
    differences = found.differences(way, against, list(expect))
    borne, against_it = (
        sum(_verdict(one.sign, expect[one.outcome]) == kind for one in differences) for kind in (1, -1)
    )
    head = (
        f"**{sentence(words(way))[:-1]} against {words(against)}**, {found.worlds} paired worlds, "
        f"{found.years} years: of {len(expect)} expectations {borne} borne out, {against_it} contradicted, "
        f"{len(expect) - borne - against_it} open."
    )
    lines = (_line(one, expect[one.outcome], found.scenario.currency) for one in differences)
    return Markdown("\n".join([head, "", *(f"- {line}" for line in lines)]))


def _verdict(sign: int, expected: Expected) -> int:
    """1 borne out, -1 contradicted, 0 open: no clear difference never shows that there is none."""
    if sign == 0:
        return 0
    return 1 if sign == SIGNS[expected] else -1


def _line(one: Difference, expected: Expected, currency: str) -> str:
    out, d = shown(one.outcome, currency), one.difference
    low, high = ends(d, out)
    size = f"{amount(out.value(d.mean), out.difference_unit, signed=True)} {span(low, high, signed=True)}"
    seen = "no clear difference" if one.sign == 0 else "higher" if one.sign > 0 else "lower"
    verdict = {
        1: "as expected",
        -1: f"**contradicted**: expected {expected}",
        0: f"open: expected {expected}",
    }[_verdict(one.sign, expected)]
    if one.sign == 0 and np.isnan(d.mean):
        seen, size = "not defined in these worlds", ""
    return sentence(f"{out.label}: {seen} {size} ({verdict})")


def source(*functions: Callable[..., Any]) -> Markdown:
    """The source of rules or phases, with the file that each is in."""
    blocks = []
    for function in functions:
        plain = inspect.unwrap(function)
        path = Path(inspect.getsourcefile(plain) or "").relative_to(HERE)
        blocks.append(f"`{path}`\n\n```python\n{inspect.getsource(plain).rstrip()}\n```")
    return Markdown("\n\n".join(blocks))


def calendar() -> Markdown:
    """The model at a glance: who does what, daily, weekly and each quarter."""
    beats = (("Every day", DAY), ("Every week", WEEK), ("Every quarter", QUARTER))
    return Markdown(
        "\n\n".join(
            f"**{title}**\n\n" + "\n".join(f"{at}. {told}" for at, (_, told, _) in enumerate(beat, start=1))
            for title, beat in beats
        )
    )
