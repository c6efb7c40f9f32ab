"""What employees and managers share."""

from typing import TYPE_CHECKING

import mesa

from benchmarks.plain_mesa import rules
from sim.model.rules.quitting import QuitWeights
from sim.model.rules.strain import DemandWeights, SatisfactionWeights

if TYPE_CHECKING:
    from benchmarks.plain_mesa.executive import Executive
    from benchmarks.plain_mesa.market import PlainMarket


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
            self.firm.friction,
            rules.unmet_exhortation(practices.exhortation, practices.frontline_discretion, pressure),
            DemandWeights(
                p.demand_pressure, p.demand_ambiguity, p.demand_abuse, p.demand_friction, p.demand_exhortation
            ),
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
            SatisfactionWeights(
                p.satisfaction_reference, p.satisfaction_slope_job, p.satisfaction_match, p.satisfaction_pay
            ),
        )
        self.satisfaction = rules.approach(self.satisfaction, content, 1.0, p.satisfaction_delay)

    def quits(self, found: float, quits_nearby: int) -> bool:
        """Whether this is the last week."""
        p = self.model.p
        hazard = rules.quit_hazard(
            self.satisfaction,
            self.strain,
            found,
            self.firm.practices.pay,
            quits_nearby,
            p.labour_tightness,
            QuitWeights(
                p.base_quit_hazard,
                p.satisfaction_reference,
                p.satisfaction_spread,
                p.quit_odds_per_sd_satisfaction,
                p.burnout_quit_multiplier,
                p.match_quit,
                p.pay_quit,
                p.contagion,
            ),
        )
        return self.random.random() < rules.weekly_probability(hazard)
