"""The report: what it says, and that it opens anywhere, fits a phone, and prints."""

import html
import re
import tomllib

import pytest
from markupsafe import escape

from sim.claims import showcase
from sim.design.question import load_question
from sim.view.report import report as report_module
from sim.view.report.made import toml
from sim.view.report.report import write_report
from tests.swept import EVIL, swept
from tests.view.browsing import fresh, until

A4 = 595, 842  # points
PAPER = 680, 1001  # px of it between the margins


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    asked = {
        "compare": [{"policy": "customer_first", "against": "neutral"}],
        "goals": [{"outcome": "turnover", "at_most": 9.0}],
        "money": {"one_off": 1_000.0, "discount_rate": 0.08},
        "series": True,
    }
    return swept(tmp_path_factory.mktemp("grid"), replications=6, **asked)


@pytest.fixture(scope="module")
def written(grid):
    return write_report(grid, grid.folder / "report.html")


@pytest.fixture(scope="module")
def page(written):
    return written.read_text(encoding="utf-8")


def visible(page):
    return html.unescape(re.sub(r"<script.*?</script>|<style.*?</style>|<!--.*?-->", "", page, flags=re.S))


# ------------------------------------------------------------------------------ the file


def test_parts_are_in_the_order_in_which_they_are_read(page):
    assert re.findall(r"<h2.*?>(.*?)</h2>", page) == [
        "The answer",
        "Caveats",
        "The answer in numbers",
        "Money over time",
        "How to read it",
        "Figures",
        "What was run",
    ]


def test_everything_is_escaped(page):
    assert "<script>document" not in page
    assert escape(EVIL) in page
    assert "Does &lt;b&gt;pay&lt;/b&gt; pay?" in page
    assert "Only a shop &amp; no city." in page


def test_nothing_is_loaded_from_elsewhere(page):
    assert "default-src 'none'" in page
    assert (
        re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:|//)|url\(|@import|\bfetch\(""", page)
        == []
    )


def test_what_was_run_is_told(page, grid):
    text = visible(page)
    for told in (
        "Customer first",
        "grid, 8 points",
        "0.9 to 1.1",
        "6, named by seed 1. 6 worlds were asked for",
        f"sources {grid.provenance['digest']}",
        "intake boundary",
        "sim sweep tiny_grid.toml --replications 6",
        "6 worlds are few",
        "All is of one scenario",
        "each lot corrected (Holm)",
    ):
        assert told in text, told


def test_goals_are_answered_first_with_a_table_of_settings_in_each_place(page):
    first, *_ = re.findall(r'<p class="lead">(.*?)</p>', visible(page))
    assert first.startswith("In 2 of 2 places a setting surely meets the goal; ")
    assert page.count("<summary>All settings in small, as managed, need rate") == 2


def test_money_over_time_is_told_drawn_and_tabled(page):
    text = visible(page)
    assert "Customer first minus neutral, in small, as managed: net present value " in text
    assert re.search(r"1 thousand \w+ paid once, later money discounted by 8% a year\.", text)
    assert "<summary>What each is worth</summary>" in page
    assert "years under the policies" in page


def test_claims_stand_as_in_the_computed_file():
    (said,) = report_module._claims_tried_in("turnover_city")
    mine = [
        one
        for one in showcase.shipped().values()
        if "turnover_city" in one["scenarios"] and one["essay"] >= 0
    ]
    assert f"{len(mine)} were tried in turnover city" in said
    for verdict in {one["verdict"] for one in mine}:
        assert f"{sum(one['verdict'] == verdict for one in mine)} {verdict}" in said
    assert [*report_module._claims_tried_in("my_client")] == []


def test_the_file_that_asks_the_question_is_there(page, grid, tmp_path):
    (text,) = re.findall(r"<pre><code>(format_version.*?)</code></pre>", page, flags=re.S)
    path = tmp_path / f"{grid.question.name}.toml"
    path.write_text(html.unescape(text), encoding="utf-8")
    read = load_question(path)
    assert read.scenarios == (str(tmp_path / "small.toml"),), "the scenario's file is meant to lie beside it"
    assert read.model_copy(update={"scenarios": grid.question.scenarios}) == grid.question
    assert tomllib.loads(toml(grid.question))["title"] == EVIL


def test_every_figure_has_its_numbers(page):
    assert page.count("<figure>") == page.count("<summary>The numbers</summary>") > 5
    assert page.count("All differences.") == 1


def test_a_design_of_one_policy_gets_an_answer_too(tmp_path):
    made = swept(tmp_path, "sobol", policies=("neutral",), replications=2, points=4, need=False)
    text = visible(write_report(made, tmp_path / "sobol.html").read_text(encoding="utf-8"))
    assert "Pay has a part in" in text
    assert "by bootstrap over the points of the design" in text


