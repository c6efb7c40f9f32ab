"""Climate without order, the good half: the people practices of `people_and_customer`, all else as in a neutral firm.

With `people_neglected` and the practice `first` it makes the two by two of `experiments/order_and_climate.toml`: what
a climate does is told apart from what it does whose requests come first.
"""

from sim.model.practices import Practices

DESCRIBES = "people heard, backed, free to decide, and told what is urgent"
PRACTICES = Practices(
    priority_discipline=0.9,
    employee_voice=0.8,
    exhortation=0.5,
    frontline_backing=0.8,
    frontline_discretion=0.8,
)
