"""What a replay finds: the result in one sentence, and what led to what, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.claims import showcase
from sim.english import counted, listed, plural
from sim.outcomes import OUTCOMES
from sim.view.naming import named
from sim.view.replay.recording import Recording
from sim.view.replay.story import WEEKS_A_YEAR

CHAIN = ("urgent_seen", "clarity", "strain", "turnover", "customer_satisfaction_all")
"""Outcomes in the order in which the model's rules link them."""


@dataclass(frozen=True)
class End:
    """Something that runs end with, and the words for the better of two, the best and the worst of more."""

    better: str
    best: str
    worst: str
    alike: str
    of: Callable[[Recording], float]
    sign: int  # +1 where more is wanted, -1 where less is
    noun: str = ""  # singular; none for money

    def shown(self, run: Recording) -> str:
        """What a run ends with, as a reader sees it."""
        return short(self.of(run)) + (f" {run.currency}" if not self.noun and run.currency else "")


ENDS = (
    End(
        "lost fewer people ({})",
        "lost the fewest people ({})",
        "the most",
        "lost {} {noun}",
        lambda run: float(run.people_lost[-1]),
        -1,
        "person",
    ),
    End(
        "ended with more customers ({})",
        "ended with the most customers ({})",
        "the fewest",
        "ended with {} {noun}",
        lambda run: float(run.customers_here[-1]),
        1,
        "customer",
    ),
    End(
        "earned more ({})",
        "earned the most ({})",
        "the least",
        "earned {}",
        lambda run: float(run.profit[-1]),
        1,
    ),
)
"""People who quit, customers who are there when it ends (won ones among them), and profit."""


def finding(runs: Sequence[Recording]) -> str:
    """How the runs end: who is best in what, who is worst, and in what those are ahead who are best in none of it."""
    clauses: dict[tuple[int, ...], list[str]] = {}
    for end in ENDS:
        shown = [end.shown(run) for run in runs]
        ranked = sorted(range(len(runs)), key=lambda side: -end.sign * end.of(runs[side]))
        winners = tuple(side for side, text in enumerate(shown) if text == shown[ranked[0]])
        clauses.setdefault(winners, []).append(_clause(end, runs, shown, winners, ranked[-1]))
    told = "; ".join(f"{_who(winners, runs)} {listed(said)}" for winners, said in clauses.items())
    first = f"After {duration(runs[0].weeks)}, {told}."
    best = {side for winners in clauses if len(winners) < len(runs) for side in winners}
    behind = [run for side, run in enumerate(runs) if side not in best]
    if not best or not behind:
        return first
    if len(runs) == 2:
        return f"{first} {_ahead(behind[0], runs)}"
    return f"{first} Best in none of these: {listed([named(run.policy) for run in behind])}."


def _clause(
    end: End, runs: Sequence[Recording], shown: Sequence[str], winners: Sequence[int], last: int
) -> str:
    mine = shown[winners[0]]
    if len(winners) == len(runs):
        return end.alike.format(mine, noun=end.noun if mine == "1" else plural(end.noun))
    if len(runs) == 2:
        return end.better.format(f"{mine} against {shown[last]}")
    return end.best.format(f"{mine}; {end.worst}: {named(runs[last].policy)}, {shown[last]}")


def _who(winners: Sequence[int], runs: Sequence[Recording]) -> str:
    if len(winners) == len(runs):
        return "both have" if len(runs) == 2 else "all have"
    names = listed([named(runs[side].policy) for side in winners])
    return f"{names} {'has' if len(winners) == 1 else 'have'}"


def _ahead(behind: Recording, runs: Sequence[Recording]) -> str:
    """In what the side that is best in none of the ends is ahead, of what led to them."""
    side = next(nth for nth, run in enumerate(runs) if run is behind)
    links = [link for link in links_of(runs) if link.best == side]
    if not links:
        return f"{named(behind.policy)} is ahead in nothing of what led to it."
    parts = [
        f"{link.label[0].lower()}{link.label[1:]} ({link.values[side]} against {link.values[1 - side]})"
        for link in links
    ]
    return f"{named(behind.policy)} is ahead in {listed(parts)}."


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
    """What led to what, and what came of it: means over the whole runs, then customers lost and won, and profit."""
    links = links_of(runs)
    profit = f"Profit ({runs[0].currency})" if runs[0].currency else "Profit"
    ends: dict[str, tuple[Callable[[Recording], float], int]] = {
        "Customers lost": (lambda run: float(run.customers_lost[-1]), -1),
        "Customers in the end": (lambda run: float(run.customers_here[-1]), 1),
        profit: (lambda run: float(run.profit[-1]), 1),
    }
    for label, (of, better) in ends.items():
        links.append(_link(label, [of(run) for run in runs], better, short))
    return links


def links_of(runs: Sequence[Recording]) -> list[Link]:
    """The links of the chain that every run has: means over the whole runs."""
    links = []
    for name in CHAIN:
        if not all(np.isfinite(run.summary.get(name, np.nan)) for run in runs):
            continue
        outcome = OUTCOMES[name]
        values = [run.summary[name] for run in runs]
        shown = _percent if outcome.percent or outcome.unit == "0-1" else _tenths
        links.append(_link(outcome.short.capitalize(), values, outcome.better, shown))
    return links


CLAIMS = ("everything_is_urgent", "turnover_city", "less_customer_driven")
"""The claims that the chain shows at work: labels and clarity, overload and turnover, and who is served worse."""


def claims_behind() -> list[str]:
    """What came of these claims over all plausible constants, from the verdicts that come with the project, if any."""
    known = showcase.shipped()
    return [
        f"{known[name]['says']} {known[name]['verdict'].capitalize()}, in {known[name]['trials']} trials."
        for name in CLAIMS
        if name in known
    ]


def _link(label: str, values: Sequence[float], better: int, shown: Callable[[float], str]) -> Link:
    texts = tuple(shown(value) for value in values)
    best = int(np.argmax(np.array(values) * better))
    return Link(label, texts, None if texts.count(texts[best]) > 1 else best)


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def _tenths(value: float) -> str:
    return f"{value:.1f}"
