"""What moving a slider of a what-if page costs in a browser, in a small design and in a large one."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.lines import Aim, Amount, AnyLine, Left
from sim.view.whatif.explore import write_explore
from tests.conftest import CHROMIUM_ARGS, find_chromium, no_chromium
from tests.swept import swept
from tests.view.browsing import until
from tests.view.whatif.made_up import large

ANSWER = Aim(0.1)
"""Seconds of script, at most: what seems to follow the hand."""

ANSWERS = """async () => {
    const slider = document.querySelector("#slider-0");
    const [low, high] = [slider.min, slider.max].map(Number);
    const costs = [];
    for (let nth = 0; nth < 40; nth++) {
        slider.value = low + ((nth * 17) % 40) / 40 * (high - low);
        const began = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        costs.push(performance.now() - began);
        await new Promise(requestAnimationFrame);
    }
    return costs;
}"""


def measure(pairs: int) -> Iterator[AnyLine]:
    """Forty moves of the first slider, of a grid of eight points and of a thousand points in eight factors."""
    chromium = find_chromium()
    if not chromium:
        yield Left("what-if pages in a browser", no_chromium())
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        grid = swept(Path(folder), replications=4, contrasts=("as_managed", "equal_spend"))
        pages = {
            "8 points": write_explore(grid, Path(folder) / "grid.html"),
            "1,050 points in 8 factors": large(grid, Path(folder)),
        }
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        for name, path in pages.items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(path.as_uri())
            until(page, "document.querySelector('#slider-0')")
            yield Amount(f"{name}: an answer", [cost / 1e3 for cost in page.evaluate(ANSWERS)], aim=ANSWER)
