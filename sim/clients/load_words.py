"""A load in words: what an ordinary week asks of a firm, what it has for that, and what is too much."""

from collections.abc import Iterator

from sim.clients.load import Load, hours_present
from sim.design.screening import teams
from sim.english import counted
from sim.model.scenario import Scenario

TOO_MUCH = 1.0


def lines(scenario: Scenario, found: Load) -> Iterator[str]:
    """What is asked and what there is, a line each for employees, managers and the budget."""
    m = scenario.constants()
    have = hours_present(m)
    customers, people = _people(scenario)
    yield (
        f"employees {found.employees:.2f}: {customers} ask for {found.employees * have:,.0f} hours of work a week,"
        f" {people} have {have:,.0f}; the plan of staff fills {m['planned_utilisation']:.2f} of them"
    )
    yield (
        f"managers {found.managers:.2f} of a normal day, where nothing is late:"
        f" {counted(teams(scenario), 'manager')}, who work up to {found.longest:g} of one"
    )
    share = m["budget_share"] * found.budget
    yield (
        f"budget {found.budget:.2f}: wages of {people} take {share:.0%} of what customers pay, and may take"
        f" {m['budget_share']:.0%}; {found.margin:.0%} of it is left as profit, before overtime and hiring"
    )


def problems(scenario: Scenario, found: Load) -> Iterator[str]:
    """What cannot work, each with the numbers that say so and what would help."""
    m = scenario.constants()
    customers, people = _people(scenario)
    if found.employees > TOO_MUCH:
        yield (
            f"people.employees_per_firm: {customers} ask for {found.employees:.2f} times the work that {people} can"
            " do; more employees, fewer customers or shorter requests would fit"
        )
    if found.managers > found.longest:
        yield (
            f"people.span_of_control: {counted(teams(scenario), 'manager')} are asked for {found.managers:.2f} of a"
            f" normal day, and work up to {found.longest:g} of one; smaller teams or fewer managers' hours a request"
            " would fit"
        )
    if found.budget > TOO_MUCH:
        yield (
            f"money.price_request: wages of {people} take {m['budget_share'] * found.budget:.0%} of what {customers}"
            f" pay, and staffing.budget_share allows {m['budget_share']:.0%}; a higher price, lower wages or a higher"
            " share would fit"
        )


def _people(scenario: Scenario) -> tuple[str, str]:
    """Customers and employees of a firm, counted."""
    m = scenario.constants()
    return counted(int(m["customers_per_firm"]), "customer"), counted(
        int(m["employees_per_firm"]), "employee"
    )
