"""The five scenes of an opening in a browser: all of them by keyboard, and each by itself."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from sim.view.replay.opening.cards import cards_of
from sim.view.replay.recording.calls import FIELDS, Calls
from sim.view.replay.replay import write_replay
from tests import paths
from tests.view.browsing import until
from tests.view.replay.opening.made_up import SIZE
from tests.view.synthetic import branches, pair, several

AXE = paths.AXE.read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCENES = ["sort", "guess", "watch", "levers", "end"]
HEAP = 21  # MB


def tab_to(page, name):
    """Go to an element by the tab key alone."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == name:
            return
    raise AssertionError(f"the tab key does not reach {name}")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def go_on(page, scene):
    """The next scene, by keyboard."""
    tab_to(page, "after")
    press(page, "Enter")
    assert page.evaluate("opened.scene()") == scene
    assert page.evaluate("document.activeElement.id") == f"{scene}-title"


@pytest.mark.browser
def test_the_whole_by_keyboard(written, runs, open_scenes):
    page = open_scenes(written)
    cards = cards_of(runs).cards
    assert page.evaluate("[opened.scene(), replay.playing()]") == ["sort", False]
    tab_to(page, "calm")
    press(page, "Enter", *["ArrowLeft"] * 7, *["ArrowRight"] * 7)
    right = [card.urgent == (nth < 7) for nth, card in enumerate(cards)]
    assert (
        page.locator("#score")
        .text_content()
        .startswith(
            f"{sum(right)} of 14 right: {sum(right[:7])} of the first 7, {sum(right[7:])} of the last 7."
        )
    )

    go_on(page, "guess")
    tab_to(page, "point-3")
    assert page.evaluate("document.activeElement.ariaLabel") == "Quit by year 2"
    press(page, *["ArrowUp"] * 12)
    guess = page.evaluate("opened.told.guesses[0]")
    assert guess == [0, 0, 0, 12] or (guess[-1] == 12 and guess == sorted(guess))
    assert page.evaluate("opened.told.guesses[1]") is None

    go_on(page, "watch")
    tab_to(page, "film-week")
    press(page, "End")
    lost = [int(run.people_lost[-1]) for run in runs]
    assert page.locator("#watched").text_content() == (
        f"Week 104, quit so far: Customer first {lost[0]} people, your guess 12; People first {lost[1]} people."
    )

    go_on(page, "levers")
    tab_to(page, "lever-0")
    press(page, "ArrowRight")
    found = branches(runs[0])
    now = int(found.ends["people_lost"][0, 36])
    assert page.evaluate("opened.drawn()").startswith(f"{now} people quit, as it is {lost[0]};")

    go_on(page, "end")
    said = page.locator("#said dd").all_text_contents()
    assert f"Customer first: {lost[0]} people have quit; you guessed 12." in said
    assert f"People first: {lost[1]} people have quit; you made no guess." in said
    told = parse_qs(urlsplit(page.locator("#link").input_value()).fragment)
    assert told["opening"] == ["end"]
    assert told["sorted"] == ["f" * 7 + "w" * 7]
    assert told["levers"] == ["1.0.0"]
    tab_to(page, "after")
    press(page, "Enter")
    until(page, "replay.playing()")
    assert not page.locator("#opening").is_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_escape_skips_to_the_replay_and_a_button_brings_the_scenes_back(written, open_scenes):
    page = open_scenes(written)
    press(page, "Escape")
    until(page, "replay.week() > 1")
    press(page, "Space")
    assert not page.evaluate("replay.playing()")
    page.click("#again")
    assert page.evaluate("[opened.scene(), replay.playing()]") == ["sort", False]


