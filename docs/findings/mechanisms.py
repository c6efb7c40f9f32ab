"""What each mechanism carries of the headline difference, and of its parts: the order, the climate, the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from docs.findings.draw import dots
from docs.findings.page import Section, Table
from docs.findings.runs import Ask, Runs
from sim.analysis.judge import Judgement, judge
from sim.analysis.shares import share_gone
from sim.analysis.statistics import Estimate, Row
from sim.analysis.wording import words
from sim.design.way import Way
from sim.english import counted, listed
from sim.model.mechanisms import MECHANISMS
from sim.outcomes import OUTCOMES
from sim.policies import load_policy
from sim.running.scenarios import load_scenario

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CITY, CONTRAST = "turnover_city", "equal_spend"
HEADLINE = ("turnover", "customer_satisfaction_all", "profit", "churn", "lead_time", "clarity")
CLIMATE = (
    "priority_discipline",
    "employee_voice",
    "exhortation",
    "frontline_backing",
    "frontline_discretion",
)
"""How people are treated, whoever's requests come first."""

WHOLE, PARTS = "the whole", ("the order", "the climate", "the rest")
ATTRIBUTED = (WHOLE, "the order", "the climate")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "the essays' loop": ("extra_work", "habit", "attention", "clarity", "switching"),
    "treatment": ("recognition", "discretion", "backing", "abuse", "means", "zeal"),
    "wear": ("pressure", "fatigue", "erosion", "slowing", "slips", "care"),
    "leaving": ("skill", "quit_contagion"),
}
"""Mechanisms that are frozen together: requests to hours to questions to clarity; what strains people directly."""

MEANING = {
    "the essays' loop": "requests fill managers' hours, questions stay unanswered, people do not know what matters",
    "treatment": "being heard, allowed to decide, backed and exhorted, as it strains people directly",
    "wear": "pressure, tiredness, eroded standards, and strain that slows, spoils and hardens",
    "leaving": "newcomers who have yet to learn, and departures that draw others after them",
}

PARTS_WORLDS, SCREEN_WORLDS, WORLDS, TOP = 16, 4, 8, 12
"""Worlds of the parts, of the screening and of what was chosen by it, and how many mechanisms that is."""

HALF = 0.5
"""A share of a difference that is most of it."""

Differences = Mapping[tuple[str, str], np.ndarray]
"""People first less customer first, one value a world, by part and outcome."""


class Switched(NamedTuple):
    """Mechanisms that are frozen or off, under a name."""

    name: str
    frozen: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """How much of a difference is gone when something is switched: 1 less what is left over what was there."""

    share: Estimate
    judged: Judgement  # the difference less what is left of it

    @property
    def text(self) -> str:
        """In percent, with half the interval's width; starred where it is clear; `open` where nothing can be said."""
        half = 100.0 * (self.share.high - self.share.mean)
        if not self.judged.sign and half > 100.0 * HALF:
            return "open"
        return f"{100.0 * self.share.mean:z.0f} ± {half:.0f}%{self.judged.mark}".replace("-", "−")


Shares = Mapping[str, Mapping[tuple[str, str], Share]]
"""Shares by what is switched, and by part and outcome."""


def section(runs: Runs) -> Section:
    """The parts of the difference, all mechanisms screened, and the largest of them told with their intervals."""
    whole = differences(runs, "the difference", [Switched("on")], (WHOLE, *PARTS), PARTS_WORLDS)["on"]
    frozen = [Switched(name, frozen=(name,)) for name in MECHANISMS]
    screened = differences(runs, "each mechanism frozen", frozen, (WHOLE,), SCREEN_WORLDS)
    chosen = largest(whole, screened)
    switched = {
        "frozen": [Switched(name, frozen=(name,)) for name in chosen],
        "off": [Switched(name, without=(name,)) for name in chosen],
        "together": [Switched(name, frozen=which) for name, which in GROUPS.items()],
    }
    left = {
        kind: differences(runs, f"mechanisms {kind}", ones, ATTRIBUTED, WORLDS)
        for kind, ones in switched.items()
    }
    found = {kind: shares(whole, ones) for kind, ones in left.items()}
    return tell(whole, found, shares(whole, screened))


