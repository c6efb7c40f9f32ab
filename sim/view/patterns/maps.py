"""Maps of patterns: two outcomes across and up, the best of the third as a colour, and the policies on it."""

import textwrap
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

from sim.english import counted
from sim.patterns.grid import AXES, Axis, Cell
from sim.patterns.space import differing
from sim.patterns.study import PAIRS, on_map_of, rim_places
from sim.patterns.told import ESSAYS, practised, values
from sim.view.naming import named
from sim.view.theme import look

Record = Mapping[str, Any]

CLASSES = {
    "turnover": (0.2, 0.4, 0.6, 0.8),
    "customer_satisfaction_all": (0.5, 0.6, 0.66, 0.7),
    "profit": (0.0, 0.1, 0.2, 0.3),
}
"""Borders between the classes of colour of each outcome; all are borders of its steps, too."""

COLORS = ("#e6eef6", "#c3d9ec", "#9bc0e0", "#6aa2cf", "#3b7fb6")
"""From the worst class to the best."""

NAMED_PRACTICES = 8
"""Practices that a pattern shows when it is pointed at: those that differ most from neutral."""

LINE = 64
"""Characters of a line of what is shown then."""


def maps(content: Record) -> list[dict[str, Any]]:
    """The map of each pair of outcomes, ready to be drawn."""
    patterns = {tuple(one["cell"]): one for one in content["patterns"]}
    return [_map(pair, patterns, content["policies"]) for pair in PAIRS]


def _map(
    pair: tuple[int, int], patterns: Mapping[Cell, Record], policies: Sequence[Record]
) -> dict[str, Any]:
    (third,) = set(range(len(AXES))) - set(pair)
    across, up, colored = (AXES[axis] for axis in (*pair, third))
    on_map = on_map_of(patterns, pair)
    on_rim = set(rim_places(on_map, pair))
    return {
        "title": f"{across.label} × {up.label}".replace("customer ", ""),
        "across": _axis(across),
        "up": _axis(up),
        "legend": list(_legend(colored)),
        "colored": f"{_best_word(colored)} {colored.label} reached there",
        "cells": [
            _square(place, pair, third, [patterns[one] for one in here], place in on_rim)
            for place, here in on_map.items()
        ],
        "policies": [
            _mark(one, nth + 1, pair) for nth, one in enumerate(policies) if one["cell"] is not None
        ],
    }


def _best_word(axis: Axis) -> str:
    return "highest" if axis.better > 0 else "lowest"


def _axis(axis: Axis) -> dict[str, Any]:
    """Its title, and what its steps are called where they begin; in percent, open steps as wide as others."""
    inner = [100.0 * border for border in axis.borders if isfinite(border)]
    which_way = "more is better" if axis.better > 0 else "less is better"
    return {
        "title": f"{axis.label} ({axis.unit}), {which_way}",
        "ticks": [round(at, 6) for at in inner[::2]],
        "labels": [f"{at:.0f}".replace("-", "−") + ("+" if at == inner[-1] else "") for at in inner[::2]],
        "step": 100.0 * axis.step,
    }


def _legend(axis: Axis) -> Iterator[tuple[str, str]]:
    """Each class's colour and name, the best one first."""
    borders = [f"{100.0 * border:.0f}" for border in CLASSES[axis.outcome]]
    names = [f"below {borders[0]}%", *(f"{a} to {b}%" for a, b in pairwise(borders))]
    names.append(f"{borders[-1]}% or more")
    colors = COLORS if axis.better > 0 else COLORS[::-1]
    pairs = list(zip(colors, names, strict=True))
    yield from reversed(pairs) if axis.better > 0 else pairs


def _color(axis: Axis, place: int) -> str:
    colors = COLORS if axis.better > 0 else COLORS[::-1]
    return colors[bisect_right(CLASSES[axis.outcome], axis.middle(place))]


def _square(
    place: Cell, pair: tuple[int, int], third: int, here: Sequence[Record], on_rim: bool
) -> dict[str, Any]:
    """A cell of the map: where it is drawn, its colour, whether it held, and what is said of it."""
    axis = AXES[third]
    shown = max(here, key=lambda one: axis.better * one["cell"][third])
    checked = [one["held"] for one in here if on_rim and one["held"] is not None]
    return {
        "at": [round(100.0 * AXES[a].middle(step), 6) for a, step in zip(pair, place, strict=True)],
        "color": _color(axis, shown["cell"][third]),
        "held": any(checked) if checked else None,
        "says": "<br>".join(_said(place, pair, third, here, shown, checked)),
    }


def _said(
    place: Cell,
    pair: tuple[int, int],
    third: int,
    here: Sequence[Record],
    shown: Record,
    checked: Sequence[bool],
) -> Iterator[str]:
    """What is shown of a cell of the map, line by line."""
    axis = AXES[third]
    yield (
        "<b>"
        + ", ".join(f"{AXES[a].label} {AXES[a].told(step)}" for a, step in zip(pair, place, strict=True))
        + "</b>"
    )
    hits = sum(one["hits"] for one in here)
    yield f"{_best_word(axis)} {axis.label} there: {axis.told(shown['cell'][third])}; hit by {counted(hits, 'try')}"
    if checked:
        yield "on the rim of this map: " + (
            "held in fresh worlds" if any(checked) else "did not hold in fresh worlds"
        )
    yield f"revenue {100.0 * shown['revenue']:.0f}% of the neutral firm's"
    practices = differing(shown["point"])
    named_ones = dict(list(practices.items())[:NAMED_PRACTICES])
    more = len(practices) - len(named_ones)
    told = f"for instance by {practised(named_ones)}" + (
        f"; and {more} other practices less off" if more else ""
    )
    yield from textwrap.wrap(told, LINE)


def _mark(policy: Record, number: int, pair: tuple[int, int]) -> dict[str, Any]:
    """A policy on the map; one that lies in an open step is drawn in its middle."""
    how = look(policy["name"])
    sets = practised(dict(list(policy["differs"].items())[:NAMED_PRACTICES]))
    lines = [
        f"<b>{named(policy['name'])}</b>",
        *textwrap.wrap(policy["describes"], LINE),
        *textwrap.wrap(values(policy["values"]), LINE),
        f"better in all three: {counted(policy['better_in_all'], 'pattern')}; in two: {policy['better_in_two']}",
        *textwrap.wrap(f"{sets}{'; changed each quarter' if policy['steers'] else ''}", LINE),
    ]
    return {
        "at": [_drawn_at(AXES[a], policy["values"][a]) for a in pair],
        "name": named(policy["name"]),
        "number": str(number),
        "color": how.color,
        "symbol": how.symbol,
        "essay": policy["name"] in ESSAYS,
        "says": "<br>".join(lines),
    }


def _drawn_at(axis: Axis, value: float) -> float:
    """Where a value is drawn, in percent."""
    place = axis.place(value)
    assert place is not None
    inside = axis.low <= value < axis.high
    return round(100.0 * (value if inside else axis.middle(place)), 3)
