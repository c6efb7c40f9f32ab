"""Replays in a browser."""

import pytest

from tests.view.browsing import fresh, turned, until

DESK = {"viewport": {"width": 1440, "height": 900}, "offline": True}
AS_AT_FIRST = """() => {
    replay.pause();
    document.getElementById("speed").value = "1";
    document.querySelectorAll("details").forEach((one) => { one.open = false; });
    document.activeElement.blur();
    scrollTo(0, 0);
}"""


def show(page, path, address):
    """The page with a replay in it that can be used."""
    page.goto(path.as_uri() + address)
    until(page, "window.replay")
    page.evaluate("replay.ready")
    return page


@pytest.fixture
def open_replay(browser_page):
    """Opens a replay, offline, and waits until it can be used; fails on any complaint or request of the page."""
    yield from fresh(browser_page, show, DESK, "#week=1")


@pytest.fixture
def look_at(kept_open):
    """As `open_replay`, in a page that stays open: for tests that change nothing but what is put back here."""

    def look_at(path, address="#week=1", **options):
        desk = DESK | options
        page = kept_open.page(path, address, show, desk)
        page.set_viewport_size(desk["viewport"])
        page.mouse.move(0, 0)
        page.evaluate(AS_AT_FIRST)
        return turned(page, address)

    yield look_at
    kept_open.watch.end()
