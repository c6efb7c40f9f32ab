"""The page of patterns: what it says, that it needs no network, that no names overlap, and that anybody can read it."""

import re

import pytest

from sim.patterns.grid import AXES
from sim.patterns.showcase import content
from sim.view.patterns.maps import CLASSES, COLORS, maps
from sim.view.patterns.page import lead, write_page
from tests import paths
from tests.patterns.made_up import all_policies, studied
from tests.view.browsing import fresh, until

DESK = {"viewport": {"width": 1280, "height": 720}, "offline": True}
PHONE = {"width": 390, "height": 844}
AXE = paths.AXE.read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def made():
    found, there = studied(200, all_policies())
    return content(found, there, 200)


@pytest.fixture(scope="module")
def written(made, tmp_path_factory):
    return write_page(tmp_path_factory.mktemp("patterns") / "page.html", made)


def show(page, path, address):
    """The page with its map drawn."""
    page.goto(path.as_uri() + address)
    until(page, "document.documentElement.dataset.ready === 'yes'")
    return page


@pytest.fixture
def opened(browser_page):
    """Opens the page without a network; fails on any complaint or request of it."""
    yield from fresh(browser_page, show, DESK)


def test_every_pattern_is_on_every_map(made):
    for drawn in maps(made):
        hits = sum(int(re.search(r"hit by (\d+) tr", cell["says"])[1]) for cell in drawn["cells"])
        assert hits == sum(one["hits"] for one in made["patterns"])
        assert {cell["color"] for cell in drawn["cells"]} <= set(COLORS)
        assert len(drawn["policies"]) == len(made["policies"])


def test_classes_of_colour_begin_where_steps_do():
    for axis in AXES:
        assert set(CLASSES[axis.outcome]) <= set(axis.borders)
        assert len(CLASSES[axis.outcome]) == len(COLORS) - 1


def test_the_first_sentence_counts_what_is_better_than_the_essays_policies(made):
    for one in made["policies"]:
        if one["name"] in ("customer_first", "people_only"):
            assert f"{one['better_in_all'] or 'none'} than {one['name'].replace('_', ' ')}" in lead(made)


def test_it_is_one_small_file_that_names_no_address(written):
    text = written.read_text(encoding="utf-8")
    assert len(text) < 3_000_000
    assert re.findall(r'(?:src|href)="(?!data:)([^"]*)"', text.split('id="plotly"')[0]) == []


OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll(".annotation .bg")].map((one) => one.getBoundingClientRect());
    return boxes.flatMap((a, nth) => boxes.slice(nth + 1).filter((b) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
}"""


@pytest.mark.browser
@pytest.mark.parametrize(
    "viewport",
    [pytest.param(DESK["viewport"], id="desk"), pytest.param(PHONE, id="phone", marks=pytest.mark.slow)],
)
def test_names_do_not_overlap_on_any_map(opened, written, made, viewport):
    page = opened(written, viewport=viewport)
    for nth in range(3):
        page.locator("input[name=map]").nth(nth).check()
        assert page.locator(".annotation").count() == len(made["policies"])
        assert page.evaluate(OVERLAPS) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.browser
def test_the_first_screen_holds_the_answer_and_the_map(opened, written):
    page = opened(written)
    assert page.evaluate("document.getElementById('map').getBoundingClientRect().bottom") <= 720
    page.locator("input[name=map]").nth(1).focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelectorAll('input[name=map]')[2].checked")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "viewport"),
    [
        pytest.param("light", DESK["viewport"], marks=pytest.mark.slow),
        ("dark", PHONE),
    ],
)
def test_axe_finds_nothing(opened, written, scheme, viewport):
    page = opened(written, color_scheme=scheme, viewport=viewport)
    page.evaluate(f"() => {{ {AXE} }}")
    found = page.evaluate(
        f"axe.run(document, {{ runOnly: {STANDARDS!r} }}).then(({{ violations }}) => violations.map("
        "({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => [node.target, node.failureSummary])]))"
    )
    assert found == []


@pytest.mark.browser
def test_on_paper_the_map_is_no_wider_than_the_page(opened, written):
    page = opened(written)
    width = "document.querySelector('#map .main-svg').getBoundingClientRect().width"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(width) == 680
    assert page.evaluate(OVERLAPS) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(f"{width} === document.getElementById('map').clientWidth")