# ------------------------------------------------------------------------------ the page


PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "offline": True}
DESK = {"viewport": {"width": 1100, "height": 900}, "color_scheme": "light", "offline": True}


def show(page, path, address=""):
    page.goto(path.as_uri() + address)
    page.wait_for_selector("html[data-ready]", timeout=30_000)
    return page


@pytest.fixture
def page_on_a_phone(kept_open, written):
    """The report as it was opened on a phone in the dark, without a network, once for all; no complaints until now."""
    page = kept_open.page(written, "", show, PHONE)
    yield page
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE["viewport"])
    kept_open.watch.end()


@pytest.fixture
def page_on_a_desk(browser_page, written):
    yield from (opened(written) for opened in fresh(browser_page, show, DESK))


@pytest.mark.browser
@pytest.mark.parametrize("where", ["phone", pytest.param("desk", marks=pytest.mark.slow)])
def test_figures_are_drawn_without_a_complaint(request, where):
    page = request.getfixturevalue(f"page_on_a_{where}")
    assert page.title() == EVIL
    figures = page.locator("figure")
    assert page.locator("figure .main-svg").count() >= figures.count() > 5
    marks = page.evaluate(
        "[...document.querySelectorAll('figure')].map((f) => f.querySelectorAll('.trace').length)"
    )
    assert min(marks) > 0
    ink, paper = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    light = sum(map(int, re.findall(r"\d+", paper)[:3])) > sum(map(int, re.findall(r"\d+", ink)[:3]))
    assert light == (where == "desk")


@pytest.mark.browser
def test_a_phone_scrolls_one_way_only(page_on_a_phone):
    page = page_on_a_phone
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    widths = page.evaluate(
        "[...document.querySelectorAll('.plot')].map((p) => p.querySelector('svg').clientWidth)"
    )
    assert max(widths) <= 390


@pytest.mark.browser
def test_no_title_of_an_axis_is_cut_off_on_a_phone(page_on_a_phone):
    """However much room names on the other axis take."""
    beyond = page_on_a_phone.evaluate(
        """() => [...document.querySelectorAll(".plot")].flatMap((plot) => {
            const { left, right } = plot.getBoundingClientRect();
            return [...plot.querySelectorAll("[class^='x'][class$='title']")].filter((title) => {
                const box = title.getBoundingClientRect();
                return box.left < left - 1 || box.right > right + 1;
            }).map((title) => title.textContent);
        })"""
    )
    assert beyond == []


@pytest.mark.slow
@pytest.mark.browser
def test_figures_follow_the_width(page_on_a_phone):
    """As where a phone is turned, and turned back."""
    width = "document.querySelector('.plot svg').clientWidth"
    page_on_a_phone.set_viewport_size({"width": 844, "height": 390})
    until(page_on_a_phone, f"{width} > 390")
    page_on_a_phone.set_viewport_size({"width": 390, "height": 844})
    until(page_on_a_phone, f"{width} <= 390")


@pytest.mark.browser
def test_it_prints_on_pages_that_hold_their_figures(page_on_a_phone):
    page = page_on_a_phone
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false })")
    pdf = page.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 4 <= pages <= 20
    boxes = [float(x) for box in re.findall(rb"/MediaBox\s*\[([\d. ]+)\]", pdf) for x in box.split()]
    assert boxes[2:4] == pytest.approx(A4, abs=2)
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('.plot, details, .still')].filter((e) => e.offsetParent)"
        ".map((e) => [e.className, e.getBoundingClientRect().height, e.src?.slice(0, 18)])"
    )
    assert {kind for kind, _, _ in shown} == {"still"}
    assert {source for _, _, source in shown} == {"data:image/svg+xml"}, "vectors"
    assert max(height for _, height, _ in shown) < 900, "no taller than a page, on which it would be cut"


@pytest.mark.browser
def test_the_first_page_holds_answer_figure_and_caveats(page_on_a_phone):
    page = page_on_a_phone
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    end = page.evaluate("document.querySelector('.new-page').getBoundingClientRect().top + scrollY")
    assert end <= PAPER[1]
    assert page.locator(".first .still >> visible=true").count() == 1


@pytest.mark.browser
def test_without_a_script_all_is_there_but_figures(browser_page, written):
    page = browser_page(java_script_enabled=False, offline=True)
    page.goto(written.as_uri())
    assert page.get_by_text("does clearly").first.is_visible()
    assert page.get_by_role("heading", name="Caveats").is_visible()
