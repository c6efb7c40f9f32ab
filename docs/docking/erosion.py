"""Oliva and Sterman's service centre: standard and staff over 300 weeks, theirs and ours."""

from collections.abc import Mapping

import numpy as np

from docs.docking import service
from docs.docking.centre import EMPLOYEES, STEP, WEEKS, Centre, Demand, Erosion
from docs.docking.check import Check, signed
from docs.docking.curves import figures
from docs.docking.page import Section
from docs.docking.pair import WAYS, Pair, Way, paired
from docs.findings.page import Table
from docs.tables import read_toml
from sim.analysis.statistics import Estimate, estimate
from sim.english import counted, listed
from sim.model.rules.adaptation import approach
from sim.model.rules.pressure import standard_target, thoroughness

SIZES = {EMPLOYEES: 20, 4 * EMPLOYEES: 12}
"""Employees of the centre to worlds."""

SAME_STAFF, STANDARD, STAFF, HALF_LIFE, RULE = 0.005, 0.02, 0.03, 0.25, 0.005
"""Tolerances: of the standard where both have the same staff; of the standard, the staff [share] and the half-life
[share] where each staffs by its own rule; and of the rule alone."""

LEAST_FALL = 0.02
"""A standard that falls by less has no half-life."""

HELD, HELD_WEEKS = 0.2, 52
"""A pressure that is held, and for how long; then the opposite for 300 weeks."""


def section(worlds: int | None) -> Section:
    """Quality erosion, docked."""
    found = {
        size: {way: paired(Centre(way[1], way[0], size), worlds or many) for way in WAYS}
        for size, many in SIZES.items()
    }
    large = max(found)
    return Section(
        "1. Quality erosion (Oliva and Sterman 2001)",
        opening(worlds),
        [
            ("The rule alone, without agents", rule_checks()),
            ("The same demand and the same staff: what pressure does to the standard", same_staff(found)),
            *(
                (
                    f"Each staffs by its own rule, {counted(size, 'employee')}",
                    [check for way, pair in each.items() for check in own_staff(way, size, pair)],
                )
                for size, each in found.items()
            ),
        ],
        tables=[levels(found), stocks()],
        figures=figures(found[large], large),
        closing=explained(found),
    )


def opening(worlds: int | None) -> list[str]:
    """What is compared, and how."""
    sizes = " and ".join(f"{size} employees in {worlds or many} worlds" for size, many in SIZES.items())
    still = alone("steady", "ratchet")
    stepped, recovers = alone("step", "ratchet"), alone("step", "symmetric")
    return [
        "Pressure makes people cut corners, and what they do becomes what they think is right: the "
        "standard erodes, and hardly recovers. The published model is a system of stocks and flows "
        "(oliva2001); `docs/docking/service.py` writes it down as difference equations. What was seen: "
        "the delivery sector in the documentation of the model on the first author's page, the slopes, "
        "and the estimates of the standard's paces in a program of one of the authors (struben2015). Not "
        "found were the desired delivery delay, the tables of fatigue, and the constants of hiring: there "
        "our own numbers stand in both models.",
        "Ours is `docs/docking/centre.toml`: one team, customers who cannot leave, and no mechanism but "
        "pressure, longer hours, corners cut, fatigue, erosion, newcomers who learn, and a plan of staff; "
        f"the neutral policy, but nobody is laid off and nothing improved. {sizes}. From the end of a year "
        "of warm-up both models have the same stocks and get the same orders, week by week those that our "
        f"customers place; in half of the cases demand rises by {100 * (STEP - 1):.0f}% for good in the "
        "first week. *Ratchet*: the standard recovers as slowly as published. *Symmetric*: as fast as it "
        "erodes.",
        f"Without noise the published model's standard after {WEEKS} weeks is {still:.3f} under steady demand; "
        f"the step alone takes it to {stepped:.3f} as a ratchet and to {recovers:.3f} where "
        "it can recover. What erodes beyond that comes of demand that varies.",
    ]