def ways(switched: Switched, parts: Sequence[str]) -> Iterator[tuple[tuple[str, str], Way]]:
    """The two ways that each part compares, people first and customer first; what differs elsewhere is neutral."""
    sides = {
        side: load_policy(side).practices.as_dict() for side in ("people_and_customer", "customer_first")
    }
    one, other = sides.values()
    differing = [name for name in one if one[name] != other[name]]
    rest = tuple(name for name in differing if name not in (*CLIMATE, "first"))
    of_part = {WHOLE: differing, "the order": ("first",), "the climate": CLIMATE, "the rest": rest}
    for part in parts:
        for side, practices in sides.items():
            chosen = {name: practices[name] for name in of_part[part]}
            yield (
                (part, side),
                Way(practices=chosen, frozen=switched.frozen, without=switched.without, contrast=CONTRAST),
            )


def differences(
    runs: Runs, what: str, switched: Sequence[Switched], parts: Sequence[str], worlds: int
) -> dict[str, Differences]:
    """What people first does that customer first does not, with each of some things switched."""
    asks = {
        (one.name, part, side): Ask(way, CITY, worlds=worlds)
        for one in switched
        for (part, side), way in ways(one, parts)
    }
    found = runs.of(what, asks)
    return {
        one.name: {
            (part, outcome): found[one.name, part, "people_and_customer"].values(outcome)
            - found[one.name, part, "customer_first"].values(outcome)
            for part in parts
            for outcome in HEADLINE
        }
        for one in switched
    }


def shares(whole: Differences, left: Mapping[str, Differences]) -> Shares:
    """Shares of what differs clearly, judged as one family."""
    clear = [key for key, one in judged(whole).items() if one.sign]
    asked = [(name, key) for name in left for key in clear if key in left[name]]
    found = judge([(whole[key][: len(left[name][key])], left[name][key]) for name, key in asked])
    made: dict[str, dict[tuple[str, str], Share]] = {name: {} for name in left}
    for (name, key), one in zip(asked, found, strict=True):
        made[name][key] = Share(share_gone(whole[key], left[name][key]), one)
    return made


def judged(whole: Differences) -> dict[tuple[str, str], Judgement]:
    """The differences, judged as one family."""
    found = judge([(values, np.zeros_like(values)) for values in whole.values()])
    return dict(zip(whole, found, strict=True))


def largest(whole: Differences, screened: Mapping[str, Differences]) -> list[str]:
    """The mechanisms that move most of the whole difference in any outcome, less what may be luck; the largest first.

    Not chosen by the order, whose differences are so small that whatever is frozen seems to carry many times as much.
    """
    found = shares(whole, screened)

    def moved(name: str) -> float:
        """The largest share, less two standard errors."""
        sizes = []
        for key, one in found[name].items():
            d = one.judged.difference
            error = d.spread / np.sqrt(d.n) / abs(float(np.nanmean(whole[key])))
            sizes.append(abs(one.share.mean) - 2.0 * error)
        return max(sizes)

    # The order's own switch is the lever itself, and no mechanism that carries it.
    return sorted((name for name in screened if name != "order"), key=moved, reverse=True)[:TOP]


# ------------------------------------------------------------------------------ telling


