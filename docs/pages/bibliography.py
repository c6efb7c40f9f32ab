"""docs/bibliography.md: sources by their keys, and the facts and priors that rest on them."""

from collections.abc import Mapping
from typing import Any

from docs.tables import code, number, page, span, table
from sim.design.facts import bibliography, citation, facts, priors


def text() -> str:
    """The page."""
    return page(
        "Bibliography",
        "sim/design/bibliography.toml and sim/design/facts.toml",
        "Every source that the code and the scenarios name. *Checked* means that authors, title and venue were seen "
        "in a catalogue or on the work; *partly* that some were; *memory* that none was: look those up before you "
        "cite them.",
        entries(bibliography()),
        "## Facts",
        "Published numbers that the neutral firm is held against (`facts.<name>` in sources). *Certain* says whether "
        "the number was *read* in the source, at *second* hand, or is from *memory*.",
        facts_table(facts()),
        "## Priors",
        "Ranges for constants of the model (`priors.<name>` in sources).",
        priors_table(priors()),
    )


def entries(sources: Mapping[str, Any]) -> str:
    """The table of sources."""
    return table(
        ("key", "source", "citation", "note"),
        (
            (code(key), citation(entry), entry["citation"], entry.get("note", ""))
            for key, entry in sources.items()
        ),
    )


def facts_table(known: Mapping[str, Any]) -> str:
    """The table of published numbers."""
    return table(
        ("fact", "says", "reproduced within", "unit", "source", "certain", "measured as"),
        (
            (
                code(name),
                fact["says"],
                span(*fact["interval"]),
                fact["unit"],
                fact["source"],
                fact["certain"],
                fact["measure"],
            )
            for name, fact in known.items()
        ),
    )


def priors_table(known: Mapping[str, Any]) -> str:
    """The table of ranges for constants."""
    return table(
        ("prior", "low", "best", "high", "unit", "source", "certain", "where from"),
        (
            (
                code(name),
                number(prior["low"]),
                number(prior["best"]),
                number(prior["high"]),
                prior["unit"],
                prior["source"],
                prior["certain"],
                prior["from"],
            )
            for name, prior in known.items()
        ),
    )
