"""What-if pages of several designs, in a browser."""

import numpy as np
import pytest

from sim.view.whatif.explore import write_explore
from tests.swept import swept
from tests.view.browsing import Shelf, fresh, turned, until
from tests.view.whatif.made_up import PAY, made_up

UNFOLDED = """() => document.querySelectorAll("details").forEach((one) => {
    one.open = ["said", "every"].includes(one.id);
})"""
DESK = {"viewport": {"width": 1280, "height": 900}, "offline": True}


@pytest.fixture(scope="session")
def grid(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("grid"), replications=4, contrasts=("as_managed", "equal_spend"))


@pytest.fixture(scope="session")
def cloud(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("cloud"), "latin_hypercube", replications=2, points=9)


@pytest.fixture(scope="session")
def noisy(grid):
    """Points along pay: of one policy on a curve, of the other by luck alone."""
    luck = np.random.default_rng(2)

    def outcome(point, policy, world):
        return luck.normal() if policy == "neutral" else 9 + point[PAY] ** 2 + 0.01 * luck.normal()

    return made_up(grid, [{PAY: pay} for pay in np.linspace(0.9, 1.1, 9).round(3).tolist()], outcome)


@pytest.fixture(scope="session")
def named(grid):
    """A grid over pay and the kind of competition, of which one point is undefined."""

    def outcome(point, policy, world):
        if (point[PAY], point["competition"], policy) == (0.9, "duopoly", "neutral"):
            return float("nan")
        return point[PAY] * (1 + (point["competition"] == "duopoly")) + 0.001 * world

    pays, kinds = (0.9, 1.0, 1.05, 1.1), ("monopoly", "duopoly")
    return made_up(grid, [{PAY: pay, "competition": kind} for pay in pays for kind in kinds], outcome)


@pytest.fixture(scope="session")
def written(grid, cloud, noisy, named, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    made = {"grid": grid, "cloud": cloud, "noisy": noisy, "named": named}
    return {name: write_explore(done, folder / f"{name}.html") for name, done in made.items()}


def show(page, path, address):
    """The page with a what-if page in it that can be used, sentences and all outcomes unfolded to be read."""
    page.goto(path.as_uri() + address)
    until(page, "window.explore")
    page.evaluate(UNFOLDED)
    return page


@pytest.fixture
def opened(browser_page):
    """Opens a page as somebody would who has no network; fails on any complaint or request of the page."""
    yield from fresh(browser_page, show, DESK)


@pytest.fixture(scope="session")
def kept_open(resting_browser):
    """Pages that stay open for all test files here: until Chromium ends."""
    browser, _ = resting_browser
    return Shelf(browser)


@pytest.fixture
def look_at(browser, kept_open):
    """As `opened`, in a page that stays open: for tests that change nothing but what the address names."""

    def look_at(path, address="#"):
        page = kept_open.page(path, address, show, DESK)
        page.evaluate(UNFOLDED)
        return turned(page, address)

    yield look_at
    kept_open.watch.end()
