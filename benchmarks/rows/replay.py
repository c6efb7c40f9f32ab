"""What a replay costs in a browser.

Made-up worlds of several sizes, opened in the Chromium on the PATH, without a graphics card. Seconds and frames depend
on the machine and on what else it does, so no test holds them; tests hold the budgets in memory and bytes.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.lines import Aim, Amount, AnyLine, Left, megabytes, plain
from sim.view.replay.recording import Recording
from sim.view.replay.replay import write_replay
from tests.conftest import CHROMIUM_ARGS, find_chromium, no_chromium
from tests.view.browsing import until
from tests.view.synthetic import pair, several

SHOP = {"teams": 1, "seats": 6, "dots": 60, "weeks": 104}
FIRM = {"teams": 15, "seats": 150, "dots": 600, "weeks": 260}
TENFOLD = {"teams": 30, "seats": 1500, "dots": 6120, "weeks": 260}
FRAME = 0.015  # seconds of script
TENFOLD_FRAME = 0.1  # seconds of script: ten frames a second
SCRUB_AIM = 0.06  # seconds
HEAP = 20e6  # bytes
OPENINGS = 5
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


def measured(
    browser: Browser, name: str, runs: Sequence[Recording], *, frame: float = FRAME, who: str = ""
) -> Iterator[AnyLine]:
    """The lines of one replay: the script that a frame may take, in seconds, and who is followed."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_replay(Path(folder) / "replay.html", runs)
        size = path.stat().st_size
        opened = []
        for _ in range(OPENINGS):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(path.as_uri() + f"#week=1{who}")
            until(page, "window.replay")
            opened.append(page.evaluate(OPENED))
        played, scrub = page.evaluate(PLAY), page.evaluate(SCRUB)
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"]
    yield Amount(f"{name}: the file", [size], megabytes)
    yield Amount(f"{name}: until something is painted", [one["paint"] / 1e3 for one in opened])
    yield Amount(f"{name}: until it can be used", [one["ready"] / 1e3 for one in opened])
    yield Amount(f"{name}: frames a second", [played["frames"]], plain)
    yield Amount(f"{name}: script a frame", [played["cost"] / 1e3], aim=Aim(frame))
    yield Amount(f"{name}: going to another week", [scrub / 1e3], aim=Aim(SCRUB_AIM))
    yield Amount(f"{name}: memory of the page", [heap], megabytes, Aim(HEAP))


def measure(pairs: int) -> Iterator[AnyLine]:
    """Replays of several sizes."""
    chromium = find_chromium()
    if not chromium:
        yield Left("replays in a browser", no_chromium())
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield from measured(browser, "66 people × 2 policies × 104 weeks", pair(**SHOP))
        yield from measured(browser, "765 people × 2 policies × 260 weeks", pair(**FIRM))
        four = "765 people × 4 policies × 260 weeks, one followed"
        yield from measured(browser, four, several(4, **FIRM), frame=2 * FRAME, who="&agent=e17")
        ten_times = "7,650 people × 2 policies × 260 weeks"
        yield from measured(browser, ten_times, pair(**TENFOLD), frame=TENFOLD_FRAME)
