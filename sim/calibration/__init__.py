"""Calibration: the uncertain constants fitted to published facts together, or to a client's monthly data.

`sim calibrate` runs it; docs/calibration.md says how it is done and what came out. Nothing here changes the values that
scenarios have: it says where the data would put them, and where the data say nothing.
"""

from sim.calibration.posterior import Posterior, posterior

__all__ = ["Posterior", "posterior"]
