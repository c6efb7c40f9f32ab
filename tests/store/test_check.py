"""Checking a store: a sound one has no fault, and of another every fault is a line, with the way to recover."""

import pytest

from sim.store import views
from sim.store.check import check
from sim.store.parts import parts
from sim.store.store import Store
from sim.store.tables import KINDS, POLICIES, RUNS, SCENARIOS, TENURES, arrow_table
from tests.analysis.synthetic import made_up
from tests.command_line import sim
from tests.store.damage import flipped, unsealed


@pytest.fixture
def store(tmp_path):
    """A store of two runs, with what their digests stand for."""
    found = Store(tmp_path / "store")
    for kind, digest in ((SCENARIOS, "scenario-a"), (POLICIES, "policy-neutral")):
        found._add(kind, "x", arrow_table({"digest": [digest], "content": ["{}"]}, kind.schema))
    found.commit([made_up("a", 0)])
    found.commit([made_up("a", 1)])
    return found.folder


def test_a_sound_store_has_no_fault(store, capsys):
    assert sim("results", "check", store) == 0
    assert capsys.readouterr().out == f"{store}: 8 parts, 0 faults\n"


def test_parts_of_older_versions_are_no_fault_but_said(store, capsys):
    for path in parts(store, RUNS):
        unsealed(path)
    assert sim("results", "check", store) == 0
    out = capsys.readouterr().out
    assert "2 parts without a hash, written by an older version: whether a number changed in there" in out


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, id=name, marks=[] if kind is RUNS else [pytest.mark.slow])
        for name, kind in KINDS.items()
    ],
)
def test_what_is_damaged_is_named_with_the_way_to_recover(kind, store, capsys):
    path = parts(store, kind)[0]
    flipped(path)
    assert sim("results", "check", store) == 1
    out = capsys.readouterr().out
    assert f"{path}: its content has changed since it was written" in out
    assert "To recover, repeat the command that wrote the results, such as `sim sweep`" in out


def test_what_is_lost_is_counted(store):
    parts(store, TENURES)[0].unlink()
    parts(store, SCENARIOS)[0].unlink()
    assert check(store).wrong == (
        f"{store}: 1 finished run without their tenures",
        f"{store}: scenarios/scenario-a is not there, but runs name it",
    )


def test_what_a_sweep_adds_while_a_store_is_checked_is_no_fault(store, monkeypatch):
    listed = views.sound_parts

    def and_then_a_run_is_added(*asked, **options):
        found = listed(*asked, **options)
        Store(store).commit([made_up("a", len(parts(store, RUNS)))])
        return found

    monkeypatch.setattr(views, "sound_parts", and_then_a_run_is_added)
    assert check(store).wrong == ()
    assert len(parts(store, RUNS)) > 2
