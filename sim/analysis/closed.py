"""Firms that had failed before the policies began: nothing is measured of them, and readers have to know."""

from sim.analysis.runs import Runs, column
from sim.english import counted

HEADCOUNT = "headcount"
"""The outcome by which it is seen: who has failed employs nobody, in no week."""


def closed(runs: Runs) -> str:
    """In how many runs the firm had failed in the warm-up, in a sentence; nothing where it is none."""
    employed = column(runs, HEADCOUNT).astype(float)
    count = int((employed == 0.0).sum())
    if not count:
        return ""
    return (
        f"In {count} of {counted(len(employed), 'run')} the firm had failed before its policy began, in the warm-up:"
        " what is undefined there is left out, and what is counted is 0. A neutral firm that is to live needs more"
        " money.opening_cash, a higher money.price_request, or less money.fixed_cost."
    )
