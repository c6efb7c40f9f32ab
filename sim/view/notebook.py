"""For notebooks: predictions against results, in sentences; and rules, to be read."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sim.analysis.differences import Difference
from sim.analysis.wording import words
from sim.claims import showcase
from sim.english import sentence
from sim.errors import InputError, unknown
from sim.model.calendar import DAY, QUARTER, WEEK
from sim.sweeps.side_by_side import SideBySide

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


def compared(found: SideBySide, way: str, against: str, expect: Mapping[str, Expected]) -> Markdown:
    """What was expected of a way against another, outcome by outcome, and what the worlds say, with 95% intervals.

    An expectation is borne out or contradicted where the difference is clear (sim.analysis.judge), else open: no clear
    difference never shows that there is none. Raises InputError for an unknown outcome or expectation.
    """
    for outcome, word in expect.items():
        if word not in SIGNS:
            raise InputError(f"expect {outcome} must be one of {', '.join(SIGNS)}, got {word!r}")
    differences = found.differences(way, against, list(expect))
    verdicts = [_verdict(one, expect[one.outcome]) for one in differences]
    counts = {verdict: verdicts.count(verdict) for verdict in ("borne out", "contradicted", "open")}
    head = (
        f"**{sentence(words(way))[:-1]} against {words(against)}**, {found.worlds} paired worlds, "
        f"{found.years} years: of {len(expect)} expectations "
        + ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
        + "."
    )
    lines = [
        f"- {_bold(verdict)}: expected {expect[one.outcome]}. {one.sentence(found.scenario.currency)}"
        for one, verdict in zip(differences, verdicts, strict=True)
    ]
    return Markdown("\n".join([head, "", *lines]))


def verdict_on(*names: str) -> Markdown:
    """What came of claims over the whole space of plausible constants, from the computed file of verdicts.

    names: of claims. Raises InputError for an unknown one, and where the file is not there.
    """
    known = showcase.shipped()
    if not known:
        raise InputError(f"{showcase.SHIPPED}: no such file; `make claims` writes it")
    for name in names:
        if name not in known:
            raise InputError(unknown("claim", name, known))
    return Markdown("\n\n".join(_in_all_trials(known[name]) for name in names))


def _in_all_trials(claim: Mapping[str, Any]) -> str:
    also = [claim[kind] for kind in ("condition", "why") if claim[kind]]
    return " ".join(
        [
            f"**Over {claim['trials']} trials of plausible constants: {claim['says']}**",
            claim["sentence"],
            *also,
        ]
    )


def _verdict(one: Difference, expected: Expected) -> str:
    if one.sign == 0:
        return "open"
    return "borne out" if one.sign == SIGNS[expected] else "contradicted"


def _bold(verdict: str) -> str:
    return f"**{verdict}**" if verdict == "contradicted" else verdict


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
            f"**{title}**\n\n" + "\n".join(f"{at}. {says}" for at, (_, says, _) in enumerate(beat, start=1))
            for title, beat in beats
        )
    )
