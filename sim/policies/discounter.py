"""One of the disciplines of value (essay 003): low prices, and nothing beyond the core."""

from sim.model.practices import Practices

DESCRIBES = "low prices, a lean staff, no extras"
PRACTICES = Practices(
    intake_boundary=0.9,
    pay=0.97,
    staffing_slack=-0.05,
    frontline_discretion=0.2,
    promise_inflation=0.0,
    price=0.88,
)
