"""A run's outcomes as HTML, for notebooks: the headlines first, then all, folded by kind."""

import html
from collections.abc import Iterable, Mapping

from sim.outcomes import HEADLINE, OUTCOMES
from sim.outcomes.books import BOOKS
from sim.outcomes.customers import CUSTOMERS
from sim.outcomes.people import PEOPLE
from sim.outcomes.work import WORK
from sim.units import number, scaled, shown_unit

KINDS = {"people": PEOPLE, "work": WORK, "customers": CUSTOMERS, "books": BOOKS}
"""The outcomes by kind, in the order in which they are shown."""


def summary_html(head: str, summary: Mapping[str, float]) -> str:
    """The value of each outcome, in the unit in which it is shown, to three digits."""
    folded = "".join(
        f"<details><summary>{kind}, all {len(its)}</summary>{_table(summary, (one.name for one in its))}</details>"
        for kind, its in KINDS.items()
    )
    return f"{_table(summary, HEADLINE, head)}{folded}"


def _table(summary: Mapping[str, float], names: Iterable[str], head: str = "") -> str:
    caption = f"<caption>{html.escape(head)}</caption>" if head else ""
    return f"<table>{caption}{''.join(_line(name, summary[name]) for name in names)}</table>"


def _line(name: str, value: float) -> str:
    known = OUTCOMES[name]
    cells = (known.label, number(scaled(known, value)), shown_unit(known, "currency"))
    label, amount, unit = map(html.escape, cells)
    return f"<tr><td>{label}</td><td style='text-align:right'>{amount}</td><td>{unit}</td></tr>"
