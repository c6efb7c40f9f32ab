"""Outward-looking only (essay 003, nothing to be loyal to): the firm becomes what its rivals are."""

from sim.practices import Practices

DESCRIBES = "watch rivals and move halfway to their offer each quarter"
PRACTICES = Practices(other_direction=0.5)
