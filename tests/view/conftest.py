"""Replays in a browser."""

import pytest

from tests.view.browsing import Watch, until

DESK = {"viewport": {"width": 1440, "height": 900}, "offline": True}
FROM_THE_FILE = ("file:", "data:", "blob:")


def opened(page, path, address):
    """The page with a replay in it that can be used."""
    page.goto(path.as_uri() + address)
    until(page, "window.replay")
    page.evaluate("replay.ready")
    return page


@pytest.fixture
def open_replay(browser_page):
    """Opens a replay, offline, and waits until it can be used; fails on any complaint or request of the page."""
    watch = Watch()

    def open_replay(path, address="#week=1", **options):
        return opened(watch.over(browser_page(**(DESK | options))), path, address)

    yield open_replay
    watch.end(FROM_THE_FILE)


@pytest.fixture(scope="module")
def kept_open(browser):
    """The pages that a test file keeps open, by the file that they show, and the watch over them."""
    pages, watch = {}, Watch()
    yield pages, watch
    for page in pages.values():
        page.context.close()


@pytest.fixture
def look_at(kept_open, browser):
    """As `open_replay`, in a page that stays open: for tests that change nothing but what the address names."""
    pages, watch = kept_open

    def look_at(path, address="#week=1"):
        if path not in pages:
            pages[path] = opened(watch.over(browser.new_context(**DESK).new_page()), path, address)
        page = pages[path]
        page.mouse.move(0, 0)
        page.evaluate(
            """(address) => {
                replay.pause();
                document.activeElement.blur();
                scrollTo(0, 0);
                history.replaceState(null, "", address);
                dispatchEvent(new Event("hashchange"));
            }""",
            address,
        )
        return page

    yield look_at
    watch.end(FROM_THE_FILE)
