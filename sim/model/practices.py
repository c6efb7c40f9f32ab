"""The practices that a policy sets: what a firm does, never what comes of it."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sim.errors import InputError, unknown


def practice(neutral: float, meaning: str, read_by: str, *, low: float = 0.0, high: float = 1.0) -> Any:
    """A practice: the neutral value, what it means at its ends, the rule or phase that reads it, its range."""
    return dataclasses.field(
        default=neutral, metadata={"meaning": meaning, "read_by": read_by, "low": low, "high": high}
    )


@dataclass(frozen=True, kw_only=True)
class Practices:
    """Intentions of a firm's management, in [0, 1] unless said; the defaults are the neutral firm's."""

    intake_boundary: float = practice(
        0.5, "share of out-of-scope asks that managers mean to negotiate or decline", "phases.triage"
    )
    priority_discipline: float = practice(
        0.5, "share of stated urgencies that managers mean to check before labelling", "phases.triage"
    )
    team_time: float = practice(
        0.4, "share of the manager's own hours reserved for the team", "rules.attention.reserved_hours"
    )
    pay: float = practice(1.0, "pay against the market", "rules.quitting.quit_hazard", low=0.5, high=2.0)
    layoffs: float = practice(
        0.3,
        "share of staff above the tolerated band that is laid off each week",
        "rules.staffing.layoffs_due",
    )
    employee_voice: float = practice(
        0.5, "how far employees are spoken to, heard and recognised", "rules.strain.job_resources"
    )
    exhortation: float = practice(
        0.3, "how loudly people are told to be obsessed with the customer", "rules.strain.job_demands"
    )
    frontline_backing: float = practice(
        0.5, "how far people are backed when customers turn abusive", "rules.strain.job_demands"
    )
    frontline_discretion: float = practice(
        0.4, "how far the front line may decide for the customer", "rules.strain.job_resources"
    )
    staffing_slack: float = practice(
        0.0,
        "staff planned beyond the forecast work, as a share",
        "rules.staffing.staff_needed",
        low=-0.3,
        high=0.5,
    )
    improvement: float = practice(
        0.01,
        "share of paid hours spent on improvement, divided by the five weights that follow",
        "phases.improve",
        high=0.2,
    )
    friction_removal: float = practice(
        1.0, "weight of removing friction from processes, in improvement", "phases.improve"
    )
    friction_shifting: float = practice(
        0.0, "weight of taking friction from customers by handing it to employees", "phases.improve"
    )
    upstream_fixing: float = practice(
        0.0, "weight of removing the causes of failures where they are born", "phases.improve"
    )
    product_work: float = practice(
        0.0, "weight of fitting the product to what is heard of customers' needs", "phases.improve"
    )
    exploration: float = practice(
        0.0, "weight of exploring what customers need and do not say", "phases.improve"
    )
    process_design: float = practice(
        0.5, "share of friction removal that begins with employees, not with customers", "phases.improve"
    )
    initiative_boldness: float = practice(
        0.3, "how far improvement takes on what disrupts, not what is safe", "rules.improvement.bold_yield"
    )
    shared_skill: float = practice(
        0.5, "how far change is everybody's skill, not a department's", "rules.improvement.adoption"
    )
    executive_ownership: float = practice(
        0.5, "how far executives stand by what they declared for their people", "phases.steer"
    )
    belief: float = practice(
        0.5, "strength of the chain's first link: belief that serving customers pays", "phases.improve"
    )
    strategy: float = practice(0.5, "strength of the second link: a strategy for customers", "phases.improve")
    process: float = practice(0.5, "strength of the third link: processes for customers", "phases.improve")
    technology: float = practice(
        0.5, "strength of the fourth link: technology that enables them", "phases.improve"
    )
    organisation: float = practice(
        0.5, "strength of the fifth link: an organisation across functions", "phases.improve"
    )
    promise_inflation: float = practice(
        0.2, "how far advertising promises more than is delivered", "rules.expectation.promised"
    )
    price: float = practice(1.0, "price against the market", "rules.choice.utility", low=0.3, high=3.0)
    customer_insight: float = practice(
        0.0, "how much the firm finds out about its customers", "rules.selling.insight_boost"
    )
    insight_extraction: float = practice(
        0.0, "share of that insight used to extract, not to improve", "rules.selling.insight_boost"
    )
    immersion: float = practice(
        0.2, "contact of executives with the front line and its customers", "rules.hearing.distance"
    )
    customer_voice: float = practice(
        0.5, "how loudly customers are heard, and what causes they name", "rules.hearing.aim"
    )
    data_integration: float = practice(
        0.5, "how far a request carries its history", "rules.intake.repeat_probability"
    )
    score_management: float = practice(0.0, "work on the survey score itself", "rules.hearing.surveyed")
    sales_pressure: float = practice(0.0, "how hard customers are sold to", "rules.selling.pushed")
    loyalty_penalty: float = practice(
        0.0, "how much more those who stay pay than newcomers", "rules.selling.overcharge"
    )
    dark_patterns: float = practice(
        0.0, "tricks that make customers buy what they did not ask for", "rules.selling.overcharge"
    )
    collusion: float = practice(0.0, "willingness to fix prices with rivals", "rules.law.offence")
    other_direction: float = practice(0.0, "how far the firm imitates its rivals' offers", "phases.steer")
    supplier_partnering: float = practice(
        0.0, "how far suppliers are treated as partners", "rules.supply.failure_rate"
    )
    giver_promotion: float = practice(
        0.0, "weight of helping, against skill, in promotion", "rules.culture.promotion_score"
    )
    goal_profit: float = practice(0.0, "weight of profit in what executives steer by", "phases.steer")
    goal_score: float = practice(0.0, "weight of the survey score in it", "phases.steer")
    goal_customers: float = practice(0.0, "weight of customers' true satisfaction in it", "phases.steer")
    goal_employees: float = practice(0.0, "weight of employees' satisfaction in it", "phases.steer")
    goal_complaints: float = practice(0.0, "weight of few complaints in it", "phases.steer")
    goal_departures: float = practice(0.0, "weight of few departures of customers in it", "phases.steer")
    horizon: float = practice(
        2.0, "quarters after which a change that was tried is judged", "phases.steer", low=1.0, high=20.0
    )

    def __post_init__(self) -> None:
        for name, spec in PRACTICES.items():
            given = getattr(self, name)
            low, high = spec["low"], spec["high"]
            if isinstance(given, bool) or not isinstance(given, int | float) or not low <= given <= high:
                raise InputError(
                    f"practice {name}: given {given!r}, allowed a number from {low:g} to {high:g}"
                )

    def replace(self, changes: Mapping[str, float]) -> Self:
        """A copy with some practices changed; an unknown name fails with the nearest known ones."""
        for name in changes:
            if name not in PRACTICES:
                raise InputError(unknown("practice", name, PRACTICES))
        return dataclasses.replace(self, **dict(changes))

    def content(self) -> str:
        """The practices as canonical JSON."""
        return json.dumps(self.as_dict())

    def as_dict(self) -> dict[str, float]:
        """Practice name to value, in the order of declaration."""
        return {name: float(getattr(self, name)) for name in PRACTICES}


PRACTICES: dict[str, dict[str, Any]] = {f.name: dict(f.metadata) for f in dataclasses.fields(Practices)}

NEUTRAL = Practices()
