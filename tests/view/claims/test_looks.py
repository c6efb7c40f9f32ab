"""How the page of verdicts looks: at first sight, on a phone, on paper, to the colour-blind, to a screen reader."""

import itertools
import re

import pytest

from tests import paths
from tests.view.browsing import until
from tests.view.colours import VISION, contrast, declared, distance

AXE = paths.AXE.read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VERDICTS = ("supported", "conditional", "undecided", "refuted", "by-construction")
SHEET = "claims/claims.css"
PHONE = {"width": 390, "height": 844}
A4 = 680  # pixels between the margins


# ------------------------------------------------------------------------------ colours


@pytest.mark.parametrize("vision", VISION)
def test_verdicts_are_told_apart_by_anybody(vision):
    """By colour beside the shape."""
    for at in (0, 1):
        colours = [declared(SHEET, verdict)[at] for verdict in VERDICTS]
        assert min(distance(*both, vision) for both in itertools.combinations(colours, 2)) > 25


def test_links_show_on_light_and_on_dark():
    for link, paper in zip(declared(SHEET, "link"), declared("page.css", "paper"), strict=False):
        assert contrast(link, paper) >= 4.5


# ------------------------------------------------------------------------------ screens


@pytest.mark.browser
def test_all_claims_fit_the_first_screen(opened, written):
    page = opened(written["whole"])
    assert page.locator("#overview .tile").count() == 41
    assert page.evaluate("document.getElementById('overview').getBoundingClientRect().bottom") <= 800
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".tile, .legend, .legend label, .group h2")]
            .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
            .map((part) => part.textContent)"""
    )
    assert cut == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["whole", pytest.param("few", marks=pytest.mark.slow)])
def test_a_phone_scrolls_one_way_only(opened, written, name):
    page = opened(written[name], viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert (
        page.evaluate(
            "Math.min(...[...document.querySelectorAll('.tile')].map((tile) => tile.getBoundingClientRect().height))"
        )
        >= 44
    ), "for a thumb"


@pytest.mark.browser
def test_figures_stay_in_their_place(opened, written):
    page = opened(written["few"])
    for width in (1280, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 800})
        spilled = page.evaluate(
            """() => [...document.querySelectorAll(".figure")].flatMap((figure) => {
                const { left, right } = figure.closest(".card").getBoundingClientRect();
                return [...figure.querySelectorAll("rect, line, circle, path, text")].filter((part) => {
                    const box = part.getBoundingClientRect();
                    return box.left < left || box.right > right;
                }).map((part) => part.outerHTML);
            })"""
        )
        assert spilled == []


@pytest.mark.browser
def test_it_prints_with_its_colours_and_without_what_cannot_be_clicked(opened, written):
    page = opened(written["few"], color_scheme="dark", viewport={"width": A4, "height": 970})
    pdf = page.pdf(prefer_css_page_size=True)
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 25
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".legend input").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.tile')).printColorAdjust") == "exact"
    tallest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.effects > li')].map((one) => one.getBoundingClientRect().height))"
    )
    assert tallest < 900, "no taller than a page, on which it would be cut"


# ------------------------------------------------------------------------------ everybody


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "scheme", "viewport"),
    [
        pytest.param("few", "light", None, marks=pytest.mark.slow),
        ("few", "dark", PHONE),
        pytest.param("whole", "dark", None, marks=pytest.mark.slow),
        pytest.param("whole", "light", PHONE, marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(opened, written, name, scheme, viewport):
    page = opened(written[name], color_scheme=scheme, **({"viewport": viewport} if viewport else {}))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate(f"() => {{ {AXE} }}")
    found = page.evaluate(
        f"axe.run(document, {{ runOnly: {STANDARDS!r} }}).then(({{ violations }}) => violations.map("
        "({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => [node.target, node.failureSummary])]))"
    )
    assert found == []


@pytest.mark.browser
def test_by_keyboard_a_tile_leads_to_its_claim(opened, written):
    page = opened(written["few"])
    tile = page.locator(".tile").nth(1)
    tile.focus()
    page.keyboard.press("Enter")
    until(page, "location.hash === '#everything_is_urgent'")
    assert page.locator("#everything_is_urgent").is_visible()
    assert (
        page.evaluate("Math.abs(document.getElementById('everything_is_urgent').getBoundingClientRect().top)")
        < 40
    )


@pytest.mark.browser
def test_scripts_off_a_verdict_that_is_chosen_dims_the_others(browser_page, written):
    page = browser_page(java_script_enabled=False, offline=True)
    page.goto(written["few"].as_uri())
    page.get_by_role("radio", name="1 refuted").check()
    shown = page.locator(".tile").evaluate_all(
        "(tiles) => tiles.map((tile) => getComputedStyle(tile).opacity)"
    )
    assert sorted(shown) == ["0.25"] * 5 + ["1"]
    page.get_by_role("radio", name="All 5 claims").check()
    page.get_by_text("The numbers").first.click()
    assert page.get_by_role("cell", name="turnover, everything less boundaries").first.is_visible()
