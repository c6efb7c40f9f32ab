"""The effect by which each claim of the essays could fail: the ways that it compares, the outcome, and the sign."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Effect:
    """A sum of ways, each with its weight, in one outcome over the whole run, and the sign that the claim expects."""

    weights: Mapping[str, float]
    outcome: str
    sign: int

    def sides(self, values: Mapping[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """What counts for the effect and what counts against it, one value a world: their difference is the effect."""
        halves = []
        for side in (1.0, -1.0):
            parts = [side * w * values[way] for way, w in self.weights.items() if side * w > 0.0]
            halves.append(np.sum(parts, axis=0))
        return halves[0], halves[1]

    @property
    def text(self) -> str:
        """The ways that it compares, in words."""
        more = [way for way, weight in self.weights.items() if weight > 0.0]
        less = [way for way, weight in self.weights.items() if weight < 0.0]
        return f"{' and '.join(more)} less {' and '.join(less)}".replace("_", " ")


def of(way: str, against: str, outcome: str, sign: int) -> Effect:
    """The usual effect: one way less another."""
    return Effect({way: 1.0, against: -1.0}, outcome, sign)


EFFECTS: dict[str, Effect] = {
    # Essay 000
    "turnover_city": of("everything", "boundaries", "turnover", +1),
    "everything_is_urgent": of("all_urgent", "checked", "late_share", +1),
    "lured_from_the_sweet_spot": of("accepts", "declines", "profit_per_hour", -1),
    "the_manager_is_elsewhere": of("with_customers", "with_the_team", "clarity", -1),
    "two_strategies": Effect({"both": 1.0, "neither": 1.0, "external": -1.0, "internal": -1.0}, "profit", +1),
    "owned_by_nobody_who_matters": of("declared", "owned", "employee_satisfaction", -1),
    # Essay 001
    "evidence_not_promises": of("loud", "quiet", "customer_satisfaction_all", -1),
    "injunction_without_means": of("loud", "silent", "employee_satisfaction", -1),
    "obsession_as_sales_pressure": of("sells", "serves", "market_share", -1),
    "friction_moved_not_removed": of("moved", "removed", "strain", +1),
    "nobody_speaks_to_employees": of("unheard", "heard", "employee_satisfaction", -1),
    # Essay 002
    "people_first_and_customer_obsessed": of("both", "customers", "profit", +1),
    "less_customer_driven": of("customers", "both", "customer_satisfaction_all", -1),
    "not_people_at_customers_expense": of("people", "both", "customer_satisfaction_all", -1),
    "when_customers_get_ugly": of("alone", "backed", "strain", +1),
    "design_through_the_employee": of(
        "employees_then_customers", "customers_then_employees", "customer_satisfaction_all", +1
    ),
    # Essay 003
    "obsession_to_what_end": of("knowing", "blind", "customer_satisfaction_all", -1),
    "tesco": of("extracting", "middling", "market_share", -1),
    "unmet_needs": of("meets", "asks", "fit", +1),
    "wonderfully_dissatisfied": of("adapting", "unmoved", "customer_satisfaction_all", -1),
    "resist_proxies": of("score", "truth", "score_gap", +1),
    "from_the_stands": of("far", "near", "repair_share", +1),
    "competition_makes_service": of("two_rivals", "programme", "customer_satisfaction_all", +1),
    "low_hanging_fruit": of("bold", "safe", "customer_friction", -1),
    "regulation_with_teeth": of("uncapped", "capped", "cartel", -1),
    "help_the_customer_in_front_of_you": of("free_to_help", "by_the_book", "customer_satisfaction_all", +1),
    "single_customer_view": of("together", "apart", "lead_time", -1),
    "obliquity": of("oblique", "direct", "profit", +1),
    "not_centred_on_customers": of("explores", "follows", "market_share", +1),
    "nothing_to_be_loyal_to": of("outward", "itself", "churn", +1),
    "suppliers_are_players_too": of("partners", "squeezed", "late_share", -1),
    "dark_side": of("dark", "honest", "loyal_satisfaction", -1),
    "givers_and_takers": of("giving", "skill", "market_share", +1),
    # Essay 004
    "service_is_the_last_stop": of("upstream", "at_the_desk", "cost", -1),
    "most_leave_without_a_word": of("complaints", "departures", "churn", +1),
    "one_broken_link": of("weak_process", "all_strong", "repair_share", +1),
    "shared_not_a_department": of("shared", "department", "customer_friction", -1),
    "louder_customers": of("loud", "quiet", "repair_share", -1),
}
"""Each claim by its main outcome, of those that it expects something of; over the whole run, not by its course."""

NOT_RUN = {
    "roi_cannot_be_proven": "it is about what an analyst finds in a firm's records, not about what an effort does"
}
"""Claims that no difference between ways can contradict, and why."""
