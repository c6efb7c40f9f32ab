"""A scenario in a notebook is a table, and elsewhere what it was."""

import sys
from types import SimpleNamespace

from IPython.core.formatters import HTMLFormatter

import sim
from sim.model.parameters import SECTIONS
from sim.view.scenario import in_notebooks, scenario_html


def test_a_notebook_shows_what_a_scenario_is_and_where_its_numbers_are_from(monkeypatch):
    formatter = HTMLFormatter()
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": formatter}))
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    shop = sim.load_scenario("corner_shop")
    shown = formatter(shop)
    own, *folded = shown.split("<details>")
    assert "<b>" in own
    assert "duopoly, 2 firms; amounts in USD" in own
    assert "<td>people.employees_per_firm</td><td style='text-align:right'>6</td>" in own
    assert len(folded) == len(SECTIONS)
    assert sum(text.count("<tr>") for text in folded) > own.count("<tr>") > 5


def test_without_a_notebook_nothing_is_told(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    in_notebooks()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    in_notebooks()


def test_what_comes_from_a_file_is_text():
    evil = sim.load_scenario("corner_shop").model_copy(update={"title": "<script>alert(1)</script>"})
    assert "<script>" not in scenario_html(evil)
