"""The replay: what is written, and what the page does in a browser."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.errors import InputError
from sim.view import pages
from sim.view.naming import named
from sim.view.replay.recording import is_here
from sim.view.replay.replay import write_replay
from tests.view.browsing import until
from tests.view.synthetic import pair, several

STANDING = "In 37 of 40 worlds <people first> ends with more profit; in 3, customer first does."
LARGEST_FILE = 800_000  # bytes


@pytest.fixture(scope="module")
def recordings():
    return pair()


@pytest.fixture(scope="module")
def written(recordings, tmp_path_factory):
    return write_replay(tmp_path_factory.mktemp("replay") / "replay.html", recordings, standing=STANDING)


# ------------------------------------------------------------------------------ the file


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four_recordings_are_needed(recordings, tmp_path, count):
    with pytest.raises(ValueError, match=f"recordings must be 2 to 4, got {count}"):
        write_replay(tmp_path / "replay.html", (recordings * 3)[:count])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"policy": "customer_first"},
            "recordings must be of different policies, got 'customer_first' twice",
        ),
        ({"seed": 8}, "got seed 7 and 8"),
        ({"scenario": "elsewhere"}, "got scenario 'made-up-world' and 'elsewhere'"),
        ({"managers": np.zeros((260, 3), np.uint8)}, "must have equally many teams"),
        (
            {"series": {"mood": np.zeros(260)}},
            "must have the same series, got customer_satisfaction, .*mood, .* in some only",
        ),
        (
            {"profit": np.zeros(259)},
            "people_first must have 260 weeks throughout, got other numbers of profit",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(recordings, tmp_path, change, says):
    with pytest.raises(ValueError, match=says):
        write_replay(tmp_path / "replay.html", [recordings[0], replace(recordings[1], **change)])


def test_file_is_small(written):
    assert written.stat().st_size <= LARGEST_FILE


def test_file_loads_nothing_from_elsewhere(written):
    page = written.read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert (
        re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:|//)|url\(|@import|\bfetch\(""", page)
        == []
    )


def test_file_says_what_it_shows(written):
    page = written.read_text(encoding="utf-8")
    assert "{{" not in page.split("<script")[0]
    for text in (
        "<h1>Same people, same customers, same luck — two ways to manage</h1>",
        "After 5 years, People first has lost fewer people",
        "In 37 of 40 worlds &lt;people first&gt; ends",
        "<b>Customers</b>, 40 customers a dot",
        "Scenario made-up-world, seed 7, 260 weeks",
        "One run is an anecdote",
        "Copyright (c) 2016-2024 Plotly Technologies Inc.",
    ):
        assert text in page


def test_names_are_no_html(recordings, tmp_path):
    first, second = (replace(run, scenario="</main>") for run in recordings)
    hostile = replace(first, policy="<b>mine</b>")
    page = write_replay(tmp_path / "replay.html", [hostile, second], title="<i>").read_text("utf-8")
    assert "&lt;b&gt;mine" in page
    assert "Scenario &lt;/main&gt;" in page
    assert "<h1>&lt;i&gt;</h1>" in page
    assert "<b>mine" not in page.lower()


def test_same_recordings_give_the_same_bytes(written, recordings, tmp_path):
    again = write_replay(tmp_path / "new" / "again.html", pair(), standing=STANDING)
    assert again.read_bytes() == written.read_bytes()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(recordings, tmp_path, monkeypatch):
    path = tmp_path / "replay.html"
    path.write_text("old")
    write_bytes = Path.write_bytes

    def full_disk(self, content):
        write_bytes(self, content[:1000])
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(InputError, match="disk full"):
        write_replay(path, recordings)
    assert [path] == list(tmp_path.iterdir())
    assert path.read_text() == "old"


def test_unknown_values_are_no_numbers(recordings, tmp_path):
    gaps = {"turnover": np.full(260, np.nan), "employee_satisfaction": np.full(260, np.nan)}
    path = write_replay(tmp_path / "replay.html", [replace(run, series=gaps) for run in recordings])
    assert "<td>not known</td>" in path.read_text(encoding="utf-8")


