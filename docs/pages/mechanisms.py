"""docs/mechanisms.md: what can be switched off or frozen, and where it acts."""

from docs import sources
from docs.tables import code, codes, filled, table
from sim.model.mechanisms import MECHANISMS


def text() -> str:
    """The page."""
    places = sources.members("Mechanism")
    rows = (
        (code(name), mechanism.does, mechanism.off, codes(places.get(name.upper(), [])))
        for name, mechanism in MECHANISMS.items()
    )
    return filled("mechanisms", {"mechanisms": table(("mechanism", "carries", "off", "acts in"), rows)})
