"""A replay with an opening, and how tests open it."""

import pytest

from sim.view.replay.replay import write_replay
from tests.view.browsing import until
from tests.view.replay.opening.made_up import SIZE, STANDING
from tests.view.synthetic import branches, pair


@pytest.fixture(scope="module")
def runs():
    return pair(**SIZE)


@pytest.fixture(scope="module")
def written(runs, tmp_path_factory):
    path = tmp_path_factory.mktemp("opening") / "replay.html"
    return write_replay(path, runs, standing=STANDING, branches=branches(runs[0]))


@pytest.fixture
def open_scenes(open_replay):
    """Opens a replay at one of its scenes."""

    def opened(path, address="", **options):
        page = open_replay(path, address, **options)
        until(page, "window.opened")
        return page

    return opened