@pytest.mark.browser
@pytest.mark.slow
def test_an_address_of_a_week_opens_the_replay_there(written, open_scenes):
    page = open_scenes(written, "#week=34")
    assert page.evaluate("replay.week()") == 34
    assert not page.locator("#opening").is_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_the_link_restores_what_was_told(written, open_scenes):
    address = "#opening=end&sorted=ffffwwwwffww--&guess=3.5.8.9~&levers=2.1.5"
    page = open_scenes(written, address)
    assert page.evaluate("opened.scene()") == "end"
    assert page.evaluate("[opened.told.sorted.join(''), opened.told.guesses, opened.told.levers]") == [
        "ffffwwwwffww--", [[3, 5, 8, 9], None], [2, 1, 5],
    ]  # fmt: skip
    assert page.locator("#link").input_value().endswith(address)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "#opening=end&sorted=fw&guess=9.5.8.9~a&levers=2.1.6",
        "#opening=levers&guess=1.2~~~&levers=x.-1.0",
        "#opening=elsewhere&sorted=<b>",
    ],
)
def test_an_address_that_cannot_be_is_as_none(written, open_scenes, address):
    page = open_scenes(written, address)
    told = page.evaluate("opened.told")
    assert (told["sorted"], told["guesses"], told["levers"]) == ([], [None, None], [0, 0, 0])


@pytest.mark.browser
@pytest.mark.slow
def test_the_clock_runs_out_and_says_so(written, open_scenes):
    page = open_scenes(written)
    page.clock.install()
    page.click("#race")
    press(page, "ArrowLeft", "ArrowRight")
    page.clock.run_for(43_000)
    assert "The clock ran out on 12." in page.locator("#score").text_content()
    assert page.locator("#laid li").count() == 14


@pytest.mark.browser
@pytest.mark.slow
def test_a_guess_is_drawn_by_pointer_and_never_falls(written, open_scenes):
    page = open_scenes(written, "#opening=guess")
    box = page.locator("#sheet").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + box["height"] * 0.5, steps=8)
    page.mouse.up()
    guess = page.evaluate("opened.told.guesses[0]")
    assert guess == sorted(guess)
    assert guess[-1] == pytest.approx(0.5 * 60, abs=6)
    page.check("#guess-of input[value='1']")
    page.mouse.click(box["x"] + box["width"] * 0.95, box["y"] + box["height"] * 0.8)
    assert page.evaluate("opened.told.guesses[0]") == guess
    assert page.evaluate("opened.told.guesses[1]")[-1] < guess[-1]


@pytest.mark.browser
@pytest.mark.slow
def test_the_branch_on_show_is_the_branch_computed(written, runs, open_scenes):
    page = open_scenes(written, "#opening=levers")
    found = branches(runs[0])
    for at in ([0, 0, 0], [5, 0, 3], [2, 4, 1], [5, 5, 5]):
        setting = np.ravel_multi_index(at, (6, 6, 6))
        for world in (0, 1):
            shown = page.evaluate("([at, world]) => opened.branch(at, world)", [at, world])
            for name, values in found.ends.items():
                assert shown["ends"][name] == pytest.approx(values[world, setting], rel=1e-6)
        curve = [people for _, people in page.evaluate("(at) => opened.branch(at).lost", at)]
        assert np.abs(curve - found.lost[setting]).max() <= found.highest / 255
        assert len(curve) == len(found.weeks)


@pytest.mark.browser
@pytest.mark.slow
def test_a_lever_that_moves_changes_the_table_and_the_picture_at_once(written, open_scenes):
    page = open_scenes(written, "#opening=levers")
    look = "() => document.getElementById('crowds').toDataURL()"
    before = page.evaluate(look)
    changed = """() => {
        const lever = document.getElementById("lever-2");
        lever.value = 5;
        const began = performance.now();
        lever.dispatchEvent(new Event("input"));
        return performance.now() - began;
    }"""
    page.evaluate(changed)
    assert page.evaluate(look) != before
    assert "same" not in page.locator("#ledger tbody tr:first-child td:nth-child(4)").text_content()
    page.click("#unmoved")
    assert page.evaluate(look) == before
    assert set(page.locator("#ledger td:nth-child(4)").all_text_contents()) == {"same"}


