"""Makes the picture in docs/app.md: `python docs/app_picture.py`, a minute.

Serves the page that `sim app` serves, plays QUARTERS quarters of a game in the system's Chromium, with the practices of
SET from the first on and no dilemma answered, and keeps a screenshot as docs/app.png.
"""

import json
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from sim.app.catalogue import Catalogue
from sim.app.server import ADDRESS, listen, make

PICTURE = Path(__file__).with_name("app.png")
PORT = 8059
SCENARIO, POLICY, SEED = "turnover_city", "people_and_customer", 1
SET = {"priority_discipline": 0.9, "employee_voice": 0.9}
QUARTERS = 6
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60_000  # ms


def shoot(browser: str, address: str) -> None:
    """Play, and keep the picture."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.wait_for_selector("#play:not([disabled])")
        page.wait_for_load_state("networkidle")
        for practice, value in SET.items():
            key = json.dumps({"name": practice, "type": "practice"}, separators=(",", ":"))
            page.locator(f"[id='{key}']").fill(str(value))
        for quarter in range(1, QUARTERS + 1):
            page.click("#play")
            expect(page.locator("#turn")).to_contain_text(f"Quarter {quarter + 1} of")
            page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=PICTURE)
        chromium.close()


def main() -> None:
    """Serve the page, and keep the picture."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"This needs one of {', '.join(BROWSERS)} on PATH.")
    app, _, background = make(Catalogue.of(SCENARIO), PORT, SCENARIO, POLICY, SEED)
    server = listen(app, PORT)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        shoot(browser, f"http://{ADDRESS}:{PORT}/")
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
        background.close()
    print(f"wrote {PICTURE}")


if __name__ == "__main__":
    main()
