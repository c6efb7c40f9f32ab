"""The same model written plainly in Mesa, as a peer to measure against: agents are objects, state is attributes.

What a good Mesa modeller would write: one class a kind of agent, requests as objects that pass from tray to desk to
inbox, AgentSets activated every day and every week, Mesa's own random numbers. It follows the same calendar and calls
the same rules, as plain Python functions. A customer knows the day of its next need, as in sim, so an idle day costs
one comparison; every customer is still activated twice a day, which is Mesa's way. `do` and not `shuffle_do` is used
for customers because the order of their asks hardly matters, and shuffling them would double the time.

Its luck comes in the order of calls, so its runs equal those of sim in distribution only. What is left out: holding
accepted hours or payroll equal between policies.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from types import SimpleNamespace

import mesa
import numpy as np

from benchmarks import plain_rules as rules
from sim import records
from sim.parameters import DAYS_A_MONTH, DAYS_A_YEAR, WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.phases.feel import FAR_LATE_DAYS
from sim.phases.triage import NEWCOMER_WEEKS
from sim.practices import Practices
from sim.scenario import Scenario

CORE, EXTRA, COMPLAINT, REWORK = "core", "extra", "complaint", "rework"
NEVER = -math.inf


@dataclass(slots=True, eq=False)
class Request:
    """What a customer asked for, on its way through the firm."""

    customer: "Customer"
    firm: "Executive"
    team: "Manager"
    channel: str
    effort: float  # standard hours
    urgent: bool
    claimed: bool
    abuse: bool
    asked: int
    due: int
    left: float = 0.0
    closed: int = -1
    labelled: bool = False
    accepted: bool = False
    declined: bool = False
    dropped: bool = False
    in_person: bool = False  # a complaint that the manager handled
    correct: bool = False
    care: float = 0.0
    experience: float = 0.0

    def price(self) -> float:
        """What the customer pays on delivery: rework and complaints are free."""
        p = self.firm.model.p
        if self.channel == CORE:
            return self.firm.practices.price * p.price_request
        return self.firm.practices.price * p.price_request * p.extra_price if self.channel == EXTRA else 0.0


class Customer(mesa.Agent):
    """Asks, feels, talks, chooses."""

    def __init__(self, model: "PlainMarket", number: int, firm: "Executive"):
        super().__init__(model)
        p, random = model.p, self.random
        self.number = number
        self.firm = firm
        self.former = None
        spread = random.lognormvariate(-p.need_spread * p.need_spread / 2.0, p.need_spread)
        self.rate = min(1.0, p.need_rate / DAYS_A_MONTH * model.headroom * spread)
        self.next_need = rules.geometric_gap(1.0 - random.random(), self.rate) - 1
        self.extra_habit = p.extra_share
        self.expectation = p.expectation_start
        self.satisfaction = p.satisfaction_set_point
        self.memory = 0.0
        self.abusive = random.random() < p.abusive_share
        self.since = 0
        self.served = self.complained = self.problem = NEVER
        self.triggered = self.voiced = False
        self.to_say = []  # channels of what is to be said tomorrow
        self.open = []  # requests in hand at the firm
        self.inbox = []

    def ask(self) -> None:
        """Bring back what was wrong, complain, and ask for what is needed today."""
        if self.to_say:
            for channel in self.to_say:
                self.send(channel)
            self.to_say.clear()
        if self.next_need <= self.model.day:
            self.need()

    def need(self) -> None:
        """A potential need becomes an ask, the dissatisfied asking less."""
        model, random = self.model, self.random
        p = model.p
        self.next_need = model.day + rules.geometric_gap(1.0 - random.random(), self.rate)
        if self.firm is None:
            return
        buys = rules.patronage(self.satisfaction, p.satisfaction_set_point, p.patronage_elasticity)
        if random.random() < rules.need_probability(model.surge(p.surge_factor), buys, 1.0, model.headroom):
            self.send(EXTRA if random.random() < self.extra_habit else CORE)

    def send(self, channel: str) -> None:
        """The request goes to the tray of the manager in charge."""
        model, firm, random = self.model, self.firm, self.random
        p = model.p
        effort = p.effort * model.effort_factor[channel] * model.effort_spread()
        urgent = random.random() < p.urgent_share
        shouts = rules.stated_urgent(
            p.claim_share, p.claim_sensitivity, self.satisfaction, p.satisfaction_set_point
        )
        lost = max(0.0, 1.0 - self.satisfaction / p.satisfaction_set_point)
        request = Request(
            customer=self,
            firm=firm,
            team=firm.managers[self.number // self.model.dealt_to % len(firm.managers)],
            channel=channel,
            effort=effort,
            left=effort,
            urgent=urgent,
            claimed=urgent or random.random() < shouts,
            abuse=self.abusive and random.random() < p.abuse_rate * lost * model.surge(p.surge_abuse),
            asked=model.day,
            due=model.day + int(p.urgent_due_days if urgent else p.due_days) - 1,
        )
        self.open.append(request)
        request.team.tray.append(request)
        firm.in_hand += 1
        firm.week["opened"] += 1

    def feel(self) -> None:
        """Take in what was delivered or declined today."""
        if not self.inbox:
            return
        for request in self.inbox:
            self.open.remove(request)
            request.firm.in_hand -= 1
            if not request.declined:
                self.feel_service(request)
            self.feel_answer(request)
        self.inbox.clear()

    def feel_service(self, request: Request) -> None:
        """A delivery against what was expected and promised; perhaps a problem, perhaps voiced."""
        p, today, random = self.model.p, self.model.day, self.random
        x = request.experience
        expected = rules.promised(
            self.expectation, request.firm.practices.promise_inflation, p.promise_weight
        )
        felt = rules.disconfirmation(x, expected, p.shortfall_weight)
        self.satisfaction = rules.satisfaction_after(
            self.satisfaction, felt, p.satisfaction_set_point, p.satisfaction_gain, p.satisfaction_memory
        )
        weeks = (today - max(self.served, self.since)) / WORKDAYS_A_WEEK
        self.expectation = rules.approach(self.expectation, x, weeks, p.expectation_adaptation)
        self.extra_habit = rules.approach(self.extra_habit, p.extra_share, weeks, p.extra_forgetting)
        self.served = today
        if expected - x > p.trigger_shortfall:
            self.triggered = True
        late = request.closed > request.due
        if not request.correct or request.closed - request.due > FAR_LATE_DAYS:
            self.problem = today
        noticed = not request.correct and random.random() < p.notice_share
        if noticed:
            self.to_say.append(REWORK)
        voiced = p.complain_wrong if noticed else (p.complain_late if late else 0.0)
        if random.random() < voiced and request.channel != COMPLAINT:
            self.to_say.append(COMPLAINT)
            self.complained = today

    def feel_answer(self, request: Request) -> None:
        """What a yes, a no or an apology does."""
        p = self.model.p
        if request.declined:
            self.satisfaction = max(0.0, self.satisfaction - p.decline_cost)
            self.extra_habit = rules.habit_after(self.extra_habit, False, p.extra_learning)
        elif request.channel == EXTRA:
            self.satisfaction = min(1.0, self.satisfaction + p.extra_delight)
            self.extra_habit = rules.habit_after(self.extra_habit, True, p.extra_learning)
        elif request.in_person:
            self.satisfaction = min(1.0, self.satisfaction + p.recovery)

    def talk(self) -> None:
        """Tell others about the present firm, and for a year about the former one."""
        p = self.model.p
        if self.firm is not None:
            self.firm.hear(self.satisfaction, p)
        if (
            self.former is not None
            and self.former is not self.firm
            and self.model.day - self.since < DAYS_A_YEAR
        ):
            self.former.hear(self.memory, p)

    def consider(self) -> None:
        """With a reason or an occasion, compare firms."""
        model = self.model
        occasion = model.returning if self.firm is None else model.staying
        if self.triggered or self.random.random() < occasion:
            self.choose()

    def choose(self) -> None:
        """Logit over the firms that trade and doing without."""
        today = self.model.day
        self.triggered = False
        firms = [None, *(firm for firm in self.model.firms if firm.trading)]
        (chosen,) = self.random.choices(firms, [math.exp(self.utility(firm)) for firm in firms])
        if chosen is self.firm:
            return
        hope = 0.0 if chosen is None else self.belief_in(chosen)
        if self.firm is not None:
            self.former = self.firm
            self.memory = self.satisfaction
            self.voiced = today - self.complained < WEEKS_A_QUARTER * WORKDAYS_A_WEEK
            self.to_say.clear()
            for request in self.open:
                request.dropped = True
                request.firm.in_hand -= 1
            self.open.clear()
        self.satisfaction = hope
        self.firm = chosen
        self.since = today
        self.complained = NEVER

    def belief_in(self, firm: "Executive") -> float:
        """Satisfaction expected of another firm."""
        return rules.believed(firm.reputation, self.memory, self.former is firm, self.model.p.own_memory)

    def utility(self, firm: "Executive | None") -> float:
        """Utility of a firm, or of doing without."""
        p = self.model.p
        slope, elasticity = p.satisfaction_slope, p.price_elasticity
        if firm is None:
            return rules.utility(p.outside_satisfaction, 1.0, slope, elasticity)
        price = firm.practices.price
        if firm is self.firm:
            return rules.utility(self.satisfaction, price, slope, elasticity)
        hope = rules.promised(self.belief_in(firm), firm.practices.promise_inflation, p.promise_weight)
        cost = 0.0 if self.firm is None else rules.switching_disutility(p.switching_cost, elasticity)
        return rules.utility(hope, price, slope, elasticity) - cost

    def note(self) -> None:
        """Be counted by the firm bought from and the firm left."""
        today = self.model.day
        moved = self.since == today
        if self.firm is not None:
            k = self.firm.week
            k["customers"] += 1
            if today - self.problem < DAYS_A_YEAR:
                k["customers_with_problem"] += 1
            if self.served >= self.since and today - self.served < DAYS_A_YEAR:
                k["customers_served"] += 1
                k["customer_satisfaction_sum"] += self.satisfaction
            if moved:
                k["gained"] += 1
        if self.former is not None and self.former is not self.firm:
            k = self.former.week
            if today - self.since < DAYS_A_YEAR:
                k["lost_served"] += 1
                k["lost_satisfaction_sum"] += self.memory
            if moved:
                k["lost_voiced" if self.voiced else "lost_silent"] += 1


class Worker(mesa.Agent):
    """What employees and managers share: a job that wears or satisfies, and leaving it."""

    def __init__(self, model: "PlainMarket", firm: "Executive"):
        super().__init__(model)
        self.firm = firm
        self.strain = model.p.strain_reference
        self.satisfaction = model.p.satisfaction_reference
        self.leaving = None

    def wear_by(
        self, pressure: float, clarity: float, abuse: float, heard: float, success: float, found: float
    ) -> None:
        """A week's demands and resources move strain and satisfaction."""
        p, practices = self.model.p, self.firm.practices
        demands = rules.job_demands(
            min(p.pressure_high, pressure),
            1.0 - clarity,
            abuse,
            self.firm.process_friction,
            rules.unmet_exhortation(practices.exhortation, practices.frontline_discretion, pressure),
            p.demand_pressure,
            p.demand_ambiguity,
            p.demand_abuse,
            p.demand_friction,
            p.demand_exhortation,
        )
        resources = rules.job_resources(
            heard,
            practices.frontline_discretion,
            success,
            p.resource_recognition,
            p.resource_discretion,
            p.resource_success,
        )
        strained = rules.strain_target(demands, resources, p.job_balance, p.strain_slope, p.strain_reference)
        self.strain = rules.approach(self.strain, strained, 1.0, p.burnout_delay)
        content = rules.job_satisfaction(
            demands,
            resources,
            p.job_balance,
            found,
            practices.pay,
            p.satisfaction_reference,
            p.satisfaction_slope_job,
            p.satisfaction_match,
            p.satisfaction_pay,
        )
        self.satisfaction = rules.approach(self.satisfaction, content, 1.0, p.satisfaction_delay)

    def quits(self, found: float, quits_nearby: int) -> bool:
        """Whether this is the last week."""
        p = self.model.p
        hazard = rules.quit_hazard(
            p.base_quit_hazard,
            self.satisfaction,
            self.strain,
            found,
            self.firm.practices.pay,
            quits_nearby,
            p.labour_tightness,
            p.satisfaction_reference,
            p.satisfaction_spread,
            p.quit_odds_per_sd_satisfaction,
            p.burnout_quit_multiplier,
            p.match_quit,
            p.pay_quit,
            p.contagion,
        )
        return self.random.random() < rules.leaves_this_week(hazard)


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
        self.busy_hours = self.present_hours = self.overtime_hours = 0.0
        self.pressure_sum = self.intensity_sum = 0.0
        self.present_days = self.urgent_sum = self.abused = 0
        self.dropped = self.finished = self.in_time = 0

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
        if any(request.dropped for request in self.desk):
            kept = [request for request in self.desk if not request.dropped]
            self.dropped += len(self.desk) - len(kept)
            self.desk = kept
        self.survey_desk()
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
        contracted = p.hours_per_day * (1.0 - practices.improvement)
        hours = p.hours_per_day * pace * (1.0 - practices.improvement)
        k = rules.juggled(self.clarity, urgent, p.juggle_limit)
        speed = (
            self.skill
            * self.training
            * rules.switching_capacity(k, p.switch_cost)
            * rules.tired_productivity(self.fatigue, p.fatigue_productivity)
            / (self.standard * self.thoroughness * (1.0 + self.firm.process_friction))
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
        elif self.random.random() < rules.leaves_this_week(rules.dismissal_hazard(p.dismissal_hazard, found)):
            self.leaving = "dismissals"

    def remove(self) -> None:
        """Leave: the desk goes back to the manager and is begun anew; the week's hours stay with the firm."""
        for request in self.desk:
            if request.dropped:
                self.manager.dropped += 1
            else:
                request.left = request.effort
                self.manager.tray.append(request)
                self.firm.week["handed_on"] += 1
        self.firm.count_hours(self)
        self.firm.employees.remove(self)
        self.manager.team.remove(self)
        super().remove()


class Manager(Worker):
    """Takes requests in, decides, assigns, briefs the team. The agent is the post, held by one person after another."""

    def __init__(self, model: "PlainMarket", firm: "Executive"):
        super().__init__(model, firm)
        self.appointed = -4 * DAYS_A_YEAR
        self.team = []
        self.tray = deque()
        self.clarity = self.label_value = 0.7
        self.attention = 1.0
        self.quits_last_week = 0
        self.begin_week()

    def begin_week(self) -> None:
        """The counts of the week begin anew."""
        self.hours = self.team_hours = self.team_need = self.claimed_hours = self.accepted_hours = 0.0
        self.asked = self.declined = self.dropped = self.handled = self.calm = self.false_urgent = 0
        self.accepted = dict.fromkeys((CORE, EXTRA, COMPLAINT, REWORK), 0)

    def triage(self) -> None:
        """One day: claims on it are summed, then served: duties, own hours for the team, the tray."""
        if not self.firm.trading:
            return
        p, practices, team, today = self.model.p, self.firm.practices, self.team, self.model.day
        newcomers = sum(mate.is_newcomer for mate in team)
        open_requests = sum(len(mate.desk) for mate in team)
        overdue = sum(mate.overdue for mate in team)
        duties = (p.report_hours + p.newcomer_hours * newcomers) / WORKDAYS_A_WEEK + p.chase_hours * overdue
        need = (
            rules.attention_needed(len(team), open_requests, p.attention_base, p.attention_per_request)
            / WORKDAYS_A_WEEK
        )
        waiting = len(self.tray)
        claimed = duties + p.triage_hours * waiting + self.wishes() + need
        hours = rules.hours_worked(claimed, p.hours_per_day, p.manager_overtime)
        intake = min(p.triage_hours * waiting, max(0.0, hours - duties))
        own = max(0.0, hours - duties - intake)
        kept = rules.reserved_hours(own, practices.team_time, need)
        free = own - kept
        while self.tray and team and (intake >= p.triage_hours or p.triage_hours == 0.0):
            request = self.tray.popleft()
            if request.dropped:
                self.dropped += 1
            else:
                intake -= p.triage_hours
                free -= self.decide(request, free)
        left_over = max(0.0, intake) + max(0.0, free)
        for_team = max(0.0, kept + min(0.0, free)) + left_over
        weeks = min((today - self.appointed) / WORKDAYS_A_WEEK, 10.0 * WEEKS_A_YEAR)
        self.team_hours += min(for_team, need) * rules.briefing_skill(
            weeks, p.succession_start, p.succession_weeks
        )
        self.team_need += need
        self.hours += hours
        self.claimed_hours += claimed

    def wishes(self) -> float:
        """Hours that the tray would take beyond taking it in, if all that is meant to be done were done."""
        p, practices = self.model.p, self.firm.practices
        hours = 0.0
        for request in self.tray:
            if request.accepted:
                continue
            if request.channel == EXTRA:
                hours += practices.intake_boundary * p.negotiate_hours + p.contact_hours
            elif request.channel == COMPLAINT:
                hours += p.complaint_hours
            if request.claimed:
                hours += practices.priority_discipline * p.check_hours
        return hours

    def decide(self, request: Request, own_hours: float) -> float:
        """Decide on a request and pass it on; returns the hours that it took."""
        took = 0.0
        if not request.accepted:
            took = self.consider(request, own_hours)
        if request.declined or request.in_person:
            request.closed = self.model.day
            self.firm.deliver(request)
        else:
            mate = min(self.team, key=lambda mate: (mate.absent, mate.backlog, mate.unique_id))
            mate.lay_on_desk(request)
        return took

    def consider(self, request: Request, own_hours: float) -> float:
        """Negotiate, label, perhaps handle in person; returns the hours that it took."""
        p = self.model.p
        took = 0.0
        if request.channel == EXTRA:
            took += self.negotiate(request, own_hours)
        if not request.declined:
            request.accepted = True
            took += self.label(request, own_hours - took)
            if request.channel == EXTRA:
                took += p.contact_hours
        self.asked += 1
        if not request.urgent:
            self.calm += 1
            self.false_urgent += request.labelled
        if request.declined:
            self.declined += 1
            return took
        self.accepted[request.channel] += 1
        if request.channel == COMPLAINT and own_hours - took >= p.complaint_hours:
            took += p.complaint_hours
            self.handled += 1
            request.in_person = request.correct = True
            request.care = 1.0
        else:
            self.accepted_hours += request.left
        return took

    def negotiate(self, request: Request, own_hours: float) -> float:
        """Negotiate an out-of-scope ask if meant to and able to."""
        p = self.model.p
        if own_hours < p.negotiate_hours or self.random.random() >= self.firm.practices.intake_boundary:
            return 0.0
        if self.random.random() < p.decline_share:
            request.declined = True
        else:
            request.effort *= p.reduced_effort
            request.left = request.effort
        return p.negotiate_hours

    def label(self, request: Request, own_hours: float) -> float:
        """Label a request as stated, or as found if meant to check and able to."""
        p = self.model.p
        request.labelled = request.claimed
        if not request.claimed or own_hours < p.check_hours:
            return 0.0
        if self.random.random() >= self.firm.practices.priority_discipline:
            return 0.0
        request.labelled = request.urgent
        return p.check_hours

    def brief(self) -> None:
        """The week's attention and labels become the team's clarity."""
        if not self.firm.trading:
            return
        self.attention = min(1.0, self.team_hours / self.team_need) if self.team_need else 1.0
        self.label_value = rules.label_value(self.false_urgent, self.calm)
        clear = rules.clarity(self.attention, self.label_value)
        self.clarity = rules.approach(self.clarity, clear, 1.0, self.model.p.attention_memory)

    def wear(self) -> None:
        """Claims beyond the contracted hours are pressure, a team left alone is missing success."""
        if not self.firm.trading:
            return
        pressure = self.claimed_hours / (self.model.p.hours_per_day * WORKDAYS_A_WEEK) - 1.0
        self.wear_by(pressure, self.clarity, 0.0, self.firm.practices.employee_voice, self.attention, 0.0)

    def consider_leaving(self) -> None:
        """Stay or quit."""
        if self.firm.trading and self.quits(0.0, self.quits_last_week):
            self.leaving = "quits"

    def be_succeeded(self) -> None:
        """The most skilled teammate takes the post; of an empty team, a new hire."""
        firm, p = self.firm, self.model.p
        if self.team:
            successor = max(self.team, key=lambda mate: (mate.skill, -mate.unique_id))
            self.strain = successor.strain
            successor.remove()
            firm.week["promotions"] += 1
        else:
            self.strain = p.strain_reference
            firm.week["hires"] += 1
        self.satisfaction = p.satisfaction_reference
        self.appointed = self.model.day
        self.leaving = None


class Executive(mesa.Agent):
    """Runs a firm: delivers, sees leavers off, plans, hires, keeps the books."""

    def __init__(self, model: "PlainMarket", number: int, practices: Practices, *, trading: bool):
        super().__init__(model)
        p = model.p
        self.number = number
        self.practices = practices
        self.trading = trading
        self.founded = 0
        self.employees = []
        self.managers = [Manager(model, self) for _ in range(model.teams)]
        self.in_hand = 0
        self.told = self.told_weight = 0.0
        self.reputation = p.satisfaction_set_point
        self.process_friction = rules.friction_after(
            p.friction, p.friction, practices.improvement, p.friction_growth, p.improvement_yield, 1000.0
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
                tenure = self.random.expovariate(p.base_quit_hazard) * DAYS_A_YEAR
                hired = -int(min(tenure, 20.0 * DAYS_A_YEAR))
                Employee(model, self, self.managers[place % model.teams], hired)

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
            self.process_friction,
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
            1.0 - self.process_friction,
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
        self.process_friction = rules.friction_after(
            self.process_friction,
            p.friction,
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
        k["busy_hours"] += employee.busy_hours
        k["present_hours"] += employee.present_hours
        k["overtime_hours"] += employee.overtime_hours
        k["dropped"] += employee.dropped
        k["urgent_sum"] += employee.urgent_sum
        k["present_days"] += employee.present_days

    def note(self) -> None:
        """Write the week down; its counts begin anew."""
        k, p = self.week, self.model.p
        for e in self.employees:
            self.count_hours(e)
            k["contract_hours"] += p.hours_per_day * WORKDAYS_A_WEEK
            k["overdue"] += e.overdue
            k["clarity_sum"] += e.clarity
            k["strain_sum"] += e.strain
            k["satisfaction_sum"] += e.satisfaction
            k["skill_sum"] += e.skill
            k["pressure_sum"] += e.pressure_sum / e.present_days if e.present_days else 0.0
            k["open_requests"] += len(e.desk)
            e.begin_week()
        for g in self.managers:
            k["dropped"] += g.dropped
            k["in_tray"] += len(g.tray)
            k["open_requests"] += len(g.tray)
            if self.trading:
                k["teams"] += 1
                k["decided"] += g.asked
                k["declined"] += g.declined
                k["handled"] += g.handled
                k["accepted_hours"] += g.accepted_hours
                k["manager_hours"] += g.hours
                k["team_hours"] += g.team_hours
                k["team_need"] += g.team_need
                k["manager_strain_sum"] += g.strain
                k["label_value_sum"] += g.label_value
                k["attention_sum"] += g.attention
                for channel, count in g.accepted.items():
                    k["accepted_" + channel] += count
            g.begin_week()
        k["trading"] = self.trading
        k["employees"] = len(self.employees)
        k["headcount"] = len(self.employees) + k["teams"]
        k["reputation"] = self.reputation
        k["process_friction"] = self.process_friction
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
                    self.in_hand -= 1
            manager.tray.clear()
        for customer in self.model.agents_by_type[Customer]:
            if customer.firm is self:
                customer.triggered = True

    def found(self) -> None:
        """An entrant hires half a staff of newcomers and is believed to be as good as any."""
        model = self.model
        p = model.p
        self.trading = True
        self.founded = model.day + 1
        self.process_friction = p.friction
        self.cash = p.opening_cash * WEEKS_A_YEAR * self.weekly_wage * p.employees_per_firm
        self.forecast = self.revenue_smooth = self.overtime_smooth = 0.0
        for manager in self.managers:
            manager.appointed = model.day
            manager.clarity = 1.0
        self.week["hires"] += len(self.managers)
        for _ in range(max(1, int(p.entry_size * p.employees_per_firm))):
            self.take_on()


class PlainMarket(mesa.Model):
    """A market of firms and customers; a step is one working day. Every firm begins neutral."""

    def __init__(self, scenario: Scenario, seed: int = 0):
        super().__init__(rng=seed)
        p = self.p = SimpleNamespace(**scenario.constants())
        self.day = 0
        self.notes = []  # week, firm and what its books say
        self.quarter_books = []
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

    def step(self) -> None:
        """One working day."""
        agents = self.agents_by_type
        agents[Customer].do("ask")
        agents[Manager].shuffle_do("triage")
        agents[Employee].shuffle_do("work")
        agents[Executive].do("count_work")
        agents[Customer].do("feel")
        if (self.day + 1) % WORKDAYS_A_WEEK == 0:
            self.end_week()
        self.day += 1

    def end_week(self) -> None:
        """What happens once a week, and once a quarter before the week is written down."""
        agents = self.agents_by_type
        agents[Manager].do("brief")
        agents[Employee].shuffle_do("wear")
        agents[Manager].do("wear")
        agents[Employee].shuffle_do("consider_leaving")
        agents[Manager].do("consider_leaving")
        agents[Executive].do("part").do("plan").do("hire")
        agents[Customer].do("talk")
        agents[Executive].do("be_talked_of")
        agents[Customer].do("consider")
        agents[Executive].do("account")
        self.quarter_books += [(firm.week["revenue"], firm.week_costs()) for firm in self.firms]
        if (self.day + 1) % (WEEKS_A_QUARTER * WORKDAYS_A_WEEK) == 0:
            self.enter()
            self.quarter_books.clear()
        agents[Customer].do("note")
        agents[Executive].do("note")

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
                if not firm.trading and not firm.founded:
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
