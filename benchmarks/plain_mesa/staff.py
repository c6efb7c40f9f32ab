"""Employees, who work, learn, wear out and leave; managers, who take in, label and assign; what both share."""

from collections import deque
from typing import TYPE_CHECKING, Any

import mesa

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.customer import Request
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import NEWCOMER_WEEKS
from sim.model.rules.quitting import QuitWeights
from sim.model.rules.strain import DemandWeights, SatisfactionWeights

if TYPE_CHECKING:
    from benchmarks.plain_mesa.firm import Firm
    from benchmarks.plain_mesa.market import PlainMarket


def demand_weights(p: Any) -> DemandWeights:
    """What a job demands, by the market's constants."""
    return DemandWeights(
        p.demand_pressure, p.demand_ambiguity, p.demand_abuse, p.demand_friction, p.demand_exhortation
    )


def satisfaction_weights(p: Any) -> SatisfactionWeights:
    """What a job satisfies by, by the market's constants."""
    return SatisfactionWeights(
        p.satisfaction_reference, p.satisfaction_slope_job, p.satisfaction_match, p.satisfaction_pay
    )


def quit_weights(p: Any) -> QuitWeights:
    """What makes somebody quit, by the market's constants."""
    return QuitWeights(
        base=p.base_quit_hazard,
        reference=p.satisfaction_reference,
        spread=p.satisfaction_spread,
        odds=p.quit_odds_per_sd_satisfaction,
        burnout=p.burnout_quit_multiplier,
        match=p.match_quit,
        pay=p.pay_quit,
        contagion=p.contagion,
    )


class Worker(mesa.Agent):
    """A job that wears or satisfies, and leaving it."""

    def __init__(self, model: "PlainMarket", firm: "Firm"):
        super().__init__(model)
        self.firm = firm
        self.strain = model.p.strain_reference
        self.satisfaction = model.p.satisfaction_reference
        self.leaving = False

    def wear_by(self, pressure: float, clarity: float, success: float, found: float) -> None:
        """A week's demands and resources move strain and satisfaction."""
        p = self.model.p
        demands = rules.job_demands(
            min(p.pressure_high, pressure), 1.0 - clarity, 0.0, 0.0, 0.0, demand_weights(p)
        )
        resources = rules.job_resources(
            0.0, 0.0, success, p.resource_recognition, p.resource_autonomy, p.resource_success
        )
        strained = rules.strain_target(
            demands, resources, p.job_balance, p.strain_slope, p.strain_reference, 0.0
        )
        self.strain = rules.approach(self.strain, strained, 1.0, p.burnout_delay)
        content = rules.job_satisfaction(
            demands, resources, p.job_balance, found, self.firm.practices.pay, satisfaction_weights(p)
        )
        self.satisfaction = rules.approach(self.satisfaction, content, 1.0, p.satisfaction_delay)

    def decide_to_quit(self, found: float) -> None:
        """Perhaps this is the last week."""
        p = self.model.p
        hazard = rules.quit_hazard(
            self.satisfaction,
            self.strain,
            found,
            self.firm.practices.pay,
            0.0,
            p.labour_tightness,
            quit_weights(p),
        )
        self.leaving = self.random.random() < rules.weekly_probability(hazard)


