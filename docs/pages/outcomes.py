"""docs/outcomes.md: what is measured."""

from docs.tables import code, page, table
from sim.outcomes import OUTCOMES

BETTER = {1: "more", -1: "less", 0: "depends"}


def text() -> str:
    """The page."""
    return page(
        "Outcomes",
        "sim/outcomes/",
        "What the model measures of a firm, for each week and for a whole run. *Better* says which direction is "
        "usually wanted; no rule of the model reads it. Shares marked % are shown times 100.",
        table(
            ("outcome", "label", "unit", "better", "meaning"),
            (
                (
                    code(outcome.name),
                    outcome.label,
                    outcome.unit + (" (%)" if outcome.percent else ""),
                    BETTER[outcome.better],
                    outcome.meaning,
                )
                for outcome in OUTCOMES.values()
            ),
        ),
    )