def alone(demand: Demand, erosion: Erosion) -> float:
    """The published model's standard after 300 weeks of a demand without noise, from its own equilibrium."""
    k = Centre(erosion, demand).constants()
    before = np.array([EMPLOYEES * k.week_hours])
    after = np.tile(before[:, None] * (STEP if demand == "step" else 1.0), (1, WEEKS))
    return float(service.follow(service.balance(before, k), after, k).standard[0, -1])


def rule_checks() -> list[Check]:
    """The standard at a held pressure, and after it: our rules week by week against the exact solution "
    "of theirs."""
    k = Centre("ratchet", "steady").constants()
    ours = 1.0
    for _ in range(HELD_WEEKS):
        target = standard_target(ours, thoroughness(HELD, k.corner_cutting), 0.1)
        ours = approach(ours, target, 1.0, k.erosion_weeks)
    theirs = float(np.exp(-HELD_WEEKS * (1.0 - np.exp(-k.corner_cutting * HELD)) / k.erosion_weeks))
    found = [exactly(f"standard after {HELD_WEEKS} weeks at a pressure of {HELD:g}", theirs, ours)]
    slowest = Centre("ratchet", "steady").scenario().work.standard_recovery.value
    ours = theirs
    for _ in range(WEEKS):
        target = standard_target(ours, thoroughness(-HELD, k.corner_cutting), 0.1)
        ours = approach(ours, target, 1.0, slowest)
    rate = (float(np.exp(k.corner_cutting * HELD)) - 1.0) / k.recovery_weeks
    gained = theirs * float(np.expm1(rate * WEEKS))
    found.append(exactly(f"what it gains in {WEEKS} weeks more at −{HELD:g}", gained, ours - theirs))
    return found


def exactly(what: str, published: float, here: float) -> Check:
    """A comparison without luck."""
    apart = here - published
    return Check(what, published, here, Estimate(apart, apart, apart, 1), RULE, "second")


def same_staff(found: Mapping[int, Mapping[Way, Pair]]) -> list[Check]:
    """The standard after 300 weeks where their model has our staff: nothing but erosion is left to differ."""
    checks = []
    for size, each in found.items():
        for (demand, erosion), pair in each.items():
            what, here = (
                f"standard with our staff, {demand} demand, {erosion}, {size}",
                pair.ours["standard"][:, -1],
            )
            checks.append(Check.of(what, pair.given.standard[:, -1], here, SAME_STAFF, "second"))
            if erosion == "symmetric":
                checks.append(
                    Check.of(
                        f"{what}; theirs with our ceiling",
                        pair.capped.standard[:, -1],
                        here,
                        SAME_STAFF,
                        "second",
                    )
                )
    return checks


def own_staff(way: Way, size: int, pair: Pair) -> list[Check]:
    """Standard, half-life and staff where each model staffs by its own rule."""
    name = f"{way[0]} demand, {way[1]}, {size}"
    ours, theirs = pair.ours["standard"], pair.desired.standard
    checks = [
        Check.of(f"standard, {name}", theirs[:, -1], ours[:, -1], STANDARD, "second, staff assumed"),
        Check.of(
            f"staff, {name}",
            pair.desired.staff[:, -1],
            pair.ours["staff"][:, -1],
            STAFF,
            "assumed",
            relative=True,
            digits=1,
        ),
    ]
    if float((theirs[:, 0] - theirs[:, -1]).mean()) >= LEAST_FALL:
        checks.append(
            Check.of(
                f"weeks to half of the fall, {name}",
                half_lives(theirs),
                half_lives(ours),
                HALF_LIFE,
                "second, staff assumed",
                relative=True,
                digits=0,
            )
        )
    return checks


def half_lives(standard: np.ndarray) -> np.ndarray:
    """Weeks until half of the fall to the last week has happened, one a world; NaN where there is hardly "
    "any fall."""
    first, last = standard[:, :1], standard[:, -1:]
    weeks = np.argmax(standard <= (first + last) / 2.0, axis=1).astype(float) + 1.0
    return np.where((first - last)[:, 0] >= LEAST_FALL, weeks, np.nan)


