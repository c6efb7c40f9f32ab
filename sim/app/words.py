"""What practices and measures are called on the page, and how their values are written."""

from dataclasses import dataclass

import numpy as np

from sim.analysis.wording import words
from sim.app.debrief import COUNTS, LEVELS
from sim.model.practices import GROUPS as PRACTICE_GROUPS
from sim.model.practices import NEUTRAL, PRACTICES, STEERING
from sim.outcomes import OUTCOMES
from sim.outcomes.tallies import TALLIES


@dataclass(frozen=True)
class Ends:
    """A slider: what it is called, and what its ends mean."""

    label: str
    low: str
    high: str


MAIN = {
    "intake_boundary": Ends("Asks out of scope", "say yes to every ask", "negotiate or decline them all"),
    "priority_discipline": Ends(
        "What is urgent", "whatever customers call urgent", "only what a manager has checked"
    ),
    "first": Ends("Whose requests come first", "customers’", "one’s own people’s"),
    "employee_voice": Ends("Employees’ voice", "told what to do", "spoken to, encouraged to speak up"),
    "frontline_discretion": Ends("Who decides at the front line", "the rule book", "the employee"),
    "staffing_slack": Ends("Staffing", "30% short of the work", "50% spare"),
    "pay": Ends("Pay", "half the market’s", "twice the market’s"),
}
"""The practices on the first screen."""

GROUPS = {
    group: tuple(name for name, spec in PRACTICES.items() if spec["group"] == group and name not in MAIN)
    for group in PRACTICE_GROUPS
    if group != STEERING
}
"""The other practices, behind one click."""

PLAYABLE = (*MAIN, *(name for group in GROUPS.values() for name in group))
"""Every practice that a player sets. Goals and their horizon are left out: the player is the executive."""

FREE = {"pay": 0.01, "price": 0.01, "staffing_slack": 0.01, "improvement": 0.005}
"""Steps of sliders that are finer than a twentieth."""

MEASURE = {name: tally.label.removesuffix(" so far") for name, tally in TALLIES.items()} | {
    measure: OUTCOMES[outcome].label.partition(", ")[0] for measure, outcome in LEVELS.items()
}
"""What the measures of a game are called in a sentence."""


def practice_label(name: str) -> str:
    """What a practice is called."""
    return MAIN[name].label if name in MAIN else words(name).capitalize()


def practice_ends(name: str) -> Ends:
    """A practice's label and ends; those of a practice without a phrase of its own are numbers."""
    spec = PRACTICES[name]
    ends = (value_words(name, float(spec[end])) for end in ("low", "high"))
    return MAIN.get(name) or Ends(practice_label(name), *ends)


def step(name: str) -> float:
    """The step of a practice's slider."""
    return FREE.get(name, 0.05)


def value_words(name: str, value: float) -> str:
    """A practice's value in words: per cent, with a sign where it is a departure from the ordinary."""
    if name == "staffing_slack":
        return f"{100 * value:+.0f}%".replace("-", "−").replace("+0%", "0%")
    if name == "first":
        whose = "customers’ " if value < 0.0 else "own people’s "
        return f"{whose}{100 * abs(value):.0f}%" if value else "by due day"
    if name == "improvement":
        return f"{100 * value:.1f}%"
    return f"{100 * value:.0f}%"


def ordinary(name: str) -> float:
    """The neutral firm's value."""
    return float(getattr(NEUTRAL, name))


def measured(measure: str, value: float, currency: str) -> str:
    """A value of a measure as the page shows it."""
    if np.isnan(value):
        return "–"
    if measure == "profit":
        size = abs(value)
        text = f"{size / 1e6:,.2f}M" if size >= 1e6 else f"{size / 1e3:,.0f}K"
        return f"{'−' if value < 0 and text != '0K' else ''}{text} {currency}".strip()
    if measure in COUNTS:
        return f"{value:,.0f}".replace("-", "−")
    if measure in ("clarity", "strain"):
        return f"{value:.2f}".replace("-", "−")
    return f"{100 * value:.0f}%".replace("-", "−")


def signed(measure: str, value: float, currency: str) -> str:
    """A difference of a measure, with its sign; differences of satisfaction are points."""
    if np.isnan(value):
        return "–"
    text = measured(measure, abs(value), currency).replace("%", " points")
    nothing = not any(digit in "123456789" for digit in text)
    return text if nothing else f"{'+' if value > 0 else '−'}{text}"
