"""The market: everybody in it, and the calendar."""

from types import SimpleNamespace

import mesa
import numpy as np

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.customer import Customer
from benchmarks.plain_mesa.employee import Employee
from benchmarks.plain_mesa.executive import Executive
from benchmarks.plain_mesa.manager import Manager
from benchmarks.plain_mesa.request import COMPLAINT, CORE, EXTRA, REWORK
from sim.model import records
from sim.model.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import Practices
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
        self.notes = []  # week, firm and what its books say
        self.quarter_books = []  # earned and paid by each firm in each week of the quarter so far
        self.teams = max(1, round(p.employees_per_firm / p.span_of_control))
        self.headroom = 2.0 * max(1.0, p.surge_factor)
        self.staying = rules.weekly_probability(p.consider_rate)
        self.returning = rules.weekly_probability(p.return_rate)
        self.exponential_effort = scenario.work.effort_distribution == "exponential"
        self.effort_factor = {
            CORE: 1.0,
            EXTRA: p.extra_effort,
            COMPLAINT: p.complaint_effort,
            REWORK: p.rework_effort,
        }
        trading, entrants = scenario.trading_firms, scenario.potential_entrants
        self.dealt_to = trading
        self.entry_open = entrants > 0
        self.firms = [
            Executive(self, number, Practices(), trading=number < trading)
            for number in range(trading + entrants)
        ]
        self.customers = trading * int(p.customers_per_firm)
        for number in range(self.customers):
            Customer(self, number, self.firms[number % trading])

    def surge(self, factor: float) -> float:
        """The factor in the weeks of the yearly surge, 1 outside them."""
        week = self.day // WORKDAYS_A_WEEK % 52
        return rules.surge_at(week, self.p.surge_week, self.p.surge_weeks, factor)

    def effort_spread(self) -> float:
        """Effort of a request over its mean."""
        if self.exponential_effort:
            return self.random.expovariate(1.0)
        sigma = self.p.effort_spread
        return self.random.lognormvariate(-sigma * sigma / 2.0, sigma)

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
        self.each(Executive, "count_work")
        self.each(Customer, "feel")
        if (self.day + 1) % WORKDAYS_A_WEEK == 0:
            self.end_week()
        self.day += 1

    def end_week(self) -> None:
        """What happens once a week, and once a quarter before the week is written down."""
        self.each(Manager, "brief")
        self.each(Employee, "wear")
        self.each(Manager, "wear")
        self.each(Employee, "consider_leaving")
        self.each(Manager, "consider_leaving")
        self.each(Executive, "part", "plan", "hire")
        self.each(Customer, "talk")
        self.each(Executive, "be_talked_of")
        self.each(Customer, "consider")
        self.each(Executive, "account")
        if (self.day + 1) % (WEEKS_A_QUARTER * WORKDAYS_A_WEEK) == 0:
            self.enter()
            self.quarter_books.clear()
        else:
            self.quarter_books += [(firm.week["revenue"], firm.week_costs()) for firm in self.firms]
        self.each(Customer, "note")
        self.each(Executive, "note")

    def enter(self) -> None:
        """Firms too deep in debt close; where entry is free, a profitable quarter draws a new one."""
        p = self.p
        for firm in self.firms:
            debt = p.insolvency * WEEKS_A_YEAR * firm.weekly_wage * p.employees_per_firm
            if firm.trading and firm.cash < -debt:
                firm.close()
        revenue = sum(earned for earned, _ in self.quarter_books)
        costs = sum(paid for _, paid in self.quarter_books)
        if self.entry_open and revenue and (revenue - costs) / revenue > p.entry_margin:
            for firm in self.firms:
                if not firm.has_traded:
                    firm.found()
                    return

    def run_until(self, day: int) -> None:
        """Step until the morning of a day."""
        while self.day < day:
            self.step()

    def weeks(self) -> np.ndarray:
        """What the books said at each week's end: (weeks, firms), in the records of sim."""
        rows = np.zeros((self.day // WORKDAYS_A_WEEK, len(self.firms)), records.week)
        for week, firm, columns in self.notes:
            row = rows[week, firm]
            row["week"], row["firm"] = week, firm
            for name in records.week.fields.keys() & columns.keys():
                row[name] = columns[name]
        return rows
