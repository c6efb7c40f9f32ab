"""Parts: one that is not as it was written counts as missing, whatever happened to it, and is named."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.store.files import seal_of
from sim.store.parts import fault, parts, sound_parts
from sim.store.store import Store
from sim.store.tables import KINDS, RUNS, SERIES, TENURES
from tests.analysis.synthetic import made_up
from tests.store.damage import DAMAGES, IN_THE_FILE, a_pipe, flip, gone, looping, unsealed

TOLD = (RUNS, SERIES, TENURES)
PATIENCE_SECONDS = 60


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """A test that waits for ever, as for somebody to write into a pipe, fails."""

    def fail(signal_number, frame):
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(PATIENCE_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The name and content of one part of each kind."""
    folder = tmp_path_factory.mktemp("written")
    Store(folder).commit([made_up("a", 0), made_up("b", 0)])
    found = {kind: parts(folder, kind)[0] for kind in TOLD}
    return {kind: (path.name, path.read_bytes()) for kind, path in found.items()}


@given(kind=st.sampled_from(TOLD), bit=st.integers(0, 2**20))
def test_a_bit_that_flips_anywhere_in_a_part_is_seen(kind, bit, written, tmp_path_factory):
    name, content = written[kind]
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    assert fault(path, kind) == ""
    flip(path, bit)
    assert fault(path, kind) == "its content has changed since it was written"


def two_runs(folder, damage, kind, *, sealed=True):
    """A store of two runs in two commits, in which one part is damaged; that part, and the point that stays."""
    store = Store(folder)
    store.commit([made_up("a", 0)])
    first = {kind: parts(folder, kind)[0] for kind in TOLD}
    store.commit([made_up("b", 0)])
    path = first[kind] if sealed else unsealed(first[kind])
    damage(path)
    return store, path


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_part_is_named_and_counts_as_missing_and_no_other(damage, sealed, tmp_path, caplog):
    if damage is IN_THE_FILE[0] and not sealed:
        pytest.skip("nobody can tell, without a hash")
    store, path = two_runs(tmp_path, damage, RUNS, sealed=sealed)
    assert store.finished() == {"b": {0}}
    assert store.runs()["point"].to_pylist() == ["b"]
    assert set(store.series()["point"].to_pylist()) == set(store.tenures()["point"].to_pylist()) == {"b"}
    assert f"{path}: {fault(path, RUNS)}; it counts as missing" in caplog.text


@pytest.mark.parametrize("kind", [SERIES, TENURES])
@pytest.mark.parametrize("damage", [IN_THE_FILE[0], a_pipe, gone])
def test_a_run_whose_weeks_or_tenures_are_lost_is_finished_but_not_complete(damage, kind, tmp_path):
    store, _ = two_runs(tmp_path, damage, kind)
    assert store.finished() == {"a": {0}, "b": {0}}
    assert store.complete(series=True) == {"b": {0}}
    assert store.complete(series=False) == ({"b": {0}} if kind is TENURES else {"a": {0}, "b": {0}})


def test_parts_that_older_versions_wrote_are_read(tmp_path):
    store = Store(tmp_path)
    store.commit([made_up("a", 0)])
    before = [str(table.to_pylist()) for table in (store.runs(), store.series(), store.tenures())]
    for kind in TOLD:
        path = unsealed(parts(tmp_path, kind)[0])
        assert seal_of(path) == ""
        assert sound_parts(tmp_path, kind) == [path]
    assert [str(table.to_pylist()) for table in (store.runs(), store.series(), store.tenures())] == before


def test_every_part_is_sealed(tmp_path):
    Store(tmp_path).commit([made_up("a", 0)])
    assert all(seal_of(path) for kind in KINDS.values() for path in parts(tmp_path, kind))


def test_what_the_system_does_not_give_is_said_and_may_come_back(tmp_path):
    _, path = two_runs(tmp_path, looping, RUNS)
    assert fault(path, RUNS).startswith("cannot be read: ")


def test_a_part_that_has_just_been_joined_is_no_fault(tmp_path):
    assert fault(tmp_path / "part-x.parquet", RUNS) == ""
