"""Parts: one that is not as it was written counts as missing, whatever happened to it, and is named."""

import errno
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.store import parts as store_parts
from sim.store.files import content_hash, seal_of
from sim.store.parts import fault, parts, sound_parts
from sim.store.store import Store
from sim.store.tables import KINDS, RUNS, SERIES, TENURES, Kind
from sim.store.upkeep import set_aside
from tests.analysis.synthetic import made_up
from tests.store.damage import DAMAGES, a_pipe, flip, flipped, gone, unsealed

TOLD = (RUNS, SERIES, TENURES)
PATIENCE_SECONDS = 120
FLIPS = 2000


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


def looked_at(path: Path, kind: Kind, *, suspicious: bool = False) -> str:
    """What is wrong with a part, looked for anew: a change within a tick of the clock leaves no trace in its dates."""
    store_parts._fault.cache_clear()
    return fault(path, kind, suspicious=suspicious)


@settings(max_examples=15)
@given(kind=st.sampled_from(TOLD), bit=st.integers(0, 2**20))
def test_a_bit_that_flips_anywhere_in_a_part_is_seen(kind, bit, written, tmp_path_factory):
    name, content = written[kind]
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    assert looked_at(path, kind) == ""
    flip(path, bit)
    assert looked_at(path, kind) == "its content has changed since it was written"


def as_it_is(path: Path) -> Path:
    return path


def resealed(path: Path) -> Path:
    """A part under a name that fits what it has become, as somebody could give it."""
    return path.rename(path.with_name(f"{path.name.split('.')[0]}.{content_hash(path)}.parquet"))


def untold(damage, name) -> bool:
    """Whether nobody can tell: numbers have changed, and no hash says so."""
    return damage is flipped and name is not as_it_is


@pytest.mark.parametrize("name", [as_it_is, unsealed, resealed])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_of_any_kind_is_seen_and_nothing_is_waited_for(damage, name, written, tmp_path):
    for kind, (called, content) in written.items():
        path = tmp_path / kind.name / called
        path.parent.mkdir()
        path.write_bytes(content)
        if name is unsealed:
            path = unsealed(path)
        assert looked_at(path, kind) == ""
        damage(path)
        if name is resealed and path.is_file():
            path = resealed(path)
        assert looked_at(path, kind, suspicious=True) or untold(damage, name)


def two_runs(folder, damage, kind, *, name=as_it_is):
    """A store of two runs in two commits, in which one part is damaged; that part."""
    store = Store(folder)
    store.commit([made_up("a", 0)])
    first = {kind: parts(folder, kind)[0] for kind in TOLD}
    store.commit([made_up("b", 0)])
    path = name(first[kind])
    damage(path)
    return store, path


READ = [
    pytest.param(
        damage,
        name,
        id=f"{damage.__name__}-{name.__name__}",
        marks=[] if (damage, name) == (flipped, as_it_is) else [pytest.mark.slow],
    )
    for name in (as_it_is, unsealed)
    for damage in DAMAGES
    if not untold(damage, name)
]


@pytest.mark.parametrize(("damage", "name"), READ)
def test_a_damaged_part_is_named_and_counts_as_missing_and_no_other(damage, name, tmp_path, caplog):
    store, path = two_runs(tmp_path, damage, RUNS, name=name)
    assert store.finished() == {"b": {0}}
    assert store.runs()["point"].to_pylist() == ["b"]
    assert set(store.series()["point"].to_pylist()) == set(store.tenures()["point"].to_pylist()) == {"b"}
    assert f"{path}: {fault(path, RUNS)}; it counts as missing" in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.name)
def test_no_number_that_is_read_has_changed_whichever_bit_flips(kind, tmp_path):
    """As a disk rots: a flipped bit is seen, and what is read is as it was, or not there."""
    store, path = two_runs(tmp_path, lambda path: None, kind)
    content = path.read_bytes()
    table = {RUNS: store.runs, SERIES: store.series, TENURES: store.tenures}[kind]
    rest = str([row for row in table().to_pylist() if row["point"] == "b"])
    luck = random.Random(1)
    for nth in range(FLIPS):
        flip(path, luck.randrange(8 * len(content)))
        assert looked_at(path, kind)
        assert nth % (FLIPS // 4) or str(table().to_pylist()) == rest
        path.write_bytes(content)
    print(f"{FLIPS} flipped bits in {kind.name}: all seen")


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        (TENURES, gone),
        *(
            pytest.param(kind, one, marks=pytest.mark.slow)
            for kind in (TENURES, SERIES)
            for one in (flipped, a_pipe)
        ),
    ],
)
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


def test_what_the_system_does_not_give_is_said_and_not_moved(tmp_path, monkeypatch):
    """As of a disk that fails, or a folder of another user: it may come back."""

    def fails(path):
        raise OSError(errno.EIO, "Input/output error")

    Store(tmp_path).commit([made_up("a", 0)])
    monkeypatch.setattr(store_parts, "is_as_written", fails)
    store_parts._fault.cache_clear()
    path = parts(tmp_path, RUNS)[0]
    assert fault(path, RUNS) == "cannot be read: Input/output error"
    assert set_aside(tmp_path) == []
    assert path.exists()


def test_a_part_that_has_just_been_joined_is_no_fault(tmp_path):
    assert fault(tmp_path / "part-x.parquet", RUNS) == ""
