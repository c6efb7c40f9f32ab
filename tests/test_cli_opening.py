"""sim replay --opening: what it runs, keeps and writes."""

from pathlib import Path

import pytest

from sim.store.store import Store
from sim.view.replay.opening.branches import WORLDS
from sim.view.replay.opening.levers import LEVERS, STEPS
from tests.command_line import sim

CALL = ("--policy", "customer_first", "--policy", "neutral", "--replications", 0, "--opening")


def test_the_option_says_how_many_runs_it_needs(capsys):
    assert sim("replay", "--help") == 0
    text = capsys.readouterr().out
    assert "--opening" in text
    assert str(STEPS ** len(LEVERS) * WORLDS) in text


@pytest.mark.slow
def test_the_runs_are_kept_and_the_next_replay_uses_them(small, capsys):
    assert sim("replay", small, *CALL) == 0
    first = capsys.readouterr()
    assert "The opening needs 432 runs of customer_first; 0 are there." in first.err
    assert "432 runs took" in first.err
    kept = Store("results/small-levers").finished()
    assert len(kept) == 216
    assert set(map(tuple, kept.values())) == {(0, 1)}
    assert sim("replay", small, *CALL, "--out", "again.html") == 0
    again = capsys.readouterr()
    assert "runs" not in again.err
    pages = [Path(told.out.strip()).read_bytes() for told in (first, again)]
    assert pages[0] == pages[1]
    assert b'<dialog id="opening"' in pages[0]
