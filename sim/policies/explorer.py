"""Seeing past what customers say (essay 003): build the product for needs that customers have not stated."""

from sim.model.practices import Practices

DESCRIBES = "explore unsaid needs and build for them"
PRACTICES = Practices(improvement=0.04, product_work=1.0, exploration=1.0, immersion=0.6)
