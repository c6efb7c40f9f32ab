"""The same agents and rules, activated by AgentPy's lists; needs requirements/benchmarks.txt."""

import agentpy
import mesa

from benchmarks.plain_mesa.customer import Customer
from benchmarks.plain_mesa.market import PlainMarket
from sim.model.scenario import Scenario


class AgentPyMarket(PlainMarket):
    """The careful model, in fixed order. An AgentPy agent keeps its state in attributes, as a Mesa agent does."""

    def __init__(self, scenario: Scenario, seed: int = 0):
        super().__init__(scenario, seed)
        self.activation = agentpy.Model()
        self.customers = self.listed(Customer)

    def listed(self, kind: type[mesa.Agent]) -> agentpy.AgentList:
        """The present agents of a kind."""
        return agentpy.AgentList(self.activation, list(self.agents_by_type[kind]))

    def each(self, kind: type[mesa.Agent], *methods: str) -> None:
        """Every agent of a kind does this, then every agent does that. Only customers never come or go."""
        agents = self.customers if kind is Customer else self.listed(kind)
        for method in methods:
            getattr(agents, method)()
