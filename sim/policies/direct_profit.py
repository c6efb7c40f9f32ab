"""Aiming at profit (essay 003, obliquity): neutral at first; executives keep each change after which profit rose."""

from sim.model.practices import Practices

DESCRIBES = "try changes, keep what raises profit"
PRACTICES = Practices(goal_profit=1.0)
