"""Kicking the can down the road (essay 004): save at every step before service, and let the service desk cope."""

from sim.model.practices import Practices

DESCRIBES = "minimise cost upstream and let service sort it out"
PRACTICES = Practices(
    layoffs=1.0,
    staffing_slack=-0.15,
    improvement=0.0,
    belief=0.2,
    strategy=0.3,
    process=0.3,
    technology=0.4,
    organisation=0.2,
    data_integration=0.2,
)