def test_satisfaction_in_percent_has_its_scale(recordings, tmp_path):
    percent = [replace(run, series={"customer_satisfaction": np.full(260, 71.5)}) for run in recordings]
    path = write_replay(tmp_path / "replay.html", percent)
    assert "Customer satisfaction, mean (0 to 100)" in path.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------ the page


def week(page):
    return page.evaluate("replay.week()")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return week(page)


def figures(page):
    """The numbers on show, by policy."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".panel")].map((panel) => [
            panel.querySelector("h2").textContent,
            [...panel.querySelectorAll(".figures data")].map((data) => [data.textContent, Number(data.value)]),
        ]))"""
    )


@pytest.mark.browser
def test_the_page_draws_both_crowds_and_every_chart(written, look_at):
    page = look_at(written)
    assert page.locator(".panel h2").all_text_contents() == ["Customer first", "People first"]
    colors = page.evaluate(
        """() => [...document.querySelectorAll("canvas")].map((canvas) => {
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(pixels.buffer)).size;
        })"""
    )
    assert min(colors) > 20
    assert page.locator("#charts .js-line").count() == 8
    assert page.locator("#standing").text_content() == STANDING


@pytest.mark.browser
@pytest.mark.parametrize("count", [pytest.param(3, marks=pytest.mark.slow), 4])
def test_up_to_four_policies_stand_side_by_side(tmp_path, open_replay, count):
    runs = several(count, teams=3, seats=24, dots=90, weeks=60)
    page = open_replay(write_replay(tmp_path / "replay.html", runs), "#week=60")
    assert page.locator("canvas").count() == count
    assert page.locator("#charts .js-line").count() == 4 * count
    assert page.locator("#why thead th").count() == count
    best = max(runs, key=lambda run: run.profit[-1])
    marked = page.evaluate(
        """() => [...document.querySelectorAll(".panel")]
            .filter((panel) => panel.querySelectorAll("small")[2].textContent === "most")
            .map((panel) => panel.querySelector("h2").textContent)"""
    )
    assert marked == [named(best.policy)]


@pytest.mark.browser
def test_the_pointer_on_a_panel_makes_ghosts_of_the_other_curves(written, look_at):
    page = look_at(written, "#week=90")
    seen = """() => [...document.querySelectorAll("#charts figure:first-child .trace")]
        .map((trace) => Number(getComputedStyle(trace).opacity))"""
    assert page.evaluate(seen) == [1, 1]
    page.hover(".panel:nth-child(2) h2")
    assert page.evaluate(seen) == [0.22, 1]


@pytest.mark.browser
def test_charts_zoom_together_and_the_cursor_follows(written, look_at):
    page = look_at(written, "#week=156")
    shift = "new DOMMatrix(getComputedStyle(document.querySelector('#charts .cursor')).transform).e"
    before = page.evaluate(shift)
    zoom = "(range) => { Plotly.relayout(document.querySelector('#charts .plot'), {'xaxis.range': range}) }"
    ranges = "[...document.querySelectorAll('#charts .plot')].map((plot) => plot.layout.xaxis.range.join())"
    whole = page.evaluate("document.querySelector('#charts .plot').layout.xaxis.range")
    page.evaluate(zoom, [2, 4])
    until(page, f"{ranges}.every((range) => range === '2,4')")
    assert page.evaluate(shift) == pytest.approx(before * 0.5 / 0.6, rel=0.01)
    page.evaluate(zoom, whole)
    until(page, f"{ranges}.every((range) => range === '{whole[0]:g},{whole[1]:g}')")
    assert page.evaluate(shift) == pytest.approx(before, rel=0.01)


@pytest.mark.browser
def test_a_click_on_a_moment_shows_its_week_and_marks_it(written, look_at):
    page = look_at(written)
    moments = page.evaluate("replay.moments")
    page.locator("#moments button").nth(3).click()
    assert week(page) == moments[3]["week"] + 1
    assert (
        page.locator("#moments [aria-current]").text_content()
        == max((moment for moment in moments if moment["week"] == moments[3]["week"]), key=moments.index)[
            "text"
        ]
    )


