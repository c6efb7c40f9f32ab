"""The same agents and rules, stepped as Mesa's own tutorial writes it."""

from benchmarks.plain_mesa.market import PlainMarket
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.scenario import Scenario


class TutorialMarket(PlainMarket):
    """Every day every agent is stepped once, all kinds in one random order; a week ends as in the careful model.

    Who comes before whom is luck, so a request can lie a day longer at each hand that it passes through.
    """

    def __init__(self, scenario: Scenario, seed: int = 0):
        super().__init__(scenario, seed, shuffle=True)

    def step(self) -> None:
        """One working day."""
        self.agents.shuffle_do("step")
        if (self.day + 1) % WORKDAYS_A_WEEK == 0:
            self.end_week()
        self.day += 1
