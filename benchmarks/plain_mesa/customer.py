"""Customers, who ask, feel and choose, and the requests that pass from them through the firm and back."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa

from benchmarks.plain_mesa import rules
from sim.model.draws import geometric_gap
from sim.model.parameters import DAYS_A_MONTH, DAYS_A_YEAR, WORKDAYS_A_WEEK

if TYPE_CHECKING:
    from benchmarks.plain_mesa.firm import Firm
    from benchmarks.plain_mesa.market import PlainMarket
    from benchmarks.plain_mesa.staff import Manager

next_gap = rules.plain(geometric_gap)


@dataclass(slots=True, eq=False)
class Request:
    """What a customer asked for, on its way through the firm."""

    customer: "Customer"
    firm: "Firm"
    team: "Manager"
    rework: bool
    left: float  # standard hours
    urgent: bool
    claimed: bool
    asked: int
    due: int
    closed: int = -1
    labelled: bool = False
    accepted: bool = False
    dropped: bool = False  # the customer is gone
    correct: bool = False
    care: float = 0.0
    experience: float = 0.0


class Customer(mesa.Agent):
    """Asks, feels, chooses."""

    def __init__(self, model: "PlainMarket", number: int, firm: "Firm"):
        super().__init__(model)
        p, random = model.p, self.random
        self.number = number
        self.firm = firm
        spread = random.lognormvariate(-p.need_spread * p.need_spread / 2.0, p.need_spread)
        self.rate = min(1.0, p.need_rate / DAYS_A_MONTH * model.headroom * spread)
        self.next_need = next_gap(1.0 - random.random(), self.rate) - 1
        self.expectation = p.expectation_start
        self.satisfaction = p.satisfaction_set_point
        self.since = -1
        self.served = -math.inf
        self.to_return = 0  # requests that were wrong, to bring back tomorrow
        self.open = []  # requests in hand at the firm
        self.inbox = []

    def step(self) -> None:
        """A day in one method, as Mesa's tutorial has it: luck decides anew each day whether there is a need."""
        self.next_need = self.model.day + (self.random.random() >= self.rate)
        self.feel()
        self.ask()

    def ask(self) -> None:
        """Bring back what was wrong, and ask for what is needed today."""
        for _ in range(self.to_return):
            self.send(rework=True)
        self.to_return = 0
        if self.next_need <= self.model.day:
            self.need()

    def need(self) -> None:
        """A potential need becomes an ask, the dissatisfied asking less."""
        model, random = self.model, self.random
        p = model.p
        self.next_need = model.day + next_gap(1.0 - random.random(), self.rate)
        if self.firm is None:
            return
        buys = rules.patronage(self.satisfaction, p.satisfaction_set_point, p.patronage_elasticity)
        if random.random() < rules.need_probability(1.0, buys, 1.0, model.headroom):
            self.send(rework=False)

    def send(self, *, rework: bool) -> None:
        """The request goes to the tray of the manager in charge."""
        model, firm, random = self.model, self.firm, self.random
        p = model.p
        spread = random.lognormvariate(-p.effort_spread * p.effort_spread / 2.0, p.effort_spread)
        urgent = random.random() < p.urgent_share
        shouts = rules.stated_urgent(
            p.claim_share, p.claim_sensitivity, self.satisfaction, p.satisfaction_set_point
        )
        request = Request(
            customer=self,
            firm=firm,
            team=firm.managers[self.number // len(model.firms) % len(firm.managers)],
            rework=rework,
            left=p.effort * spread * (p.rework_effort if rework else 1.0),
            urgent=urgent,
            claimed=urgent or random.random() < shouts,
            asked=model.day,
            due=model.day + int(p.urgent_due_days if urgent else p.due_days) - 1,
        )
        self.open.append(request)
        request.team.tray.append(request)
        firm.in_hand += 1

    def feel(self) -> None:
        """Take in what was delivered today."""
        for request in self.inbox:
            self.open.remove(request)
            request.firm.in_hand -= 1
            self.feel_service(request)
        self.inbox.clear()

    def feel_service(self, request: Request) -> None:
        """A delivery against what was expected; most of what was wrong comes back."""
        p, today = self.model.p, self.model.day
        x, expected = request.experience, self.expectation
        surprise = rules.disconfirmation(x, expected, p.shortfall_weight)
        target = rules.satisfaction_target(
            p.satisfaction_set_point, 0.0, 0.0, surprise, p.quality_gain, p.satisfaction_gain
        )
        self.satisfaction = rules.satisfaction_after(self.satisfaction, target, p.satisfaction_memory)
        weeks = (today - max(self.served, self.since)) / WORKDAYS_A_WEEK
        self.expectation = rules.approach(expected, x, weeks, p.expectation_adaptation)
        self.served = today
        if not request.correct and self.random.random() < p.notice_share:
            self.to_return += 1

    def choose(self) -> None:
        """By occasion, logit over the firms and doing without."""
        model = self.model
        occasion = model.returning if self.firm is None else model.staying
        if self.random.random() >= occasion:
            return
        firms = [None, *model.firms]
        luck = model.p.choice_luck
        (chosen,) = self.random.choices(firms, [math.exp(self.utility(firm) / luck) for firm in firms])
        if chosen is self.firm:
            return
        if self.firm is not None:
            self.firm.week["lost_silent"] += 1
            self.to_return = 0
            for request in self.open:
                request.dropped = True
                self.firm.in_hand -= 1
            self.open.clear()
            self.inbox.clear()  # not empty where customers may come before employees
        self.satisfaction = 0.0 if chosen is None else model.p.satisfaction_set_point
        self.firm = chosen
        self.since = model.day

    def utility(self, firm: "Firm | None") -> float:
        """Utility of a firm, or of doing without; another firm is believed to be ordinary."""
        p = self.model.p
        slope, price_slope = p.satisfaction_slope, p.price_slope
        if firm is None:
            return rules.utility(p.outside_satisfaction, 1.0, slope, price_slope)
        if firm is self.firm:
            return rules.utility(self.satisfaction, firm.practices.price, slope, price_slope)
        cost = 0.0 if self.firm is None else rules.switching_disutility(p.switching_cost, price_slope)
        return rules.utility(p.satisfaction_set_point, firm.practices.price, slope, price_slope) - cost

    def note(self) -> None:
        """Be counted by the firm bought from."""
        if self.firm is not None:
            k = self.firm.week
            k["customers"] += 1
            if self.served > self.since and self.model.day - self.served < DAYS_A_YEAR:
                k["customers_served"] += 1
                k["customer_satisfaction_sum"] += self.satisfaction
