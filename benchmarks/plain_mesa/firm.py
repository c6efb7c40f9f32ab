"""Firms: they deliver, see leavers off, plan, lay off and hire."""

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import mesa

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.customer import Request
from benchmarks.plain_mesa.staff import Employee, Manager
from sim.model.parameters import DAYS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import Practices
from sim.model.rules.quality import Grades
from sim.model.states import HIRING_STAGES

if TYPE_CHECKING:
    from benchmarks.plain_mesa.market import PlainMarket


class Firm(mesa.Agent):
    """Delivers, sees leavers off, plans, lays off, hires."""

    def __init__(self, model: "PlainMarket", number: int):
        super().__init__(model)
        p = model.p
        self.number = number
        self.practices = Practices()
        self.employees = []
        self.managers = [Manager(model, self) for _ in range(model.teams)]
        self.in_hand = 0
        staff = int(p.employees_per_firm)
        self.forecast = staff / self.staff_for(1.0)
        self.staff_target = float(staff)
        self.vacancies: list[int] = []
        self.week = defaultdict(float)
        for place in range(staff):
            years = min(20.0, self.random.expovariate(p.base_quit_hazard)) if p.base_quit_hazard else 20.0
            Employee(model, self, self.managers[place % model.teams], hired=-int(years * DAYS_A_YEAR))

    def staff_for(self, hours: float) -> float:
        """Employees needed for some accepted standard hours a week."""
        p, practices = self.model.p, self.practices
        week = p.hours_per_day * WORKDAYS_A_WEEK
        return rules.staff_needed(
            hours,
            1.0,
            practices.staffing_slack,
            week,
            p.absence,
            p.planned_utilisation,
            practices.improvement,
        )

    def deliver(self, request: Request) -> None:
        """What is done goes back to the customer, and is counted."""
        p, k = self.model.p, self.week
        request.customer.inbox.append(request)
        days_late = request.closed - request.due
        timely = rules.timeliness(days_late, p.patience_days, p.ordinary_grade)
        right = rules.workmanship(request.correct, self.random.random(), p.ordinary_grade)
        fair = rules.fairness(0.0, p.price_feeling, p.ordinary_grade)
        weights = Grades(p.weight_timely, p.weight_correct, p.weight_easy, p.weight_care, p.weight_price)
        grades = Grades(timely, right, 1.0, request.care, fair)
        request.experience = rules.experience(grades, weights)
        k["delivered"] += 1
        k["lead_days"] += request.closed - request.asked + 1
        k["late"] += days_late > 0
        k["wrong"] += not request.correct

    def step(self) -> None:
        """A day in one method."""
        self.count_work()

    def count_work(self) -> None:
        """Requests in hand today."""
        self.week["system_days"] += self.in_hand

    def leave(self) -> None:
        """See leavers off and have managers succeeded."""
        for employee in [employee for employee in self.employees if employee.leaving]:
            self.week["quits"] += 1
            employee.remove()
        for manager in self.managers:
            if manager.leaving:
                self.week["quits"] += 1
                manager.be_succeeded()

    def plan(self) -> None:
        """Smooth what was accepted; from that follows the number of staff wanted."""
        accepted = sum(manager.accepted_hours for manager in self.managers)
        self.forecast = rules.approach(self.forecast, accepted, 1.0, self.model.p.forecast_weeks)
        self.staff_target = max(1.0, self.staff_for(self.forecast))

    def hire(self) -> None:
        """Lay off above the tolerated band; vacancies pass a stage by chance, and end on the smallest team."""
        p, staff = self.model.p, len(self.employees)
        excess = rules.layoffs_due(staff, self.staff_target, p.layoff_band, self.practices.layoffs)
        if excess > 0.0:
            for _ in range(min(staff - 1, int(excess + self.random.random()))):
                max(self.employees, key=lambda employee: employee.unique_id).remove()
        chance = rules.stage_probability(
            HIRING_STAGES, p.hiring_weeks, self.practices.pay, p.hiring_pay, p.labour_tightness
        )
        stages = [stage + (self.random.random() < chance) for stage in self.vacancies]
        self.vacancies = sorted((stage for stage in stages if stage < HIRING_STAGES), reverse=True)
        for _ in range(len(stages) - len(self.vacancies)):
            smallest = min(self.managers, key=lambda manager: len(manager.team))
            Employee(self.model, self, smallest, self.model.day)
        missing = math.floor(self.staff_target + 0.5) - len(self.employees) - len(self.vacancies)
        self.vacancies += [0] * missing
        # The latest to be opened are withdrawn first, and nobody who has signed.
        while missing < 0 and self.vacancies and self.vacancies[-1] < HIRING_STAGES - 1:
            self.vacancies.pop()
            missing += 1

    def note(self) -> None:
        """Write the week down; its counts begin anew."""
        k = self.week
        for employee in self.employees:
            k["clarity_sum"] += employee.clarity
            k["strain_sum"] += employee.strain
            k["satisfaction_sum"] += employee.satisfaction
            k["skill_sum"] += employee.skill
            employee.begin_week()
        for manager in self.managers:
            k["manager_strain_sum"] += manager.strain
            k["label_value_sum"] += manager.label_value
            k["manager_hours"] += manager.hours
            k["claimed_hours"] += manager.claimed_hours
            manager.begin_week()
        k["trading"] = 1
        k["teams"] = len(self.managers)
        k["employees"] = len(self.employees)
        k["headcount"] = k["employees"] + k["teams"]
        self.model.notes.append((self.model.day // WORKDAYS_A_WEEK, self.number, k))
        self.week = defaultdict(float)
