"""Neutral: middling in everything. All firms in the warm-up, and rivals unless a scenario says otherwise."""

from sim.model.practices import Practices

DESCRIBES = "middling in everything"
PRACTICES = Practices()
