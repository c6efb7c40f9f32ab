"""Load: the work that customers ask of a firm over what its people, its managers and its budget can carry.

By a scenario's own numbers, for an ordinary week under neutral management. The equations are those of the plan of staff
(sim/model/rules/staffing.py) and of a manager's tray (sim/model/phases/triage.py), taken in the mean. It is a lower
bound: what comes of a week's work adds to it, juggling and chasers above all, and nobody knows that before a run. Above
1 a firm hires what it can pay, and what it cannot do waits: it is not the firm that the scenario describes for long.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from sim.clients.demand import Demand, demand
from sim.design.screening import teams
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL
from sim.model.scenario import Scenario


@dataclass(frozen=True)
class Load:
    """What an ordinary week asks of one firm over what it has."""

    demand: Demand
    employees: float  # hours of work asked, over hours present on the first day
    wanted: float  # employees that the plan of staff wants for it
    managers: float  # hours claimed of managers, over those of a normal day
    longest: float  # the longest day of a manager over a normal one: up to here claims are met
    paid: float  # employees that there are or are wanted, whichever are more
    budget: float  # wages of these, over what may be spent on them
    margin: float  # profit over revenue, before what replacing people and overtime cost


def load(scenario: Scenario) -> Load:
    """The load on a firm of a scenario on its first day."""
    m = scenario.constants()
    asked = demand(m)
    busy = asked.hours * hours_per_standard(m) / hours_present(m)
    wanted = m["employees_per_firm"] * busy / m["planned_utilisation"]
    paid = max(m["employees_per_firm"], wanted)
    wages, revenue = paid * weekly_wage(m), asked.paid * m["price_request"]
    allowed = m["budget_share"] * revenue
    managers = teams(scenario)
    rent = m["fixed_cost"] * m["employees_per_firm"] * weekly_wage(m)
    costs = wages + rent + managers * managers_wage(m)
    return Load(
        demand=asked,
        employees=busy,
        wanted=wanted,
        managers=hours_claimed(m, asked, managers) / (managers * m["hours_per_day"] * WORKDAYS_A_WEEK),
        longest=m["manager_overtime"],
        paid=paid,
        budget=wages / allowed if allowed > 0.0 else float("inf"),
        margin=1.0 - costs / revenue if revenue > 0.0 else float("-inf"),
    )


def weekly_wage(m: Mapping[str, float]) -> float:
    """What an employee costs in a week [currency]."""
    return m["wage"] * m["on_costs"] * m["hours_per_day"] * WORKDAYS_A_WEEK


def managers_wage(m: Mapping[str, float]) -> float:
    """What a manager costs in a week [currency]."""
    return m["manager_wage"] * m["on_costs"] * m["hours_per_day"] * WORKDAYS_A_WEEK


def hours_present(m: Mapping[str, float]) -> float:
    """Hours a week that all employees have for requests: no absence, improvement, training or conversations."""
    talking = NEUTRAL.employee_voice * m["talk_hours"] / (m["hours_per_day"] * WORKDAYS_A_WEEK)
    elsewhere = NEUTRAL.improvement * (1.0 + m["training_ratio"] * NEUTRAL.shared_skill) + talking
    week = m["employees_per_firm"] * m["hours_per_day"] * WORKDAYS_A_WEEK
    return week * (1.0 - m["absence"]) * (1.0 - elsewhere)


def hours_per_standard(m: Mapping[str, float]) -> float:
    """Hours that a standard hour of work takes: friction where it settles, helping, and what newcomers lack."""
    growth = m["friction_growth"]
    worked_off = m["improvement_yield"] * NEUTRAL.improvement
    settled = m["friction"] * growth / (growth + worked_off) if growth + worked_off else m["friction"]
    helping = m["help_effort"] * m["helping_start"] * NEUTRAL.frontline_discretion
    return (1.0 + settled) * (1.0 + helping) / mean_skill(m)


def mean_skill(m: Mapping[str, float]) -> float:
    """Mean skill of the people of a firm that is left at the base rate [0-1].

    At a constant hazard q tenures are exponential, so that what is missing is (1 - s0) q / (q + 1 / T).
    """
    leaving = m["base_quit_hazard"] + m["dismissal_hazard"]
    return 1.0 - (1.0 - m["newcomer_productivity"]) * leaving / (leaving + WEEKS_A_YEAR / m["learning_time"])


def hours_claimed(m: Mapping[str, float], asked: Demand, managers: int) -> float:
    """Hours a week that customers, employees and executives claim of so many managers, with nothing late or abusive."""
    declined = asked.extras - asked.accepted
    urgent = m["urgent_share"] + (1.0 - m["urgent_share"]) * m["claim_share"]
    of_customers = (
        m["triage_hours"] * asked.requests
        + m["negotiate_hours"] * NEUTRAL.intake_boundary * asked.extras
        + m["contact_hours"] * asked.accepted
        + m["complaint_hours"] * asked.complaints
        + m["check_hours"] * NEUTRAL.priority_discipline * urgent * (asked.requests - declined)
    )
    rate = m["initiatives_exhorted"] * NEUTRAL.exhortation + m["initiatives_improving"] * NEUTRAL.improvement
    of_executives = managers * (m["report_hours"] + m["initiative_hours"] * (1.0 - exp(-rate)))
    talks = m["employees_per_firm"] * NEUTRAL.employee_voice * m["talk_hours"]
    return of_customers + of_executives + talks + m["answer_hours"] * questions(m, asked)


def questions(m: Mapping[str, float], asked: Demand) -> float:
    """Questions and requests for leave that employees put to managers in a week (phases.work.asks_first)."""
    believed = 1.0 - m["claim_share"] * (1.0 - NEUTRAL.priority_discipline)
    unknown = (
        m["question_share"]
        * (1.0 + m["question_newcomer"] * (1.0 - mean_skill(m)))
        * (1.0 + m["question_labels"] * (1.0 - believed))
    )
    others = asked.done - asked.accepted
    raised = min(1.0, unknown) * others + min(1.0, unknown * m["question_scope"]) * asked.accepted
    leave = m["decision_share"] * (1.0 - NEUTRAL.frontline_discretion) * (asked.done - raised)
    spoken = m["speak_base"] + (1.0 - m["speak_base"]) * NEUTRAL.employee_voice
    return spoken * (raised + leave)
