"""Aiming past profit (essay 003, obliquity): neutral at first; executives keep what serves customers and employees."""

from sim.model.practices import Practices

DESCRIBES = "try changes, keep what serves customers and employees"
PRACTICES = Practices(goal_customers=0.5, goal_employees=0.5)
