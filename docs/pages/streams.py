"""docs/streams.md: the decisions that need luck, and where they are made."""

from docs.tables import code, codes, page, table
from sim import sources
from sim.model.draws import Stream


def text() -> str:
    """The page."""
    places = sources.members("Stream")
    rows = (
        (code(stream.name), str(int(stream)), codes(places[stream.name]))
        for stream in Stream
        if stream.name in places
    )
    return page(
        "Streams of luck",
        "sim/model/draws.py",
        "Every decision that needs luck has a stream of its own. A draw is a function of the world's seed, the stream, "
        "who decides and when, so that one more decision elsewhere changes nobody's luck.",
        table(("stream", "number", "drawn in"), rows),
    )
