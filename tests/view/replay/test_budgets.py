"""What a replay may cost in memory and bytes, which are the same on a busy machine; benchmarks measure its speed."""

import gzip

import pytest

from sim.view.replay.replay import write_replay
from tests.view.browsing import until
from tests.view.synthetic import pair, several

FIRM = {"teams": 15, "seats": 150, "dots": 600, "weeks": 260}
HEAP = 20  # MB
LARGEST_FILE = 800_000  # bytes


@pytest.mark.browser
@pytest.mark.parametrize("weeks", [4, pytest.param(15, marks=pytest.mark.slow)])
def test_memory_is_bounded(tmp_path, open_replay, weeks):
    """After it has played for a while."""
    page = open_replay(write_replay(tmp_path / "replay.html", pair(**FIRM)), "#week=60")
    page.select_option("#speed", "4")
    page.click("#play")
    until(page, f"replay.week() > {60 + weeks}")
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    assert session.send("Runtime.getHeapUsage")["usedSize"] <= HEAP * 1e6


@pytest.mark.parametrize("count", [2, 4])
def test_files_are_small(tmp_path, count):
    path = write_replay(tmp_path / "replay.html", several(count, **FIRM))
    assert path.stat().st_size <= LARGEST_FILE * (1 if count == 2 else 1.25)
    assert len(gzip.compress(path.read_bytes())) <= path.stat().st_size
