"""docs/panel.md: the persons of a run as tables, column by column."""

from collections.abc import Iterable

from docs.tables import code, codes, filled, table
from sim.running.panel import CUSTOMERS, EMPLOYEES, ORIGIN, Column


def text() -> str:
    """The page."""
    slots = {"origin": codes(ORIGIN), "employees": columns(EMPLOYEES), "customers": columns(CUSTOMERS)}
    return filled("panel", slots)


def columns(listed: Iterable[Column]) -> str:
    """The table of columns."""
    rows = ((code(each.name), each.unit, each.meaning) for each in listed)
    return table(("column", "unit", "meaning"), rows)
