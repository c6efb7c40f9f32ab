"""docs/mechanisms.md: what can be switched off or frozen, and where it acts."""

from docs.tables import code, codes, filled, table
from sim import acting, sources
from sim.model.mechanisms import MECHANISMS


def text() -> str:
    """The page."""
    places = sources.members("Mechanism")
    rows = (
        (
            code(name),
            mechanism.does,
            mechanism.off,
            codes(places.get(name.upper(), [])),
            codes(acting.rules_of(name)),
        )
        for name, mechanism in MECHANISMS.items()
    )
    head = ("mechanism", "carries", "off", "acts in", "rules around it")
    return filled("mechanisms", {"mechanisms": table(head, rows)})
