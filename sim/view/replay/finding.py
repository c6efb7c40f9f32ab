"""What a replay finds: the result in one sentence, and what led to what, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.english import counted, plural
from sim.outcomes import OUTCOMES
from sim.outcomes.tallies import TALLIES
from sim.view.naming import named
from sim.view.replay.recording import Recording
from sim.view.replay.story import WEEKS_A_YEAR

CHAIN = ("urgent_seen", "clarity", "strain", "turnover", "customer_satisfaction_all")
"""Outcomes in the order in which the model's rules link them."""


def finding(runs: Sequence[Recording]) -> str:
    """How the runs end, in one sentence that names whoever is best in each tally."""
    clauses: dict[int, dict[str, list[str]]] = {}
    for tally in TALLIES.values():
        values = [float(getattr(run, tally.name)[-1]) for run in runs]
        best = int(np.argmax(np.array(values) * tally.better))
        others = sorted(value for side, value in enumerate(values) if side != best)
        if values[best] in others:
            continue
        against = short(others[0]) if len(others) == 1 else f"{short(others[0])} to {short(others[-1])}"
        said = clauses.setdefault(best, {}).setdefault(tally.verb, [])
        degree = "" if said else f" {tally.degrees[len(runs) > 2]}"
        noun = f" {plural(tally.noun)}" if tally.noun else ""
        said.append(f"{degree}{noun} ({short(values[best])} against {against})")
    after = f"After {duration(runs[0].weeks)}"
    if not clauses:
        return f"{after}, they do not differ."
    sides = [
        f"{named(runs[side].policy)} has "
        + " and ".join(verb + " and".join(parts) for verb, parts in verbs.items())
        for side, verbs in clauses.items()
    ]
    return f"{after}, {'; '.join(sides)}."


def short(value: float) -> str:
    """A number in running text: whole below 10,000, then in thousands or millions with three digits."""
    size = abs(value)
    text = f"{size:,.0f}"
    if size >= 1e4:
        rounded = float(f"{size:.3g}")
        scale, unit = next(pair for pair in ((1e9, "B"), (1e6, "M"), (1e3, "K")) if rounded >= pair[0])
        text = f"{rounded / scale:g}{unit}"
    return f"−{text}" if value < 0 else text


def duration(weeks: int) -> str:
    """How long a run is, in years where they are whole."""
    years, rest = divmod(weeks, WEEKS_A_YEAR)
    return counted(weeks, "week") if rest or not years else counted(years, "year")


@dataclass(frozen=True)
class Link:
    """A row of the table of what led to what: a value for each run, and which of them is best."""

    label: str
    values: tuple[str, ...]
    best: int | None


def chain(runs: Sequence[Recording]) -> list[Link]:
    """What led to what: means over the whole runs, in the order in which the model's rules link them."""
    links = []
    for name in CHAIN:
        if not all(np.isfinite(run.summary.get(name, np.nan)) for run in runs):
            continue
        outcome = OUTCOMES[name]
        values = [run.summary[name] for run in runs]
        shown = _percent if outcome.percent or outcome.unit == "0-1" else _tenths
        links.append(_link(outcome.short.capitalize(), values, outcome.better, shown))
    profit = f"Profit ({runs[0].currency})" if runs[0].currency else "Profit"
    for name, label in (("customers_lost", TALLIES["customers_lost"].label.capitalize()), ("profit", profit)):
        values = [float(getattr(run, name)[-1]) for run in runs]
        links.append(_link(label, values, TALLIES[name].better, short))
    return links


def _link(label: str, values: Sequence[float], better: int, shown: Callable[[float], str]) -> Link:
    texts = tuple(shown(value) for value in values)
    best = int(np.argmax(np.array(values) * better))
    return Link(label, texts, None if texts.count(texts[best]) > 1 else best)


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def _tenths(value: float) -> str:
    return f"{value:.1f}"
