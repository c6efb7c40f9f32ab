"""For notebooks: predictions against results, in sentences; and rules, to be read."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from math import inf
from pathlib import Path
from typing import Any, Literal

from sim.analysis.differences import Difference
from sim.analysis.wording import words
from sim.claims import showcase
from sim.english import counted, listed, sentence
from sim.errors import InputError, unknown
from sim.model.calendar import DAY, QUARTER, WEEK
from sim.outcomes import OUTCOMES
from sim.sweeps.side_by_side import SideBySide
from sim.view.told import OPEN, Guess, Markdown, Told, judged

Expected = Literal["higher", "lower", "same"]
SIGNS = {"higher": 1, "lower": -1, "same": 0}
VERDICTS = ("borne out", "contradicted", "too small to matter", "open")
HERE = Path(__file__).parents[2]


def compared(
    found: SideBySide, way: str, against: str, expect: Mapping[str, Expected], where: str = ""
) -> Told:
    """What was expected of a way against another, outcome by outcome, and what the worlds say, with 95% intervals.

    An expectation is borne out or contradicted where the difference is clear (sim.analysis.judge), too small to matter
    where the judge says so, else open: no clear difference never shows that there is none. where: the worlds, in words,
    if the same two ways are compared in others too.

    Raises InputError for an unknown outcome or expectation.
    """
    for outcome, word in expect.items():
        if word not in SIGNS:
            raise InputError(f"expect {outcome} must be one of {', '.join(SIGNS)}, got {word!r}")
    differences = judged(found, way, against, list(expect))
    verdicts = [_verdict(one, expect[one.outcome]) for one in differences]
    who = f"{f'{where}, ' if where else ''}{words(way)} against {words(against)}"
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in VERDICTS)
    head = (
        f"**{sentence(who)[:-1]}**, {found.worlds} paired worlds, {counted(found.years, 'year')}:"
        f" of {counted(len(expect), 'expectation')} {counts}."
    )
    lines = [
        f"- {_bold(verdict)}: expected {expect[one.outcome]}. {one.sentence(found.scenario.currency)}"
        for one, verdict in zip(differences, verdicts, strict=True)
    ]
    guesses = tuple(_guess(one, sentence(who)[:-1]) for one in differences)
    gist = f"{who}: {_gist(differences, verdicts, found.scenario.currency)}"
    return Told("\n".join([head, "", *lines]), gist, guesses)


def _gist(differences: Sequence[Difference], verdicts: Sequence[str], currency: str) -> str:
    """What came out, a clause a verdict: the clear with its size, the open with the worlds that would decide."""
    named: dict[str, list[str]] = {verdict: [] for verdict in VERDICTS[:-1]}
    for one, verdict in zip(differences, verdicts, strict=True):
        if one.judged.verdict == "too small":
            named["too small to matter"].append(_called(one))
        elif one.sign:
            named[verdict].append(_clear(one, currency))
    says = {"borne out": "as expected", "contradicted": "against what was expected"}
    clauses = [f"{says.get(verdict, verdict)}: {listed(names)}" for verdict, names in named.items() if names]
    return "; ".join(
        clauses + _open([one for one in differences if one.judged.verdict != "too small" and not one.sign])
    )


def _clear(one: Difference, currency: str) -> str:
    """A clear difference, and whether it may be too small to matter."""
    perhaps = one.difference.smallest is not None and not one.judged.exceeds
    size = one.judged.size(one.outcome, currency) + ", perhaps too little to matter" * perhaps
    return f"{_called(one)} {'higher' if one.sign > 0 else 'lower'} ({size})"


def _open(found: Sequence[Difference]) -> list[str]:
    """What is open, if anything, and how many worlds would likely decide: the first of it, if there is more."""
    if not found:
        return []
    least = min(one.judged.worlds_to_decide for one in found)
    more = (f"{least:,.0f}" + " or more" * (len(found) > 1)) if least < inf else "very many"
    return [
        f"no clear difference in {listed([_called(one) for one in found])} ({more} worlds would likely decide)"
    ]


def _called(one: Difference) -> str:
    return OUTCOMES[one.outcome].called


def _guess(one: Difference, who: str) -> Guess:
    """The question whether an outcome is higher, the same, or lower."""
    sides = {1: "higher", -1: "lower"}
    came = "same" if one.judged.verdict == "too small" else sides.get(one.sign, OPEN)
    return Guess(who, _called(one), ("higher", "same", "lower"), came)


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
    if one.judged.verdict == "too small":
        return "borne out" if expected == "same" else "too small to matter"
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
