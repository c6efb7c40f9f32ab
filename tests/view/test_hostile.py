"""Pages hold to what SECURITY.md says of them: nothing is loaded or run that we did not write, whatever names say."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from sim.app.actions import Catalogue
from sim.app.server import ADDRESS, make
from sim.calibration.answers import Told
from sim.calibration.client import Fit
from sim.calibration.months import Months
from sim.patterns.showcase import content
from sim.view import pages
from sim.view.calibration import client
from sim.view.figures import Found
from sim.view.patterns import page as patterns
from sim.view.replay.replay import write_replay
from sim.view.theme import blank, draw_line, dressed
from tests.patterns.made_up import all_policies, studied
from tests.view.synthetic import pair

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onload='alert(1)"
HARMLESS = "harmless"
MADE_QUICKLY = ("blocks", "analysis", "months")
TEMPLATES = sorted(path.relative_to(pages.HERE) for path in pages.HERE.rglob("*.html"))


class Elements(HTMLParser):
    """The elements of a page, with the names of their attributes."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, tuple(name for name, _ in attributes)))


def figure(name: str):
    drawn = blank()
    draw_line(drawn, [1, 2], [1.0, 2.0], name)
    return dressed(drawn, f"{name} is ahead", [{"policy": name, "value": 1.0}], x=name, y=name)


def of_blocks(folder: Path, name: str) -> Path:
    """As the tour, the findings and the docking are written."""
    blocks = [pages.code(name), pages.revealed(name, pages.code(name)), pages.figure(figure(name), name)]
    return pages.write_page(folder / "blocks.html", name, blocks)


def of_analysis(folder: Path, name: str) -> Path:
    found = Found((figure(name),), {name: [{name: name, "value": 1.0}]}, (name,))
    return pages.write_new(folder / "analysis.html", "analysis.html", title=name, found=found)


def of_replay(folder: Path, name: str) -> Path:
    first, second = (replace(run, scenario=name) for run in pair())
    runs = [replace(first, policy=name), second]
    return write_replay(folder / "replay.html", runs, title=name, standing=name)


def of_patterns(folder: Path, name: str) -> Path:
    found, there = studied(60, all_policies())
    made = content(found, there, 60)
    made["policies"][-1]["name"] = made["scenario"] = name
    return patterns.write_page(folder / "patterns.html", made)


def of_months(folder: Path, name: str) -> Path:
    fit = Fit("quits", 1.0, 1.0, 1.0, 0.1, np.ones((3, 12)))
    made = SimpleNamespace(
        scenario=SimpleNamespace(name=name),
        data=Months(24_000, {"quits": np.ones(12)}),
        seed=1,
        simulations=50,
        accepted=10,
        worth=5.0,
        constants=[Told("people.absence", 0.05, 0.04, 0.05, 0.06, (0.0, 0.6))],
        columns=[fit],
        posterior=SimpleNamespace(about={"version": name, "model": name}),
    )
    return client.write_page(folder / "fit.html", made, f"sim calibrate {name}")


PAGES: dict[str, Callable[[Path, str], Path]] = {
    "blocks": of_blocks,
    "analysis": of_analysis,
    "replay": of_replay,
    "patterns": of_patterns,
    "months": of_months,
}
"""Pages that nothing has to run for; those of reports, of what if and of claims are tried in their own tests."""


EACH = [name if name in MADE_QUICKLY else pytest.param(name, marks=pytest.mark.slow) for name in PAGES]


@pytest.mark.parametrize("name", EACH)
def test_a_hostile_name_adds_no_element_and_no_attribute(name, tmp_path):
    made = {}
    for called in (HARMLESS, EVIL):
        folder = tmp_path / str(called == EVIL)
        folder.mkdir()
        made[called] = PAGES[name](folder, called).read_text(encoding="utf-8")
    assert HARMLESS in made[HARMLESS].lower()
    assert "<img" not in made[EVIL].lower()
    assert Elements(made[EVIL]).found == Elements(made[HARMLESS]).found


@pytest.mark.parametrize("name", EACH)
def test_a_page_allows_itself_nothing_from_elsewhere(name, tmp_path):
    text = PAGES[name](tmp_path, HARMLESS).read_text(encoding="utf-8")
    head = text[: text.index("</head>")]
    (rules,) = re.findall(r'<meta http-equiv="Content-Security-Policy"\s+content="([^"]+)"', head)
    assert rules.startswith("default-src 'none';")
    assert "http:" not in rules
    assert "https:" not in rules
    assert head.index("Content-Security-Policy") < head.index("<style")


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_every_template_is_a_page_of_the_skeleton_or_blocks_of_one(template):
    """So that none has rules of its own, or puts in anything as it is."""
    text = (pages.HERE / template).read_text(encoding="utf-8")
    extends = re.match(r'{% extends "([\w/]+\.html)" %}', text)
    assert extends or str(template) in ("page.html", "blocks.html", "replay/opening/opening.html")
    assert ("Content-Security-Policy" in text) == (str(template) == "page.html")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text


def test_the_app_serves_hostile_names_as_data_only(tmp_path):
    (tmp_path / "<img src=x onerror=alert(1)>.py").write_text(
        "from sim.model.practices import Practices\n"
        "DESCRIBES = '<script>alert(1)</script>'\nPRACTICES = Practices()\n"
    )
    app, _, background = make(Catalogue.of(None, tmp_path), 8053, "corner_shop", "neutral", 1)
    try:
        browser, base = app.server.test_client(), f"http://{ADDRESS}:8053"
        page, layout = (browser.get(path, base_url=base) for path in ("/", "/_dash-layout"))
    finally:
        background.close()
    assert "<img src=x" not in page.text
    assert "onerror" in layout.text
    assert layout.mimetype == "application/json"
    for answer in (page, layout):
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