@pytest.mark.browser
@pytest.mark.parametrize("at", [1, 34, 147, 260])
def test_the_numbers_on_show_are_the_data(written, recordings, look_at, at):
    page = look_at(written, f"#week={at}")
    shown = figures(page)
    heads = page.locator(".columns span:first-child").all_text_contents()
    seats = page.locator(".columns span:last-child").all_text_contents()
    assert heads == [f"{run.customers_here[at - 1]:,} customers ask →" for run in recordings]
    assert seats == [f"{is_here(run.employees[at - 1]).sum()} employees" for run in recordings]
    for name, run in zip(("Customer first", "People first"), recordings, strict=True):
        people, customers, profit = shown[name]
        assert people == [f"{run.people_lost[at - 1]:,}", run.people_lost[at - 1]]
        assert customers == [f"{run.customers_lost[at - 1]:,}", run.customers_lost[at - 1]]
        assert profit[1] == run.profit[at - 1]
        number, unit = float(profit[0][:-1]), {"K": 1e3, "M": 1e6}[profit[0][-1]]
        assert number * unit == pytest.approx(run.profit[at - 1], rel=0.005)


@pytest.mark.browser
def test_it_plays_by_itself_and_pauses(written, open_replay):
    page = open_replay(written, "")
    assert page.evaluate("[replay.playing(), location.hash]") == [True, ""]
    until(page, "replay.week() > 1")
    page.click("#play")
    paused = week(page)
    page.wait_for_timeout(400)
    assert week(page) == paused
    page.click("#play")
    until(page, f"replay.week() > {paused}")


@pytest.mark.browser
def test_playing_again_at_once_starts_no_second_loop(written, look_at):
    page = look_at(written)
    drawn = """async () => {
        let frames = 0;
        const draw = CanvasRenderingContext2D.prototype.clearRect;
        const count = function (x, y, width, height) {
            frames += width === this.canvas.clientWidth && this.canvas.isConnected;
            draw.call(this, x, y, width, height);
        };
        CanvasRenderingContext2D.prototype.clearRect = count;
        for (let i = 0; i < 5; i++) { replay.play(); replay.pause(); }
        replay.play();
        for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame);
        CanvasRenderingContext2D.prototype.clearRect = draw;
        return frames / 10;
    }"""
    assert page.evaluate(drawn) <= 2.2


@pytest.mark.browser
def test_it_stops_at_the_end_and_plays_again_from_the_start(written, look_at):
    page = look_at(written, "#week=258")
    page.select_option("#speed", "4")
    page.click("#play")
    until(page, "!replay.playing()")
    assert week(page) == 260
    page.click("#play")
    until(page, "replay.week() < 100")


@pytest.mark.browser
def test_buttons_and_slider_change_the_week(written, look_at):
    page = look_at(written, "#week=50")
    page.click("#forward")
    page.click("#forward")
    page.click("#back")
    assert week(page) == 51
    page.locator("#week").fill("96")
    assert week(page) == 96
    assert page.locator("#label").text_content() == "Week 96 of 260, year 2"
    assert page.locator("#now").text_content().startswith("Week 96: ")


@pytest.mark.browser
def test_keys_change_the_week(written, look_at):
    page = look_at(written, "#week=50")
    assert press(page, "ArrowRight") == 51
    assert press(page, "ArrowLeft", "ArrowLeft") == 49
    assert press(page, "Shift+ArrowRight") == 62
    assert press(page, "Shift+ArrowLeft") == 49
    assert press(page, "Home") == 1
    assert press(page, "ArrowLeft") == 1
    assert press(page, "End") == 260
    page.locator("#week").focus()
    assert press(page, "Home", "ArrowRight") == 2
    press(page, "Space")
    assert page.evaluate("replay.playing()")
    press(page, "Space")
    assert not page.evaluate("replay.playing()")


@pytest.mark.browser
def test_keys_can_be_switched_off_and_on(written, look_at):
    page = look_at(written, "#week=50")
    page.uncheck("#keys")
    assert press(page, "n", "ArrowRight") == 50
    page.check("#keys")
    page.locator("#keys").blur()
    assert press(page, "ArrowRight") == 51


@pytest.mark.browser
def test_space_on_a_button_presses_that_button_only(written, look_at):
    page = look_at(written, "#week=50")
    page.locator("#forward").focus()
    assert press(page, "Space") == 51
    assert not page.evaluate("replay.playing()")


