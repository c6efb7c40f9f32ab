"""Competition levels: market structures that a scenario names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Competition:
    """How many firms serve the market, and whether new ones may open."""

    describes: str
    rivals: int
    potential_entrants: int = 0


LEVELS: dict[str, Competition] = {
    "monopoly": Competition("one firm; customers can only buy less or do without", rivals=0),
    "duopoly": Competition("one rival", rivals=1),
    "rivalry": Competition("several rivals, three unless the scenario says how many", rivals=3),
    "contestable": Competition(
        "one rival unless said, and free entry: a profitable market draws new firms",
        rivals=1,
        potential_entrants=2,
    ),
}
