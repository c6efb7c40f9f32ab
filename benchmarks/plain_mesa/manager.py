"""Managers: they take requests in, decide, assign, and brief the team."""

from collections import deque
from typing import TYPE_CHECKING

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.request import COMPLAINT, CORE, EXTRA, REWORK, Request
from benchmarks.plain_mesa.worker import Worker
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR, WORKDAYS_A_WEEK

if TYPE_CHECKING:
    from benchmarks.plain_mesa.executive import Executive
    from benchmarks.plain_mesa.market import PlainMarket


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
        self.asked = self.declined = self.handled = self.calm = self.false_urgent = 0
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
        takes = waiting if intake == p.triage_hours * waiting else int(intake / p.triage_hours)
        while self.tray and team and takes:
            request = self.tray.popleft()
            if not request.dropped:
                takes -= 1
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
