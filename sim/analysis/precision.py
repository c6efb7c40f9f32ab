"""When to stop adding worlds: a difference is known precisely enough at every point, or a budget is spent."""

from dataclasses import dataclass, replace
from math import inf, isnan

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sim.analysis.statistics import skewness_of, t_half_width
from sim.analysis.wording import MOST_FACTORS, value_text, words
from sim.design.question import Question
from sim.outcomes import OUTCOMES


@dataclass(frozen=True)
class Decision:
    """Whether to stop adding worlds, why, and half the width of the 95% interval so far."""

    stop: bool
    why: str
    half_width_now: float


def decide(question: Question, runs: pa.Table, points: int, worlds: int) -> Decision:
    """Whether the difference that a question wants to know precisely is so at every point: the widest decides.

    runs: a row a point and world, as Sweep.table has them; those of the first `worlds` worlds count. points: how
    many the design has, numbered as sim.design.designs.points does.
    """
    precision, first = question.precision, question.compare[0]
    assert precision is not None
    policy, against = precision.policy or first.policy, precision.against or first.against
    contrast = precision.contrast or question.contrasts[0]
    a, b = question.policies.index(policy), question.policies.index(against)
    values = by_world(runs, precision.outcome, points, worlds)
    looks = {}
    for begin in range(0, points, len(question.policies)):
        if question.contrasts[begin // len(question.policies) % len(question.contrasts)] == contrast:
            looks[begin + a] = stop_or_go(
                values[begin + a] - values[begin + b],
                precision.half_width,
                precision.at_least,
                precision.at_most,
            )
    widest = min(looks, key=lambda at: _narrowness(looks[at]))
    about = f"{OUTCOMES[precision.outcome].called}, {words(policy)} minus {words(against)}, {words(contrast)}"
    if len(looks) > 1:
        about += f", the widest of {len(looks)} points ({_place(question, runs, widest)})"
    return replace(looks[widest], why=f"{looks[widest].why} That is {about}.")


def by_world(runs: pa.Table, outcome: str, points: int, worlds: int) -> np.ndarray:
    """An outcome of the first worlds as values[point, world]; NaN where it is undefined or a run is missing."""
    values = np.full((points, worlds), np.nan)
    point, world = runs["point_number"].to_numpy(), runs["replication"].to_numpy()
    asked = world < worlds
    values[point[asked], world[asked]] = runs[outcome].to_numpy()[asked]
    return values


def _narrowness(decision: Decision) -> tuple[bool, float]:
    now = decision.half_width_now
    return decision.stop, -inf if isnan(now) else -now


def _place(question: Question, runs: pa.Table, number: int) -> str:
    """Where in the design a point is, in words; its number, where many factors vary."""
    row = runs.filter(pc.equal(runs["point_number"], number)).slice(0, 1).to_pylist()[0]
    scenario = [row["scenario"]] * (len(question.scenarios) > 1)
    values = {factor.name: row[factor.name] for factor in question.factors if row[factor.name] is not None}
    if not values or len(values) > MOST_FACTORS:
        return ", ".join([*scenario, f"point {number}"])
    return ", ".join([*scenario, *(f"{name} = {value_text(value)}" for name, value in values.items())])


def stop_or_go(differences: np.ndarray, half_width: float, at_least: int, at_most: int) -> Decision:
    """Whether enough worlds have been run to know a mean difference to +- half_width, or too many already.

    differences: one a world so far, NaN where undefined, in the outcome's unit, as half_width > 0. At least
    `at_least` defined ones are wanted before a look, at most `at_most` worlds are run.
    """
    if not half_width > 0.0:
        raise ValueError(f"half_width must be above 0, got {half_width:g}")
    differences = np.asarray(differences, float)
    defined = differences[~np.isnan(differences)]
    run, n = len(differences), len(defined)
    now = t_half_width(defined)
    reached = "there is no interval" if isnan(now) else f"the interval is ±{now:.3g} wide"
    so_far = f"after {run} worlds {reached}, and ±{half_width:.3g} is wanted"
    if n >= at_least and now <= half_width:
        why = f"Narrow enough: {so_far}."
        if np.ptp(defined) == 0.0:
            why += " Every world gave the same difference: rare events may not have shown up yet."
        if n < 25.0 * skewness_of(defined) ** 2:
            why += " The differences are skewed: look at their quantiles too."
        why += (
            " Stopping at a look that happens to be narrow costs coverage:"
            " such intervals hold the truth less often than 95%."
        )
        return Decision(True, why, now)
    if run >= at_most:
        short = f", of which {n} have a difference" if n < run else ""
        return Decision(True, f"Budget spent: {run} of at most {at_most} worlds{short}; {so_far}.", now)
    if n < at_least or isnan(now):
        return Decision(False, f"Too early to look: {n} of at least {at_least} worlds.", now)
    wanted = min(at_most, int(np.ceil(run * (now / half_width) ** 2)))
    return Decision(False, f"Go on: {so_far}; that takes about {wanted} worlds.", now)
