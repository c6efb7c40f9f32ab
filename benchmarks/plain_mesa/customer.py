"""Customers: they ask, feel, talk and choose."""

import math
from typing import TYPE_CHECKING

import mesa

from benchmarks.plain_mesa import rules
from benchmarks.plain_mesa.request import COMPLAINT, CORE, EXTRA, REWORK, Request
from sim.model.parameters import DAYS_A_MONTH, DAYS_A_YEAR, WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.phases.feel import FAR_LATE_DAYS

if TYPE_CHECKING:
    from benchmarks.plain_mesa.executive import Executive
    from benchmarks.plain_mesa.market import PlainMarket

NEVER = -math.inf


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
        self.since = -1
        self.served = self.complained = self.problem = NEVER
        self.triggered = self.voiced = self.parted = False
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
        if self.firm is None or not self.firm.trading:
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
        self.parted = self.firm is not None
        if self.firm is not None:
            self.former = self.firm
            self.memory = self.satisfaction
            self.voiced = today - self.complained < WEEKS_A_QUARTER * WORKDAYS_A_WEEK
            self.to_say.clear()
            for request in self.open:
                request.dropped = True
                self.firm.lose(request)
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
            if self.served > self.since and today - self.served < DAYS_A_YEAR:
                k["customers_served"] += 1
                k["customer_satisfaction_sum"] += self.satisfaction
            if moved:
                k["gained"] += 1
        if self.former is not None and self.former is not self.firm:
            k = self.former.week
            if today - self.since < DAYS_A_YEAR:
                k["lost_served"] += 1
                k["lost_satisfaction_sum"] += self.memory
            if moved and self.parted:
                k["lost_voiced" if self.voiced else "lost_silent"] += 1
