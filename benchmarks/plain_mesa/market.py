"""The market: everybody in it, and the calendar."""

from types import SimpleNamespace

import mesa
import numpy as np

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.customer import Customer
from benchmarks.plain_mesa.firm import Firm
from benchmarks.plain_mesa.staff import Employee, Manager
from sim.model import records
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.scenario import Scenario


class PlainMarket(mesa.Model):
    """A market of firms and customers; a step is one working day. Every firm begins neutral.

    `shuffle` activates the agents of each kind in random order, as Mesa's tutorials do.
    """

    def __init__(self, scenario: Scenario, seed: int = 0, *, shuffle: bool = False):
        super().__init__(rng=seed)
        self.shuffle = shuffle
        p = self.p = SimpleNamespace(**scenario.constants())
        self.day = 0
        self.notes = []  # week, firm and its counts
        self.teams = max(1, round(p.employees_per_firm / p.span_of_control))
        self.headroom = 2.0 * max(1.0, p.surge_factor)
        self.staying = rules.weekly_probability(p.consider_rate)
        self.returning = rules.weekly_probability(p.return_rate)
        self.firms = [Firm(self, number) for number in range(scenario.trading_firms)]
        for number in range(len(self.firms) * int(p.customers_per_firm)):
            Customer(self, number, self.firms[number % len(self.firms)])

    def each(self, kind: type[mesa.Agent], *methods: str) -> None:
        """Every agent of a kind does this, then every agent does that."""
        agents = self.agents_by_type[kind]
        for method in methods:
            if self.shuffle:
                agents.shuffle_do(method)
            else:
                agents.do(method)

    def step(self) -> None:
        """One working day."""
        self.each(Customer, "ask")
        self.each(Manager, "triage")
        self.each(Employee, "work")
        self.each(Firm, "count_work")
        self.each(Customer, "feel")
        if (self.day + 1) % WORKDAYS_A_WEEK == 0:
            self.end_week()
        self.day += 1

    def end_week(self) -> None:
        """What happens once a week."""
        self.each(Manager, "brief")
        self.each(Employee, "wear")
        self.each(Manager, "wear")
        self.each(Employee, "consider_leaving")
        self.each(Manager, "consider_leaving")
        self.each(Firm, "leave", "plan", "hire")
        self.each(Customer, "choose", "note")
        self.each(Firm, "note")

    def run_until(self, day: int) -> None:
        """Step until the morning of a day."""
        while self.day < day:
            self.step()

    def weeks(self) -> np.ndarray:
        """The counts at each week's end: (weeks, firms), in the records of sim."""
        rows = np.zeros((self.day // WORKDAYS_A_WEEK, len(self.firms)), records.week)
        for week, firm, counts in self.notes:
            rows[week, firm]["week"], rows[week, firm]["firm"] = week, firm
            for name, value in counts.items():
                rows[week, firm][name] = value
        return rows
