"""A load in words: what an ordinary week asks of a firm, what it has for that, and what is too much."""

from collections.abc import Iterator

from sim.clients.load import Load, hours_present
from sim.design.screening import teams
from sim.english import counted
from sim.model.scenario import Scenario

MOST = {"employees": 1.1, "budget": 1.0}
"""Loads beyond which a scenario is refused; of managers it is the longest day that they work.

Employees may be asked for a tenth more than they have (assumed): a firm that begins with so few hires them within the
warm-up, as do most scenarios of this project, which begin with 1.03 to 1.07.
"""


def lines(scenario: Scenario, found: Load) -> Iterator[str]:
    """What is asked and what there is, a line each for employees, managers and the budget."""
    m = scenario.constants()
    have = hours_present(m)
    customers, people = _people(scenario)
    yield (
        f"employees {found.employees:.2f}: {customers} ask for {found.employees * have:,.0f} hours of work a week,"
        f" {people} have {have:,.0f}; the plan of staff fills {m['planned_utilisation']:.3g} of them and wants"
        f" {found.wanted:,.0f}"
    )
    if found.employees > 1.0:
        yield (
            "          above 1 a firm begins with too few and hires in the warm-up: results are of the larger firm"
        )
    yield (
        f"managers  {found.managers:.2f} of a normal day, where nothing is late:"
        f" {counted(teams(scenario), 'manager')}, who work up to {found.longest:g} of one"
    )
    if found.managers > 1.0:
        yield (
            "          above 1, lateness, complaints and what follows from them may tip the firm: look at `sim run FILE"
            " --policy neutral --replications 2` first"
        )
    share = m["budget_share"] * found.budget
    yield (
        f"budget    {found.budget:.2f}: wages of {counted(round(found.paid), 'employee')} take {share:.0%} of what"
        f" customers pay, and may take {m['budget_share']:.0%}; {found.margin:.0%} of it is left as profit, before"
        " overtime and hiring"
    )


def problems(scenario: Scenario, found: Load) -> Iterator[str]:
    """What cannot work, each with the numbers that say so and what would help."""
    m = scenario.constants()
    customers, people = _people(scenario)
    if found.employees > MOST["employees"]:
        yield (
            f"people.employees_per_firm: {customers} ask for {found.employees:.2f} times the work that {people} can"
            f" do, and more than {MOST['employees']:g} cannot work; more employees, fewer customers or shorter"
            " requests would fit"
        )
    if found.managers > found.longest:
        yield (
            f"people.span_of_control: {customers} and {people} ask {counted(teams(scenario), 'manager')} for"
            f" {found.managers:.2f} of a normal day, and nobody works more than {found.longest:g} of one; smaller"
            " teams or fewer managers' hours a request would fit"
        )
    if found.budget > MOST["budget"]:
        yield (
            f"money.price_request: wages of {counted(round(found.paid), 'employee')} take"
            f" {m['budget_share'] * found.budget:.0%} of what {customers} pay, and staffing.budget_share allows"
            f" {m['budget_share']:.0%}; a higher price, lower wages or a higher share would fit"
        )


def _people(scenario: Scenario) -> tuple[str, str]:
    """Customers and employees of a firm, counted."""
    m = scenario.constants()
    return counted(int(m["customers_per_firm"]), "customer"), counted(
        int(m["employees_per_firm"]), "employee"
    )
