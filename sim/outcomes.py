"""Outcomes: what is measured of a firm, each defined once, with its unit, for a week or for a whole run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK


class Weeks:
    """Weekly notes of one firm, summed over a stretch of weeks or taken week by week."""

    def __init__(self, columns: Mapping[str, np.ndarray], *, weekly: bool):
        self._columns = columns
        self._weekly = weekly
        self.years = (1 if weekly else len(columns["week"])) / WEEKS_A_YEAR

    def sum(self, name: str) -> np.ndarray:
        """The sum of a count or an amount over the weeks."""
        column = self._columns[name].astype(float)
        return column if self._weekly else np.asarray(column.sum())

    def mean(self, name: str) -> np.ndarray:
        """The mean of a level over the weeks."""
        column = self._columns[name].astype(float)
        return column if self._weekly else np.asarray(column.mean())

    @staticmethod
    def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
        """One quantity over another; NaN where there is nothing to divide by."""
        above, below = np.asarray(above, float), np.asarray(below, float)
        return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0.0)

    def share(self, above: str, below: str) -> np.ndarray:
        """The ratio of two sums."""
        return self.ratio(self.sum(above), self.sum(below))


@dataclass(frozen=True)
class Outcome:
    """One thing measured: how it is called and shown, what it means, and how it is computed from weekly notes.

    `better` is +1 where more is usually wanted, -1 where less is, 0 where it depends; tables mark by it, no rule
    reads it. `percent` outcomes are shares that are shown times 100.
    """

    name: str
    label: str
    unit: str
    meaning: str
    better: int
    compute: Callable[[Weeks], np.ndarray]
    percent: bool = False


def _costs(k: Weeks) -> np.ndarray:
    books = ("wages", "overtime_pay", "hiring", "severance_pay", "improvement_cost", "fixed_cost")
    parts = (*books, "programme_cost", "fines")
    return np.sum([k.sum(part) for part in parts], axis=0)


def _lost(k: Weeks) -> np.ndarray:
    return k.sum("lost_silent") + k.sum("lost_voiced")


OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in (
        Outcome(
            "turnover",
            "turnover",
            "1/year",
            "voluntary quits of employees and managers over mean headcount, a year",
            -1,
            lambda k: k.ratio(k.sum("quits"), k.mean("headcount")) / k.years,
            True,
        ),
        Outcome(
            "dismissal_rate",
            "dismissals",
            "1/year",
            "dismissals over mean headcount, a year",
            0,
            lambda k: k.ratio(k.sum("dismissals"), k.mean("headcount")) / k.years,
            True,
        ),
        Outcome(
            "layoff_rate",
            "layoffs",
            "1/year",
            "layoffs over mean headcount, a year",
            0,
            lambda k: k.ratio(k.sum("layoffs"), k.mean("headcount")) / k.years,
            True,
        ),
        Outcome(
            "headcount",
            "headcount",
            "people",
            "employees and managers at the week's end, mean",
            0,
            lambda k: k.mean("headcount"),
        ),
        Outcome(
            "absence",
            "absence",
            "share",
            "contracted hours not present and not spent on improvement",
            -1,
            lambda k: 1.0 - k.share("present_hours", "contract_hours"),
            True,
        ),
        Outcome(
            "utilisation",
            "utilisation",
            "share",
            "hours worked on requests over hours present",
            0,
            lambda k: k.share("busy_hours", "present_hours"),
            True,
        ),
        Outcome(
            "overtime",
            "overtime",
            "share",
            "overtime hours over hours present",
            -1,
            lambda k: k.share("overtime_hours", "present_hours"),
            True,
        ),
        Outcome(
            "late_share",
            "lateness",
            "share",
            "deliveries after their due day over deliveries",
            -1,
            lambda k: k.share("late", "delivered"),
            True,
        ),
        Outcome(
            "days_late",
            "days late",
            "days",
            "days after the due day, mean over all deliveries",
            -1,
            lambda k: k.share("late_days", "delivered"),
        ),
        Outcome(
            "overdue",
            "overdue requests on a desk",
            "requests/employee",
            "requests on a desk after their due day at the week's end, mean over employees",
            -1,
            lambda k: k.share("overdue", "employees"),
        ),
        Outcome(
            "lead_time",
            "lead time",
            "days",
            "working days from ask to delivery, both counted, mean",
            -1,
            lambda k: k.share("lead_days", "delivered"),
        ),
        Outcome(
            "throughput",
            "throughput",
            "requests/employee/week",
            "deliveries over employees, a week",
            1,
            lambda k: k.share("delivered", "employees"),
        ),
        Outcome(
            "work_in_progress",
            "work in progress",
            "requests",
            "requests in hand on a working day, mean",
            -1,
            lambda k: k.mean("system_days") / WORKDAYS_A_WEEK,
        ),
        Outcome(
            "urgent_seen",
            "urgent requests on a desk",
            "requests/employee",
            "requests labelled urgent on a desk in the morning, mean over present employees (the essay's fourteen)",
            -1,
            lambda k: k.share("urgent_sum", "present_days"),
        ),
        Outcome(
            "accepted_hours",
            "accepted hours",
            "hours/week",
            "standard hours of work accepted, a week",
            0,
            lambda k: k.mean("accepted_hours"),
        ),
        Outcome(
            "extra_share",
            "out-of-scope work",
            "share",
            "accepted out-of-scope requests over requests decided on",
            0,
            lambda k: k.share("accepted_extra", "decided"),
            True,
        ),
        Outcome(
            "declined_share",
            "declined",
            "share",
            "declined asks over requests decided on",
            0,
            lambda k: k.share("declined", "decided"),
            True,
        ),
        Outcome(
            "rework_share",
            "rework",
            "share",
            "accepted rework over requests decided on",
            -1,
            lambda k: k.share("accepted_rework", "decided"),
            True,
        ),
        Outcome(
            "wrong_share",
            "errors",
            "share",
            "deliveries that were wrong over deliveries",
            -1,
            lambda k: k.share("wrong", "delivered"),
            True,
        ),
        Outcome(
            "clarity",
            "clarity",
            "0-1",
            "how well employees can tell what matters, mean",
            1,
            lambda k: k.share("clarity_sum", "employees"),
        ),
        Outcome(
            "attention",
            "manager's attention",
            "0-1",
            "hours given to the team over hours needed, mean over teams",
            1,
            lambda k: k.share("attention_sum", "teams"),
        ),
        Outcome(
            "label_value",
            "what labels tell",
            "0-1",
            "hits less false alarms of the label `urgent`, mean over teams",
            1,
            lambda k: k.share("label_value_sum", "teams"),
        ),
        Outcome(
            "pressure",
            "work pressure",
            "1",
            "desired over available capacity less 1, mean over employees",
            -1,
            lambda k: k.share("pressure_sum", "employees"),
        ),
        Outcome(
            "strain",
            "strain",
            "0-1",
            "burnout of employees, mean",
            -1,
            lambda k: k.share("strain_sum", "employees"),
        ),
        Outcome(
            "manager_strain",
            "managers' strain",
            "0-1",
            "burnout of managers, mean",
            -1,
            lambda k: k.share("manager_strain_sum", "teams"),
        ),
        Outcome(
            "employee_satisfaction",
            "employee satisfaction",
            "0-1",
            "job satisfaction of the employees who are here, mean",
            1,
            lambda k: k.share("satisfaction_sum", "employees"),
            True,
        ),
        Outcome(
            "employee_satisfaction_all",
            "the same with leavers",
            "0-1",
            "job satisfaction of employees who are here and, at their leaving, of those who left in the past year",
            1,
            lambda k: k.ratio(
                k.mean("satisfaction_sum") + k.mean("leaver_satisfaction_year"),
                k.mean("employees") + k.mean("leavers_year"),
            ),
            True,
        ),
        Outcome(
            "skill",
            "skill",
            "0-1",
            "share of full productivity, mean over employees",
            1,
            lambda k: k.share("skill_sum", "employees"),
            True,
        ),
        Outcome(
            "customer_satisfaction",
            "customer satisfaction, who stay",
            "0-1",
            "satisfaction of present customers who were served in the past year, mean",
            1,
            lambda k: k.share("customer_satisfaction_sum", "customers_served"),
            True,
        ),
        Outcome(
            "customer_satisfaction_all",
            "customer satisfaction, all served",
            "0-1",
            "the same, and satisfaction at their leaving of those who left in the past year",
            1,
            lambda k: k.ratio(
                k.sum("customer_satisfaction_sum") + k.sum("lost_satisfaction_sum"),
                k.sum("customers_served") + k.sum("lost_served"),
            ),
            True,
        ),
        Outcome(
            "complaint_rate",
            "complaints",
            "share",
            "complaints decided on over requests decided on",
            -1,
            lambda k: k.share("accepted_complaint", "decided"),
            True,
        ),
        Outcome(
            "problem_incidence",
            "customers with a problem",
            "share",
            "customers with a wrong or far too late delivery in the past year",
            -1,
            lambda k: k.share("customers_with_problem", "customers"),
            True,
        ),
        Outcome(
            "churn",
            "customers lost",
            "1/year",
            "customers lost over mean customers, a year",
            -1,
            lambda k: k.ratio(_lost(k), k.mean("customers")) / k.years,
            True,
        ),
        Outcome(
            "churn_silent",
            "lost without a word",
            "1/year",
            "customers lost who had not complained in the quarter before",
            -1,
            lambda k: k.ratio(k.sum("lost_silent"), k.mean("customers")) / k.years,
            True,
        ),
        Outcome(
            "churn_voiced",
            "lost after a complaint",
            "1/year",
            "customers lost who had complained in the quarter before",
            -1,
            lambda k: k.ratio(k.sum("lost_voiced"), k.mean("customers")) / k.years,
            True,
        ),
        Outcome(
            "gained",
            "customers gained",
            "1/year",
            "customers who came from another firm or from doing without, over mean customers, a year",
            1,
            lambda k: k.ratio(k.sum("gained"), k.mean("customers")) / k.years,
            True,
        ),
        Outcome(
            "market_share",
            "market share",
            "share",
            "customers of the firm over all customers in the market",
            1,
            lambda k: k.share("customers", "customers_in_market"),
            True,
        ),
        Outcome(
            "loyal_satisfaction",
            "satisfaction of loyal customers",
            "0-1",
            "of those who count as loyal and were served in the past year",
            1,
            lambda k: k.share("loyal_satisfaction_sum", "loyal_customers"),
        ),
        Outcome(
            "reputation",
            "reputation",
            "0-1",
            "satisfaction that other customers believe in, mean",
            1,
            lambda k: k.mean("reputation"),
        ),
        Outcome(
            "survey_score",
            "survey score",
            "0-1",
            "what the firm's own survey says of its customers' satisfaction, mean",
            0,
            lambda k: k.mean("survey_score"),
        ),
        Outcome(
            "score_gap",
            "score above truth",
            "0-1",
            "survey score less the satisfaction of the customers who stay",
            -1,
            lambda k: k.mean("survey_score") - k.share("customer_satisfaction_sum", "customers_served"),
        ),
        Outcome(
            "work_friction",
            "friction for employees",
            "0-1",
            "extra time that processes cost, of effort, mean",
            -1,
            lambda k: k.mean("work_friction"),
        ),
        Outcome(
            "customer_friction",
            "friction for customers",
            "0-1",
            "that processes are to customers, mean",
            -1,
            lambda k: k.mean("customer_friction"),
        ),
        Outcome(
            "repair_share",
            "failures from upstream",
            "share",
            "deliveries that were born with a failure upstream and repaired at the desk",
            -1,
            lambda k: k.share("repairs", "delivered"),
            True,
        ),
        Outcome(
            "repeated_share",
            "requests worked twice",
            "share",
            "deliveries that were begun twice for want of their history",
            -1,
            lambda k: k.share("repeats", "delivered"),
            True,
        ),
        Outcome(
            "help_share",
            "helping acts",
            "share",
            "deliveries in which the employee did more than the task",
            1,
            lambda k: k.share("helps", "delivered"),
            True,
        ),
        Outcome(
            "helping",
            "disposition to help",
            "0-1",
            "of employees among their colleagues, mean",
            1,
            lambda k: k.share("helping_sum", "employees"),
        ),
        Outcome(
            "belief_of_managers",
            "managers who believe",
            "0-1",
            "belief of managers in what executives declare, mean",
            1,
            lambda k: k.share("belief_sum", "teams"),
        ),
        Outcome(
            "fit",
            "fit to needs",
            "0-1",
            "how well the product fits what customers need, said or not, mean",
            1,
            lambda k: k.mean("fit"),
        ),
        Outcome(
            "capability",
            "productivity of practices together",
            "1",
            "what practices give each other, 1 where they do not interact, mean",
            1,
            lambda k: k.mean("capability"),
        ),
        Outcome(
            "stands_for",
            "what the firm stands for",
            "1",
            "on the line of customers' tastes, from -1 to 1, mean",
            0,
            lambda k: k.mean("identity"),
        ),
        Outcome(
            "price_asked",
            "price against the market",
            "1",
            "list price over the market's, price fixing not counted, mean",
            0,
            lambda k: k.mean("price"),
        ),
        Outcome(
            "cartel",
            "price fixing",
            "0-1",
            "how far prices were fixed with rivals, mean",
            -1,
            lambda k: k.mean("cartel"),
        ),
        Outcome(
            "overcharge",
            "charged unasked",
            "share",
            "revenue from tricks and the loyalty penalty, of revenue",
            -1,
            lambda k: k.share("overcharged", "revenue"),
            True,
        ),
        Outcome(
            "pushed_share",
            "pushed sales",
            "share",
            "revenue from pushed sales, of revenue",
            0,
            lambda k: k.share("pushed", "revenue"),
            True,
        ),
        Outcome(
            "discoveries",
            "charges seen through",
            "1/year",
            "customers who saw through a charge, over mean customers, a year",
            -1,
            lambda k: k.ratio(k.sum("discoveries"), k.mean("customers")) / k.years,
            True,
        ),
        Outcome(
            "supply_late_share",
            "held up by suppliers",
            "share",
            "deliveries that waited for a supplier",
            -1,
            lambda k: k.share("supply_late", "delivered"),
            True,
        ),
        Outcome(
            "handed_on_share",
            "handed on",
            "share",
            "requests handed on because somebody left, over deliveries",
            -1,
            lambda k: k.share("handed_on", "delivered"),
            True,
        ),
        Outcome(
            "market_satisfaction",
            "customer satisfaction, all firms",
            "0-1",
            "satisfaction of customers of every firm in the market who were served in the past year, mean",
            1,
            lambda k: k.share("market_satisfaction_sum", "market_served"),
        ),
        Outcome(
            "difference",
            "difference from rivals",
            "1",
            "mean distance of what the firm stands for from what its rivals stand for, mean",
            0,
            lambda k: k.mean("apart"),
        ),
        Outcome(
            "aim",
            "work on true causes",
            "share",
            "share of work on causes upstream that lands on a true one, mean",
            1,
            lambda k: k.mean("aim"),
            True,
        ),
        Outcome(
            "fines",
            "fines",
            "currency/year",
            "paid to the regulator, a year",
            -1,
            lambda k: k.sum("fines") / k.years,
        ),
        Outcome(
            "revenue",
            "revenue",
            "currency/year",
            "paid by customers, a year",
            1,
            lambda k: k.sum("revenue") / k.years,
        ),
        Outcome(
            "cost",
            "cost",
            "currency/year",
            "wages, overtime, hiring, severance, improvement, programmes, fines and fixed cost, a year",
            -1,
            lambda k: _costs(k) / k.years,
        ),
        Outcome(
            "hiring_cost",
            "cost of replacing people",
            "currency/year",
            "hiring and breaking in, a year",
            -1,
            lambda k: k.sum("hiring") / k.years,
        ),
        Outcome(
            "profit",
            "profit",
            "currency/year",
            "revenue less cost, a year",
            1,
            lambda k: (k.sum("revenue") - _costs(k)) / k.years,
        ),
        Outcome(
            "profit_per_hour",
            "profit per hour",
            "currency/hour",
            "profit over hours that employees were present",
            1,
            lambda k: k.ratio(k.sum("revenue") - _costs(k), k.sum("present_hours")),
        ),
    )
}


def with_past_year(notes: np.ndarray) -> dict[str, np.ndarray]:
    """Weekly notes as columns, with the leavers of the past year summed for each week."""
    columns = {name: notes[name] for name in notes.dtype.fields or ()}
    for name, source in (
        ("leavers_year", "leavers"),
        ("leaver_satisfaction_year", "leaver_satisfaction_sum"),
    ):
        total = np.concatenate([[0.0], np.cumsum(notes[source])])
        week = np.arange(1, len(notes) + 1)
        columns[name] = total[week] - total[np.maximum(0, week - WEEKS_A_YEAR)]
    return columns


def measure(notes: np.ndarray, start_week: int) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Outcomes of one firm from `start_week` on: of the whole stretch, and week by week.

    notes: the firm's weekly notes from the first week of the warm-up.
    """
    columns = {name: column[start_week:] for name, column in with_past_year(notes).items()}
    whole, weekly = Weeks(columns, weekly=False), Weeks(columns, weekly=True)
    return (
        {name: float(outcome.compute(whole)) for name, outcome in OUTCOMES.items()},
        {name: outcome.compute(weekly) for name, outcome in OUTCOMES.items()},
    )
