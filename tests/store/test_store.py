"""The store: what was committed is read once, whatever was written twice, cut short, joined or merged."""

import json
import signal
import subprocess
import sys
import time

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.model.scenario import Scenario
from sim.outcomes import OUTCOMES
from sim.policies import load_policy
from sim.running.addresses import digest_of
from sim.running.jobs import Task
from sim.running.scenarios import load_scenario
from sim.store import files, upkeep, views
from sim.store.parts import parts
from sim.store.store import Store
from sim.store.tables import KINDS, POLICIES, RUNS, SCENARIOS, SERIES, TENURES, arrow_table
from sim.store.upkeep import compact, merge, pack
from sim.store.views import with_views
from tests.analysis.synthetic import made_up
from tests.store.damage import unsealed

TOLD = (RUNS, SERIES, TENURES)

RUN_NAMES = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=1, max_size=5, unique=True
)


def contents(store: Store) -> dict[str, str]:
    """All that a store says, as text, in which NaN equals NaN; read at once, which takes half as long."""

    def read(connection) -> dict[str, str]:
        ordered = {kind: f"FROM {kind.name} ORDER BY {', '.join(kind.owner + kind.within)}" for kind in TOLD}
        return {
            kind.name: str(connection.sql(sql).to_arrow_table().to_pylist()) for kind, sql in ordered.items()
        }

    return with_views(store.folder, (SERIES, TENURES), read)


def test_what_is_read_at_once_is_what_a_store_reads(tmp_path):
    store = filled(tmp_path, [("b", 0), ("a", 1)], [("a", 0)])
    tables = {"runs": store.runs(), "series": store.series(), "tenures": store.tenures()}
    assert contents(store) == {name: str(table.to_pylist()) for name, table in tables.items()}


def filled(folder, *commits) -> Store:
    store = Store(folder)
    for commit in commits:
        store.commit([made_up(point, replication) for point, replication in commit])
    return store


@pytest.fixture
def joining_pairs(monkeypatch):
    """Parts are joined by twos, so that few of them do."""
    monkeypatch.setattr(upkeep, "FAN_IN", 2)


@settings(max_examples=4)
@given(commits=st.lists(RUN_NAMES, min_size=1, max_size=6))
def test_every_run_is_read_once_however_it_was_committed(commits, tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("store"), *commits)
    committed = sorted({run for commit in commits for run in commit})
    assert [(row["point"], row["replication"]) for row in store.runs().to_pylist()] == committed
    assert len(store.series()) == 3 * len(committed)
    assert len(store.tenures()) == 2 * len(committed)
    assert {(p, r) for p, found in store.finished().items() for r in found} == set(committed)


@pytest.mark.slow
@settings(max_examples=4)
@given(commits=st.lists(RUN_NAMES, min_size=2, max_size=7))
def test_joining_parts_changes_nothing_that_is_read(commits, tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("store"), *commits)
    before = contents(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upkeep, "FAN_IN", 2)
        compact(store.folder)
    assert contents(store) == before
    generations = [upkeep.generation_of(path) for path in parts(store.folder, RUNS)]
    assert max(map(generations.count, set(generations))) < 2, "no two of a generation are left"


@settings(max_examples=4)
@given(commits=st.lists(RUN_NAMES, min_size=2, max_size=7))
def test_packing_changes_nothing_that_is_read_and_leaves_no_two_parts_alike(commits, tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("store"), *commits)
    before = contents(store)
    for _ in range(2):
        pack(store.folder)
        for kind in (RUNS, SERIES, TENURES):
            left = parts(store.folder, kind)
            sizes = sorted(path.stat().st_size for path in left)
            assert all(size > sum(sizes[:number]) for number, size in enumerate(sizes))
    assert contents(store) == before


