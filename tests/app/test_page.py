"""The page in a browser: a game with a branch and a debrief, a map with cancel; by mouse, key and thumb."""

import re
import socket
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from sim.app.catalogue import Catalogue
from sim.app.saves import Saves
from sim.app.server import ADDRESS, listen, make
from sim.view.theme import look
from tests import paths
from tests.view.browsing import Watch, count_pixels, until
from tests.worlds import SMALL, UNIT

AXE = paths.AXE.read_text(encoding="utf-8")


def free_port() -> int:
    """A port that nobody else uses now."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]


PORT = free_port()
HOME = f"http://{ADDRESS}:{PORT}/"
PATIENCE = 60_000  # ms, for a machine that does much else

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A scenario file of a firm that runs in no time."""
    sections = {}
    for name, value in SMALL.items():
        section, unit = UNIT[name]
        sections.setdefault(section, []).append(
            f'{name} = {{ value = {value}, unit = "{unit}", source = "a test" }}'
        )
    path = tmp_path_factory.mktemp("scenarios") / "small_shop.toml"
    head = (
        'format_version = 1\ntitle = "A small shop"\ndescribes = "a small world"\ncompetition = "monopoly"\n'
    )
    path.write_text(head + "".join(f"[{s}]\n" + "\n".join(each) + "\n" for s, each in sections.items()))
    return path


@contextmanager
def serving(small, port=PORT, saves=None):
    """The app of a small firm, for as long as the block runs."""
    catalogue = Catalogue.of(str(small))
    app, sessions, background = make(catalogue, port, "small_shop", "people_and_customer", 1, saves)
    server = listen(app, port)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield sessions
    server.shutdown()
    thread.join()
    server.server_close()
    background.close()


@pytest.fixture(scope="module")
def served(small):
    with serving(small) as sessions:
        yield sessions


DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"width": 390, "height": 844}


def shown(page, watch, address="", ready="#play:not([disabled])"):
    """The page, once a quarter can be played and no other answer is under way."""
    page.set_default_timeout(PATIENCE)
    watch.over(page).goto(HOME + address)
    page.wait_for_selector(ready)
    page.wait_for_load_state("networkidle")
    return page


@pytest.fixture
def open_app(browser_page, served):
    """Opens a page of its own; fails on any complaint, and on any request elsewhere."""
    watch = Watch(HOME)
    yield lambda address="", ready="#play:not([disabled])", **options: shown(
        browser_page(**(DESK | options)), watch, address, ready
    )
    watch.end()


@pytest.fixture(scope="module")
def on_a_desk(browser, served):
    """A page that stays open, because it takes long to open, and what it complains of and requests."""
    watch = Watch(HOME)
    context = browser.new_context(**DESK)
    yield shown(context.new_page(), watch), watch
    context.close()


@pytest.fixture
def page(on_a_desk):
    """The page that stays open, with its game; fails on any complaint, and on any request elsewhere."""
    page, watch = on_a_desk
    page.click("#to-play")
    yield page
    page.set_viewport_size(DESK["viewport"])
    watch.end()


@pytest.fixture
def new_game(page):
    """The page that stays open, with a new game."""
    if quarter(page) != 1:
        page.click("#new")
        expect(page.locator("#turn")).to_contain_text("Quarter 1 of 12")
    return page


def quarter(page):
    """The quarter that can be played."""
    return int(re.search(r"Quarter (\d+) of 12", page.text_content("#turn"))[1])


def wait_for(page, selector, text):
    page.locator(selector, has_text=text).first.wait_for()


def play(page, now):
    page.click("#play")
    wait_for(page, "#turn", f"Quarter {now + 1} of 12")


def slide(page, practice, key, times=1):
    slider = page.locator(f'input[id*="\\"{practice}\\""]')
    slider.focus()
    for _ in range(times):
        page.keyboard.press(key)


def choose(page, field, option):
    page.click(f"#{field}")
    page.locator(".dash-dropdown-content").get_by_text(option, exact=True).click()
    # The whole of it: a 1 is in the 10 that stood there before, and a click may come before what was chosen.
    expect(page.locator(f"#{field}")).to_contain_text(re.compile(rf"(?<!\w){re.escape(option)}(?!\w)"))


