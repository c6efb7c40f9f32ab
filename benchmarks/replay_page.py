"""What a replay costs in a browser: python -m benchmarks.replay_page.

Made-up worlds of several sizes, opened in the Chromium on the PATH, without a graphics card. Seconds and frames depend
on the machine and on what else it does; the browser tests hold the budgets in script time, memory and bytes.
"""

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from sim.view.replay.recording import Recording
from sim.view.replay.replay import write_replay
from tests.conftest import CHROMIUM_ARGS, find_chromium, no_chromium
from tests.view.browsing import until
from tests.view.synthetic import pair, several

FIRM = {"teams": 15, "seats": 150, "dots": 600, "weeks": 260}
TENFOLD = {"teams": 30, "seats": 1500, "dots": 6120, "weeks": 260}
OPENINGS = 5
HEAD = (
    "| replay | file MB | first paint s | interactive s | frames/s | script ms a frame | scrub ms | heap MB |\n"
    "|---|---|---|---|---|---|---|---|"
)
PLAY = """async () => {
    replay.play();
    let frames = 0;
    const began = performance.now();
    while (performance.now() - began < 4000) { await new Promise(requestAnimationFrame); frames++; }
    replay.pause();
    return { frames: frames / 4, cost: replay.frameCost().median };
}"""
SCRUB = """async () => {
    const costs = [];
    for (let nth = 0; nth < 40; nth++) {
        const began = performance.now();
        replay.show((nth * 97) % 260);
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
        costs.push(performance.now() - began);
    }
    return costs.sort((a, b) => a - b)[20];
}"""
OPENED = """async () => ({
    ready: await replay.ready, paint: performance.getEntriesByType("paint")[0].startTime,
})"""


def measured(browser: Browser, name: str, runs: Sequence[Recording]) -> str:
    """A line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_replay(Path(folder) / "replay.html", runs)
        size = path.stat().st_size
        opened = []
        for _ in range(OPENINGS):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(path.as_uri() + "#week=1")
            until(page, "window.replay")
            opened.append(page.evaluate(OPENED))
        paint, ready = (statistics.median(one[key] for one in opened) / 1000 for key in ("paint", "ready"))
        played, scrub = page.evaluate(PLAY), page.evaluate(SCRUB)
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return (
        f"| {name} | {size / 1e6:.2f} | {paint:.2f} | {ready:.2f} | {played['frames']:.0f} | "
        f"{played['cost']:.1f} | {scrub:.0f} | {heap:.1f} |"
    )


def main() -> None:
    """Print the table."""
    chromium = find_chromium()
    if not chromium:
        raise SystemExit(no_chromium())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        print(HEAD)
        print(measured(browser, "765 people × 2 policies × 260 weeks", pair(**FIRM)))
        print(measured(browser, "765 people × 4 policies × 260 weeks", several(4, **FIRM)))
        print(measured(browser, "7,650 people × 2 policies × 260 weeks", pair(**TENFOLD)))


if __name__ == "__main__":
    main()