class Employee(Worker):
    """Works at a desk, learns, wears out, leaves."""

    def __init__(self, model: "PlainMarket", firm: "Firm", manager: "Manager", hired: int):
        super().__init__(model, firm)
        p = model.p
        self.manager = manager
        manager.team.append(self)
        firm.employees.append(self)
        self.hired = hired
        self.skill = rules.skill_after(p.newcomer_productivity, self.weeks_employed, p.learning_time)
        self.match = self.random.gauss(0.0, 1.0)
        self.clarity = 1.0
        self.calm_seen = self.false_seen = 0.0
        self.success = 1.0
        self.absent = False
        self.desk = []
        self.backlog = 0.0
        self.overdue = 0
        self.begin_week()

    def begin_week(self) -> None:
        """The counts of the week begin anew."""
        self.pressure_sum = 0.0
        self.present_days = self.finished = self.in_time = 0

    @property
    def weeks_employed(self) -> float:
        """Tenure."""
        return (self.model.day - self.hired) / WORKDAYS_A_WEEK

    @property
    def is_newcomer(self) -> bool:
        """Within the first weeks of employment."""
        return self.weeks_employed < NEWCOMER_WEEKS

    @property
    def found(self) -> float:
        """What has been found out about how well the job fits."""
        return rules.match_found(self.match, self.weeks_employed, self.model.p.match_learning)

    def lay_on_desk(self, request: Request) -> None:
        """One more to do."""
        self.desk.append(request)
        self.backlog += request.left
        self.overdue += request.due < self.model.day

    def survey_desk(self) -> None:
        """Count what lies on the desk."""
        today = self.model.day
        self.backlog = sum(request.left for request in self.desk)
        self.overdue = sum(request.due < today for request in self.desk)

    def step(self) -> None:
        """A day in one method."""
        self.work()

    def work(self) -> None:
        """A day: absence, pressure, then request after request until the hours or the desk run out."""
        p, k = self.model.p, self.firm.week
        self.desk = [request for request in self.desk if not request.dropped]
        self.survey_desk()
        contracted = p.hours_per_day * (1.0 - self.firm.practices.improvement)
        k["contract_hours"] += contracted
        stays_home = self.absent
        self.absent = self.random.random() < rules.absence_probability(
            p.absence, self.strain, p.strain_reference, p.absence_strain
        )
        if stays_home:
            return
        urgent = sum(request.labelled for request in self.desk)
        pressure = rules.work_pressure(
            self.backlog, self.skill, contracted, p.backlog_days, p.pressure_low, p.pressure_high
        )
        thoroughness = rules.thoroughness(pressure, p.corner_cutting)
        hours = left = contracted * rules.intensity(pressure, p.work_intensity)
        juggled = rules.juggled(self.clarity, urgent, p.juggle_limit)
        speed = self.skill * rules.switching_capacity(juggled, p.switch_cost) / thoroughness
        while left > 0.0 and self.desk:
            request = self.pick()
            needed = request.left / speed
            if needed <= left:
                left -= needed
                self.finish(request, thoroughness)
            else:
                request.left -= left * speed
                left = 0.0
        self.survey_desk()
        k["busy_hours"] += hours - left
        k["present_hours"] += contracted
        k["overtime_hours"] += max(0.0, hours - left - contracted)
        k["urgent_sum"] += urgent
        k["present_days"] += 1
        self.pressure_sum += pressure
        self.present_days += 1

    def pick(self) -> Request:
        """With clarity the request truly due next, without it one of those called urgent."""
        if self.random.random() < self.clarity:
            return min(self.desk, key=lambda request: request.due)
        return self.random.choice([request for request in self.desk if request.labelled] or self.desk)

    def finish(self, request: Request, thoroughness: float) -> None:
        """The request is done, rightly or wrongly, and goes back to the customer."""
        p, today, discretion = self.model.p, self.model.day, self.firm.practices.frontline_discretion
        self.desk.remove(request)
        wrong = rules.error_probability(
            p.error_share, self.skill, thoroughness, 1.0, p.error_skill, p.error_thoroughness
        )
        request.correct = self.random.random() >= wrong
        request.care = rules.care(
            self.strain, p.strain_reference, discretion, p.care_strain, p.care_discretion
        )
        request.closed = today
        self.finished += 1
        self.in_time += request.due >= today
        self.calm_seen += not request.urgent
        self.false_seen += request.labelled and not request.urgent
        self.firm.deliver(request)

    def wear(self) -> None:
        """The week becomes skill, strain and satisfaction."""
        p = self.model.p
        pressure = self.pressure_sum / self.present_days if self.present_days else 0.0
        if self.finished:
            share = self.in_time / self.finished
            self.success = rules.approach(self.success, share, 1.0, p.satisfaction_delay)
        # Nobody has questions here, so what labels tell is all that there is to know.
        self.clarity = rules.label_value(self.false_seen, self.calm_seen)
        fading = rules.approach(1.0, 0.0, 1.0, p.experience_weeks)
        self.calm_seen *= fading
        self.false_seen *= fading
        self.skill = rules.skill_after(self.skill, 1.0, p.learning_time)
        self.wear_by(pressure, self.clarity, self.success, self.found)

    def consider_leaving(self) -> None:
        """Stay or quit."""
        self.decide_to_quit(self.found)

    def remove(self) -> None:
        """Leave: what lies on the desk goes back to the manager."""
        self.manager.tray.extend(request for request in self.desk if not request.dropped)
        self.firm.employees.remove(self)
        self.manager.team.remove(self)
        super().remove()


