"""The constants that are fitted to the facts: one table, with a reason each.

Those with a published prior that act in the neutral firm, and those assumed ones on which the facts depend that it does
not meet. A constant with a prior may lie anywhere in its range (facts.toml); an assumed one within a factor of REACH of
the scenario's value, further than in the plausible space, because the question is where the facts would put it.
Constants that are not here stay as the scenario has them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.design.factors import limits
from sim.design.facts import priors
from sim.model.scenario import Scenario

REACH = 1.5
"""How far an assumed constant may lie from the scenario's value, as a factor either way (assumed)."""


@dataclass(frozen=True)
class Fitted:
    """A constant that is fitted."""

    name: str  # dotted
    why: str
    prior: str = ""  # in facts.toml
    span: tuple[float, float] | None = None  # where neither a prior nor REACH says where it may lie


FITTED = (
    # Who quits, and why.
    Fitted("people.base_quit_hazard", "how many quit", prior="base_quit_hazard"),
    Fitted(
        "people.quit_odds_per_sd_satisfaction",
        "satisfaction and quitting; a partial weight may lie below its zero-order prior",
        span=(1.2, 2.3),
    ),
    Fitted("people.burnout_quit_multiplier", "strain and quitting", prior="burnout_quit_multiplier"),
    Fitted("people.burnout_delay", "how soon pressure becomes strain", prior="burnout_delay"),
    Fitted("people.satisfaction_slope_job", "how much of the job, clarity included, satisfaction feels"),
    Fitted("people.demand_ambiguity", "clarity and quitting, which is not met"),
    Fitted("people.demand_pressure", "overload and quitting, which is not met"),
    Fitted("managers.question_share", "how many questions wait: what clarity is made of"),
    # Work, and what it costs in time.
    Fitted("people.absence", "hours lost", prior="absence"),
    Fitted("people.learning_time", "what newcomers gain", prior="learning_time"),
    Fitted("people.newcomer_productivity", "what newcomers gain", prior="newcomer_productivity"),
    Fitted("staffing.planned_utilisation", "hours worked of those present", prior="planned_utilisation"),
    Fitted("work.switch_cost", "hours a request where many wait", prior="switch_cost"),
    Fitted("work.standard_erosion_down", "hours a request, as standards slip", prior="standard_erosion_down"),
    Fitted("work.standard_recovery", "the same, as they come back", prior="standard_recovery"),
    Fitted("work.corner_cutting", "hours a request under pressure, which is not met", span=(0.52, 0.71)),
    Fitted(
        "work.pressure_low",
        "below it pressure slows nobody down further: flattens the same slope",
        span=(-0.4, -0.1),
    ),
    Fitted(
        "work.pressure_high", "above it pressure speeds nobody up further: flattens it too", span=(0.3, 1.0)
    ),
    Fitted("work.backlog_days", "how long the queue is at which pressure is balanced"),
    # Who stays as a customer.
    Fitted("choice.switching_cost", "how many customers leave", prior="switching_cost"),
    Fitted("choice.satisfaction_slope", "satisfaction and staying, which is not met"),
    Fitted("choice.choice_luck", "satisfaction and staying: what else decides a choice"),
    Fitted("customers.liking_spread", "satisfaction and staying: what lasts between a customer and a firm"),
)
"""Left out, so that the list stays one that so few facts can tell of: trainer_load, contagion, fatigue_onset,
expectation_adaptation, shortfall_weight and negative_word_of_mouth, which have priors and are at several removes from
what is measured; need_rate and span_of_control, which say how large the firm is."""


def spans(scenario: Scenario, fitted: Sequence[Fitted]) -> dict[str, tuple[float, float]]:
    """Where each constant may lie in a scenario; one that is zero without a prior is off there, and stays so."""
    found = {one.name: span(scenario, one) for one in fitted}
    return {name: (low, high) for name, (low, high) in found.items() if low < high}


def span(scenario: Scenario, one: Fitted) -> tuple[float, float]:
    """Where a constant may lie; the scenario's value is within, even where it leaves a prior."""
    section, _, field = one.name.partition(".")
    value = float(getattr(scenario.section(section), field).value)
    low, high = one.span or (_prior(priors()[one.prior]) if one.prior else _around(value))
    least, most, _ = limits(one.name)
    return max(least, min(low, value)), min(most, max(high, value))


def _prior(entry: Mapping[str, float]) -> tuple[float, float]:
    return float(entry["low"]), float(entry["high"])


def _around(value: float) -> tuple[float, float]:
    low, high = sorted((value / REACH, value * REACH))
    return low, high
