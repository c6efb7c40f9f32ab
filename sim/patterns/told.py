"""What a study says, in sentences that are computed from its file."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from sim.analysis.wording import words
from sim.english import counted, listed
from sim.model.practices import NEUTRAL
from sim.patterns.grid import AXES, Axis
from sim.patterns.study import PAIRS, on_map_of
from sim.units import number

ESSAYS = ("customer_first", "people_only", "people_and_customer")
"""The policies that the essays argue about."""

CAVEAT = (
    "This is what the search came upon in the model, not what firms do. It is finite and looks for variety, not for "
    "the best: that none was found does not mean that there is none."
)

Record = Mapping[str, Any]


def summary(content: Record) -> list[str]:
    """All that a study says, a sentence or two a line."""
    return [
        _found(content),
        _rim(content),
        *(_where(one, len(content["patterns"])) for one in content["policies"] if one["name"] in ESSAYS),
        beating(content),
        *(best(one, content) for one in content["best"]),
        *never(content["patterns"]),
        CAVEAT,
    ]


def table(content: Record) -> list[str]:
    """Where each policy lies, a line each, the pattern that its cell is among them."""
    heads = ("policy", *(axis.label for axis in AXES), "better in all", "in two")
    rows = [
        (
            words(one["name"]),
            *(
                axis.told(at) if at is not None else "–"
                for axis, at in zip(AXES, one["cell"] or [None] * len(AXES), strict=True)
            ),
            str(one["better_in_all"]),
            str(one["better_in_two"]),
        )
        for one in content["policies"]
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return [
        "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip()
        for row in (heads, *rows)
    ]


def _found(content: Record) -> str:
    patterns, tries = content["patterns"], content["tries"]
    lost = (
        f" {counted(content['lost'], 'try')} ended as no going concern: the firm lost more "
        "than half of what it took in, or nobody was left."
        if content["lost"]
        else ""
    )
    return (
        f"{counted(len(patterns), 'pattern')} of yearly turnover, customer satisfaction and profit margin were found "
        f"among {content['cells']:,} cells of the grid, in {tries:,} tries of all practices, each the mean of the same "
        f"{content['worlds']} worlds over {counted(content['years'], 'year')}. The last "
        f"{counted(tries // 10, 'try')} found {content['late']} of them.{lost}"
    )


def _rim(content: Record) -> str:
    on_rim = [one for one in content["patterns"] if one["held"] is not None]
    if not on_rim:
        return "No pattern lies on a rim."
    held = [one for one in on_rim if one["held"]]
    reach = [
        f"{axis.label} from {axis.told_value(min(values))} to {axis.told_value(max(values))}"
        for nth, axis in enumerate(AXES)
        if (values := [one["fresh"][nth] for one in held])
    ]
    return (
        f"In {content['fresh_worlds']} fresh worlds {len(held)} of the {len(on_rim)} patterns on the rim held, within "
        f"one cell; there they reach {listed(reach)}."
    )


def _where(policy: Record, patterns: int) -> str:
    return (
        f"{words(policy['name'])}: {values(policy['values'])}. Of {patterns} reached patterns "
        f"{policy['better_in_all']} are better in all three, {policy['better_in_two']} in two."
    )


def beating(content: Record) -> str:
    """Whether anything beats every policy in all outcomes."""
    every = len(content["policies"])
    most = max((len(one["beats"]) for one in content["best"]), default=0)
    if most < every:
        return f"No try is better in all three than each of the {every} policies; the best is better than {most}."
    afresh = sum(len(one["beats_fresh"]) == every for one in content["best"])
    return (
        f"A free lunch: something is better in all three than each of the {every} policies; of the "
        f"{len(content['best'])} looked at, {afresh} are so in fresh worlds too. Nobody whom these three outcomes show "
        "pays for that: it is a finding, or a defect of the model."
    )


def best(one: Record, content: Record) -> str:
    """A pattern that beats many policies, and by which practices."""
    every = len(content["policies"])
    pared = f" This is {words(one['from'])} without what it does not need for that." if one["from"] else ""
    return (
        f"Better in all three than {len(one['beats'])} of {every} policies, in fresh worlds than "
        f"{len(one['beats_fresh'])}: {values(one['fresh'])}, "
        f"revenue {100.0 * one['revenue']:.0f}% of the neutral firm's; "
        f"by {practised(one['differs'])}.{pared}"
    )


def practised(differs: Mapping[str, float], most: int = 60) -> str:
    """Practices in words, each with its value and the neutral one."""
    neutral = NEUTRAL.as_dict()
    named = [
        f"{words(name)} {number(value)} (neutral {number(neutral[name])})" for name, value in differs.items()
    ]
    if len(named) > most:
        named = [*named[:most], f"{len(named) - most} more"]
    return listed(named) or "nothing but neutral practices"


def values(found: Sequence[float | None]) -> str:
    """The outcomes of a policy in words."""
    return ", ".join(
        f"{axis.label} {'not known' if value is None else axis.told_value(value)}"
        for axis, value in zip(AXES, found, strict=True)
    )


# ---------------------------------------------------------------- what was never reached


def never(patterns: Sequence[Record]) -> Iterator[str]:
    """For each pair of outcomes, the largest corner of good values that nothing reached, though each alone was."""
    cells = [tuple(one["cell"]) for one in patterns]
    for pair in PAIRS:
        there = {
            tuple(_good(AXES[a], at) for a, at in zip(pair, one, strict=True))
            for one in on_map_of(cells, pair)
        }
        corner = empty_corner(there)
        if corner:
            ends = [
                f"{AXES[a].label} {_at_least(AXES[a], goodness)}"
                for a, goodness in zip(pair, corner, strict=True)
            ]
            yield f"No try reached {' together with '.join(ends)}."


def empty_corner(there: set[tuple[int, ...]]) -> tuple[int, int] | None:
    """Where the largest corner of high places begins that holds none of these, though its row and its column do."""
    if not there:
        return None
    top_x, top_y = max(x for x, _ in there), max(y for _, y in there)
    low_x, low_y = min(x for x, _ in there), min(y for _, y in there)
    corners = [
        (x, y)
        for x, y in product(range(low_x, top_x + 1), range(low_y, top_y + 1))
        if not any(a >= x and b >= y for a, b in there)
    ]
    return max(corners, key=lambda at: (top_x - at[0] + 1) * (top_y - at[1] + 1), default=None)


def _good(axis: Axis, place: int) -> int:
    """A step, counted so that more is better."""
    return place if axis.better > 0 else axis.steps - 1 - place


def _at_least(axis: Axis, goodness: int) -> str:
    """Steps as good as one or better, in words."""
    place = _good(axis, goodness)
    if axis.better > 0:
        return f"of {number(100.0 * axis.borders[place])}% or more"
    return f"below {number(100.0 * axis.borders[place + 1])}%"
