"""Runs for the findings: kept as they end, read instead of run again, new ones added."""

import numpy as np
import pytest

from docs.findings.runs import Ask, Runs
from sim.cli.progress import Log
from sim.design.way import Way
from sim.running import addresses, workers
from sim.store.store import Store
from tests.worlds import SMALL, scenario


class Counts(Log):
    """Counts the worlds that are run."""

    def __init__(self):
        self.worlds = 0

    def start(self, what, wanted, done=0):
        super().start(what, wanted, done)
        self.worlds += wanted


def asks(worlds):
    small = scenario(SMALL)
    return {
        "plain": Ask(Way(), small, 1, worlds),
        "voice": Ask(Way(practices={"employee_voice": 1.0}), small, 1, worlds),
    }


def test_what_is_kept_is_not_run_again(tmp_path):
    counts = Counts()
    runs = Runs(counts, tmp_path)
    first = runs.of("test", asks(2))
    assert counts.worlds == 2, "both ways share a world's warm-up"
    assert (
        runs.of("test", asks(2))["plain"].values("strain").tolist()
        == first["plain"].values("strain").tolist()
    )
    assert counts.worlds == 2
    more = runs.of("test", asks(3))
    assert counts.worlds == 3
    assert more["voice"].values("strain")[:2].tolist() == first["voice"].values("strain").tolist()
    assert not np.isnan(more["voice"].values("strain")).any()


def test_after_a_kill_it_goes_on_where_it_was(tmp_path, monkeypatch):
    """What was committed stays; what was in flight runs again."""

    class Killed(Counts):
        def show(self, done, failed=0):
            if done:
                raise KeyboardInterrupt

    monkeypatch.setattr(workers, "KEEP_SECONDS", 0.0)
    worlds = 20
    with pytest.raises(KeyboardInterrupt):
        Runs(Killed(), tmp_path).of("test", asks(worlds))
    kept = list(Store(tmp_path).finished().values())
    assert 0 < sum(map(len, kept)) < 2 * worlds
    counts = Counts()
    found = Runs(counts, tmp_path).of("test", asks(worlds))
    assert counts.worlds == worlds - len(set.intersection(*kept) if len(kept) == 2 else ())
    assert all(not np.isnan(one.values("strain")).any() for one in found.values())


def test_a_run_of_another_model_is_not_taken(tmp_path, monkeypatch):
    counts = Counts()
    Runs(counts, tmp_path).of("test", asks(1))
    monkeypatch.setattr(addresses, "model_digest", lambda: "another")
    Runs(counts, tmp_path).of("test", asks(1))
    assert counts.worlds == 2


def test_worlds_can_be_set_for_all(tmp_path):
    found = Runs(Counts(), tmp_path, worlds=2).of("test", asks(1))
    assert len(found["plain"].values("strain")) == 2


def test_weeks_are_given_where_they_are_asked_for(tmp_path):
    found = Runs(Counts(), tmp_path).of("test", asks(2), weekly=True)
    assert found["plain"].weeks("headcount").shape == (2, 52)
    assert found["plain"].weeks("headcount").mean() == pytest.approx(
        found["plain"].values("headcount").mean()
    )


def test_a_way_whose_runs_all_failed_is_undefined(tmp_path, monkeypatch, capsys):
    runs = Runs(Counts(), tmp_path)
    monkeypatch.setattr("docs.findings.runs.run_jobs", lambda jobs, folder, **more: [*jobs])
    assert np.isnan(runs.of("test", asks(2))["plain"].values("strain")).all()
    assert "runs failed" in capsys.readouterr().err
