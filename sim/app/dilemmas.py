"""Dilemmas: what some quarters ask of the executive.

A way out of a dilemma is what the firm does, for a time: it moves practices, and they return. What comes of it, the
model says. Which quarter brings which dilemma depends on the world's seed alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sim.model.draws import draw
from sim.model.practices import PRACTICES, Practices

STREAM = 2**16
"""The stream of dilemmas: beyond those of the model (sim.model.draws.Stream), so that nobody's luck depends on them."""

A_GAME = 6
"""Dilemmas that a game brings (assumed: every other quarter, and none in the first)."""

DIGITS = 9
"""Decimals to which practices are rounded when a dilemma's part is taken off them again."""

Shift = Mapping[str, float]
"""What is added to practices."""


@dataclass(frozen=True)
class Option:
    """A way out: what the firm does on top of what is set, and for how many quarters."""

    label: str
    shift: Shift = field(default_factory=dict)
    quarters: int = 0


@dataclass(frozen=True)
class Dilemma:
    """A question to the executive, and the ways out of it; the first leaves everything as it is set."""

    name: str
    title: str
    says: str
    options: tuple[Option, ...]


LEAVE = Option("Leave it as it is set")


def _dilemma(name: str, title: str, says: str, *options: Option) -> Dilemma:
    return Dilemma(name, title, says, (LEAVE, *options))


DILEMMAS = (
    _dilemma(
        "exception",
        "An exception",
        "Your largest client wants an exception: work outside of your offer.",
        Option("Grant exceptions, to whoever asks", {"intake_boundary": -0.3}, 2),
        Option("Grant fewer than before", {"intake_boundary": 0.3}, 2),
    ),
    _dilemma(
        "urgent",
        "All is urgent",
        "Sales asks that whatever a customer calls urgent is treated as urgent.",
        Option("Agree", {"priority_discipline": -0.3}, 2),
        Option("Have more of it checked first", {"priority_discipline": 0.3}, 2),
    ),
    _dilemma(
        "savings",
        "Savings",
        "The owners ask for savings until the half-year is over.",
        Option("Plan for 5% fewer staff", {"staffing_slack": -0.05}, 2),
        Option("Save on improvement", {"improvement": -0.01}, 2),
    ),
    _dilemma(
        "shouting",
        "A customer shouts",
        "A customer who pays well has shouted at an employee, again.",
        Option("Take employees’ side more often", {"frontline_backing": 0.4}, 2),
        Option("Take customers’ side more often", {"frontline_backing": -0.4}, 2),
    ),
    _dilemma(
        "campaign",
        "A campaign",
        "Marketing has a campaign ready that promises more than you deliver today.",
        Option("Run it", {"promise_inflation": 0.3}, 2),
        Option("Promise less than before", {"promise_inflation": -0.2}, 2),
    ),
    _dilemma(
        "target",
        "The sales target",
        "The quarter’s sales target is out of reach unless customers are pushed.",
        Option("Push them for this quarter", {"sales_pressure": 0.4}, 1),
    ),
    _dilemma(
        "pay_round",
        "The pay round",
        "Your people ask for higher pay for the coming year.",
        Option("Pay 5% more for a year", {"pay": 0.05}, 4),
        Option("Pay 3% less for a year", {"pay": -0.03}, 4),
    ),
    _dilemma(
        "gesture",
        "A costly present",
        "An employee has given a customer a costly present on the firm’s account.",
        Option("Tie decisions to the rule book", {"frontline_discretion": -0.3}, 2),
        Option("Say in public that employees may decide", {"frontline_discretion": 0.3}, 2),
    ),
    _dilemma(
        "talks",
        "Talks with teams",
        "Managers ask to skip the talks with their teams until the backlog is gone.",
        Option("Skip most of them", {"employee_voice": -0.3}, 2),
        Option("Talk more instead", {"employee_voice": 0.3}, 2),
    ),
)
"""Every dilemma. Sizes and times are assumed: what an executive could order within a quarter."""


def calendar(seed: int, quarters: int) -> dict[int, Dilemma]:
    """Which quarter of a game, from 0, brings which dilemma: A_GAME of each, drawn by the seed."""
    order = sorted(range(len(DILEMMAS)), key=lambda which: draw(seed, STREAM, which, 0))
    when = sorted(range(1, quarters), key=lambda quarter: draw(seed, STREAM, len(DILEMMAS), quarter))
    return {
        quarter: DILEMMAS[which] for quarter, which in zip(sorted(when[:A_GAME]), order[:A_GAME], strict=True)
    }


def wanted(brought: Mapping[int, Dilemma], choices: Sequence[int], quarter: int) -> dict[str, float]:
    """What the ways out that were taken so far add to practices in a quarter; `choices`: one for every quarter."""
    total: dict[str, float] = {}
    for when, dilemma in brought.items():
        option = dilemma.options[choices[when]] if when < len(choices) else LEAVE
        if when <= quarter < when + option.quarters:
            for name, more in option.shift.items():
                total[name] = total.get(name, 0.0) + more
    return total


def shifted(practices: Practices, shift: Shift) -> tuple[Practices, dict[str, float]]:
    """Practices with a shift on top, as far as their ranges allow, and how far that was."""
    values, allowed = practices.as_dict(), {}
    for name, more in shift.items():
        low, high = PRACTICES[name]["low"], PRACTICES[name]["high"]
        allowed[name] = round(min(high, max(low, values[name] + more)) - values[name], DIGITS)
    return _added(practices, allowed), allowed


def unshifted(practices: Practices, shift: Shift) -> Practices:
    """Practices without a shift that was put on top of them."""
    return _added(practices, {name: -more for name, more in shift.items()})


def _added(practices: Practices, shift: Shift) -> Practices:
    values = practices.as_dict()
    moved = {}
    for name, more in shift.items():
        low, high = PRACTICES[name]["low"], PRACTICES[name]["high"]
        moved[name] = min(high, max(low, round(values[name] + more, DIGITS)))
    return practices.replace(moved)