def says(page, practice, value):
    """The value beside a slider; waits for it, as all of `expect` does."""
    expect(page.locator(f"#value-{practice}")).to_have_text(value)


@pytest.mark.parametrize("quarters", [2, pytest.param(4, marks=pytest.mark.slow)])
def test_some_quarters_a_branch_and_the_debrief(new_game, quarters):
    page = new_game
    expect(page.locator("#scene b")).to_have_text("A small shop")
    expect(page.locator("#headline")).to_contain_text("Both firms are the same today")
    expect(page.locator("#firms article")).to_have_count(2)
    expect(page.locator("#firms .secret")).to_have_count(4)  # clarity and strain of either firm
    slide(page, "employee_voice", "ArrowRight", 4)
    says(page, "employee_voice", "50% → 70%")
    slide(page, "pay", "End")
    for now in range(1, quarters + 1):
        play(page, now)
    says(page, "employee_voice", "70%")
    says(page, "pay", "130%")
    expect(page.locator("#headline")).to_contain_text(f"After {quarters} quarters you have earned")
    page.wait_for_load_state("networkidle")
    spent = page.text_content("#firms article:first-child .counted")

    choose(page, "from", "quarter 2")
    page.click("#branch")
    wait_for(page, "#turn", "Quarter 2 of 12")
    slide(page, "pay", "Home")
    play(page, 2)
    says(page, "pay", "88%")
    expect(page.locator("#charts .js-plotly-plot").first.locator(".scatterlayer .trace")).to_have_count(3)
    choose(page, "line", f"Your firm ({quarters} played)")
    wait_for(page, "#turn", f"Quarter {quarters + 1} of 12")
    expect(page.locator("#firms article:first-child .counted")).to_have_text(
        spent
    )  # the branch left it alone

    page.click("#ask")
    page.wait_for_selector("#debrief:not([hidden])")
    page.wait_for_selector("#drivers .js-plotly-plot")
    expect(page.locator("#story li:first-child")).to_contain_text("So far ")
    expect(page.locator("#story")).to_contain_text(f"Over {quarters} quarters you lost")
    expect(page.locator("#score tbody tr")).to_have_count(4)
    expect(page.locator("#effects tbody tr")).to_have_count(4)  # two decisions, together, against the policy
    expect(page.locator("#effects")).to_contain_text("Pay, 100% to 130%")
    expect(page.locator("#firms .secret")).to_have_count(0)  # the debrief shows what is true
    # Both at once, because the page is scrolling.
    bottom, top = page.evaluate(
        """() => [document.querySelector("#drivers .main-svg").getBoundingClientRect().bottom,
                  document.querySelector("#luck").getBoundingClientRect().top]"""
    )
    assert bottom <= top, "nothing lies on top of anything"


def test_the_people_of_both_firms_are_drawn(page):
    until(page, "document.querySelector('#crowd-1').getAttribute('aria-label')?.includes('Employees: ')")
    expect(page.locator("#crowd-legend")).to_contain_text("overloaded")
    expect(page.locator("#crowd-name-0")).to_contain_text("customers")
    crowds = count_pixels(page, "a > 0")[:2]  # the others are of the legend
    assert all(count > 500 for count in crowds), "dots, shapes, rows"


def violations(page):
    """What axe-core finds against WCAG 2.1 A and AA."""
    return page.evaluate(
        """async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] })).violations
        .map(({ id, nodes }) => [id, nodes.length, nodes[0].html, nodes[0].failureSummary])"""
    )


def test_axe_finds_nothing(page):
    if not page.locator("#drivers .js-plotly-plot").is_visible():
        slide(page, "pay", "ArrowRight", 3)
        play(page, quarter(page))
        page.click("#ask")
        page.wait_for_selector("#drivers .js-plotly-plot")
    page.click("#more > summary")
    page.click("#more details summary >> nth=0")
    page.evaluate(AXE)
    assert violations(page) == []
    page.click("#to-map")
    page.wait_for_selector("#draw")
    assert violations(page) == []


