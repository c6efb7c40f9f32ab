"""A firm that is willing to fix prices with its rivals, if the law lets it (essay 003)."""

from sim.model.practices import Practices

DESCRIBES = "fix prices with rivals where that pays"
PRACTICES = Practices(collusion=1.0)
