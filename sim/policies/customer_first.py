"""Customer first as essays 000 to 002 paint it: accept every request, treat all as urgent, at people's expense.

This is the picture that its critics draw. What an able executive who believes in customer first would do is another
policy: `customer_first_at_its_best`.
"""

from sim.model.practices import Practices

DESCRIBES = "say yes to every ask, pass all of it on as urgent"
PRACTICES = Practices(
    intake_boundary=0.05,
    priority_discipline=0.1,
    first=-1.0,
    employee_voice=0.2,
    exhortation=0.9,
    frontline_backing=0.1,
    frontline_discretion=0.4,
    improvement=0.02,
    promise_inflation=0.5,
)