class Manager(Worker):
    """Takes requests in, labels and assigns them. The agent is the post, held by one person after another."""

    def __init__(self, model: "PlainMarket", firm: "Firm"):
        super().__init__(model, firm)
        self.team = []
        self.tray = deque()
        self.clarity = self.label_value = self.success = 1.0
        self.overrun = 0.0
        self.begin_week()

    def begin_week(self) -> None:
        """The counts of the week begin anew."""
        self.hours = self.claimed_hours = self.accepted_hours = 0.0
        self.served = self.same_day = self.calm = self.false_urgent = self.false_claims = 0

    def step(self) -> None:
        """A day in one method."""
        self.triage()

    def triage(self) -> None:
        """One day: chasers, then the tray as it came, until the hours run out; in a rush, checks are skipped."""
        p, discipline, today = self.model.p, self.firm.practices.priority_discipline, self.model.day
        self.tray = deque(request for request in self.tray if not request.dropped)
        chased = p.chase_hours * sum(mate.overdue for mate in self.team)
        stated = sum(request.claimed and not request.accepted for request in self.tray)
        claimed = chased + p.triage_hours * len(self.tray) + discipline * p.check_hours * stated
        hours = rules.hours_worked(claimed, p.hours_per_day, p.manager_overtime)
        hurry = rules.rush(claimed, hours)
        left = hours - chased - self.overrun
        while self.tray and self.team and left > 0.0:
            request = self.tray.popleft()
            left -= self.decide(request, discipline * (1.0 - hurry))
            self.served += 1
            self.same_day += request.asked == today
        self.overrun = max(0.0, -left)
        self.hours += hours
        self.claimed_hours += claimed

    def decide(self, request: Request, checks: float) -> float:
        """Label a new request, and assign it to the shortest desk; returns the hours that it took."""
        took = self.model.p.triage_hours
        if not request.accepted:
            request.accepted = True
            took += self.label(request, checks)
            self.firm.week["decided"] += 1
            self.firm.week["accepted_rework"] += request.rework
            self.calm += not request.urgent
            self.false_urgent += request.labelled and not request.urgent
            self.false_claims += request.claimed and not request.urgent
            self.accepted_hours += request.left
        min(self.team, key=lambda mate: (mate.absent, mate.backlog / mate.skill, mate.unique_id)).lay_on_desk(
            request
        )
        return took

    def label(self, request: Request, checks: float) -> float:
        """Label a request as stated, or as found if it is checked; returns the hours that it took."""
        request.labelled = request.claimed
        if not request.claimed or self.random.random() >= checks:
            return 0.0
        request.labelled = request.urgent
        return self.model.p.check_hours

    def brief(self) -> None:
        """See what the week's labels told, and learn what customers' claims tell."""
        self.label_value = rules.label_value(self.false_urgent, self.calm)
        told = rules.label_value(self.false_claims, self.calm)
        self.clarity = rules.approach(self.clarity, told, 1.0, self.model.p.experience_weeks)

    def wear(self) -> None:
        """Claims beyond the contracted hours are pressure, requests served on the day they came are success."""
        p = self.model.p
        if self.served:
            share = self.same_day / self.served
            self.success = rules.approach(self.success, share, 1.0, p.satisfaction_delay)
        pressure = self.claimed_hours / (p.hours_per_day * WORKDAYS_A_WEEK) - 1.0
        self.wear_by(pressure, self.clarity, self.success, 0.0)

    def consider_leaving(self) -> None:
        """Stay or quit."""
        self.decide_to_quit(0.0)

    def be_succeeded(self) -> None:
        """The most skilled teammate takes the post; of an empty team, a new hire."""
        self.strain = self.model.p.strain_reference
        if self.team:
            successor = max(self.team, key=lambda mate: (mate.skill, -mate.unique_id))
            self.strain = successor.strain
            successor.remove()
        self.satisfaction = self.model.p.satisfaction_reference
        self.success = 1.0
        self.leaving = False