@pytest.mark.browser
def test_next_moment_goes_from_one_to_the_next(written, look_at):
    page = look_at(written)
    moments = page.evaluate("replay.moments")
    weeks = sorted({moment["week"] + 1 for moment in moments})
    page.click("#next")
    assert week(page) == weeks[0]
    assert page.locator("#lately").text_content() == moments[0]["text"]
    assert press(page, *["n"] * (len(weeks) - 1)) == weeks[-1]
    assert page.locator("#next").is_disabled()
    assert page.locator("#ticks span").count() == len(moments)
    assert page.locator("#moments button").count() == len(moments)


@pytest.mark.browser
def test_the_address_names_the_week(written, look_at):
    page = look_at(written, "#week=34")
    assert week(page) == 34
    assert not page.evaluate("replay.playing()")
    press(page, "ArrowRight")
    until(page, "location.hash === '#week=35'")
    page.evaluate("location.hash = '#week=9999'")
    until(page, "replay.week() === 260")


@pytest.mark.browser
def test_swapping_moves_the_panels_and_nothing_else(written, look_at):
    page = look_at(written, "#week=100")
    before = figures(page)
    page.click("#swap")
    assert page.locator(".panel h2").all_text_contents() == ["People first", "Customer first"]
    assert figures(page) == before
    assert press(page, "ArrowRight") == 101
    page.click("#swap")
    assert page.locator(".panel h2").all_text_contents() == ["Customer first", "People first"]


@pytest.mark.browser
def test_time_covers_the_future_and_redraws_no_chart(written, look_at):
    page = look_at(written, "#week=1")
    page.evaluate("""() => {
        window.redrawn = 0;
        const count = new MutationObserver((changes) => redrawn += changes.length);
        for (const plot of document.querySelectorAll("#charts .main-svg")) {
            count.observe(plot, { subtree: true, childList: true, attributes: true });
        }
    }""")
    covered = "document.querySelector('#charts .fog').getBoundingClientRect().width"
    at_first = page.evaluate(covered)
    press(page, *["Shift+ArrowRight"] * 10)
    half = page.evaluate(covered)
    press(page, "End")
    assert at_first > half > page.evaluate(covered) == 0
    assert half / at_first == pytest.approx(0.5, abs=0.01)
    assert page.evaluate("redrawn") == 0


@pytest.mark.browser
def test_what_is_seen_is_also_said(written, recordings, look_at):
    page = look_at(written, "#week=150")
    until(page, "document.getElementById('live').textContent.startsWith('Week 150')")
    assert page.locator("#live").text_content().startswith(page.locator("#now").text_content())
    overloaded = int((recordings[0].managers[149] == 2).sum())
    label = page.locator("canvas").first.get_attribute("aria-label")
    assert label.startswith("Customer first, week 150. Managers: ")
    assert f"{overloaded} overloaded" in label.split("Employees")[0]
    assert page.locator("#week").get_attribute("aria-valuetext") == "Week 150 of 260, year 3"
    page.locator("summary", has_text="year by year").click()
    row = page.locator(".tables table").first.locator("tbody tr").nth(1)
    assert row.locator("td").first.text_content() == str(recordings[0].people_lost[103])


@pytest.mark.browser
def test_on_a_phone_one_side_shows_at_a_time_and_nothing_is_cut_off(written, open_replay):
    page = open_replay(written, "#week=90", viewport={"width": 390, "height": 844})
    titles = page.locator(".panel h2").all_inner_texts()
    for nth in (1, 0):
        page.locator("#sides button").nth(nth).click()
        assert page.locator(".panel h2 >> visible=true").all_inner_texts() == [titles[nth]]
        until(page, f"document.querySelectorAll('canvas')[{nth}].width > 300")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#play").is_visible()


def test_every_script_is_part_of_the_page(written):
    page = written.read_text(encoding="utf-8")
    scripts = [path.relative_to(pages.HERE) for path in (pages.HERE / "replay").glob("*.js")]
    assert scripts
    assert [name for name in scripts if pages.source(str(name)) not in page] == []
