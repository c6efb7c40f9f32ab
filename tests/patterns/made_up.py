"""A market whose outcomes are simple functions of practices: for tests of all that is done with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.model.scenario import Scenario
from sim.patterns.study import Study, study
from sim.policies import Policy, find_policies, load_policy
from sim.running.progress import Progress
from tests.worlds import SMALL, scenario


@dataclass
class MadeUpMarket:
    """Pay keeps people and costs money, tricks earn, immersion is good for everything; worlds add luck."""

    scenario: Scenario
    seed: int = 1
    years: int = 3
    asked: list[int] = field(default_factory=list)

    def outcomes(self, policies: Sequence[Policy], worlds: Sequence[int]) -> np.ndarray:
        """As `sim.patterns.runs.Market` gives them; a firm whose price is above 2.5 is gone."""
        self.asked.append(len(policies) * len(worlds))
        luck = np.mean([((7 * world) % 5 - 2) / 100.0 for world in worlds])
        found = []
        for p in (policy.practices for policy in policies):
            turnover = 0.3 - 0.25 * (p.pay - 1.0) + 0.3 * p.exhortation - 0.2 * p.immersion + luck
            harm = 0.1 * p.dark_patterns + 0.1 * p.promise_inflation + 0.05 * abs(p.price - 1.0)
            satisfaction = 0.7 - harm + 0.1 * p.immersion
            profit = (
                0.1
                - 0.5 * (p.pay - 1.0)
                + 0.3 * p.dark_patterns
                + 0.2 * p.immersion
                - 0.2 * (p.price - 1.0) ** 2
            )
            found.append([max(0.0, turnover), satisfaction, profit, 100.0 / p.price])
            if p.price > 2.5:
                found[-1] = [np.nan] * 4
        return np.array(found)


NAMES = ("neutral", "customer_first", "people_and_customer", "extraction", "employees_then_customers")


def market() -> MadeUpMarket:
    """The market of tests."""
    return MadeUpMarket(scenario(SMALL))


def policies() -> list[Policy]:
    """A few of the project's own; the last one steers."""
    return [load_policy(name) for name in NAMES]


def studied(tries: int = 200, policies_: Sequence[Policy] | None = None) -> tuple[Study, MadeUpMarket]:
    """A study of the made-up market."""
    there = market()
    return study(there, policies_ or policies(), tries, quiet(), lambda: True), there


def all_policies() -> list[Policy]:
    """All of the project's own."""
    return [load_policy(name) for name in find_policies()]


def quiet() -> Progress:
    """Progress that nobody sees."""
    return Progress(lambda what, count: None, lambda done: None)
