"""The what-if page as a file, and for everybody: small, offline, on a phone, by ear and without a script."""

import re

import pytest
from markupsafe import escape

from sim.errors import InputError
from sim.view.whatif.explore import write_explore
from tests import paths
from tests.command_line import sim
from tests.swept import EVIL
from tests.view.whatif.made_up import PAY, slow

AXE = paths.AXE.read_text(encoding="utf-8")
LARGEST_FILE = 800_000  # bytes


def test_the_command_writes_one_file_and_no_second_over_it(grid, tmp_path, capsys):
    path = tmp_path / "page.html"
    assert sim("explore", grid.folder, "--out", path) == 0
    assert capsys.readouterr().out.strip() == str(path)
    before = path.read_bytes()
    assert sim("explore", grid.folder, "--out", path) == 2
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="exists already"):
        write_explore(grid, path)


def test_files_are_small_and_load_nothing(written):
    for path in written.values():
        text = path.read_text(encoding="utf-8")
        assert len(text) <= LARGEST_FILE
        assert "default-src 'none'" in text
        assert (
            re.findall(
                r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:|//)|url\((?!#)|@import|\bfetch\(""", text
            )
            == []
        )


def test_titles_are_escaped_and_what_was_simulated_is_told(written):
    text = written["grid"].read_text(encoding="utf-8")
    assert "<script>document" not in text
    assert escape(EVIL) in text
    assert "8 settings for each policy, in the same 4 worlds over 1 year" in text
    assert "The points that were simulated" in text
    assert "Only a shop &amp; no city." in text


@pytest.mark.browser
@pytest.mark.parametrize("name", ["grid", *map(slow, ("cloud", "noisy"))])
def test_a_phone_scrolls_one_way_only(opened, written, name):
    page = opened(written[name], viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        pytest.param("grid", "light", marks=pytest.mark.slow),
        pytest.param("cloud", "dark", marks=pytest.mark.slow),
        ("grid", "dark"),
        pytest.param("cloud", "light", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(look_at, written, name, scheme):
    page = look_at(written[name], f"#{PAY}=1.03")
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate(f"() => {{ {AXE} }}")
    found = page.evaluate(
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })"
        ".then(({ violations }) => violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"
    )
    page.emulate_media(color_scheme="light")
    assert found == []


@pytest.mark.browser
def test_a_table_and_the_charts_words_say_what_charts_show(look_at, written, grid):
    page = look_at(written["grid"])
    rows = page.locator("#alternative tbody tr")
    assert rows.count() == len(grid.question.outcomes) * len(grid.question.policies)
    labels = page.evaluate(
        "[...document.querySelectorAll('.outcome svg')].map((one) => one.getAttribute('aria-label'))"
    )
    assert len(labels) == len(grid.question.outcomes)
    assert re.fullmatch(
        r"Turnover as pay goes from 0\.9 to 1\.1: neutral from .* and customer first from .*\.", labels[0]
    )


@pytest.mark.browser
@pytest.mark.parametrize("name", ["grid", *map(slow, ("cloud", "noisy"))])
def test_it_prints_on_two_pages(look_at, written, name):
    pdf = look_at(written[name]).pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2


@pytest.mark.browser
def test_three_numbers_are_large_and_one_of_them_is_the_picture(look_at, written, grid):
    page = look_at(written["grid"])
    buttons = page.locator("#large button")
    assert buttons.count() == min(3, len(grid.question.outcomes))
    assert buttons.first.locator("data").count() == len(grid.question.policies)
    for nth in range(buttons.count()):
        buttons.nth(nth).click()
        assert page.locator("#large [aria-pressed=true]").count() == 1
        assert (
            page.locator("#picture figcaption").inner_text().split(" (")[0] in buttons.nth(nth).inner_text()
        )
    buttons.first.click()


@pytest.mark.browser
def test_without_a_script_the_points_are_there(browser_page, written):
    page = browser_page(java_script_enabled=False, offline=True)
    page.goto(written["grid"].as_uri())
    page.get_by_text("The points that were simulated").click()
    assert page.get_by_role("cell", name="customer first").first.is_visible()
    assert not page.locator("#settings").is_visible()


@pytest.mark.browser
def test_a_scale_has_two_ticks_at_least_and_few_enough_to_be_read(look_at, written):
    counts = look_at(written["grid"]).evaluate(
        """Array.from({ length: 400 }, (_, nth) => {
            const low = 37 * Math.sin(nth), high = low + 10 ** (nth / 80 - 2);
            return ticksOf({ low, high }).length;
        })"""
    )
    assert min(counts) >= 2
    assert max(counts) <= 7
