"""What levers, decisions and measures are called on the page, and how their values are written."""

import numpy as np

from sim.app.debrief import COUNTS, LEVELS, Choice, Setting
from sim.app.dilemmas import Option
from sim.app.evidence import delays, range_of
from sim.app.levers import lever
from sim.english import counted, listed
from sim.model.practices import NEUTRAL, PRACTICES
from sim.outcomes import OUTCOMES
from sim.outcomes.tallies import TALLIES

MEASURE = (
    {"customers": "customers"}
    | {name: tally.label.removesuffix(" so far") for name, tally in TALLIES.items()}
    | {measure: OUTCOMES[outcome].label.partition(", ")[0] for measure, outcome in LEVELS.items()}
)
"""What the measures of a game are called in a sentence."""


SCORED = {
    "customers": "Customers at the end",
    "people_lost": "People lost in {years} years",
    "profit": "Profit in {years} years",
    "customer_satisfaction": "Customer satisfaction in the last quarter",
}
"""What a game is scored by, as a table says it."""


def practice_label(name: str) -> str:
    """What a practice is called."""
    return lever(name).label


def meaning(name: str) -> str:
    """What a practice means, in a sentence."""
    text: str = PRACTICES[name]["meaning"]
    return f"{text[:1].upper()}{text[1:]}."


def price(name: str) -> str:
    """What more of a practice helps with, and what it costs."""
    spec = PRACTICES[name]
    return f"More helps with: {spec['helps'].what}. Costs: {spec['costs'].what}."


def delay(name: str) -> str:
    """How soon more of a practice clearly shows in what a game is scored by, as measured."""
    found = delays()["practices"].get(name)
    if found is None:
        return "When it shows was not measured."
    by_quarter: dict[int, list[str]] = {}
    for measure in sorted(delays()["measures"], key=lambda measure: abs(found.get(measure, 0))):
        if measure in found:
            way = "+" if found[measure] > 0 else "−"
            by_quarter.setdefault(abs(found[measure]), []).append(f"{MEASURE[measure]} ({way})")
    if not by_quarter:
        return "Within three years nothing of the score moved clearly."
    parts = [f"from quarter {quarter} in {listed(moved)}" for quarter, moved in by_quarter.items()]
    return f"Shows {', '.join(parts)}."


def beyond(name: str) -> str:
    """That a slider ends before the practice does, and why; empty where it does not."""
    low, high, why = range_of(name)
    return f"No evidence beyond {value_words(name, low)} to {value_words(name, high)}: {why}." if why else ""


def decision_words(what: Setting | Choice) -> str:
    """A decision: what was set from what to what, or what a dilemma asked and what was done."""
    if isinstance(what, Choice):
        option = option_words(what.option)
        return f"{what.dilemma.title}: {option[:1].lower()}{option[1:]}"
    before, after = (value_words(what.practice, value) for value in (what.before, what.after))
    return f"{practice_label(what.practice)}, {before} to {after}"


def option_words(option: Option) -> str:
    """A way out of a dilemma, and for how long it binds."""
    return f"{option.label}, for {counted(option.quarters, 'quarter')}" if option.quarters else option.label


def shift_words(option: Option) -> str:
    """What a way out of a dilemma does to which practice, and what that helps with and costs."""
    parts = []
    for name, more in option.shift.items():
        helps, costs = (PRACTICES[name][half].what for half in ("helps", "costs"))
        gain, loss = (helps, costs) if more > 0 else (costs, helps)
        change = f"{100 * more:+.0f} points".replace("-", "−")
        verbs = ("Helps with", "Costs") if more > 0 else ("Spares", "Forgoes help with")
        parts.append(f"{practice_label(name)} {change}. {verbs[0]}: {gain}. {verbs[1]}: {loss}.")
    return " ".join(parts)


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
    if measure in ("customers", *COUNTS):
        return f"{value:,.0f}".replace("-", "−")
    if measure in ("clarity", "strain"):
        return f"{value:.2f}".replace("-", "−")
    return f"{100 * value:.0f}%".replace("-", "−")


def signed(measure: str, value: float, currency: str) -> str:
    """A difference of a measure, with its sign; differences of satisfaction are points."""
    if np.isnan(value):
        return "–"
    text = measured(measure, abs(value), currency).replace("%", " points")
    text = "1 point" if text == "1 points" else text
    nothing = not any(digit in "123456789" for digit in text)
    return text if nothing else f"{'+' if value > 0 else '−'}{text}"
