"""Departments upstream: which failures they repair where they are born, and which they pass on to service.

A failure's repair where it is born takes an effort that varies exponentially around a mean; passed on, it costs
service a fixed one. A department that counts a share of that against its own repairs what is cheaper to it.
"""

import math

from sim.model.compiled import rule


@rule
def repaired_share(measured: float, saved: float, cost: float) -> float:
    """Failures repaired where they are born: P(cost < measured * saved) = 1 - exp(-measured * saved / cost).

    measured [0-1]: share of what passing on costs others that the department's measure counts; saved: effort at
    the desk; cost: mean effort at the source, both over that of a request. Source: kerr1975 for the sign; form assumed.
    """
    return 1.0 - math.exp(-measured * saved / cost)


@rule
def repair_effort(measured: float, saved: float, cost: float) -> float:
    """Effort of those repairs for each failure born: cost * (1 - (1 + x) * exp(-x)), x = measured * saved / cost.

    The mean of an exponential cost, as far as it lies below measured * saved. Source: assumed with repaired_share.
    """
    x = measured * saved / cost
    return cost * (1.0 - (1.0 + x) * math.exp(-x))
