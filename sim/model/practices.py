"""The practices that a policy sets: what a firm does, never how that turns out."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from sim.errors import InputError, as_written, unknown

TEAMS = "Managers and their teams"
IMPROVEMENT = "Improvement"
OFFER = "Customers and the offer"
TEMPTATIONS = "Temptations"
CHAIN = "The customer chain"
STEERING = "Steering"
"""Groups in which practices are shown. Those of steering are the executive's own goals."""

GROUPS = (TEAMS, IMPROVEMENT, OFFER, TEMPTATIONS, CHAIN, STEERING)


class Half(NamedTuple):
    """One half of what more of a practice does: the mechanism by which it acts, and what it saves or takes."""

    mechanism: str  # a name of sim.model.mechanisms, or "" where the books themselves show it
    what: str


def practice(
    group: str,
    neutral: float,
    *,
    meaning: str,
    read_by: str,
    helps: Half,
    costs: Half,
    low: float = 0.0,
    high: float = 1.0,
) -> Any:
    """A field of Practices: group, neutral value, what it means, the rule or phase that reads it, range.

    helps and costs: how more of it helps the firm, and what that costs, of whom.
    """
    return dataclasses.field(
        default=neutral,
        metadata={
            "group": group,
            "meaning": meaning,
            "read_by": read_by,
            "helps": helps,
            "costs": costs,
            "low": low,
            "high": high,
        },
    )


