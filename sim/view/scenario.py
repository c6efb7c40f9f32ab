"""A scenario as notebooks show it: what it is, and every quantity with its unit and source.

The model itself knows nothing of how it is shown, so that notebooks are told here: `in_notebooks` is called by whoever
hands out scenarios.
"""

import html
import sys
from typing import Any

from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity, Section
from sim.model.scenario import Scenario
from sim.running.scenarios import market_told


def in_notebooks() -> None:
    """Let the notebook in which this runs, if it does, show scenarios as tables."""
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(Scenario, scenario_html)


def scenario_html(scenario: Scenario) -> str:
    """The title, the description, and a table a section: what differs from the defaults first, all of it folded."""
    esc = html.escape
    head = (
        f"<p><b>{esc(scenario.title)}</b> ({esc(scenario.name)})<br>{esc(scenario.describes)}</p>"
        f"<p>{esc(market_told(scenario))}; amounts in {esc(scenario.currency)}</p>"
    )
    own = "".join(_rows(name, own=True, section=scenario.section(name)) for name in SECTIONS)
    every = "".join(
        f"<details><summary>{esc(name)}</summary><table>"
        f"{_rows(name, own=False, section=scenario.section(name))}</table></details>"
        for name in SECTIONS
    )
    return f"{head}<table><caption>what differs from the defaults</caption>{own}</table>{every}"


def _rows(name: str, *, own: bool, section: Section) -> str:
    """The quantities of a section, or those of them that are not the default."""
    cells = [
        (f"{name}.{field}", f"{value.value:g}", value.unit, value.source)
        for field, specified in type(section).model_fields.items()
        if isinstance(value := getattr(section, field), Quantity) and not (own and value == specified.default)
    ]
    return "".join(
        f"<tr><td>{html.escape(field)}</td><td style='text-align:right'>{amount}</td>"
        f"<td>{html.escape(unit)}</td><td>{html.escape(source)}</td></tr>"
        for field, amount, unit, source in cells
    )