def test_rows_are_rewritten_when_a_store_has_doubled_and_not_at_the_end_of_each_sweep(tmp_path, monkeypatch):
    written = []
    join = upkeep._join

    def noting(folder, kind, small, generation):
        written.append(sum(pq.read_metadata(path).num_rows for path in small) * (kind is RUNS))
        join(folder, kind, small, generation)

    monkeypatch.setattr(upkeep, "_join", noting)
    sweeps, rows = 8, 25
    for sweep in range(sweeps):
        filled(tmp_path, [(f"{sweep}", replication) for replication in range(rows)])
        pack(tmp_path)
    assert sum(written) <= sweeps * rows * np.log2(sweeps)
    assert len(parts(tmp_path, RUNS)) <= np.log2(sweeps)


def test_what_is_packed_together_is_no_larger_than_a_large_part_has_to_be(tmp_path, monkeypatch):
    store = filled(tmp_path, *([(point, 0)] for point in "abcdefgh"))
    size = max(path.stat().st_size for path in parts(tmp_path, RUNS))
    monkeypatch.setattr(upkeep, "LARGE", 4 * size)
    pack(tmp_path)
    assert len(parts(tmp_path, RUNS)) == 2
    assert set(store.finished()) == set("abcdefgh")


def test_a_part_of_few_rows_is_not_mostly_about_its_columns(tmp_path):
    store = filled(tmp_path, [("a", 0)])
    (part,) = parts(tmp_path, RUNS)
    pq.write_table(store.runs(), tmp_path / "as-arrow-does.parquet", compression="zstd")
    assert part.stat().st_size < (tmp_path / "as-arrow-does.parquet").stat().st_size / 2


def test_columns_are_those_of_the_schemas_and_numbers_are_kept_to_the_bit(tmp_path):
    run = made_up("a", 0)
    store = filled(tmp_path, [("a", 0)])
    for kind, table in ((RUNS, store.runs()), (SERIES, store.series()), (TENURES, store.tenures())):
        assert table.schema.equals(kind.schema)
    row = store.runs().to_pylist()[0]
    assert str({name: row[name] for name in OUTCOMES}) == str(dict(run.summary))
    assert store.tenures().to_pydict() == {
        "point": ["a", "a"],
        "replication": [0, 0],
        "month": [0, 1],
        "exposed": [4.0, 2.0],
        "quits": [1.0, 0.0],
    }


ROWS = st.lists(
    st.tuples(
        st.none() | st.text(),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(),
    )
)


