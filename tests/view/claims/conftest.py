"""Pages of verdicts, in a browser."""

import pytest

from sim.view.claims.page import write_page
from tests.view.browsing import fresh
from tests.view.claims.made_up import few, whole

DESK = {"viewport": {"width": 1280, "height": 800}, "offline": True}


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """A page of few claims, and one of all."""
    folder = tmp_path_factory.mktemp("verdicts")
    return {of.__name__: write_page(folder / f"{of.__name__}.html", of()) for of in (few, whole)}


def show(page, path, address):
    """The page with the verdicts in it."""
    page.goto(path.as_uri() + address)
    return page


@pytest.fixture
def opened(browser_page):
    """Opens a page as somebody would who has no network; fails on any complaint or request of the page."""
    yield from fresh(browser_page, show, DESK)
