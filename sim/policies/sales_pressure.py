"""Obsession as sales pressure (essay 001): everybody sells, all the time."""

from sim.model.practices import Practices

DESCRIBES = "push sales, and call it customer obsession"
PRACTICES = Practices(exhortation=0.8, sales_pressure=0.8, promise_inflation=0.4)
