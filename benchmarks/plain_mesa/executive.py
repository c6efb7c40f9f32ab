"""Executives: each runs a firm. They deliver, see leavers off, plan, hire and keep the books."""

import math
from collections import defaultdict
from types import SimpleNamespace
from typing import TYPE_CHECKING

import mesa

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.customer import Customer
from benchmarks.plain_mesa.employee import Employee
from benchmarks.plain_mesa.manager import Manager
from benchmarks.plain_mesa.request import CORE, EXTRA, Request
from benchmarks.plain_mesa.worker import Worker
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import Practices

if TYPE_CHECKING:
    from benchmarks.plain_mesa.market import PlainMarket


class Executive(mesa.Agent):
    """Runs a firm: delivers, sees leavers off, plans, hires, keeps the books."""

    def __init__(self, model: "PlainMarket", number: int, practices: Practices, *, trading: bool):
        super().__init__(model)
        p = model.p
        self.number = number
        self.practices = practices
        self.trading = self.has_traded = trading
        self.founded = 0
        self.employees = []
        self.managers = [Manager(model, self) for _ in range(model.teams)]
        self.in_hand = 0
        self.told = self.told_weight = 0.0
        self.reputation = p.satisfaction_set_point
        self.friction = rules.wear_and_work(
            p.friction, p.friction, 0.0, practices.improvement, p.friction_growth, p.improvement_yield, 1000.0
        )
        staff = int(p.employees_per_firm)
        self.forecast = staff / self.staff_for(1.0)
        self.revenue_smooth = staff * self.weekly_wage / p.budget_share
        self.overtime_smooth = 0.0
        self.staff_target = float(staff)
        self.cash = p.opening_cash * WEEKS_A_YEAR * self.weekly_wage * staff
        self.week = defaultdict(float)
        if trading:
            for place in range(staff):
                hazard = p.base_quit_hazard
                years = min(20.0, self.random.expovariate(hazard)) if hazard else 20.0
                manager = self.managers[place % model.teams]
                Employee(model, self, manager, hired=-int(years * DAYS_A_YEAR))

    @property
    def weekly_wage(self) -> float:
        """What an employee costs in a week without overtime."""
        p = self.model.p
        return p.wage * self.practices.pay * p.on_costs * p.hours_per_day * WORKDAYS_A_WEEK

    def staff_for(self, hours: float) -> float:
        """Employees needed for some accepted standard hours a week."""
        p = self.model.p
        return rules.staff_needed(
            hours,
            self.friction,
            self.practices.staffing_slack,
            p.hours_per_day * WORKDAYS_A_WEEK,
            p.absence,
            p.planned_utilisation,
            self.practices.improvement,
        )

    def deliver(self, request: Request) -> None:
        """What is done or declined goes back to the customer; a delivery is paid for and counted."""
        p, k = self.model.p, self.week
        request.customer.inbox.append(request)
        if request.declined:
            k["unserved_days"] += request.closed - request.asked + 1
            return
        days_late = max(0, request.closed - request.due)
        request.experience = rules.experience(
            rules.timeliness(days_late, p.patience_days),
            request.correct,
            1.0 - self.friction,
            request.care,
            p.weight_timely,
            p.weight_correct,
            p.weight_easy,
            p.weight_care,
        )
        k["revenue"] += request.price()
        k["delivered"] += 1
        if request.channel in (CORE, EXTRA):
            k["delivered_core" if request.channel == CORE else "delivered_extra"] += 1
        k["lead_days"] += request.closed - request.asked + 1
        if days_late:
            k["late"] += 1
            k["late_days"] += days_late
        if not request.correct:
            k["wrong"] += 1

    def lose(self, request: Request) -> None:
        """A request that nobody waits for any more."""
        self.in_hand -= 1
        self.week["dropped"] += 1
        self.week["unserved_days"] += self.model.day + 1 - request.asked

    def count_work(self) -> None:
        """Requests in hand today."""
        self.week["system_days"] += self.in_hand

    def part(self) -> None:
        """See leavers off and have managers succeeded."""
        if not self.trading:
            return
        for manager in self.managers:
            manager.quits_last_week = 0
        for employee in [employee for employee in self.employees if employee.leaving]:
            self.count_exit(employee, employee.leaving)
            if employee.leaving == "quits":
                employee.manager.quits_last_week += 1
            employee.remove()
        for manager in self.managers:
            if manager.leaving:
                self.count_exit(manager, manager.leaving)
                self.week["manager_quits"] += 1
                manager.quits_last_week += 1
                manager.be_succeeded()

    def count_exit(self, worker: Worker, way: str) -> None:
        """An exit enters the books."""
        self.week[way] += 1
        self.week["leavers"] += 1
        self.week["leaver_satisfaction_sum"] += worker.satisfaction

    def plan(self) -> None:
        """Smooth what was accepted and earned; from that follows the number of staff wanted."""
        if not self.trading:
            return
        p, k = self.model.p, self.week
        accepted = sum(manager.accepted_hours for manager in self.managers)
        overtime = k["overtime_hours"] + sum(employee.overtime_hours for employee in self.employees)
        k["overtime_pay"] = overtime * p.wage * self.practices.pay * p.on_costs * p.overtime_premium
        self.forecast = rules.approach(self.forecast, accepted, 1.0, p.forecast_weeks)
        self.revenue_smooth = rules.approach(self.revenue_smooth, k["revenue"], 1.0, p.forecast_weeks)
        self.overtime_smooth = rules.approach(self.overtime_smooth, k["overtime_pay"], 1.0, p.forecast_weeks)
        affordable = rules.staff_affordable(self.revenue_smooth, p.budget_share, self.weekly_wage)
        self.staff_target = max(1.0, min(self.staff_for(self.forecast), affordable))
        if self.founded and self.model.day - self.founded < DAYS_A_YEAR:
            self.staff_target = max(self.staff_target, p.entry_size * p.employees_per_firm)

    def hire(self) -> None:
        """Lay off above the tolerated band, else fill each vacancy by chance."""
        if not self.trading:
            return
        p, k, staff = self.model.p, self.week, len(self.employees)
        excess = rules.layoffs_due(staff, self.staff_target, p.layoff_band, self.practices.layoffs)
        if excess > 0.0:
            for _ in range(min(staff - 1, int(excess + self.random.random()))):
                newest = max(self.employees, key=lambda employee: employee.unique_id)
                self.count_exit(newest, "layoffs")
                newest.remove()
                k["severance_pay"] += p.severance * 52.0 * self.weekly_wage
            return
        chance = rules.fill_probability(p.hiring_weeks, self.practices.pay, p.hiring_pay, p.labour_tightness)
        for _ in range(math.floor(self.staff_target + 0.5) - staff):
            if self.random.random() < chance:
                self.take_on()
                k["hiring"] += p.hiring_cost * 52.0 * self.weekly_wage

    def take_on(self) -> None:
        """A newcomer joins the smallest team."""
        smallest = min(self.managers, key=lambda manager: len(manager.team))
        Employee(self.model, self, smallest, self.model.day)
        self.week["hires"] += 1

    def hear(self, satisfaction: float, p: SimpleNamespace) -> None:
        """What one customer tells."""
        weight = rules.message_weight(satisfaction, p.satisfaction_set_point, p.negative_word_of_mouth)
        self.told += weight * satisfaction
        self.told_weight += weight

    def be_talked_of(self) -> None:
        """Reputation follows what customers told this week."""
        if self.told_weight:
            self.reputation = rules.approach(
                self.reputation, self.told / self.told_weight, 1.0, self.model.p.reputation_adaptation
            )
        self.told = self.told_weight = 0.0

    def account(self) -> None:
        """Pay wages and keep the books; friction follows the week's improvement work."""
        if not self.trading:
            return
        p, k = self.model.p, self.week
        practices = self.practices
        week_hours = p.hours_per_day * WORKDAYS_A_WEEK
        wages = self.weekly_wage * len(self.employees)
        managers = p.manager_wage * practices.pay * p.on_costs * week_hours * len(self.managers)
        k["improvement_cost"] = wages * practices.improvement
        k["wages"] = wages - k["improvement_cost"] + managers
        k["fixed_cost"] = p.fixed_cost * p.wage * p.on_costs * week_hours * p.employees_per_firm
        self.cash += k["revenue"] - self.week_costs()
        self.friction = rules.wear_and_work(
            self.friction,
            p.friction,
            0.0,
            practices.improvement,
            p.friction_growth,
            p.improvement_yield,
            1.0 / WEEKS_A_YEAR,
        )

    def week_costs(self) -> float:
        """Everything paid this week."""
        k = self.week
        paid = k["wages"] + k["overtime_pay"] + k["hiring"] + k["severance_pay"]
        return paid + k["improvement_cost"] + k["fixed_cost"]

    def count_hours(self, employee: Employee) -> None:
        """What an employee did this week."""
        k = self.week
        k["contract_hours"] += employee.contract_hours
        k["present_hours"] += employee.present_hours
        k["busy_hours"] += employee.busy_hours
        k["overtime_hours"] += employee.overtime_hours
        k["urgent_sum"] += employee.urgent_sum
        k["present_days"] += employee.present_days

    def note(self) -> None:
        """Write the week down; its counts begin anew."""
        k = self.week
        for e in self.employees:
            self.count_hours(e)
            k["overdue"] += e.overdue
            k["clarity_sum"] += e.clarity
            k["strain_sum"] += e.strain
            k["satisfaction_sum"] += e.satisfaction
            k["skill_sum"] += e.skill
            k["pressure_sum"] += e.pressure_sum / e.present_days if e.present_days else 0.0
            k["open_requests"] += len(e.desk)
            e.begin_week()
        for g in self.managers:
            k["in_tray"] += len(g.tray)
            k["open_requests"] += len(g.tray)
            k["decided"] += g.asked
            k["declined"] += g.declined
            k["handled"] += g.handled
            k["accepted_hours"] += g.accepted_hours
            k["manager_hours"] += g.hours
            k["team_hours"] += g.team_hours
            k["team_need"] += g.team_need
            for channel, count in g.accepted.items():
                k["accepted_" + channel] += count
            if self.trading:
                k["teams"] += 1
                k["manager_strain_sum"] += g.strain
                k["label_value_sum"] += g.label_value
                k["attention_sum"] += g.attention
            g.begin_week()
        k["trading"] = self.trading
        k["employees"] = len(self.employees)
        k["headcount"] = len(self.employees) + k["teams"]
        k["reputation"] = self.reputation
        k["work_friction"] = k["customer_friction"] = self.friction
        k["staff_target"] = self.staff_target
        k["cash"] = self.cash
        k["customers_in_market"] = self.model.customers
        self.model.notes.append((self.model.day // WORKDAYS_A_WEEK, self.number, k))
        self.week = defaultdict(float)

    def close(self) -> None:
        """Insolvent: everybody leaves; customers find out when they next choose."""
        self.trading = False
        for employee in self.employees.copy():
            self.count_exit(employee, "insolvencies")
            employee.remove()
        for manager in self.managers:
            self.count_exit(manager, "insolvencies")
            for request in manager.tray:
                if not request.dropped:
                    request.customer.open.remove(request)
                    self.lose(request)
            manager.tray.clear()
        for customer in self.model.agents_by_type[Customer]:
            if customer.firm is self:
                customer.triggered = True
                customer.to_say.clear()

    def found(self) -> None:
        """An entrant hires half a staff of newcomers and is believed to be as good as any."""
        model = self.model
        p = model.p
        self.trading = self.has_traded = True
        self.founded = model.day + 1
        self.friction = p.friction
        self.cash = p.opening_cash * WEEKS_A_YEAR * self.weekly_wage * p.employees_per_firm
        self.forecast = self.revenue_smooth = self.overtime_smooth = 0.0
        for manager in self.managers:
            manager.appointed = model.day
            manager.clarity = 1.0
        self.week["hires"] += len(self.managers)
        for _ in range(max(1, int(p.entry_size * p.employees_per_firm))):
            self.take_on()