def tell(whole: Differences, found: Mapping[str, Shares], screened: Shares) -> Section:
    """The section, from differences and shares: of what was looked at closely, and of all in few worlds."""
    currency, verdicts = load_scenario(CITY).currency, judged(whole)
    loop = found["together"]["the essays' loop"]
    sentences = [
        f"`people_and_customer` against `customer_first` in `{CITY}`, {words(CONTRAST)}, three years, the same worlds. "
        "The whole difference is taken apart: *the order* is whose requests come first, with all else neutral; "
        f"*the climate* is {listed([words(name) for name in CLIMATE])}, with the order neutral; "
        "*the rest* is what else the two differ in, which is what customers are granted and promised.",
        *(_parts(outcome, whole, verdicts, currency) for outcome in HEADLINE),
        "A mechanism that is *frozen* keeps its mean of the warm-up; one that is *off* is gone, which moves the firm "
        "to another operating point. What it carries is the share of the difference that is then gone. Shares of "
        "several mechanisms need not add up to 100%: they act on one another. A negative share: frozen, "
        "the difference grows; the mechanism dampens it. "
        f"All {len(screened)} were screened; the {len(found['frozen'])} that move most were looked at closely.",
        *(
            f"Frozen together, {words(name)} ({MEANING[name]}: {listed([words(one) for one in GROUPS[name]])}) "
            f"{_carries(found['together'][name], WHOLE)}."
            for name in GROUPS
        ),
        *(_largest(outcome, found["frozen"]) for outcome in HEADLINE if (WHOLE, outcome) in loop),
    ]
    tables = [_parts_table(whole, verdicts, currency)]
    for part in ATTRIBUTED:
        tables += [
            _shares_table(f"Share of {part}, frozen together", part, found["together"]),
            _shares_table(f"Share of {part}, frozen one at a time", part, found["frozen"]),
            _shares_table(f"Share of {part}, off one at a time", part, found["off"]),
        ]
    tables.append(_shares_table("Share of the whole, every mechanism frozen", WHOLE, screened))
    return Section(
        "1. What carries the difference",
        sentences,
        [table for table in tables if table.rows],
        list(_figures(found)),
        against(whole, verdicts, found["together"]),
    )


def against(whole: Differences, verdicts: Mapping[tuple[str, str], Judgement], together: Shares) -> list[str]:
    """What goes against the essays: an order that does little, or harm, and a loop that carries less than other things.

    For what strains people directly is assumed, and no result.
    """
    loop, treatment = together["the essays' loop"], together["treatment"]
    found = []
    clear = [name for name in HEADLINE if verdicts[WHOLE, name].sign]
    small = [name for name in clear if abs(_ratio(whole, "the order", name)) < HALF / 2.0]
    if small:
        parts = [
            f"{_percent(_ratio(whole, 'the order', name))} of that in {OUTCOMES[name].called}"
            for name in small
        ]
        found.append(
            "Whose requests come first, which is what the argument is about, makes little of the difference: "
            f"{listed(parts)}."
        )
    harmed = [
        name
        for name in HEADLINE
        if verdicts["the order", name].sign * OUTCOMES[name].better < 0 and OUTCOMES[name].better
    ]
    if harmed:
        found.append(
            "With all else equal, putting one's own people's requests first makes "
            f"{listed([OUTCOMES[name].called for name in harmed])} clearly worse."
        )
    weak = [name for name in HEADLINE if (WHOLE, name) in loop and loop[WHOLE, name].share.high < HALF]
    if weak:
        parts = [f"{_percent(loop[WHOLE, name].share.mean)} in {OUTCOMES[name].called}" for name in weak]
        found.append(
            "The essays' loop, from requests over managers' hours and unanswered questions to clarity, carries less "
            f"than half of the difference: {listed(parts)}."
        )
    direct = [
        name
        for name in HEADLINE
        if (WHOLE, name) in loop and treatment[WHOLE, name].share.low > loop[WHOLE, name].share.high
    ]
    if direct:
        found.append(
            "How people are treated, as it strains them directly by rules that are assumed, carries more than the "
            f"essays' loop of the difference in {listed([OUTCOMES[name].called for name in direct])}."
        )
    worse = [name for name in clear if verdicts[WHOLE, name].sign * OUTCOMES[name].better < 0]
    if worse:
        found.append(
            f"People first is clearly worse in {listed([OUTCOMES[name].called for name in worse])} as a whole."
        )
    return found


def _parts(
    outcome: str, whole: Differences, verdicts: Mapping[tuple[str, str], Judgement], currency: str
) -> str:
    """The whole difference in an outcome, and what each part makes of it."""
    label, one = OUTCOMES[outcome].label, verdicts[WHOLE, outcome]
    said = f"{label[:1].upper()}{label[1:]}: {one.size(outcome, currency)}, {one.words()}"
    if not one.sign:
        return f"{said}."
    made = [
        f"{part} alone makes {_percent(_ratio(whole, part, outcome))}"
        + ("" if verdicts[part, outcome].sign else " (not clear)")
        for part in PARTS
    ]
    together = sum(_ratio(whole, part, outcome) for part in PARTS)
    return f"{said}. Of it {listed(made)}; that the parts act together makes the other {_percent(1.0 - together)}."


