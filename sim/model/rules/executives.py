"""Executives' hours."""

from sim.model.compiled import rule


@rule
def fitting_share(claimed: float, available: float) -> float:
    """Share of what is asked of executives that their hours allow: min(1, available / claimed), hours a week.

    Everything suffers alike: nobody says which of it comes first. Source: executives' time is fixed and claimed by all
    sides (porter2018); form assumed.
    """
    return min(1.0, available / claimed) if claimed > 0.0 else 1.0
