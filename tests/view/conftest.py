"""Replays in a browser."""

import pytest

from tests.view.browsing import until


@pytest.fixture
def open_replay(browser_page):
    """Opens a replay, offline, and waits until it can be used; fails on any complaint or request of the page."""
    complaints, requests = [], []

    def open_replay(path, address="#week=1", **options):
        page = browser_page(**({"viewport": {"width": 1440, "height": 900}, "offline": True} | options))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri() + address)
        until(page, "window.replay")
        page.evaluate("replay.ready")
        return page

    yield open_replay
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
