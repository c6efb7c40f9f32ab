"""The practices that a policy sets: what a firm does, never how that turns out."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sim.errors import InputError, as_written, unknown

TEAMS = "Managers and their teams"
IMPROVEMENT = "Improvement"
OFFER = "Customers and the offer"
TEMPTATIONS = "Temptations"
CHAIN = "The customer chain"
STEERING = "Steering"
"""Groups in which practices are shown. Those of steering are the executive's own goals."""

GROUPS = (TEAMS, IMPROVEMENT, OFFER, TEMPTATIONS, CHAIN, STEERING)


def practice(
    group: str, neutral: float, *, meaning: str, read_by: str, low: float = 0.0, high: float = 1.0
) -> Any:
    """A field of Practices: group, neutral value, what it means, the rule or phase that reads it, range."""
    return dataclasses.field(
        default=neutral,
        metadata={"group": group, "meaning": meaning, "read_by": read_by, "low": low, "high": high},
    )


@dataclass(frozen=True, kw_only=True)
class Practices:
    """Intentions of a firm's management, in [0, 1] unless said; the defaults are the neutral firm's."""

    intake_boundary: float = practice(
        TEAMS,
        0.5,
        meaning="share of out-of-scope asks that managers mean to negotiate or decline",
        read_by="phases.triage",
    )
    priority_discipline: float = practice(
        TEAMS,
        0.5,
        meaning="share of stated urgencies that managers mean to check before labelling",
        read_by="phases.triage",
    )
    team_time: float = practice(
        TEAMS,
        0.4,
        meaning="share of the manager's own hours reserved for the team",
        read_by="rules.attention.reserved_hours",
    )
    pay: float = practice(
        TEAMS, 1.0, meaning="pay against the market", read_by="rules.quitting.quit_hazard", low=0.5, high=2.0
    )
    layoffs: float = practice(
        TEAMS,
        0.3,
        meaning="share of staff above the tolerated band that is laid off each week",
        read_by="rules.staffing.layoffs_due",
    )
    employee_voice: float = practice(
        TEAMS,
        0.5,
        meaning="how far employees are spoken to, heard and recognised",
        read_by="rules.strain.job_resources",
    )
    exhortation: float = practice(
        TEAMS,
        0.3,
        meaning="how loudly people are exhorted to be obsessed with the customer",
        read_by="rules.strain.job_demands",
    )
    frontline_backing: float = practice(
        TEAMS,
        0.5,
        meaning="how far people are backed when customers turn abusive",
        read_by="rules.strain.job_demands",
    )
    frontline_discretion: float = practice(
        TEAMS,
        0.4,
        meaning="how far the front line may decide for the customer",
        read_by="rules.strain.job_resources",
    )
    staffing_slack: float = practice(
        TEAMS,
        0.0,
        meaning="staff planned beyond the forecast work, as a share",
        read_by="rules.staffing.staff_needed",
        low=-0.3,
        high=0.5,
    )
    improvement: float = practice(
        IMPROVEMENT,
        0.01,
        meaning="share of paid hours spent on improvement, split by the five weights that follow",
        read_by="phases.improve",
        high=0.2,
    )
    friction_removal: float = practice(
        IMPROVEMENT,
        1.0,
        meaning="weight of removing friction from processes, in improvement",
        read_by="phases.improve",
    )
    friction_shifting: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of taking friction from customers by handing it to employees",
        read_by="phases.improve",
    )
    upstream_fixing: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of removing the causes of failures where they are born",
        read_by="phases.improve",
    )
    product_work: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of fitting the product to what is heard of customers' needs",
        read_by="phases.improve",
    )
    exploration: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of exploring what customers need and do not say",
        read_by="phases.improve",
    )
    process_design: float = practice(
        IMPROVEMENT,
        0.5,
        meaning="share of friction removal that begins with employees, not with customers",
        read_by="phases.improve",
    )
    initiative_boldness: float = practice(
        IMPROVEMENT,
        0.3,
        meaning="how far improvement takes on what disrupts, not what is safe",
        read_by="rules.improvement.bold_yield",
    )
    shared_skill: float = practice(
        IMPROVEMENT,
        0.5,
        meaning="how far change is everybody's skill, not a department's",
        read_by="rules.improvement.adoption",
    )
    executive_ownership: float = practice(
        TEAMS,
        0.5,
        meaning="how far executives stand by what they declared for their people",
        read_by="phases.steer",
    )
    belief: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the chain's first link: belief that serving customers pays",
        read_by="phases.improve",
    )
    strategy: float = practice(
        CHAIN, 0.5, meaning="strength of the second link: a strategy for customers", read_by="phases.improve"
    )
    process: float = practice(
        CHAIN, 0.5, meaning="strength of the third link: processes for customers", read_by="phases.improve"
    )
    technology: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the fourth link: technology that enables them",
        read_by="phases.improve",
    )
    organisation: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the fifth link: an organisation across functions",
        read_by="phases.improve",
    )
    promise_inflation: float = practice(
        OFFER,
        0.2,
        meaning="how far advertising promises more than is delivered",
        read_by="rules.expectation.promised",
    )
    price: float = practice(
        OFFER, 1.0, meaning="price against the market", read_by="rules.choice.utility", low=0.3, high=3.0
    )
    customer_insight: float = practice(
        OFFER,
        0.0,
        meaning="how much the firm finds out about its customers",
        read_by="rules.selling.insight_boost",
    )
    insight_extraction: float = practice(
        OFFER,
        0.0,
        meaning="share of that insight used to extract, not to improve",
        read_by="rules.selling.insight_boost",
    )
    immersion: float = practice(
        OFFER,
        0.2,
        meaning="contact of executives with the front line and its customers",
        read_by="rules.hearing.distance",
    )
    customer_voice: float = practice(
        OFFER,
        0.5,
        meaning="how loudly customers are heard, and what causes they name",
        read_by="rules.hearing.aim",
    )
    data_integration: float = practice(
        OFFER, 0.5, meaning="how far a request carries its history", read_by="rules.intake.repeat_probability"
    )
    score_management: float = practice(
        OFFER, 0.0, meaning="work on the survey score itself", read_by="rules.hearing.surveyed"
    )
    sales_pressure: float = practice(
        TEMPTATIONS, 0.0, meaning="how hard customers are sold to", read_by="rules.selling.pushed"
    )
    loyalty_penalty: float = practice(
        TEMPTATIONS,
        0.0,
        meaning="how much more those who stay pay than newcomers",
        read_by="rules.selling.overcharge",
    )
    dark_patterns: float = practice(
        TEMPTATIONS,
        0.0,
        meaning="tricks that make customers buy what they did not ask for",
        read_by="rules.selling.overcharge",
    )
    collusion: float = practice(
        TEMPTATIONS, 0.0, meaning="willingness to fix prices with rivals", read_by="rules.law.offence"
    )
    other_direction: float = practice(
        OFFER, 0.0, meaning="how far the firm imitates its rivals' offers", read_by="phases.steer"
    )
    supplier_partnering: float = practice(
        OFFER, 0.0, meaning="how far suppliers are treated as partners", read_by="rules.supply.failure_rate"
    )
    giver_promotion: float = practice(
        TEAMS,
        0.0,
        meaning="weight of helping, against skill, in promotion",
        read_by="rules.culture.promotion_score",
    )
    goal_profit: float = practice(
        STEERING, 0.0, meaning="weight of profit in what executives steer by", read_by="phases.steer"
    )
    goal_score: float = practice(
        STEERING, 0.0, meaning="weight of the survey score in it", read_by="phases.steer"
    )
    goal_customers: float = practice(
        STEERING, 0.0, meaning="weight of customers' true satisfaction in it", read_by="phases.steer"
    )
    goal_employees: float = practice(
        STEERING, 0.0, meaning="weight of employees' satisfaction in it", read_by="phases.steer"
    )
    goal_complaints: float = practice(
        STEERING, 0.0, meaning="weight of few complaints in it", read_by="phases.steer"
    )
    goal_departures: float = practice(
        STEERING, 0.0, meaning="weight of few departures of customers in it", read_by="phases.steer"
    )
    horizon: float = practice(
        STEERING,
        2.0,
        meaning="quarters after which a change that was tried is judged",
        read_by="phases.steer",
        low=1.0,
        high=20.0,
    )
    answering: float = practice(
        OFFER,
        0.5,
        meaning="how far the firm answers rivals who take its customers: a lower price, more staff, improvement",
        read_by="rules.rivalry.answer_to_loss",
    )
    end_to_end: float = practice(
        CHAIN,
        0.3,
        meaning="how far departments are measured by what they pass on, not by their own cost alone",
        read_by="rules.departments.repaired_share",
    )

    def __post_init__(self) -> None:
        for name, spec in PRACTICES.items():
            given = getattr(self, name)
            low, high = spec["low"], spec["high"]
            if isinstance(given, bool) or not isinstance(given, int | float) or not low <= given <= high:
                raise InputError(
                    f"practice {name} must be a number from {low:g} to {high:g}, got {as_written(given)}"
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