@pytest.mark.slow
def test_a_whole_game_with_its_dilemmas_ends_in_the_debrief(open_app):
    page, asked = open_app(), 0
    for now in range(1, 13):
        if page.locator("#dilemma").is_visible():
            asked += 1
            expect(page.locator("#asks")).not_to_be_empty()
            if asked == 1:
                page.locator("#choice input").nth(1).check()
        page.click("#play")
        if now < 12:
            wait_for(page, "#turn", f"Quarter {now + 1} of 12")
    assert asked == 6
    page.wait_for_selector("#debrief:not([hidden])")
    expect(page.locator("#turn")).to_have_text("The three years are over.")
    expect(page.locator("#score caption")).to_contain_text("2 years after you left")
    expect(page.locator("#story li:first-child")).to_contain_text("Two years after you left")
    expect(page.locator("#effects tbody tr")).to_have_count(3)  # the way out, together, against the policy
    page.click("#try")
    wait_for(page, "#luck li", "of 10 other worlds")
    page.reload()
    page.wait_for_selector("#debrief:not([hidden])")


@pytest.mark.slow
def test_everything_can_be_shown_for_teaching(open_app):
    page = open_app()
    play(page, 1)
    page.click("#everything")
    page.wait_for_function("!document.querySelector('#firms .secret')")
    expect(page.locator("#legend")).to_contain_text("True values")


@pytest.mark.slow
def test_a_game_outlives_a_reload(open_app):
    page = open_app()
    slide(page, "pay", "Home")
    slide(page, "pay", "ArrowRight", 5)
    play(page, 1)
    page.reload()
    wait_for(page, "#turn", "Quarter 2 of 12")
    says(page, "pay", "93%")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damaged", "says"),
    [
        (lambda content: content, ""),
        (lambda content: content[: len(content) // 2], "is no saved game"),
        (lambda content: content.replace(b'"seed"', b'"sead"'), "seed"),
        (
            lambda content: content.replace(b"small_shop", b"other_shop"),
            "scenario 'other_shop' does not exist",
        ),
    ],
    ids=["whole", "cut", "misspelt", "elsewhere"],
)
def test_a_save_that_is_damaged_while_the_server_is_down_is_told_and_a_new_game_begins(
    browser_page, small, tmp_path, damaged, says
):
    port, saves = free_port(), Saves(tmp_path)
    page = browser_page(**DESK)
    page.set_default_timeout(PATIENCE)
    with serving(small, port, saves):
        page.goto(f"http://{ADDRESS}:{port}/")
        page.wait_for_selector("#play:not([disabled])")
        play(page, 1)
    (file,) = tmp_path.glob("*.json")
    file.write_bytes(damaged(file.read_bytes()))
    with serving(small, port, saves):
        page.goto(f"http://{ADDRESS}:{port}/")
        if says:
            wait_for(page, "#message", "New game begins another in its place")
            expect(page.locator("#message")).to_contain_text(says)
            page.click("#new")
        page.wait_for_selector("#play:not([disabled])")
        expect(page.locator("#message")).to_have_text("")
        expect(page.locator("#turn")).to_contain_text(f"Quarter {1 if says else 2} of 12")
        play(page, 1 if says else 2)


@pytest.mark.slow
def test_two_browsers_play_two_games(open_app):
    one, two = open_app(), open_app()
    play(one, 1)
    play(one, 2)
    play(two, 1)
    expect(two.locator("#turn")).to_contain_text("Quarter 2")
    expect(one.locator("#turn")).to_contain_text("Quarter 3")


@pytest.mark.slow
def test_an_impatient_player_plays_one_quarter_at_a_time(open_app, served):
    page = open_app()
    page.locator("#play").dblclick()
    expect(page.locator("#turn")).to_contain_text("Quarter 2 of 12")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#turn")).to_contain_text("Quarter 2 of 12")
    expect(page.locator("#message")).to_have_text("")


@pytest.mark.slow
def test_a_stale_tab_is_told_to_reload(open_app):
    page = open_app()
    other = page.context.new_page()
    other.goto(HOME)
    other.wait_for_selector("#play:not([disabled])")
    wait_for(other, "#turn", "Quarter 1")
    play(page, 1)
    other.click("#play")
    wait_for(other, "#message", "moved on to quarter 2")


@pytest.mark.slow
def test_a_game_that_is_no_longer_kept_is_told(open_app):
    page = open_app()
    page.context.clear_cookies()  # to the server as if it had forgotten the session
    page.click("#play")
    wait_for(page, "#message", "no longer kept: reload the page")


@pytest.mark.slow
def test_what_the_sliders_allow_is_checked_again_by_the_server(open_app):
    page = open_app()
    slider = page.locator('input[id*="\\"pay\\""]')
    slider.evaluate("slider => { slider.max = 9 }")
    slide(page, "pay", "End")
    page.click("#play")
    wait_for(page, "#message", "practice pay must be a number from 0.88 to 1.3, got 9")
    expect(page.locator("#turn")).to_contain_text("Quarter 1")


def test_it_is_played_by_keyboard_alone(page):
    now = quarter(page)
    page.focus('input[id*="\\"pay\\""]')
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "play"
    page.keyboard.press("Enter")
    wait_for(page, "#turn", f"Quarter {now + 1} of 12")
    says(page, "pay", "129%")


def test_a_drop_down_is_a_button_under_its_label_and_opens_by_keyboard(page):
    against = page.get_by_role("button", name=re.compile("^Against"))
    page.focus("#scenario")
    page.keyboard.press("Tab")
    expect(against).to_be_focused()
    page.keyboard.press("Enter")
    choices = page.get_by_role("radiogroup", name="Against")
    chosen = choices.get_by_role("radio", checked=True)
    expect(chosen).to_be_focused()
    page.evaluate(AXE)
    assert violations(page) == []
    page.keyboard.press("ArrowUp")
    expect(chosen).not_to_be_focused()  # Enter takes what has the focus
    page.keyboard.press("Enter")
    expect(choices).to_have_count(0)
    expect(against).not_to_contain_text("People and customer")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#scenario")).to_be_focused()


def crowds_show(page, there, gone):
    """Wait until both crowds have pixels of one kind, and none of another: they are drawn a moment later."""
    for _ in range(100):
        if min(count_pixels(page, there)[:2]) > 500 > max(count_pixels(page, gone)[:2]):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"no pixels with {there}, or some with {gone}")


