"""The Mesa model in Mesa's SolaraViz: the page opens, a step moves its people, a reset begins anew."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from urllib.parse import urlsplit

import pytest

from tests.paths import ROOT

SECONDS = 120  # until the page answers, on a busy machine

if not all(map(find_spec, ("solara", "altair"))):  # to import them takes seconds
    pytest.skip("needs solara and altair: pip install -e '.[viz]'", allow_module_level=True)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The example, served on loopback by `solara run`, as docs/students.md says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    log = tmp_path_factory.mktemp("solara") / "log"
    command = [
        sys.executable,
        "-m",
        "solara",
        "run",
        "docs/solara_viz.py",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with log.open("w") as output:
        server = subprocess.Popen(
            [*command, "--production", "--no-open"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            for _ in range(2 * SECONDS):
                assert server.poll() is None, log.read_text()
                try:
                    urllib.request.urlopen(url, timeout=60).close()
                    break
                except OSError:
                    time.sleep(0.5)
            else:
                pytest.fail(f"no answer within {SECONDS} s:\n{log.read_text()}")
            yield url
        finally:
            server.terminate()
            server.wait(30)


@pytest.mark.slow
@pytest.mark.browser
def test_a_step_moves_people_and_a_reset_begins_anew(address, browser_page):
    page = browser_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(1000 * SECONDS)
    complaints, elsewhere = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: elsewhere.append(request.url) if is_elsewhere(request.url) else None)
    page.goto(address)
    page.get_by_text(is_after(0)).wait_for()
    first = shown(page)
    page.get_by_role("button", name=re.compile(r"^\s*step\s*$", re.I)).click()
    page.get_by_text(is_after(1)).wait_for()
    after_a_day = changed(page, first)
    page.get_by_role("button", name=re.compile(r"^\s*reset\s*$", re.I)).click()
    page.get_by_text(is_after(0)).wait_for()
    changed(page, after_a_day)
    assert complaints == []
    assert elsewhere == []


# Of Mesa, whose page uses no state where it has nothing to show.
@pytest.mark.filterwarnings("ignore:.*`use_state` found despite early return:UserWarning")
def test_step_draws_the_next_day_and_reset_the_first():
    """The page as it is drawn in this process, without a server and a browser, which take twice as long."""
    import ipyvuetify
    import ipywidgets
    import solara

    from docs.solara_viz import page

    _, drawn = solara.render(solara.AppLayout(children=[page]), handle_error=False)

    def click(button: str) -> None:
        drawn.find(ipyvuetify.Btn, children=[button]).widget.click()

    def seen() -> tuple[list[str], list[bytes]]:
        step = drawn.find(ipyvuetify.Html, tag="span").widget.children
        return step, [picture.value for picture in drawn.find(ipywidgets.Image).widgets]

    (day,), first = seen()
    assert is_after(0).fullmatch(day)
    assert len(first) == 4
    click("Step")
    (day,), after_a_day = seen()
    assert is_after(1).fullmatch(day)
    assert all(one != other for one, other in zip(first, after_a_day, strict=True))
    click("Reset")
    (day,), again = seen()
    assert is_after(0).fullmatch(day)
    assert all(one != other for one, other in zip(after_a_day, again, strict=True))


def is_after(days: int) -> re.Pattern[str]:
    """What Mesa's page says after so many days; newer versions show the time."""
    return re.compile(rf"Step: {days}|Time: {days}\.0")


def is_elsewhere(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname != "127.0.0.1"


def shown(page) -> str:
    """The picture of the people, once all three pictures are there."""
    page.wait_for_function("document.querySelectorAll('img').length >= 3")
    return page.locator("img").first.get_attribute("src")


def changed(page, before: str) -> str:
    """The picture of the people, once it is another one."""
    page.wait_for_function("before => document.querySelector('img').src !== before", arg=before)
    return shown(page)
