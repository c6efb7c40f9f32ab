"""docs/outcomes.md: what is measured."""

import numpy as np

from docs.tables import code, page, table
from sim.model.parameters import WEEKS_A_YEAR
from sim.model.records import week
from sim.outcomes import OUTCOMES, measure

BETTER = {1: "more", -1: "less", 0: "depends"}


def text() -> str:
    """The page."""
    undefined = may_be_undefined()
    return page(
        "Outcomes",
        "sim/outcomes/",
        "What the model measures of a firm, for each week and for a whole run. *Better* says which direction is "
        "usually wanted; no rule of the model reads it. Shares marked % are shown times 100.",
        "A number is undefined where there is nothing to divide by, as in a week without a delivery or after a firm "
        "has closed: NaN in Python and Parquet, empty in CSV, – in tables, and left out of means. *Always defined* "
        "says of which outcomes that never happens; none is ever infinite.",
        table(
            ("outcome", "label", "unit", "better", "always defined", "meaning"),
            (
                (
                    code(outcome.name),
                    outcome.label,
                    outcome.unit + (" (%)" if outcome.percent else ""),
                    BETTER[outcome.better],
                    "no" if outcome.name in undefined else "yes",
                    outcome.meaning,
                )
                for outcome in OUTCOMES.values()
            ),
        ),
    )


def may_be_undefined() -> list[str]:
    """The outcomes that are undefined where nothing happens, as of a firm that has closed: found by trying."""
    nothing = np.zeros(WEEKS_A_YEAR, week)
    return [name for name, value in measure(nothing, 0, weekly=False)[0].items() if np.isnan(value)]
