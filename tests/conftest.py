"""What every test shares: how examples are generated, a small scenario, and a browser where there is one."""

import asyncio
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from sim.model.precompile import compile_all
from tests.command_line import SMALL

# Compiling can take longer than any deadline. The same examples every time, few in the quick tests and many in the slow
# ones, unless exploring is asked for: pytest --hypothesis-profile=explore
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("many", deadline=None, derandomize=True, max_examples=250)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("quick")

# The system's browser, never one that Playwright downloads.
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the model before pytest-xdist starts its workers: they and their subprocesses would each compile it."""
    if session.config.getoption("numprocesses", None):
        compile_all()


def pytest_collection_finish() -> None:
    """Keep what is there by now out of the search for garbage: modules and tests stay to the end."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let it be freed at the end: DuckDB's binding lists what of it is not."""
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_for_the_disk() -> Iterator[None]:
    """What is still there after the power has failed, no test can see."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small scenario's file, in an empty folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return path


def find_chromium() -> str | None:
    """Return the path of the first Chromium on PATH."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_report_header() -> str:
    """Say once whether the browser tests run."""
    path = find_chromium()
    return f"browser tests: in {path}" if path else f"browser tests: skipped, {no_chromium()}"


def no_chromium() -> str:
    """Why browser tests are skipped."""
    return f"no Chromium on PATH (looked for {', '.join(CHROMIUM_NAMES)})"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the system's Chromium; skips the test where there is none."""
    return find_chromium() or pytest.skip(no_chromium())


@pytest.fixture(scope="session")
def resting_browser(chromium_path: str) -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """A running Chromium for all test files, and the loop that has to run in this thread while one uses it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGS)
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)
        browser.close()


@pytest.fixture(scope="module")
def browser(resting_browser: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Browser]:
    """Chromium, for a test file: until its end asyncio.run() would fail, and no longer."""
    browser, loop = resting_browser
    asyncio._set_running_loop(loop)
    yield browser
    asyncio._set_running_loop(None)


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Make pages: `browser_page(offline=True, viewport=…)`, each fresh, and closed with the test."""
    contexts = []

    def new_page(**options) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield new_page
    for context in contexts:
        context.close()
