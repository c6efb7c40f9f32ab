"""How a replay looks: on any screen, in light and dark, to the colour-blind, to a screen reader, and in the mail."""

import itertools

import pytest

from sim.view.replay.replay import write_replay
from sim.view.theme import LOOKS, look, looks
from tests import paths
from tests.view.browsing import count_pixels, until
from tests.view.colours import VISION, contrast, declared, distance
from tests.view.synthetic import several

AXE = paths.AXE.read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SHEET = "replay/replay.css"
APART = 40  # CIE76 distance of two policies' colours, under any colour vision


def written_for(count, folder, **size):
    size = {"teams": 3, "seats": 24, "dots": 300, "weeks": 104} | size
    standing = "Of 12 such worlds, people only loses fewer people in 11."
    return write_replay(folder / "replay.html", several(count, **size), standing=standing)


@pytest.fixture(scope="module")
def of_two(tmp_path_factory):
    return written_for(2, tmp_path_factory.mktemp("replay"))


@pytest.fixture(scope="module")
def of_three(tmp_path_factory):
    return written_for(3, tmp_path_factory.mktemp("replay"))


@pytest.fixture(scope="module")
def of_four(tmp_path_factory):
    return written_for(4, tmp_path_factory.mktemp("replay"))


@pytest.fixture(
    params=[*(pytest.param(few, marks=pytest.mark.slow) for few in ("of_two", "of_three")), "of_four"]
)
def of_any_count(request):
    path = request.getfixturevalue(request.param)
    return {"of_two": 2, "of_three": 3, "of_four": 4}[request.param], path


# ------------------------------------------------------------------------------ colours


@pytest.mark.parametrize("vision", VISION)
def test_the_two_ways_are_told_apart_by_anybody(vision):
    one, other = look("customer_first"), look("people_and_customer")
    assert distance(one.color, other.color, vision) > APART
    assert distance(one.on_dark, other.on_dark, vision) > APART


@pytest.mark.parametrize("vision", VISION)
def test_states_of_people_are_told_apart_by_anybody(vision):
    """By colour beside the shape; a newcomer is pale on purpose, and a cross."""
    for at in (0, 1):
        states = [declared(SHEET, name)[at] for name in ("coping", "stretched", "overloaded")]
        assert min(distance(*both, vision) for both in itertools.combinations(states, 2)) > 30


def test_policies_show_on_light_and_on_dark():
    dark = declared(SHEET, "paper")[1]
    assert min(contrast(one.on_dark, dark) for one in LOOKS.values()) >= 4.5
    assert all(one.on_dark.startswith("#") and len(one.on_dark) == 7 for one in LOOKS.values())


@pytest.mark.parametrize(
    "policies",
    [
        ("people_only", "premium"),  # both blue
        ("customer_first", "my_own", "your_own", "neutral"),
        ("a", "b", "c", "d"),
    ],
)
def test_policies_shown_together_share_neither_colour_nor_dash(policies):
    chosen = looks(policies)
    assert len({one.color for one in chosen}) == len({one.dash for one in chosen}) == len(policies)
    assert chosen[0] == look(policies[0])


def test_the_replay_draws_policies_as_everywhere(of_any_count):
    count, path = of_any_count
    page = path.read_text(encoding="utf-8")
    policies = ("customer_first", "neutral", "people_only", "people_and_customer")[:count]
    for side, policy in enumerate(policies):
        assert f"--policy-{side}: {look(policy).color};" in page
        assert f"--policy-{side}: {look(policy).on_dark};" in page


# ------------------------------------------------------------------------------ screens


