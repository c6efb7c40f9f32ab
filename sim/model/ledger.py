"""The ledger: where a firm's week is written down while it happens.

A count or an amount of the week is added to the firm's row of the week, which begins at zero, by the phase in which
it happens. Two things may be added there: what one phase of the market or of the firm's executive sums by itself, and
whole numbers, whose sum does not depend on the order in which agents act. Fractions that several agents contribute,
hours for one, stay with the agent until the week's end and are then summed in the order of rows: added in another
order, their last digits would differ, and so would runs with shuffled agents.
"""

from typing import Any

from sim.model.compiled import behaviour
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.records import World


@behaviour
def ledger(w: World, day: int, firm: int) -> Any:
    """The firm's row of the week that `day` lies in."""
    return w.weeks[day // WORKDAYS_A_WEEK, firm]
