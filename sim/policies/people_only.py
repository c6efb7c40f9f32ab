"""People only: protect employees and neglect customers (essay 002, as a misreading of people first)."""

from sim.model.practices import Practices

DESCRIBES = "protect the team, at customers' expense"
PRACTICES = Practices(
    intake_boundary=0.95,
    priority_discipline=0.9,
    first=1.0,
    employee_voice=0.9,
    exhortation=0.0,
    frontline_backing=0.9,
    frontline_discretion=0.4,
    improvement=0.0,
    promise_inflation=0.0,
)