@pytest.mark.browser
@pytest.mark.slow
def test_the_card_is_saved_as_a_picture_and_the_film_as_a_clip(written, open_scenes):
    page = open_scenes(written, "#opening=end&guess=3.5.8.9~")
    with page.expect_download() as download:
        page.click("#save")
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    if page.locator("#shoot").is_disabled():
        assert "cannot record" in page.locator("#shared").text_content()
        return
    with page.expect_download(timeout=60_000) as download:
        page.click("#shoot")
    assert download.value.suggested_filename == "six-people.webm"
    assert download.value.path().read_bytes().startswith(b"\x1a\x45\xdf\xa3")


@pytest.mark.browser
@pytest.mark.slow
def test_a_browser_that_cannot_record_says_so(written, browser_page):
    page = browser_page(viewport={"width": 1280, "height": 720}, offline=True)
    page.add_init_script("delete window.MediaRecorder")
    page.goto(f"{written.as_uri()}#opening=end")
    until(page, "window.opened")
    assert page.locator("#shoot").is_disabled()
    assert "this browser cannot record" in page.locator("#shared").text_content()


@pytest.mark.browser
@pytest.mark.slow
def test_the_film_plays_by_itself_but_not_for_who_wants_no_motion(written, open_scenes):
    page = open_scenes(written, "#opening=watch")
    until(page, "document.getElementById('film-week').value > 5")
    page.click("#roll")
    at = page.locator("#film-week").input_value()
    page.wait_for_timeout(300)
    assert page.locator("#film-week").input_value() == at
    still = open_scenes(written, "#opening=watch", reduced_motion="reduce")
    still.wait_for_timeout(300)
    assert still.locator("#film-week").input_value() == "1"


@pytest.mark.browser
@pytest.mark.slow
def test_four_sides_and_no_cards_are_scenes_too(tmp_path, open_scenes):
    none = Calls(**{name: np.zeros(0, kind) for name, kind in FIELDS.items()})
    runs = [replace(run, calls=none) for run in several(4, **SIZE)]
    page = open_scenes(write_replay(tmp_path / "replay.html", runs, branches=branches(runs[0])))
    for scene in SCENES[1:]:
        assert page.evaluate("opened.scene()") == scene
        page.click("#after")
    assert not page.locator("#opening").is_visible()
    assert page.locator("#guess-of input").count() == 4


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [(1440, 900), (1280, 720), (390, 844)])
def test_axe_finds_nothing_and_nothing_is_cut_off(written, open_scenes, scheme, viewport):
    width, height = viewport
    page = open_scenes(
        written,
        "#opening=sort&sorted=ffffwwwwffww--&guess=3.5.8.9~2.2.2.2",
        color_scheme=scheme,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    page.evaluate(AXE)
    for scene in SCENES:
        page.evaluate(f"location.hash = location.hash.replace(/opening=\\w+/, 'opening={scene}')")
        until(page, f"opened.scene() === '{scene}'")
        found = page.evaluate(
            f"axe.run(document, {{ runOnly: {STANDARDS!r} }}).then(({{ violations }}) => violations.map("
            "({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => [node.target, node.failureSummary])]))"
        )
        assert found == []
        assert page.evaluate("document.getElementById('opening').scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.slow
def test_memory_is_bounded_with_an_opening(tmp_path, open_scenes):
    runs = pair(teams=15, seats=150, dots=600, weeks=260)
    page = open_scenes(write_replay(tmp_path / "replay.html", runs, branches=branches(runs[0])))
    for nth in range(1, len(SCENES)):
        page.click(f"#places li:nth-child({nth + 1}) button")
    press(page, "Escape")
    until(page, "replay.week() > 3")
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    assert session.send("Runtime.getHeapUsage")["usedSize"] <= HEAP * 1e6
