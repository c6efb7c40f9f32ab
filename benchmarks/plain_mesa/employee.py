"""Employees: they work at a desk, learn, wear out and leave."""

from typing import TYPE_CHECKING

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.request import Request
from benchmarks.plain_mesa.worker import Worker
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import NEWCOMER_WEEKS

if TYPE_CHECKING:
    from benchmarks.plain_mesa.executive import Executive
    from benchmarks.plain_mesa.manager import Manager
    from benchmarks.plain_mesa.market import PlainMarket


class Employee(Worker):
    """Works at a desk, learns, wears out, leaves."""

    def __init__(self, model: "PlainMarket", firm: "Executive", manager: "Manager", hired: int):
        super().__init__(model, firm)
        p = model.p
        self.manager = manager
        manager.team.append(self)
        firm.employees.append(self)
        self.hired = hired
        self.skill = rules.skill_after(
            p.newcomer_productivity, (model.day - hired) / WORKDAYS_A_WEEK, p.learning_time
        )
        self.match = self.random.gauss(0.0, 1.0)
        self.standard = 1.0
        self.clarity = manager.clarity
        self.fatigue = 1.0
        self.success = 1.0
        self.training = 1.0
        self.thoroughness = 1.0
        self.absent = False
        self.desk = []
        self.backlog = 0.0
        self.overdue = 0
        self.begin_week()

    def begin_week(self) -> None:
        """The counts of the week begin anew."""
        self.contract_hours = self.present_hours = self.busy_hours = self.overtime_hours = 0.0
        self.pressure_sum = self.intensity_sum = 0.0
        self.present_days = self.urgent_sum = self.abused = 0
        self.finished = self.in_time = 0

    @property
    def is_newcomer(self) -> bool:
        """Within the first weeks of employment."""
        return self.model.day - self.hired < NEWCOMER_WEEKS * WORKDAYS_A_WEEK

    @property
    def weeks_employed(self) -> float:
        """Tenure."""
        return (self.model.day - self.hired) / WORKDAYS_A_WEEK

    def lay_on_desk(self, request: Request) -> None:
        """One more to do."""
        self.desk.append(request)
        self.backlog += request.left
        if request.due < self.model.day:
            self.overdue += 1

    def survey_desk(self) -> None:
        """Count what lies on the desk."""
        today = self.model.day
        self.backlog = sum(request.left for request in self.desk)
        self.overdue = sum(request.due < today for request in self.desk)

    def work(self) -> None:
        """A day: absence, pressure, then request after request until the hours or the desk run out."""
        p, practices = self.model.p, self.firm.practices
        self.desk = [request for request in self.desk if not request.dropped]
        self.survey_desk()
        contracted = p.hours_per_day * (1.0 - practices.improvement)
        self.contract_hours += contracted
        stays_home = self.absent
        self.absent = self.random.random() < rules.absence_probability(
            p.absence, self.strain, p.strain_reference, p.absence_strain
        )
        if stays_home:
            return
        urgent = sum(request.labelled for request in self.desk)
        self.urgent_sum += urgent
        pressure = rules.work_pressure(
            self.backlog, self.skill, p.hours_per_day, p.backlog_days, p.pressure_low, p.pressure_high
        )
        self.thoroughness = rules.thoroughness(pressure, p.corner_cutting)
        pace = rules.intensity(pressure, p.work_intensity)
        hours = contracted * pace
        k = rules.juggled(self.clarity, urgent, p.juggle_limit)
        speed = (
            self.skill
            * self.training
            * rules.switching_capacity(k, p.switch_cost)
            * rules.tired_productivity(self.fatigue, p.fatigue_productivity)
            / (self.standard * self.thoroughness * (1.0 + self.firm.friction))
        )
        left = hours
        while left > 0.0 and self.desk:
            request = self.pick()
            needed = request.left / speed
            if needed <= left:
                left -= needed
                self.finish(request)
            else:
                request.left -= left * speed
                left = 0.0
        self.survey_desk()
        worked = hours - left
        self.busy_hours += worked
        self.present_hours += contracted
        self.overtime_hours += max(0.0, worked - contracted)
        self.pressure_sum += pressure
        self.intensity_sum += pace if left == 0.0 else min(1.0, pace)
        self.present_days += 1

    def pick(self) -> Request:
        """With clarity the request truly due next, without it one of those called urgent."""
        if self.random.random() < self.clarity:
            return min(self.desk, key=lambda request: request.due)
        return self.random.choice([request for request in self.desk if request.labelled] or self.desk)

    def finish(self, request: Request) -> None:
        """The request is done, rightly or wrongly, and goes back to the customer."""
        p, today = self.model.p, self.model.day
        self.desk.remove(request)
        wrong = rules.error_probability(
            p.error_share,
            self.skill,
            self.standard * self.thoroughness,
            p.error_skill,
            p.error_thoroughness,
        )
        request.correct = self.random.random() >= wrong
        request.care = rules.care(
            self.strain,
            p.strain_reference,
            self.firm.practices.frontline_discretion,
            p.care_strain,
            p.care_discretion,
        )
        request.closed = today
        self.finished += 1
        self.in_time += request.due >= today
        self.abused += request.abuse
        self.firm.deliver(request)

    def wear(self) -> None:
        """The week becomes skill, fatigue, strain and satisfaction."""
        p, manager, practices = self.model.p, self.manager, self.firm.practices
        days = self.present_days
        pressure = self.pressure_sum / days if days else 0.0
        pace = self.intensity_sum / days if days else 0.0
        if self.finished:
            self.success = rules.approach(
                self.success, self.in_time / self.finished, 1.0, p.satisfaction_delay
            )
            target = rules.standard_target(
                self.standard, rules.thoroughness(pressure, p.corner_cutting), p.standard_floor
            )
            slow = p.standard_recovery if target > self.standard else p.standard_erosion_down
            self.standard = rules.approach(self.standard, target, 1.0, slow)
        self.clarity = manager.clarity
        self.fatigue = rules.approach(self.fatigue, pace, 1.0, p.fatigue_onset)
        self.skill = rules.skill_after(self.skill, 1.0, p.learning_time)
        if self.is_newcomer:
            self.training = 1.0
        else:
            newcomers = sum(mate.is_newcomer for mate in manager.team)
            self.training = rules.trainer_capacity(newcomers, len(manager.team), p.trainer_load)
        self.wear_by(
            pressure,
            self.clarity,
            self.abused * (1.0 - practices.frontline_backing),
            rules.recognition(practices.employee_voice, manager.attention),
            self.success,
            rules.match_found(self.match, self.weeks_employed, p.match_learning),
        )

    def consider_leaving(self) -> None:
        """Stay, quit or be dismissed."""
        p = self.model.p
        found = rules.match_found(self.match, self.weeks_employed, p.match_learning)
        if self.quits(found, self.manager.quits_last_week):
            self.leaving = "quits"
        elif self.random.random() < rules.weekly_probability(
            rules.dismissal_hazard(p.dismissal_hazard, found)
        ):
            self.leaving = "dismissals"

    def remove(self) -> None:
        """Leave: the desk goes back to the manager, with the progress that data carry; the hours stay with the firm."""
        carried = self.firm.practices.data_integration
        for request in self.desk:
            if not request.dropped:
                request.left = request.effort - carried * (request.effort - request.left)
                self.manager.tray.append(request)
                self.firm.week["handed_on"] += 1
        self.firm.count_hours(self)
        self.firm.employees.remove(self)
        self.manager.team.remove(self)
        super().remove()
