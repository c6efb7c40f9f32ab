"""Evidence: what the model says on each published fact (sim/design/facts.toml), measured as it was measured in life.

Each statistic is worked out in one world after the other, and its interval is over worlds: persons of one world share
its weeks and its managers, so that only worlds are independent. Correlations and slopes are within firms, because the
studies compare persons within organisations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan, sqrt
from typing import Any

import numpy as np

from sim.analysis.judge import Held, held_against
from sim.analysis.statistics import Estimate, estimate
from sim.analysis.survival import LifeTable, survival
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.running.panel import Rows, customer_rows, employee_rows
from sim.running.watch import MONTH_WEEKS, Watched

RELIABILITY = 0.8
"""Share of the variance of answers to a survey that is true, the rest being noise (assumed)."""

HALF_A_YEAR = WEEKS_A_YEAR // 2
FIRST_MONTH = range(4)
EIGHTH_MONTH = range(30, 34)
"""Weeks of tenure, from 0."""

OF_OUTCOMES = {
    "annual_quits": "turnover",
    "annual_churn": "churn",
    "problem_incidence": "problem_incidence",
    "utilisation": "utilisation",
    "absence": "absence",
    "requests_per_employee_week": "throughput",
}
"""Facts that are an outcome of the neutral firm."""

OF_ANSWERS = (
    "satisfaction_quit",
    "intention_quit",
    "clarity_quit",
    "overload_quit",
    "exhaustion_performance",
    "satisfaction_repurchase",
)
"""Facts that correlate what persons say of themselves with what they do."""

OF_PERSONS = (
    *OF_ANSWERS,
    *("newcomer_gain", "corner_cutting", "corner_cutting_hours", "complaints", "complaints_escalated"),
)

UNMEASURED = {
    "complaints_money": "no customer of the neutral firm loses money: it charges nothing unasked",
}
"""Facts that a run of the neutral firm cannot show, and why."""

SIGNS = {"satisfaction_repurchase": 0.25, "exhaustion_performance": -0.05, "clarity_quit": -0.08}
"""What the argument cannot do without: correlations that must be at least so strong, and surely not zero."""


@dataclass(frozen=True)
class WorldFigures:
    """What one world says: each statistic (NaN where undefined), and the life table of tenure."""

    figures: Mapping[str, float]
    exposed: Sequence[float]
    quits: Sequence[float]


@dataclass(frozen=True)
class Finding:
    """What the model says on one fact, and what is decided of it."""

    fact: str
    found: Estimate  # as the fact is measured: of answers with noise, else plainly
    raw: Estimate | None  # without noise, where there are answers
    held: Held
    why: str = ""  # why nothing is found


def figures_of(seen: Watched) -> WorldFigures:
    """Every statistic in one world, without noise of answers."""
    employees, customers = employee_rows(seen), customer_rows(seen)
    summary, tenures = seen.run.summary, seen.run.tenures
    return WorldFigures(
        {fact: float(summary[outcome]) for fact, outcome in OF_OUTCOMES.items()}
        | quitting(employees)
        | {
            "exhaustion_performance": exhaustion_performance(employees),
            "newcomer_gain": newcomer_gain(seen.weeks, seen.start),
            "satisfaction_repurchase": satisfaction_repurchase(customers),
            "complaints": seen.voiced / seen.problems if seen.problems else nan,
            "complaints_escalated": seen.escalated / seen.problems if seen.problems else nan,
        }
        | corner_cutting(seen.weeks),
        [float(value) for value in tenures["exposed"]],
        [float(value) for value in tenures["quits"]],
    )


def findings(
    worlds: Sequence[WorldFigures],
    facts: Mapping[str, Mapping[str, Any]],
    reliability: float = RELIABILITY,
) -> list[Finding]:
    """What the worlds say on each fact, in the order of the facts. reliability: of answers, above 0 to 1.

    Raises KeyError for a fact that is measured nowhere here.
    """
    return [finding(name, worlds, facts[name]["interval"], reliability) for name in facts]


def finding(
    name: str, worlds: Sequence[WorldFigures], interval: Sequence[float], reliability: float = RELIABILITY
) -> Finding:
    """What the worlds say on one fact."""
    raw = None
    if name in UNMEASURED:
        found = estimate(np.array([]))
    elif name == "hazard_peak":
        found = hazard_peak(worlds)
    else:
        values = np.array([world.figures[name] for world in worlds])
        found = estimate(values)
        if name in OF_ANSWERS:
            raw, found = pooled(values), pooled(values * attenuation(reliability))
    return Finding(name, found, raw, held_against(found, interval), UNMEASURED.get(name, ""))


# ------------------------------------------------------------------------------ statistics


def attenuation(reliability: float) -> float:
    """By how much noise in one of two measures shrinks their correlation: sqrt(reliability).

    So noise need not be drawn, which would only add luck. Source: Spearman 1904, American Journal of Psychology 15,
    72-101.
    """
    if not 0.0 < reliability <= 1.0:
        raise ValueError(f"reliability must be above 0 and at most 1, got {reliability:g}")
    return sqrt(reliability)


def correlation(x: np.ndarray, y: np.ndarray, group: np.ndarray) -> float:
    """The correlation within groups, of the pairs that are defined; NaN where either does not vary."""
    x, y = _within(x, y, group)
    size = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / size if size > 0.0 else nan


def slope(x: np.ndarray, y: np.ndarray, group: np.ndarray) -> float:
    """The least-squares slope of y on x within groups; NaN where x does not vary."""
    x, y = _within(x, y, group)
    size = float((x * x).sum())
    return float((x * y).sum()) / size if size > 0.0 else nan


def _within(x: np.ndarray, y: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two columns less their means in each group; rows in which either is undefined are left out."""
    defined = np.isfinite(x) & np.isfinite(y)
    x, y = x[defined], y[defined]
    _, place = np.unique(group[defined], return_inverse=True)
    count = np.bincount(place)
    return tuple(_centred(each, place, count) for each in (x, y))  # type: ignore[return-value]