def test_it_is_dark_where_the_system_is(page):
    """Even when the system turns dark while somebody plays: axe looks at all contrasts, and figures are turned."""
    until(page, "document.querySelector('#crowd-1').getAttribute('aria-label')")
    band = "a > 200 && Math.max(Math.abs(r - {}), Math.abs(g - {}), Math.abs(b - {})) < 3"  # behind a team
    light, dark = band.format(245, 247, 249), band.format(24, 33, 42)
    crowds_show(page, light, dark)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 24, 31)"
    crowds_show(page, dark, light)
    paper = "[...document.querySelectorAll('.main-svg')].map((one) => getComputedStyle(one).backgroundColor)"
    assert set(page.evaluate(paper)) == {"rgba(0, 0, 0, 0)"}
    on_dark = ", ".join(str(int(look("people_and_customer").on_dark[at : at + 2], 16)) for at in (1, 3, 5))
    expect(page.locator("#firms article:last-child h3")).to_have_css("color", f"rgb({on_dark})")
    assert "invert" in page.evaluate("getComputedStyle(document.querySelector('.js-plotly-plot')).filter")
    page.evaluate(AXE)
    assert violations(page) == []
    page.emulate_media(color_scheme="light")
    crowds_show(page, light, dark)


@pytest.mark.slow
def test_a_class_plays_the_same_world_and_the_projector_follows(open_app):
    projector, team = open_app(), open_app()
    projector.click("#to-class")
    projector.fill("#c-seed", "7")
    projector.click("#c-begin")
    code = projector.locator("#c-code strong").text_content()
    expect(projector.locator("#c-code")).to_contain_text(f"open {HOME}, turn to Class")
    expect(projector.locator("#c-table")).to_have_text("No team has joined yet.")
    team.click("#to-class")
    team.fill("#c-join-code", "nobody")
    team.fill("#c-team", "Reds")
    team.click("#c-join")
    wait_for(team, "#c-message", "class code must be one that is shown on the projector")
    team.fill("#c-join-code", code.lower())
    team.evaluate(
        """() => {
            const button = document.getElementById("play");
            new MutationObserver(() => { window.rested ||= button.disabled; }).observe(button, { attributes: true });
        }"""
    )
    team.press("#c-team", "Enter")
    team.wait_for_function("window.rested")  # until the class's own game is there
    expect(team.locator("#play")).to_be_enabled()
    team.wait_for_load_state("networkidle")
    expect(team.locator("#what-if")).to_be_hidden()
    play(team, 1)
    expect(projector.locator("#c-table tbody th")).to_have_text("Reds")
    expect(projector.locator("#c-table tbody td").first).to_have_text("1")
    expect(projector.locator("#c-curves .js-plotly-plot")).to_have_count(3)
    expect(projector.locator("#c-curves .names span")).to_have_text(["People and customer", "Reds"])
    projector.set_viewport_size({"width": 1280, "height": 720})
    until(projector, "document.querySelector('#c-table').getBoundingClientRect().bottom < 720")
    projector.evaluate(AXE)
    assert violations(projector) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=str)
