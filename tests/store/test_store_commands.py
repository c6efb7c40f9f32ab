"""sim results and sim work, as a user meets them."""

import io
import math
import shutil
import sys

import pytest

from sim.outcomes import OUTCOMES
from sim.store.parts import parts
from sim.store.store import Store
from sim.store.tables import RUNS
from sim.sweeps.sweep import sweep
from tests.analysis.synthetic import made_up
from tests.command_line import sim
from tests.sweeps.processes import contents, experiment


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """A folder with an experiment that has been run."""
    folder = tmp_path_factory.mktemp("swept")
    path = experiment(folder)
    path.write_text(path.read_text().replace("years = 1", "years = 1\nseries = true"))
    sweep(path, workers=1, folder=folder / "results" / "tiny")
    return folder


@pytest.fixture
def tiny(swept, tmp_path, monkeypatch):
    """An experiment that has been run, in the folder that commands run in."""
    shutil.copytree(swept, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tiny.toml"


QUICK = {("pandas", "runs"), ("duckdb", "series"), ("pandas", "tenures")}
READERS = [
    pytest.param(reader, table, marks=() if (reader, table) in QUICK else pytest.mark.slow)
    for reader in ("pandas", "polars", "duckdb")
    for table in ("runs", "series", "tenures")
]


@pytest.mark.parametrize(("reader", "table"), READERS)
def test_exports_open_directly_with_factors_and_numbers_as_they_are(reader, table, tiny):
    library = pytest.importorskip(reader)
    rows = getattr(Store("results/tiny"), table)()
    for suffix in ("csv", "parquet"):
        file = f"{table}.{suffix}"
        assert sim("results", "export", "results/tiny", file, "--table", table) == 0
        if reader == "duckdb":
            found = {
                name: list(column) for name, column in library.sql(f"FROM '{file}'").fetchnumpy().items()
            }
        else:
            frame = getattr(library, f"read_{suffix}")(file)
            found = {name: list(frame[name]) for name in frame.columns}
        assert set(found["practices.pay"]) == {0.9, 1.1}
        assert set(found["policy"]) == {"neutral", "people_only"}
        number = "exposed" if table == "tenures" else "headcount"
        assert found[number] == rows[number].to_pylist(), "to the bit, in the same order"


def test_what_cannot_be_told_is_empty_in_csv(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Store("store").commit([made_up("a", 0)])
    assert sim("results", "export", "store", "runs.csv") == 0
    header, row = (tmp_path / "runs.csv").read_text().splitlines()
    told = dict(zip(header.split(","), row.split(","), strict=True))
    assert told["churn"] == ""
    assert all(math.isfinite(float(told[name])) for name in OUTCOMES if name != "churn")


def test_describing_tells_experiments_runs_and_parts_that_cannot_be_read(tiny, capsys):
    broken = parts(tiny.parent / "results" / "tiny", RUNS)[0].with_name("part-broken.parquet")
    broken.write_bytes(b"half")
    assert sim("results", "describe", "results/tiny") == 0
    text = capsys.readouterr().out
    assert "results/tiny: 16 runs of 8 points" in text
    assert ": Tiny; 8 points, 2 worlds each" in text
    assert "part-broken.parquet: is damaged; it counts as missing" in text


@pytest.mark.parametrize(
    ("command", "argument"),
    [
        (("describe", "x"), "FOLDER"),
        (("export", "x", "y.csv"), "FOLDER"),
        (("merge", "y", "x"), "OTHERS"),
        (("prune", "x"), "FOLDER"),
    ],
)
def test_a_folder_that_is_no_store_is_one_message(command, argument, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    assert sim("results", *command) == 2
    assert (
        capsys.readouterr().err
        == f"sim: {argument} must be a store of results, got x; `sim results list` shows those below a folder\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x"]


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A store with a run of an older version of the model."""
    monkeypatch.chdir(tmp_path)
    Store("store").commit([made_up("new", 0), made_up("old", 0, digest="0" * 16)])
    return Store("store")


def test_pruning_without_a_terminal_needs_yes(old, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert sim("results", "prune", "store") == 2
    assert (
        "1 run, 3 weekly rows and 2 tenure rows of other versions of the model would be removed, 1 run kept"
        in capsys.readouterr().err
    )
    assert len(old.runs()) == 2
    assert sim("results", "prune", "store", "--yes") == 0
    assert old.finished() == {"new": {0}}


@pytest.mark.parametrize(("answer", "left"), [("y\n", 1), ("n\n", 2), ("\n", 2), ("", 2)])
def test_pruning_at_a_terminal_asks_first(answer, left, old, monkeypatch):
    terminal = io.StringIO(answer)
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", terminal)
    assert sim("results", "prune", "store") == 0
    assert len(old.runs()) == left


def test_shards_merged_are_the_sweep_to_the_bit_and_leave_it_nothing_to_do(tiny, capsys):
    for shard in ("1/3", "2/3", "3/3"):
        assert sim("work", tiny, "--shard", shard, "--workers", 1, "--out", f"shard-{shard[0]}") == 0
    assert sim("results", "merge", "merged", "shard-1", "shard-2", "shard-3") == 0
    assert contents(tiny.parent / "merged") == contents(tiny.parent / "results" / "tiny")
    before = {path: path.read_bytes() for path in (tiny.parent / "merged").rglob("*.parquet")}
    assert sim("sweep", tiny, "--out", "merged", "--workers", 1) == 0
    assert {path: path.read_bytes() for path in (tiny.parent / "merged").rglob("*.parquet")} == before


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "a/b", "1/0", "1/2/3"])
def test_a_shard_that_cannot_be_is_refused(shard, tiny, capsys):
    assert sim("work", tiny, "--shard", shard) == 2
    assert "--shard must be i/n" in capsys.readouterr().err