@settings(max_examples=20)
@given(rows=ROWS)
def test_tables_are_what_arrow_itself_would_build(rows):
    columns = dict(zip("abc", zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys("abc", ())
    schema = pa.schema([("a", pa.string()), ("b", pa.int64()), ("c", pa.float64())])
    table = arrow_table(columns, schema)
    table.validate(full=True)
    arrows = pa.table({name: list(values) for name, values in columns.items()}, schema=schema)
    assert str(table.to_pylist()) == str(arrows.to_pylist()), "as text, in which NaN equals NaN"


def test_only_the_points_that_are_asked_for_are_read(tmp_path):
    store = filled(tmp_path, [("a", 0), ("b", 0)], [("b", 1)])
    assert store.runs(["b"])["point"].to_pylist() == ["b", "b"]
    assert set(store.series(["a"])["point"].to_pylist()) == {"a"}
    assert len(store.runs([])) == 0


def test_an_empty_store_has_tables_with_all_their_columns(tmp_path):
    store = Store(tmp_path / "none")
    assert store.runs().schema.equals(RUNS.schema)
    assert store.finished() == {}
    assert not (tmp_path / "none").exists(), "reading writes nothing"


def test_weeks_of_runs_that_were_never_recorded_are_not_read(tmp_path):
    """A command killed between writing the weeks and recording the runs leaves such."""
    store = filled(tmp_path, [("a", 0)], [("b", 0)])
    kept = [path for path in parts(tmp_path, RUNS) if pq.read_table(path)["point"][0].as_py() == "b"]
    kept[0].unlink()
    assert set(store.series()["point"].to_pylist()) == {"a"}
    assert set(store.tenures()["point"].to_pylist()) == {"a"}


def test_a_part_that_cannot_be_read_counts_as_missing(tmp_path):
    store = filled(tmp_path, [("a", 0)], [("b", 0)])
    first, second = parts(tmp_path, RUNS)
    lost = pq.read_table(first)["point"][0].as_py()
    first.write_bytes(first.read_bytes()[:-20])
    assert set(store.finished()) == {"a", "b"} - {lost}
    second.write_bytes(b"")
    assert store.finished() == {}


def test_parts_written_before_an_outcome_was_known_are_read_with_gaps(tmp_path):
    store = filled(tmp_path, [("a", 0)], [("b", 0)])
    path = unsealed(next(p for p in parts(tmp_path, RUNS) if pq.read_table(p)["point"][0].as_py() == "a"))
    pq.write_table(pq.read_table(path).drop_columns(["profit"]), path)
    assert [row["profit"] is None for row in store.runs().to_pylist()] == [True, False]
    assert store.runs().schema.equals(RUNS.schema)


def test_a_folder_may_be_called_anything(tmp_path):
    store = filled(tmp_path / "it's [one] of * those?", [("a", 0)], [("a", 1)])
    assert store.finished() == {"a": {0, 1}}


# ------------------------------------------------------------------------------ joining


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize(
    ("joining", "operation"),
    [
        case if case in ((compact, 20), (pack, 0)) else pytest.param(*case, marks=pytest.mark.slow)
        for case in [
            *((compact, step) for step in range(0, 54, 5)),
            *((pack, step) for step in range(0, 24, 4)),
        ]
    ],
)
def test_joining_that_is_killed_at_any_step_loses_nothing_and_can_be_done_again(
    joining, operation, tmp_path, monkeypatch, joining_pairs
):
    store = filled(tmp_path, [("a", 0), ("b", 0)], [("a", 1)], [("c", 0)], [("c", 1)])
    before = contents(store)
    steps = iter(range(operation + 1))

    def killing(step):
        def wrapped(*args, **kwargs):
            if next(steps, None) == operation:
                raise Killed
            return step(*args, **kwargs)

        return wrapped

    with monkeypatch.context() as patch:
        path_type = type(tmp_path)
        for name in ("replace", "unlink"):
            patch.setattr(path_type, name, killing(getattr(path_type, name)))
        patch.setattr(files, "_flush", killing(files._flush))
        with pytest.raises(Killed):
            joining(tmp_path)
    assert contents(store) == before
    joining(tmp_path)
    assert contents(store) == before


def test_two_processes_never_join_the_same_parts(tmp_path, joining_pairs):
    store = filled(tmp_path, [("a", 0)], [("b", 0)])
    before = sorted(tmp_path.rglob("*.parquet"))
    with files.locked(tmp_path / ".compacting") as free:
        assert free
        compact(tmp_path)
        pack(tmp_path)
        assert sorted(tmp_path.rglob("*.parquet")) == before
    compact(tmp_path)
    assert len(parts(tmp_path, RUNS)) == 1
    assert store.finished() == {"a": {0}, "b": {0}}


def test_a_reader_whose_parts_keep_vanishing_keeps_others_from_joining_them(tmp_path):
    filled(tmp_path, [("a", 0)])
    free = []

    def read(connection):
        with files.locked(tmp_path / ".compacting") as alone:
            free.append(alone)
        if len(free) <= views.PATIENT:
            raise duckdb.IOException("a part has vanished")
        return "read"

    assert with_views(tmp_path, (), read) == "read"
    assert free == [True] * views.PATIENT + [False]
    with files.locked(tmp_path / ".compacting") as alone:
        assert alone, "and lets them go on"


def test_an_interrupt_ends_a_query_that_takes_long(tmp_path):
    """In a process of its own, which a terminal would interrupt."""
    asked = "SELECT count(*) FROM range(10000000) a, range(1000000) b"
    code = f"""
import signal
from pathlib import Path
from sim.store.views import with_views
signal.signal(signal.SIGINT, signal.default_int_handler)  # what is started in the background would ignore it
def ask(connection):
    print("begun", flush=True)
    return connection.execute({asked!r}).fetchall()
try:
    with_views(Path({str(tmp_path)!r}), (), ask)
except KeyboardInterrupt:
    print("interrupted")
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        try:
            assert process.communicate(timeout=30)[0] == "interrupted\n"
        finally:
            process.kill()


def test_large_parts_are_left_alone(tmp_path, monkeypatch, joining_pairs):
    monkeypatch.setattr(upkeep, "LARGE", 1)
    filled(tmp_path, [("a", 0)], [("b", 0)])
    compact(tmp_path)
    assert len(parts(tmp_path, RUNS)) == 2


def test_temporary_files_of_killed_processes_go_but_those_of_running_ones_stay(tmp_path, monkeypatch):
    filled(tmp_path, [("a", 0)])
    left = tmp_path / "runs" / ".part-x.parquet.1-2"
    left.write_bytes(b"half")
    compact(tmp_path)
    assert left.exists()
    monkeypatch.setattr(files, "_FORGOTTEN", -1.0)
    compact(tmp_path)
    assert not left.exists()


# ------------------------------------------------------------------------------ scenarios and policies


@pytest.fixture
def task():
    scenario = load_scenario("corner_shop")
    return Task.of(scenario, load_policy("people_only"), "as_managed", 1, 1)


def test_digests_stand_for_scenarios_and_policies_that_are_kept_once(tmp_path, task):
    for _ in range(2):
        Store(tmp_path).keep([task, task])
    assert len(parts(tmp_path, SCENARIOS)) == len(parts(tmp_path, POLICIES)) == 1
    kept = Store(tmp_path).content(SCENARIOS, digest_of(task.scenario.content()))
    assert Scenario.model_validate_json(kept) == task.scenario
    practices = Store(tmp_path).content(POLICIES, digest_of(task.policy.content()))
    assert json.loads(practices) == task.policy.practices.as_dict()


# ------------------------------------------------------------------------------ merging


def test_merging_takes_over_everything_and_again_nothing(tmp_path):
    one = filled(tmp_path / "one", [("a", 0)], [("b", 0)])
    two = filled(tmp_path / "two", [("a", 0), ("a", 1)], [("c", 0)])
    assert merge(one.folder, two.folder) == []
    assert contents(one) == contents(filled(tmp_path / "whole", [("a", 0), ("a", 1), ("b", 0), ("c", 0)]))
    before = sorted(one.folder.rglob("*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upkeep, "FAN_IN", 2)
        compact(two.folder)
    merge(one.folder, two.folder)
    assert sorted(one.folder.rglob("*")) == before, "what is there under another name is not copied"


def test_merging_leaves_out_what_is_half_written_or_foreign(tmp_path):
    one = filled(tmp_path / "one", [("a", 0)])
    two = filled(tmp_path / "two", [("b", 0)])
    (two.folder / "runs" / ".part-x.parquet.1-2").write_bytes(b"half")
    half = two.folder / "runs" / "part-half.parquet"
    half.write_bytes(parts(two.folder, RUNS)[0].read_bytes()[:100])
    foreign = two.folder / "series" / "part-foreign.parquet"
    pq.write_table(pa.table({"temperature": [20.0]}), foreign)
    assert sorted(merge(one.folder, two.folder)) == [half, foreign]
    assert one.finished() == {"a": {0}, "b": {0}}
    assert not list(one.folder.rglob("*half*"))
    assert not list(one.folder.rglob(".part*"))


def test_every_kind_of_table_has_a_folder_of_its_own():
    assert list(KINDS)[-1] == "runs", "the record of a run is written last"