@pytest.mark.browser
def test_nothing_is_cut_off_or_lies_over_something_else(of_any_count, look_at):
    count, path = of_any_count
    page = look_at(path, "#week=90")
    for width, height in ((1440, 900), (1920, 1080), (1024, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        until(page, f"document.documentElement.scrollWidth <= {width}")  # charts follow a moment later
        check_layout(page, count)


def check_layout(page, count):
    """No part is wider than its place, and none lies over another."""
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(
            ".panel, #charts, #why, #telling, #happened, #tools, #legend"
        )].map((part) => {
            const { left, right, top, bottom } = part.getBoundingClientRect();
            return { name: part.id || part.className, left, right, top, bottom };
        })"""
    )
    assert len(boxes) == count + 6
    for one, other in itertools.combinations(boxes, 2):
        apart = (
            one["right"] <= other["left"] + 1
            or other["right"] <= one["left"] + 1
            or one["bottom"] <= other["top"] + 1
            or other["bottom"] <= one["top"] + 1
        )
        assert apart, (one, other)
    spilled = page.evaluate(
        """() => [...document.querySelectorAll(".figures, .columns, #why table, #controls")]
            .filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className || part.id)"""
    )
    assert spilled == []
    covered = page.evaluate(
        """() => [...document.querySelectorAll("figure")].flatMap((figure) => {
            const bar = figure.querySelector(".modebar").getBoundingClientRect();
            return [...figure.querySelectorAll("text")].filter((text) => {
                const { left, right, top, bottom } = text.getBoundingClientRect();
                return left < bar.right && bar.left < right && top < bar.bottom && bar.top < bottom;
            }).map((text) => text.textContent);
        })"""
    )
    assert covered == [], "words of a chart below its buttons"


@pytest.mark.browser
def test_two_panels_curves_and_controls_fit_the_first_screen(of_two, open_replay):
    page = open_replay(of_two, "#week=90")
    bottom = (
        "Math.max(...[...document.querySelectorAll('{}')].map((part) => part.getBoundingClientRect().bottom))"
    )
    top = page.evaluate("document.getElementById('controls').getBoundingClientRect().top")
    for part in ("#finding", "#why", "#telling", "#happened", ".panel", "#charts", "#legend"):
        assert page.evaluate(bottom.format(part)) <= top + 1, part


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)], ids=str)
def test_on_a_laptop_legend_and_charts_are_in_view(of_two, look_at, size):
    """Under two lines of a finding and one of how it stands elsewhere."""
    page = look_at(of_two, "#week=90", viewport=dict(zip(("width", "height"), size, strict=True)))
    until(page, "document.getElementById('charts').getBoundingClientRect().height < 140")
    top = page.evaluate("document.getElementById('controls').getBoundingClientRect().top")
    for part in ("panels", "legend", "charts"):
        assert (
            page.evaluate(f"document.getElementById('{part}').getBoundingClientRect().bottom") <= top + 1
        ), part


@pytest.mark.browser
def test_dark_pages_are_dark_all_over(of_two, look_at):
    page = look_at(of_two, "#week=90", color_scheme="dark")
    paper = "rgb(17, 24, 31)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (paper, "rgba(0, 0, 0, 0)")
    assert page.evaluate("getComputedStyle(document.querySelector('.main-svg')).backgroundColor") == paper
    assert max(count_pixels(page, "a > 200 && r > 245 && g > 245 && b > 245")) < 5_000


@pytest.mark.browser
def test_paper_is_light_and_cuts_nothing_off(of_two, open_replay):
    """Of a page that is dark on the screen, too."""
    page = open_replay(of_two, "#week=90", color_scheme="dark", viewport={"width": 703, "height": 1000})  # A4
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(31, 41, 51)"
    assert page.locator("#controls, #tools").locator("visible=true").count() == 0
    assert page.locator(".panel").locator("visible=true").count() == 2
    beyond = page.evaluate(
        """() => [...document.querySelectorAll(".panel")].flatMap((panel) => {
            const { right } = panel.getBoundingClientRect();
            return [...panel.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > right + 1)
                .map((one) => one.textContent);
        })"""
    )
    assert beyond == []


@pytest.mark.browser
def test_less_motion_is_no_motion(of_two, open_replay):
    """Nothing moves or plays by itself, and when the viewer plays, weeks pass but no request flies."""
    page = open_replay(of_two, "", reduced_motion="reduce")
    drawn = "document.querySelector('canvas').toDataURL()"
    before = page.evaluate(drawn)
    page.wait_for_timeout(300)
    assert page.evaluate(drawn) == before
    assert page.evaluate("[replay.playing(), replay.week()]") == [False, 1]
    page.select_option("#speed", "4")
    page.click("#play")
    until(page, "replay.week() > 2")


# ------------------------------------------------------------------------------ everybody


@pytest.mark.browser
@pytest.mark.parametrize(
    ("count", "scheme", "viewport"),
    [
        pytest.param(2, "light", DESK, marks=pytest.mark.slow),
        pytest.param(2, "dark", DESK, marks=pytest.mark.slow),
        pytest.param(2, "light", PHONE, marks=pytest.mark.slow),
        (4, "light", PHONE),
        pytest.param(4, "dark", PHONE, marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(of_two, of_four, look_at, count, scheme, viewport):
    path = {2: of_two, 4: of_four}[count]
    page = look_at(path, "#week=90", color_scheme=scheme, viewport=viewport)
    page.evaluate("document.querySelector('details').open = true")
    page.evaluate(AXE)
    assert page.evaluate(
        f"typeof axe.run === 'function' && {STANDARDS!r}.every((tag) => axe.getRules([tag]).length)"
    )
    for person in ("'e10'", "null"):
        page.evaluate(f"replay.follow({person})")
        found = page.evaluate(
            f"axe.run(document, {{ runOnly: {STANDARDS!r} }}).then(({{ violations }}) => violations.map("
            "({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => [node.target, node.failureSummary])]))"
        )
        assert found == []
