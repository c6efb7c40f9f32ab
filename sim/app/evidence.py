"""What is known of a lever: the range in which its answer was held against something, and how soon it shows."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sim.app.levers import step
from sim.model.levers import LEVERS as TRIED
from sim.model.practices import PRACTICES

DELAYS = Path(__file__).with_name("delays.toml")


class Range(NamedTuple):
    """The values of a practice that a slider offers, and why it ends there; no reason where all are offered."""

    low: float
    high: float
    why: str = ""


def _tried(name: str) -> Range:
    low, high = next((lever.low, lever.high) for lever in TRIED if lever.practice == name)
    return Range(low, high, "so far the model’s own executives would go, which is assumed")


RANGES = {
    "pay": Range(
        0.88,
        1.3,
        "below, profit rises at people’s expense unchecked; above, nothing was measured",
    ),
    "price": Range(0.9, 1.1, "further off, sales do not answer as published figures say"),
    "staffing_slack": _tried("staffing_slack"),
    "improvement": _tried("improvement"),
}
"""Where docs/findings.md says that a range goes beyond evidence, and of the rest what is no share of all there is.

Pay: section 4, and the changes tried in section 5; price: the changes that met the published range there in the first
year. The other practices are shares and weights, which have no beyond.
"""


def range_of(name: str) -> Range:
    """The values that a slider offers."""
    spec = PRACTICES[name]
    return RANGES.get(name) or Range(spec["low"], spec["high"])


def on_slider(name: str, value: float) -> float:
    """The value that a slider shows for one that may lie between its steps or beyond its ends."""
    low, high, _ = range_of(name)
    return round(min(high, max(low, low + step(name) * round((value - low) / step(name)))), 9)


@cache
def delays() -> dict[str, Any]:
    """What `python docs/delays.py` measured: of each practice what it moved, which way, from which quarter on."""
    return tomllib.loads(DELAYS.read_text(encoding="utf-8"))
