"""Pruning: what other versions of the model left goes, and nothing else, whatever is damaged."""

import json

import pyarrow as pa
import pytest

from sim.errors import InputError
from sim.store import files, upkeep
from sim.store.parts import parts
from sim.store.prune import prune
from sim.store.store import Store
from sim.store.tables import POLICIES, RUNS, SCENARIOS
from tests.analysis.synthetic import made_up


def pruned_store(folder):
    """A store with runs of the present model and of an older one, and with all that belongs to them."""
    store = Store(folder)
    store.commit([made_up("new", 0), made_up("old", 0, digest="0" * 16)])
    store.commit([made_up("new", 1)])
    store.commit([made_up("old", 1, digest="0" * 16)])
    for kind, digests in (
        (SCENARIOS, ["scenario-new", "scenario-old"]),
        (POLICIES, ["policy-neutral", "policy-gone"]),
    ):
        store._add(kind, "both", pa.table({"digest": digests, "content": ["{}"] * 2}))
    for digest in ("0" * 16, made_up("new", 0).digest):
        home = folder / "experiments" / f"e-{digest}"
        home.mkdir(parents=True)
        (home / "provenance.json").write_text(json.dumps({"digest": digest}))
    (folder / "failures").mkdir()
    (folder / "failures" / "old-3.json").write_text(json.dumps({"digest": "0" * 16}))
    return store


def test_pruning_removes_runs_of_other_versions_and_all_that_belongs_to_them(tmp_path):
    store = pruned_store(tmp_path)
    wanted = {
        "runs": 2,
        "series": 6,
        "tenures": 4,
        "scenarios": 1,
        "policies": 1,
        "failures": 1,
        "experiments": 1,
    }
    before = sorted(tmp_path.rglob("*"))
    assert prune(tmp_path, really=False) == wanted | {"kept": 2}
    assert sorted(tmp_path.rglob("*")) == sorted({*before, tmp_path / ".in_use"})
    assert prune(tmp_path, really=True) == wanted | {"kept": 2}
    assert store.finished() == {"new": {0, 1}}
    assert len(store.series()) == 6
    assert store.content(SCENARIOS, "scenario-new") == "{}"
    with pytest.raises(InputError, match="scenarios has no entry with digest scenario-old"):
        store.content(SCENARIOS, "scenario-old")
    kept = [path.name for path in (tmp_path / "experiments").iterdir()]
    assert kept == [f"e-{made_up('new', 0).digest}"]
    assert not list(tmp_path.glob("failures/*"))
    assert prune(tmp_path, really=True) == dict.fromkeys(wanted, 0) | {"kept": 2}


def test_pruning_waits_for_no_sweep_and_disturbs_none(tmp_path):
    pruned_store(tmp_path)
    with upkeep.in_use(tmp_path), pytest.raises(InputError, match="a sweep or merge is using it"):
        prune(tmp_path, really=True)
    with (
        files.locked(tmp_path / ".in_use"),
        pytest.raises(InputError, match="try again"),
        upkeep.in_use(tmp_path),
    ):
        raise AssertionError("must not get here")


@pytest.mark.parametrize(
    "damage", ["{}", *(pytest.param(one, marks=pytest.mark.slow) for one in ("[", "[]", "\0"))]
)
def test_records_that_cannot_be_read_stay_and_stop_nothing(damage, tmp_path, caplog):
    store = pruned_store(tmp_path)
    home = tmp_path / "experiments" / f"e-{'0' * 16}"
    strange = [
        tmp_path / "failures" / "strange.json",
        home / "provenance.json",
        tmp_path / "experiments" / "stray",
        tmp_path / "experiments" / "link",
    ]
    for path in strange[:3]:
        path.write_text(damage)
    strange[3].symlink_to("nowhere")
    assert prune(tmp_path, really=True)["experiments"] == 0
    assert all(path.exists() for path in strange[:3])
    assert strange[3].is_symlink()
    assert store.finished() == {"new": {0, 1}}
    assert "stray: is no experiment; it is skipped" in caplog.text


def test_nothing_is_removed_while_it_cannot_be_told_what_belongs_to_no_run(tmp_path):
    """The weeks of runs whose part is damaged would look as if they belonged to none."""
    pruned_store(tmp_path)
    damaged, *_ = parts(tmp_path, RUNS)
    damaged.write_bytes(b"half")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match="its content has changed since it was written"):
        prune(tmp_path, really=True)
    assert set(tmp_path.rglob("*")) - set(before) <= {tmp_path / ".in_use"}