def test_axe_finds_nothing_in_any_state(open_app, size):
    page = open_app(viewport=dict(zip(("width", "height"), size, strict=True)))
    page.evaluate(AXE)
    found = {"start": violations(page)}

    def check(state, until_seen):
        page.wait_for_selector(until_seen)
        page.wait_for_load_state("networkidle")
        found[state] = violations(page)

    for now in range(1, 13):
        if page.locator("#dilemma").is_visible() and "dilemma" not in found:
            page.locator("#choice input").nth(1).check()
            check("dilemma", "#choice input:checked")
        slide(page, "pay", "ArrowRight")
        page.click("#play")
        if now < 12:
            wait_for(page, "#turn", f"Quarter {now + 1} of 12")
        if now == 2:
            page.click("#everything")
            check("everything", "#legend")
            page.click("#more > summary")
            for group in page.locator("#more details summary").all():
                group.click()
            check("more", "#more[open]")
            page.click("#line")
            check("an open list", "[role=dialog] [role=radiogroup]")
            page.keyboard.press("Escape")
    check("the end", "#debrief:not([hidden])")
    page.click("#debrief summary")
    page.click("#try")
    check("in other worlds", "#luck li")
    page.click("#to-map")
    check("a map to ask for", "#draw")
    page.fill("#m-x-low", "3")
    page.click("#draw")
    check("a refusal", "#m-message:not(:empty)")
    page.fill("#m-x-low", "0.1")
    choose(page, "m-side", "3")
    choose(page, "m-worlds", "1")
    page.click("#draw")
    check("a map", "#m-numbers:not([hidden])")
    page.click("#m-numbers summary")
    check("its numbers", "#m-numbers[open]")
    assert {state: each for state, each in found.items() if each} == {}


def test_it_fits_the_width_of_a_phone(page):
    fits = "document.documentElement.scrollWidth <= 390"  # charts follow a moment later
    page.set_viewport_size(PHONE)
    page.wait_for_function(fits)
    play(page, quarter(page))
    page.wait_for_function(fits)
    page.click("#to-map")
    page.wait_for_selector("#draw")
    page.wait_for_function(fits)


@pytest.mark.slow
@pytest.mark.parametrize("address", ["", "map"])
def test_it_fits_a_phone(open_app, address):
    page = open_app(
        address,
        ready="#play:not([disabled])" if not address else "#draw",
        viewport=PHONE,
        is_mobile=True,
        has_touch=True,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if not address:
        page.tap("#play")
        wait_for(page, "#turn", "Quarter 2 of 12")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_map_tells_how_far_it_is_can_be_cancelled_and_is_drawn(page):
    page.click("#to-map")
    choose(page, "m-side", "7")
    choose(page, "m-worlds", "10")
    page.click("#draw")
    wait_for(page, "#m-what", "of 980")
    page.click("#m-cancel")
    wait_for(page, "#m-message", "Stopped.")
    page.wait_for_selector("#m-progress", state="hidden")
    choose(page, "m-side", "3")
    choose(page, "m-worlds", "1")
    page.click("#draw")
    wait_for(page, "#m-about", "the share of 1 world a cell in which clarity <= 0.5")
    page.locator("#maps .js-plotly-plot").nth(1).wait_for()
    page.wait_for_selector("#m-progress", state="hidden")
    expect(page.locator("#m-table tbody tr")).to_have_count(18)


@pytest.mark.slow
def test_a_map_that_makes_no_sense_is_refused(open_app):
    page = open_app("map", ready="#draw")
    page.fill("#m-x-low", "3")
    page.keyboard.press("Enter")
    page.click("#draw")
    wait_for(page, "#m-message", "customers.extra_share must ")
