"""People first and customer obsessed (essay 002): boundaries, priorities, backing and less friction."""

from sim.model.practices import Practices

DESCRIBES = "set priorities, back the team, remove friction"
PRACTICES = Practices(
    intake_boundary=0.6,
    priority_discipline=0.9,
    first=1.0,
    employee_voice=0.8,
    exhortation=0.5,
    frontline_backing=0.8,
    frontline_discretion=0.8,
    improvement=0.02,
    promise_inflation=0.1,
)
