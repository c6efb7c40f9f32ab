"""A calibration in words: sentences and rows of tables, for the terminal, the page and docs/calibration.md."""

from collections.abc import Iterable, Sequence
from math import isnan

from sim.analysis.evidence import Finding
from sim.calibration.answers import WORTH, Told
from sim.calibration.checks import Checked
from sim.calibration.fitted import FITTED, REACH, Fitted
from sim.calibration.pulls import Pull, Reach
from sim.calibration.run import Calibration
from sim.calibration.to_facts import TOO_RARE
from sim.design.facts import facts
from sim.english import counted, listed
from sim.model.parameters import SECTIONS
from sim.units import NO_INTERVAL

UNIDENTIFIED = "not identified"

Row = tuple[str, ...]

FACT_HEAD = ("fact", "met within", "before", "after", "held back")
CONSTANT_HEAD = (
    "constant",
    "now",
    "centre",
    "90% interval",
    "prior range",
    "width",
    "identified",
    "value now",
)


def meaning(name: str) -> str:
    """What a constant means."""
    section, _, field = name.partition(".")
    described = SECTIONS[section].model_fields[field].description or ""
    return described.partition(" [")[0]


def unit(name: str) -> str:
    """A constant's unit."""
    section, _, field = name.partition(".")
    return str(SECTIONS[section].specification(field)["unit"])


def number(value: float) -> str:
    """A number to three digits, with a minus sign."""
    if isnan(value):
        return "not known"
    return f"{value:.3g}".replace("-", "−")


def between(low: float, high: float) -> str:
    """A range."""
    return f"{number(low)} to {number(high)}"


def figure(found: Finding | None) -> str:
    """What was found on a fact, and whether it is met."""
    if found is None:
        return "not fitted"
    e = found.found
    interval = NO_INTERVAL if isnan(e.low) else f"[{number(e.low)}, {number(e.high)}]"
    return f"{number(e.mean)} {interval} {found.held}"


def counts(found: Iterable[Finding | None]) -> str:
    """How many facts are met, not met and open."""
    held = [one.held for one in found if one is not None]
    return listed([f"{held.count(word)} {word}" for word in ("met", "not met", "open") if held.count(word)])


def summary(made: Calibration) -> str:
    """What came out, in a paragraph."""
    fitted = [one for one in made.facts if one.held_back is not None]
    before, after = counts(one.before for one in fitted), counts(one.after for one in fitted)
    held_back = counts(one.held_back for one in fitted)
    told = [one for one in made.constants if one.identified]
    return (
        f"Of {counted(len(fitted), 'fact')} fitted together, the scenario as it is has {before}; the centre of the"
        f" posterior has {after}; each held back and predicted from the others, {held_back}."
        f" The facts narrow {len(told)} of {counted(len(made.constants), 'constant')}; on the others they say little or"
        " nothing."
    )


def spent(made: Calibration) -> str:
    """How much was simulated, in a paragraph."""
    return (
        f"{counted(made.simulations, 'simulation')} of one world each, in {counted(made.generations, 'generation')};"
        f" the posterior is the {counted(made.accepted, 'simulation')} that come closest, which are worth"
        f" {made.worth:.0f} independent draws from the prior ({listed([f'{one:.0f}' for one in made.worths])} without"
        f" each fifth of the facts). Facts are checked in {counted(made.effort.worlds, 'other world')}."
        f"{first_look(made.worth)}"
    )


def first_look(worth: float) -> str:
    """A warning where a posterior is worth few draws; nothing where it is not."""
    return f" Below {WORTH:.0f} that is a first look: more simulations will move it." if worth < WORTH else ""


def fact_rows(made: Calibration) -> list[Row]:
    """The table of facts."""
    return [
        (
            one.fact,
            f"{between(*facts()[one.fact]['interval'])} ({facts()[one.fact]['unit']})",
            figure(one.before),
            figure(one.after),
            figure(one.held_back),
        )
        for one in made.facts
    ]


def constant_rows(constants: Sequence[Told]) -> list[Row]:
    """The table of constants."""
    return [
        (
            one.name,
            f"{number(one.now)} {unit(one.name)}",
            number(one.centre),
            between(one.low, one.high),
            between(*one.span),
            f"{one.width:.2f}",
            "yes" if one.identified else UNIDENTIFIED,
            "stays" if one.held else "outside",
        )
        for one in constants
    ]


def identified(constants: Sequence[Told]) -> str:
    """What the data tell of which constants."""
    nothing = [one.name for one in constants if not one.identified]
    if not nothing:
        return "The data tell something of every constant."
    return f"Not identified, as their posterior is about as wide as their prior: {listed(nothing)}."


def shipped(constants: Sequence[Told]) -> str:
    """Which values of the scenario stay: those that the posterior does not speak against."""
    outside = [
        f"{one.name} ({number(one.now)}; the centre is {number(one.centre)})"
        for one in constants
        if not one.held
    ]
    rule = (
        "A scenario's value stays where its 90% interval holds it: to move it to the centre would move every result by"
        " what the facts do not tell."
    )
    if not outside:
        return f"{rule} All of them do."
    return f"{rule} Of {len(constants)} values these lie outside, by chance perhaps: {listed(outside)}."


def unmet(one: Reach, checked: Checked) -> list[str]:
    """What stands in the way of a fact, in sentences."""
    found = [
        f"{one.fact} is {'open' if checked.after.held == 'open' else 'not met'}: {facts()[one.fact]['says']}"
    ]
    if one.met == 0.0:
        found.append("No simulation meets it, wherever the constants are in their ranges.")
    else:
        found.append(
            f"Of the simulations, as the priors weigh them, {one.met:.1%} meet it; these meet {one.others_if_met:.1f}"
            f" of the other facts on average, and those that do not meet it {one.others_if_not:.1f}."
        )
    found += [pull(each) for each in one.pulls] or ["No fitted constant surely moves it."]
    return found


def pull(one: Pull) -> str:
    """What a constant does to a fact, and to others."""
    text = (
        f"{one.constant} ({meaning(one.constant)}), {'higher' if one.upwards else 'lower'} by a standard deviation of"
        f" its prior, moves it by {number(one.gain)}"
    )
    if not one.costs:
        return f"{text}, and takes no other fact further from its interval."
    costs = [f"{name} by {number(size)}" for name, size in one.costs.items()]
    return f"{text}, and pulls the wrong way: {listed(costs)}."


def not_fitted() -> list[str]:
    """Facts that are looked at and not fitted, and why."""
    return [f"{name}: {why}." for name, why in TOO_RARE.items()]


def reason_rows(fitted: Sequence[Fitted] = FITTED) -> list[Row]:
    """Each fitted constant with what it means and why it is fitted."""
    return [(one.name, meaning(one.name), _range(one), one.why) for one in fitted]


def _range(one: Fitted) -> str:
    if one.prior:
        return f"priors.{one.prior}"
    return f"assumed: {between(*one.span)}" if one.span else f"assumed: a factor of {REACH:g} either way"