def levels(found: Mapping[int, Mapping[Way, Pair]]) -> Table:
    """Standards and staff after 300 weeks, and how much of what differs between worlds both models share."""
    rows = []
    for size, each in found.items():
        for (demand, erosion), pair in each.items():
            ours = pair.ours["standard"][:, -1]
            rows.append(
                (
                    f"{demand}, {erosion}, {size}",
                    shown(ours),
                    shown(pair.given.standard[:, -1]),
                    shown(pair.desired.standard[:, -1]),
                    shown(pair.realised.standard[:, -1]),
                    f"{np.corrcoef(ours, pair.given.standard[:, -1])[0, 1]:.2f}",
                    f"{pair.ours['staff'][:, -1].mean():.1f}",
                    f"{pair.desired.staff[:, -1].mean():.1f}",
                    f"{pair.realised.staff[:, -1].mean():.1f}",
                )
            )
    head = (
        *("demand, erosion, employees", "standard here", "theirs with our staff", "theirs"),
        *(
            "theirs, plan as ours",
            "correlation with our staff",
            "staff here",
            "theirs",
            "theirs, plan as ours",
        ),
    )
    return Table(f"After {WEEKS} weeks, means over worlds with 95% intervals", head, rows)


def stocks() -> Table:
    """The numbers of the published model, and how certain each is."""
    found = read_toml("docking/published.toml")["centre"]
    rows = [
        (each["meaning"], f"{each['value']:g}", each["unit"], each["source"], each["certain"])
        for each in found.values()
    ]
    return Table("Numbers of the published model", ("number", "value", "unit", "source", "certain"), rows)


def shown(values: np.ndarray) -> str:
    """A mean with its interval."""
    e = estimate(values)
    return f"{e.mean:.3f} [{e.low:.3f}, {e.high:.3f}]"


def explained(found: Mapping[int, Mapping[Way, Pair]]) -> list[str]:
    """What the differences come of, as far as it was computed."""
    pairs = [pair for each in found.values() for pair in each.values()]
    left = max(abs(last(pair.ours["standard"]) - last(pair.capped.standard)) for pair in pairs)
    steps = {size: each["step", "ratchet"] for size, each in found.items()}
    apart = listed(
        [
            f"{signed(last(pair.ours['standard']) - last(pair.desired.standard), 3)} at {size}"
            for size, pair in steps.items()
        ]
    )
    large = max(steps)
    much = steps[large]
    surplus = 100.0 * float((much.ours["staff"] / much.ours["wanted"] - 1.0).mean())
    return [
        "The rule alone moves once a week here and at every moment there; and the slowest recovery that this model "
        f"allows is {Centre('ratchet', 'steady').scenario().work.standard_recovery.value:,.0f} weeks.",
        "A standard here cannot exceed the original; theirs can, where it recovers. With the same staff and that "
        f"ceiling in both, the largest difference of mean standards after {WEEKS} weeks is {left:.4f}.",
        "With a rule of staff for each the standards are (step, ratchet; ours less theirs) "
        f"{apart} employees. Ours plans by the hours that a standard hour really took, so that it takes corners cut "
        "for productivity; theirs by the desired time per order. With our plan their standard would end at "
        f"{last(much.realised.standard):.3f} instead of {last(much.desired.standard):.3f} at {large} employees; ours "
        f"ends at {last(much.ours['standard']):.3f}. People come and go whole here, and who has signed comes: staff is "
        f"{signed(surplus, 1)}% from the plan on average, and mean pressure "
        f"{signed(float(much.ours['pressure'].mean()), 3)}, against "
        f"{signed(float(much.realised.pressure.mean()), 3)} in theirs with our plan.",
        "Left out of both: that a year of long hours makes people quit (their table was not found), and that "
        "customers and their pressure for quality answer.",
    ]


def last(values: np.ndarray) -> float:
    """The mean over worlds in the last week."""
    return float(values[:, -1].mean())