def _carries(found: Mapping[tuple[str, str], Share], part: str) -> str:
    """What is frozen together carries of a part, in the outcomes in which that is clear."""
    clear = [(key[1], one) for key, one in found.items() if key[0] == part and one.judged.sign]
    if not clear:
        return "carries nothing that is clear"
    return "carries " + listed(
        [f"{_percent(one.share.mean)} of the difference in {OUTCOMES[name].called}" for name, one in clear]
    )


def _largest(outcome: str, frozen: Shares) -> str:
    """The mechanisms that clearly carry or dampen the whole difference in an outcome, the largest first."""
    key = (WHOLE, outcome)
    clear = {name: found[key].share.mean for name, found in frozen.items() if found[key].judged.sign}
    order = sorted(clear, key=lambda name: -abs(clear[name]))
    carrying = [f"{words(name)} {_percent(clear[name])}" for name in order if clear[name] > 0.0]
    damping = [f"{words(name)} {_percent(-clear[name])}" for name in order if clear[name] < 0.0]
    said = [f"these carry clearly: {listed(carrying)}"] * bool(carrying)
    said += [f"these dampen it clearly: {listed(damping)}"] * bool(damping)
    label = f"Frozen one at a time, of the difference in {OUTCOMES[outcome].called}"
    return f"{label} {'; '.join(said) or 'no mechanism carries clearly anything'}."


def _parts_table(whole: Differences, verdicts: Mapping[tuple[str, str], Judgement], currency: str) -> Table:
    rows = [
        [
            OUTCOMES[outcome].label,
            *(
                verdicts[part, outcome].size(outcome, currency) + verdicts[part, outcome].mark
                for part in (WHOLE, *PARTS)
            ),
        ]
        for outcome in HEADLINE
    ]
    worlds = len(next(iter(whole.values())))
    caption = f"People first less customer first, whole and in parts, {worlds} worlds; * clear"
    return Table(caption, ("outcome", WHOLE, *PARTS), rows)


def _shares_table(caption: str, part: str, found: Shares) -> Table:
    """Shares of a part by outcome, in those outcomes in which the part makes a clear difference."""
    outcomes = [name for name in HEADLINE if any((part, name) in one for one in found.values())]
    worlds = max((one.share.worlds for each in found.values() for one in each.values()), default=0)
    rows = [[words(name), *(one[part, outcome].text for outcome in outcomes)] for name, one in found.items()]
    head = ("mechanism", *(OUTCOMES[name].called for name in outcomes))
    return Table(f"{caption}, {counted(worlds, 'world')}; * clear", head, rows if outcomes else [])


def _figures(found: Mapping[str, Shares]) -> Iterator["Figure"]:
    """Shares of the whole difference, frozen, an outcome each."""
    switched = found["together"] | found["frozen"]
    for outcome in HEADLINE:
        key = (WHOLE, outcome)
        rows: list[Row] = [
            {
                "label": words(name),
                "value": 100.0 * one[key].share.mean,
                "low": 100.0 * one[key].share.low,
                "high": 100.0 * one[key].share.high,
                "clear": bool(one[key].judged.sign),
                "unit": "% of the difference",
            }
            for name, one in switched.items()
            if key in one
        ]
        if not rows:
            continue
        clear = [row for row in rows if row["clear"] and float(row["value"] or 0.0) > 0.0]
        top = max(clear, key=lambda row: float(row["value"] or 0.0), default=None)
        called = OUTCOMES[outcome].called
        title = (
            f"{top['label']} carries the largest clear share of the difference in {called}: {top['value']:.0f}%"
            if top
            else f"what carries the difference in {called} is open"
        )
        yield dots(title, rows, "share of the difference that is gone when frozen (%)")


def _ratio(whole: Differences, part: str, outcome: str) -> float:
    return float(np.nanmean(whole[part, outcome]) / np.nanmean(whole[WHOLE, outcome]))


def _percent(share: float) -> str:
    return f"{100.0 * share:z.0f}%".replace("-", "−")