def _centred(values: np.ndarray, place: np.ndarray, count: np.ndarray) -> np.ndarray:
    centred = values - (np.bincount(place, values) / count)[place]
    # What is constant but for rounding is constant.
    still = np.abs(centred) <= 1e-12 * np.abs(values).max(initial=0.0)
    return np.where(still, 0.0, centred)


def pooled(correlations: np.ndarray) -> Estimate:
    """The mean of one correlation a world, with its 95% interval: Student's t on Fisher's z.

    Source: Fisher 1921, Metron 1, 3-32.
    """
    z = estimate(np.arctanh(np.clip(correlations, -1.0 + 1e-12, 1.0 - 1e-12)))
    mean, low, high = (float(np.tanh(value)) for value in (z.mean, z.low, z.high))
    return Estimate(mean, low, high, z.worlds)


def hazard_peak(worlds: Sequence[WorldFigures]) -> Estimate:
    """The month of tenure in which the hazard of quitting is highest, all worlds together, with its interval."""
    table = LifeTable(
        np.array([world.exposed for world in worlds]), np.array([world.quits for world in worlds])
    )
    curve = survival({"neutral": table})[0]
    low, high = curve.peak_interval
    return Estimate(float(curve.peak), float(low), float(high), len(worlds))


# ------------------------------------------------------------------------------ facts about persons


def quitting(rows: Rows) -> dict[str, float]:
    """What employees say against whether they quit within a year, person-months of at least a month's tenure."""
    known = rows["tenure"] >= MONTH_WEEKS  # before, neither pressure nor intention is of a whole month
    said = {
        "satisfaction_quit": "satisfaction",
        "intention_quit": "intention",
        "clarity_quit": "clarity",
        "overload_quit": "pressure",
    }
    return {
        fact: correlation(rows[column][known], rows["quit"][known], rows["firm"][known])
        for fact, column in said.items()
    }


def exhaustion_performance(rows: Rows) -> float:
    """Strain against requests done right an hour, person-months past the first half year."""
    known = rows["tenure"] > HALF_A_YEAR
    return correlation(rows["strain"][known], rows["output"][known], rows["firm"][known])


def satisfaction_repurchase(rows: Rows) -> float:
    """Satisfaction against staying for a year, customers served in the past year."""
    known = rows["served"] == 1.0
    return correlation(rows["satisfaction"][known], rows["stayed"][known], rows["firm"][known])


def newcomer_gain(weeks: np.ndarray, start: int) -> float:
    """Requests done right an hour in the eighth month over the first, less 1: of those hired under the policy.

    The same persons in both months, so that it is not about who leaves early.
    """
    tenure = (start + weeks["week"] * WORKDAYS_A_WEEK - weeks["hired"]) // WORKDAYS_A_WEEK
    hired = weeks["hired"] >= start
    first = hired & np.isin(tenure, FIRST_MONTH)
    eighth = hired & np.isin(tenure, EIGHTH_MONTH)
    both = np.isin(weeks["employee"], np.intersect1d(weeks["employee"][first], weeks["employee"][eighth]))
    before, after = (_output(weeks[month & both]) for month in (first, eighth))
    return after / before - 1.0 if before > 0.0 else nan


def _output(weeks: np.ndarray) -> float:
    hours = float(weeks["busy_hours"].sum())
    return float(weeks["right"].sum()) / hours if hours > 0.0 else nan


def corner_cutting(weeks: np.ndarray) -> dict[str, float]:
    """Slopes of the logarithms of hours a request, and of hours worked over hours present, on pressure.

    Of a firm's weeks, as the study has them of a centre's.
    """
    keys, place = np.unique(np.stack([weeks["firm"], weeks["week"]], axis=1), axis=0, return_inverse=True)
    place = place.ravel()
    sums = {
        name: np.bincount(place, weeks[name])
        for name in ("busy_hours", "present_hours", "finished", "pressure_sum", "present_days")
    }
    with np.errstate(divide="ignore", invalid="ignore"):  # weeks without work are left out as undefined
        pressure = sums["pressure_sum"] / sums["present_days"]
        per_request = np.log(sums["busy_hours"] / sums["finished"])
        intensity = np.log(sums["busy_hours"] / sums["present_hours"])
    return {
        "corner_cutting": slope(pressure, per_request, keys[:, 0]),
        "corner_cutting_hours": slope(pressure, intensity, keys[:, 0]),
    }


def sign_shown(name: str, found: Estimate) -> bool:
    """Whether a correlation of `SIGNS` is as strong as it must be, with an interval that leaves zero out."""
    bound = SIGNS[name]
    if bound > 0.0:
        return found.mean >= bound and found.low > 0.0
    return found.mean <= bound and found.high < 0.0
