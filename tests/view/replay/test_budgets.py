"""What a replay may cost: measured in a browser, in CPU time, memory and bytes, which are steady."""

import gzip

import pytest

from sim.view.replay.replay import write_replay
from tests.view.browsing import until
from tests.view.synthetic import pair, several

FIRM = {"teams": 15, "seats": 150, "dots": 600, "weeks": 260}
TENFOLD = {"teams": 30, "seats": 1500, "dots": 6120, "weeks": 260}
FRAME = 15  # ms of script
TENFOLD_FRAME = 100  # ms of script: ten frames a second
SCRUB = 60  # ms of script
HEAP = 20  # MB
LARGEST_FILE = 800_000  # bytes


def cost_of_playing(page):
    """Milliseconds of script for a frame, median."""
    page.select_option("#speed", "4")
    page.click("#play")
    until(page, "replay.week() > 75 && replay.frameCost().frames > 30")
    return page.evaluate("replay.frameCost().median")


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    return write_replay(tmp_path_factory.mktemp("replay") / "replay.html", pair(**FIRM))


@pytest.mark.browser
def test_frames_are_cheap_and_memory_is_bounded(firm, look_at):
    page = look_at(firm, "#week=60")
    assert cost_of_playing(page) <= FRAME
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    assert session.send("Runtime.getHeapUsage")["usedSize"] <= HEAP * 1e6


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("size", "dearest"),
    [
        pytest.param({"teams": 1, "seats": 6, "dots": 60, "weeks": 104}, FRAME, id="corner shop"),
        pytest.param(TENFOLD, TENFOLD_FRAME, id="ten firms"),
    ],
)
def test_frames_are_cheap_at_any_size(tmp_path, open_replay, size, dearest):
    page = open_replay(write_replay(tmp_path / "replay.html", pair(**size)), "#week=60")
    assert cost_of_playing(page) <= dearest


@pytest.mark.slow
@pytest.mark.browser
def test_frames_are_cheap_with_four_policies_and_somebody_followed(tmp_path, open_replay):
    page = open_replay(write_replay(tmp_path / "replay.html", several(4, **FIRM)), "#week=60&agent=e17")
    assert cost_of_playing(page) <= 2 * FRAME


@pytest.mark.browser
def test_scrubbing_is_cheap(firm, look_at):
    page = look_at(firm)
    costs = page.evaluate(
        """async () => {
            const costs = [];
            for (let nth = 0; nth < 40; nth++) {
                const began = performance.now();
                replay.show((nth * 97) % 260);
                document.body.getBoundingClientRect();
                costs.push(performance.now() - began);
                await new Promise(requestAnimationFrame);
            }
            return costs.sort((a, b) => a - b);
        }"""
    )
    assert costs[len(costs) // 2] <= SCRUB


@pytest.mark.parametrize("count", [2, 4])
def test_files_are_small(tmp_path, count):
    path = write_replay(tmp_path / "replay.html", several(count, **FIRM))
    assert path.stat().st_size <= LARGEST_FILE * (1 if count == 2 else 1.25)
    assert len(gzip.compress(path.read_bytes())) <= path.stat().st_size
