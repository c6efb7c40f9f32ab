"""Climate without order, the bad half: the people practices of `customer_first` alone, all else as in a neutral firm.

With `people_looked_after` and the practice `first` it makes the two by two of `experiments/order_and_climate.toml`:
what a climate does is told apart from what it does whose requests come first.
"""

from sim.model.practices import Practices

DESCRIBES = "people exhorted, unheard, not backed, and told that all is urgent"
PRACTICES = Practices(
    priority_discipline=0.1,
    employee_voice=0.2,
    exhortation=0.9,
    frontline_backing=0.1,
    frontline_discretion=0.4,
)