@dataclass(frozen=True, kw_only=True)
class Practices:
    """Intentions of a firm's management, in [0, 1] unless said; the defaults are the neutral firm's."""

    intake_boundary: float = practice(
        TEAMS,
        0.5,
        meaning="share of out-of-scope asks that managers mean to negotiate or decline",
        read_by="phases.triage",
        helps=Half("extra_work", "work that is not the firm's"),
        costs=Half("goodwill", "goodwill of customers who hear a no"),
    )
    priority_discipline: float = practice(
        TEAMS,
        0.5,
        meaning="share of stated urgencies that managers mean to check before labelling",
        read_by="phases.triage",
        helps=Half("clarity", "labels that can be believed"),
        costs=Half(
            "calming", "goodwill of customers who hear that it is not urgent; managers' hours besides"
        ),
    )
    first: float = practice(
        TEAMS,
        0.0,
        meaning="whose requests come first when a manager's hours do not suffice: -1 customers', 0 by due day, "
        "1 those of the firm's own people",
        read_by="rules.attention.turn",
        low=-1.0,
        helps=Half("attention", "people who know how to go on"),
        costs=Half("", "days that customers wait to be taken in"),
    )
    pay: float = practice(
        TEAMS,
        1.0,
        meaning="pay against the market",
        read_by="rules.quitting.quit_hazard",
        low=0.5,
        high=2.0,
        helps=Half("pay", "people come, and stay"),
        costs=Half("", "wages"),
    )
    layoffs: float = practice(
        TEAMS,
        0.3,
        meaning="share of staff above the tolerated band that is laid off each week",
        read_by="rules.staffing.layoffs_due",
        helps=Half("", "wages saved"),
        costs=Half("survivors", "strain and quits of those who stay"),
    )
    employee_voice: float = practice(
        TEAMS,
        0.5,
        meaning="how far employees are spoken to and encouraged to speak up",
        read_by="rules.asking.speaks_up",
        helps=Half("recognition", "people who are heard"),
        costs=Half("talks", "hours of both sides, every week, with its square"),
    )
    exhortation: float = practice(
        TEAMS,
        0.3,
        meaning="how loudly people are exhorted to be obsessed with the customer, in words and initiatives",
        read_by="rules.strain.job_demands",
        helps=Half("zeal", "pace, where there are means"),
        costs=Half("means", "strain, where there are none"),
    )
    frontline_backing: float = practice(
        TEAMS,
        0.5,
        meaning="share of abusive customers against whom managers who are asked take their people's side",
        read_by="phases.triage",
        helps=Half("abuse", "strain of those who meet abuse"),
        costs=Half("goodwill", "goodwill of customers, some of whom were right; managers' hours besides"),
    )
    frontline_discretion: float = practice(
        TEAMS,
        0.4,
        meaning="share of decisions beyond the routine that the front line may take alone",
        read_by="phases.work",
        helps=Half("discretion", "strain of those who may decide; managers' hours for leave besides"),
        costs=Half("giveaways", "money given away, with its square; errors of the unskilled likewise"),
    )
    staffing_slack: float = practice(
        TEAMS,
        0.0,
        meaning="staff planned beyond the forecast work, as a share",
        read_by="rules.staffing.staff_needed",
        low=-0.3,
        high=0.5,
        helps=Half("pressure", "less pressure on everybody"),
        costs=Half("", "wages"),
    )
    improvement: float = practice(
        IMPROVEMENT,
        0.01,
        meaning="share of paid hours spent on improvement, split by the five weights that follow",
        read_by="phases.improve",
        high=0.2,
        helps=Half("work_friction", "time that processes take"),
        costs=Half("improvement_hours", "hours of everybody"),
    )
    friction_removal: float = practice(
        IMPROVEMENT,
        1.0,
        meaning="weight of removing friction from processes, in improvement",
        read_by="phases.improve",
        helps=Half("work_friction", "time that processes take"),
        costs=Half("", "hours that other improvement does not get"),
    )
    friction_shifting: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of taking friction from customers by handing it to employees",
        read_by="phases.improve",
        helps=Half("customer_friction", "hassle of customers"),
        costs=Half("work_friction", "time and strain of employees"),
    )
    upstream_fixing: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of removing the causes of failures where they are born",
        read_by="phases.improve",
        helps=Half("faults", "failures that arrive as work"),
        costs=Half("", "hours that other improvement does not get"),
    )
    product_work: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of fitting the product to what is heard of customers' needs",
        read_by="phases.improve",
        helps=Half("fit", "a product that meets the need"),
        costs=Half("", "hours that other improvement does not get"),
    )
    exploration: float = practice(
        IMPROVEMENT,
        0.0,
        meaning="weight of exploring what customers need and do not say",
        read_by="phases.improve",
        helps=Half("fit", "a product that meets needs nobody states"),
        costs=Half("", "hours that other improvement does not get"),
    )
    process_design: float = practice(
        IMPROVEMENT,
        0.5,
        meaning="share of friction removal that begins with employees, not with customers",
        read_by="phases.improve",
        helps=Half("work_friction", "time that processes take of employees"),
        costs=Half("customer_friction", "hassle that customers keep"),
    )
    initiative_boldness: float = practice(
        IMPROVEMENT,
        0.3,
        meaning="how far improvement takes on what disrupts, not what is safe",
        read_by="rules.improvement.bold_yield",
        helps=Half("boldness", "improvement that achieves more"),
        costs=Half("disruption", "hours that it takes"),
    )
    shared_skill: float = practice(
        IMPROVEMENT,
        0.5,
        meaning="how far change is everybody's skill, not a department's",
        read_by="rules.improvement.adoption",
        helps=Half("adoption", "improvement that is adopted where it is believed in"),
        costs=Half("training", "hours of training of everybody"),
    )
    executive_ownership: float = practice(
        TEAMS,
        0.5,
        meaning="how far executives stand by what they declared for their people",
        read_by="phases.steer",
        helps=Half("adoption", "improvement that is believed in"),
        costs=Half("executive_time", "executive's hours"),
    )
    belief: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the chain's first link: belief that serving customers pays",
        read_by="phases.improve",
        helps=Half("faults", "failures that are never born"),
        costs=Half("programmes", "money"),
    )
    strategy: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the second link: a strategy for customers",
        read_by="phases.improve",
        helps=Half("faults", "failures that are never born"),
        costs=Half("programmes", "money"),
    )
    process: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the third link: processes for customers",
        read_by="phases.improve",
        helps=Half("faults", "failures that are never born"),
        costs=Half("programmes", "money"),
    )
    technology: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the fourth link: technology that enables them",
        read_by="phases.improve",
        helps=Half("faults", "failures that are never born"),
        costs=Half("programmes", "money"),
    )
    organisation: float = practice(
        CHAIN,
        0.5,
        meaning="strength of the fifth link: an organisation across functions",
        read_by="phases.improve",
        helps=Half("faults", "failures that are never born"),
        costs=Half("programmes", "money"),
    )
    promise_inflation: float = practice(
        OFFER,
        0.2,
        meaning="how far advertising promises more than is delivered",
        read_by="rules.expectation.promised",
        helps=Half("promises", "customers who come for what is promised"),
        costs=Half("letdown", "satisfaction of those who expected it"),
    )
    price: float = practice(
        OFFER,
        1.0,
        meaning="price against the market",
        read_by="rules.choice.utility",
        low=0.3,
        high=3.0,
        helps=Half("", "revenue for each sale"),
        costs=Half("price_choice", "customers who choose a cheaper firm"),
    )
    customer_insight: float = practice(
        OFFER,
        0.0,
        meaning="how much the firm finds out about its customers",
        read_by="rules.selling.insight_boost",
        helps=Half("insight", "improvement for customers that achieves more"),
        costs=Half("programmes", "money"),
    )
    insight_extraction: float = practice(
        OFFER,
        0.0,
        meaning="share of that insight used to extract, not to improve",
        read_by="rules.selling.insight_boost",
        helps=Half("overcharging", "money from customers who are known well"),
        costs=Half("", "improvement for customers that insight does not go into"),
    )
    immersion: float = practice(
        OFFER,
        0.2,
        meaning="contact of executives with the front line and its customers",
        read_by="rules.hearing.distance",
        helps=Half("distance", "news that reach the executive undistorted"),
        costs=Half("executive_time", "executive's hours"),
    )
    customer_voice: float = practice(
        OFFER,
        0.5,
        meaning="how loudly customers are heard, and what causes they name",
        read_by="rules.hearing.aim",
        helps=Half("aim", "work upstream that lands on true causes"),
        costs=Half("voice", "complaints that are work"),
    )
    data_integration: float = practice(
        OFFER,
        0.5,
        meaning="how far a request carries its history",
        read_by="rules.intake.repeat_probability",
        helps=Half("history", "requests that need not be begun anew"),
        costs=Half("programmes", "money"),
    )
    score_management: float = practice(
        OFFER,
        0.0,
        meaning="work on the survey score itself",
        read_by="rules.hearing.surveyed",
        helps=Half("score", "a better survey score"),
        costs=Half("executive_time", "executive's hours; employees' besides"),
    )
    sales_pressure: float = practice(
        TEMPTATIONS,
        0.0,
        meaning="how hard customers are sold to",
        read_by="rules.selling.pushed",
        helps=Half("selling", "money from pushed sales"),
        costs=Half("hassle", "experience of those who are sold to"),
    )
    loyalty_penalty: float = practice(
        TEMPTATIONS,
        0.0,
        meaning="how much more those who stay pay than newcomers",
        read_by="rules.selling.overcharge",
        helps=Half("", "money from those who stay"),
        costs=Half("discovery", "customers who see through it"),
    )
    dark_patterns: float = practice(
        TEMPTATIONS,
        0.0,
        meaning="tricks that make customers buy what they did not ask for",
        read_by="rules.selling.overcharge",
        helps=Half("", "money from tricks"),
        costs=Half("discovery", "customers who see through it"),
    )
    collusion: float = practice(
        TEMPTATIONS,
        0.0,
        meaning="willingness to fix prices with rivals",
        read_by="rules.law.offence",
        helps=Half("cartel", "prices above the competitive ones"),
        costs=Half("executive_time", "executive's hours; fines besides"),
    )
    other_direction: float = practice(
        OFFER,
        0.0,
        meaning="how far the firm imitates its rivals' offers",
        read_by="phases.steer",
        helps=Half("fit", "a product no worse than the rivals'"),
        costs=Half("executive_time", "executive's hours"),
    )
    supplier_partnering: float = practice(
        OFFER,
        0.0,
        meaning="how far suppliers are treated as partners",
        read_by="rules.supply.failure_rate",
        helps=Half("supply", "requests that come in time"),
        costs=Half("programmes", "money"),
    )
    giver_promotion: float = practice(
        TEAMS,
        0.0,
        meaning="weight of helping, against skill, in promotion",
        read_by="rules.culture.promotion_score",
        helps=Half("helping", "helpers, whom customers like"),
        costs=Half("leadership", "speed of teams that the most able do not lead"),
    )
    goal_profit: float = practice(
        STEERING,
        0.0,
        meaning="weight of profit in what executives steer by",
        read_by="phases.steer",
        helps=Half("steering", "changes that serve this are kept"),
        costs=Half("executive_time", "executive's hours"),
    )
    goal_score: float = practice(
        STEERING,
        0.0,
        meaning="weight of the survey score in it",
        read_by="phases.steer",
        helps=Half("steering", "changes that serve this are kept"),
        costs=Half("executive_time", "executive's hours"),
    )
    goal_customers: float = practice(
        STEERING,
        0.0,
        meaning="weight of customers' true satisfaction in it",
        read_by="phases.steer",
        helps=Half("steering", "changes that serve this are kept"),
        costs=Half("executive_time", "executive's hours"),
    )
    goal_employees: float = practice(
        STEERING,
        0.0,
        meaning="weight of employees' satisfaction in it",
        read_by="phases.steer",
        helps=Half("steering", "changes that serve this are kept"),
        costs=Half("executive_time", "executive's hours"),
    )
    goal_complaints: float = practice(
        STEERING,
        0.0,
        meaning="weight of few complaints in it",
        read_by="phases.steer",
        helps=Half("steering", "changes that serve this are kept"),
        costs=Half("executive_time", "executive's hours"),
    )
    goal_departures: float = practice(
        STEERING,
        0.0,
        meaning="weight of few departures of customers in it",
        read_by="phases.steer",
        helps=Half("steering", "changes that serve this are kept"),
        costs=Half("executive_time", "executive's hours"),
    )
    horizon: float = practice(
        STEERING,
        2.0,
        meaning="quarters after which a change that was tried is judged",
        read_by="phases.steer",
        low=1.0,
        high=20.0,
        helps=Half("steering", "changes that are judged when they have worked"),
        costs=Half("", "changes that do harm stay longer"),
    )
    answering: float = practice(
        OFFER,
        0.5,
        meaning="how far the firm answers rivals who take its customers: a lower price, more staff, improvement",
        read_by="rules.rivalry.answer_to_loss",
        helps=Half("", "customers whom rivals would have taken"),
        costs=Half("", "money: a lower price, more staff, hours of improvement"),
    )
    end_to_end: float = practice(
        CHAIN,
        0.3,
        meaning="how far departments are measured by what they pass on, not by their own cost alone",
        read_by="rules.departments.repaired_share",
        helps=Half("faults", "failures that never reach service"),
        costs=Half("", "money of departments"),
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
