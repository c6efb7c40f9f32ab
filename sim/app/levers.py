"""Levers: what the practices that a player sets are called, in what unit, and what the ends of their sliders mean."""

from typing import NamedTuple

from sim.analysis.wording import words
from sim.model.practices import GROUPS as PRACTICE_GROUPS
from sim.model.practices import PRACTICES, STEERING


class Lever(NamedTuple):
    """A slider: what it is called, of what its value is a percentage, and what its ends mean."""

    label: str
    of: str
    low: str
    high: str


MAIN = {
    "intake_boundary": Lever(
        "Asks out of scope", "of them declined", "say yes to every ask", "negotiate or decline them all"
    ),
    "priority_discipline": Lever(
        "What is urgent",
        "of claims checked",
        "whatever customers call urgent",
        "only what a manager has checked",
    ),
    "first": Lever("Whose requests come first", "of the way", "customers’", "one’s own people’s"),
    "employee_voice": Lever(
        "Employees’ voice", "of full", "told what to do", "spoken to, encouraged to speak up"
    ),
    "frontline_discretion": Lever(
        "Who decides at the front line", "of decisions", "the rule book", "the employee"
    ),
    "staffing_slack": Lever("Staffing", "against the work", "short of the work", "spare"),
    "pay": Lever("Pay", "of the market’s", "below the market’s", "above the market’s"),
}
"""The practices on the first screen."""

OTHERS = {
    "layoffs": Lever("Layoffs", "of spare staff a week", "keep spare staff", "let all of it go at once"),
    "exhortation": Lever("Appeals to be customer obsessed", "of loudest", "none", "at every turn"),
    "frontline_backing": Lever(
        "Backing against abuse", "of abusive customers", "the customer is right", "side with one’s own people"
    ),
    "executive_ownership": Lever(
        "Standing by what was declared", "of full", "declare and drop it", "see it through in person"
    ),
    "giver_promotion": Lever(
        "Who is promoted", "weight of helping", "the most able", "those who help others"
    ),
    "improvement": Lever("Improvement", "of paid hours", "no hours", "most hours"),
    "friction_removal": Lever("Removing friction", "weight in improvement", "none", "full weight"),
    "friction_shifting": Lever(
        "Handing customers’ hassle to employees", "weight in improvement", "none", "full weight"
    ),
    "upstream_fixing": Lever(
        "Fixing causes where they arise", "weight in improvement", "none", "full weight"
    ),
    "product_work": Lever("Work on the product", "weight in improvement", "none", "full weight"),
    "exploration": Lever("Exploring unsaid needs", "weight in improvement", "none", "full weight"),
    "process_design": Lever(
        "Where redesign begins", "of it with employees", "with customers", "with employees"
    ),
    "initiative_boldness": Lever("Boldness of improvement", "of boldest", "what is safe", "what disrupts"),
    "shared_skill": Lever("Who changes things", "of full", "a department", "everybody"),
    "promise_inflation": Lever(
        "Promises beyond delivery", "of most", "promise what is delivered", "promise far more"
    ),
    "price": Lever("Price", "of the market’s", "below the market’s", "above the market’s"),
    "customer_insight": Lever("Knowing customers", "of all", "nothing is found out", "all that can be"),
    "insight_extraction": Lever(
        "What insight is used for", "of insight", "to improve", "to get more money from customers"
    ),
    "immersion": Lever("Executives at the front line", "of most", "never", "often"),
    "customer_voice": Lever("Hearing customers", "of loudest", "hardly", "loud and with causes"),
    "data_integration": Lever("History on every request", "of full", "begins anew", "carries all of it"),
    "score_management": Lever("Work on the survey score itself", "of most", "none", "all that can be done"),
    "other_direction": Lever("Imitating rivals’ offers", "of full", "go one’s own way", "copy them"),
    "supplier_partnering": Lever("Suppliers", "of full", "squeezed", "partners"),
    "answering": Lever(
        "Answering rivals", "of full", "let customers go", "lower prices, more staff, improvement"
    ),
    "sales_pressure": Lever("Pushing sales", "of hardest", "sell what is asked for", "push every customer"),
    "loyalty_penalty": Lever(
        "Charging the loyal more", "of most", "same price for all", "those who stay pay more"
    ),
    "dark_patterns": Lever("Tricks at the sale", "of most", "none", "wherever they work"),
    "collusion": Lever("Fixing prices with rivals", "of full willingness", "never", "whenever they would"),
    "belief": Lever("Belief that service pays", "of full strength", "weak", "strong"),
    "strategy": Lever("Strategy for customers", "of full strength", "weak", "strong"),
    "process": Lever("Processes for customers", "of full strength", "weak", "strong"),
    "technology": Lever("Technology for customers", "of full strength", "weak", "strong"),
    "organisation": Lever("Working across functions", "of full strength", "weak", "strong"),
    "end_to_end": Lever(
        "What departments are measured by",
        "weight of what they pass on",
        "their own cost",
        "what they pass on",
    ),
}
"""The practices behind one click; one that is not here goes by its name."""

GROUPS = {
    group: tuple(name for name, spec in PRACTICES.items() if spec["group"] == group and name not in MAIN)
    for group in PRACTICE_GROUPS
    if group != STEERING
}
"""The other practices by what they are about."""

ABOUT = {
    "Managers and their teams": "What else managers do with and for their people.",
    "Improvement": "Paid hours that go into doing it better, and what they go into.",
    "Customers and the offer": "What is promised, what it costs, and what the firm hears.",
    "Temptations": "What brings money now; whether it lasts is for you to find out.",
    "The customer chain": "Links before service: where one is weak, failures are born that service has to mend.",
}
"""What a group is about, in a sentence."""

PLAYABLE = (*MAIN, *(name for group in GROUPS.values() for name in group))
"""Every practice that a player sets. Goals and their horizon are left out: the player is the executive."""

FINE = {"pay": 0.01, "price": 0.01, "staffing_slack": 0.01, "improvement": 0.005}
"""Steps of sliders that are finer than a twentieth."""


def lever(name: str) -> Lever:
    """What a practice's slider says."""
    named = words(name).capitalize()
    return MAIN.get(name) or OTHERS.get(name) or Lever(named, "of its range", "least", "most")


def step(name: str) -> float:
    """The step of a practice's slider."""
    return FINE.get(name, 0.05)
