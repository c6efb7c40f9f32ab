"""What can be taken away from a replay: a table of every week, a picture of one, and the whole screen."""

import csv
import io
import struct

import pytest

from sim.view.replay.replay import write_replay
from tests.view.browsing import until
from tests.view.synthetic import several

SIZE = {"teams": 3, "seats": 24, "dots": 90, "weeks": 60}


@pytest.fixture(scope="module", params=[2, pytest.param(4, marks=pytest.mark.slow)])
def runs(request):
    return several(request.param, **SIZE)


@pytest.fixture(scope="module")
def written(runs, tmp_path_factory):
    return write_replay(tmp_path_factory.mktemp("replay") / "replay.html", runs)


def saved(page, button):
    """The name and the bytes of what a button saves."""
    with page.expect_download() as download:
        page.click(button)
    return download.value.suggested_filename, download.value.path().read_bytes()


@pytest.mark.browser
def test_the_table_has_every_week_of_every_policy(written, runs, look_at):
    name, content = saved(look_at(written), "#csv")
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert name == "replay.csv"
    assert len(rows) == 60 * len(runs)
    for at, row in enumerate(rows):
        week, side = divmod(at, len(runs))
        assert int(row["week"]) == week + 1
        assert int(row["people lost so far"]) == runs[side].people_lost[week]
        assert float(row["profit so far"]) == runs[side].profit[week]
        assert float(row["clarity, mean of teams (%)"]) == pytest.approx(runs[side].clarity[week].mean())
        assert int(row["requests waiting for an answer"]) == runs[side].questions[week].sum()
        turnover = float(row["Staff turnover, last quarter (% a year)"])
        assert turnover == pytest.approx(runs[side].series["turnover"][week], rel=1e-6)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", [None, pytest.param("dark", marks=pytest.mark.slow)])
def test_the_picture_shows_the_week(written, look_at, scheme):
    page = look_at(written, "#week=34", **({"color_scheme": scheme} if scheme else {}))
    name, content = saved(page, "#png")
    assert name == "replay-week-34.png"
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 2 * 1440
    assert 2 * 500 < height < 2 * 1600
    assert len(content) > 60_000


@pytest.mark.browser
def test_the_screen_can_be_filled_and_left(written, look_at):
    page = look_at(written)
    page.click("#full")
    until(page, "document.fullscreenElement")
    page.click("#full")
    until(page, "!document.fullscreenElement")
