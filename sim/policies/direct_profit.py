"""Aiming at profit (essay 003, obliquity): neutral at first, executives keep what raises the quarter's profit."""

from sim.model.practices import Practices

DESCRIBES = "try changes, keep what raises profit"
PRACTICES = Practices(goal_profit=1.0)
