"""The Mesa model in Mesa's SolaraViz: the page opens, a step moves its people, a reset begins anew."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 120  # until the page answers, on a busy machine

pytest.importorskip("solara", reason="needs solara: pip install -e '.[viz]'")
pytest.importorskip("altair", reason="needs altair: pip install -e '.[viz]'")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The example, served on loopback by `solara run`, as docs/students.md says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    log = tmp_path_factory.mktemp("solara") / "log"
    command = [sys.executable, "-m", "solara", "run", "docs/solara_viz.py", "--host", "127.0.0.1", "--port", str(port)]
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


@pytest.mark.browser
def test_a_step_moves_people_and_a_reset_begins_anew(address, browser_page):
    page = browser_page(viewport={"width": 1400, "height": 1000})
    complaints, elsewhere = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda one: elsewhere.append(one.url) if not one.url.startswith((address, "data:", "blob:", address.replace("http", "ws"))) else None)
    page.goto(address)
    page.get_by_text("Step: 0").wait_for(timeout=1000 * SECONDS)
    pictures = page.locator(".solara-content-main img, .v-window img")
    page.wait_for_function("document.querySelectorAll('img').length >= 3", timeout=1000 * SECONDS)
    before = [picture.get_attribute("src") for picture in page.locator("img").all()]
    page.get_by_role("button", name=re.compile("step", re.I)).click()
    page.get_by_text("Step: 1").wait_for(timeout=1000 * SECONDS)
    page.wait_for_function("old => document.querySelectorAll('img')[0].src !== old", arg=before[0], timeout=1000 * SECONDS)
    page.screenshot(path="/tmp/t/solara.png")
    page.get_by_role("button", name=re.compile("reset", re.I)).click()
    page.get_by_text("Step: 0").wait_for(timeout=1000 * SECONDS)
    assert complaints == []
    print(elsewhere)
