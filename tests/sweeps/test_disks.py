"""Disks that are full, or not to be written: one message, nothing damaged, and what is known is still told."""

import errno
import os
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from sim.design.few import said_of_few
from sim.errors import InputError
from sim.running.scenarios import load_scenario
from sim.store import files
from sim.store.check import check
from sim.store.store import Store
from sim.sweeps.sweep import sweep
from tests.command_line import sim
from tests.sweeps.processes import call, contents, ended, experiment, start

MANY = 8  # worlds: enough for a second or two of work
KEEP_OFTEN = "import sim.running.workers as w; w.KEEP_SECONDS = 0.1"


@pytest.fixture
def small(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    experiment(tmp_path)
    return load_scenario(tmp_path / "small.toml")


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> Path:
    """A folder with the tiny experiment, and its results in `store`."""
    folder = tmp_path_factory.mktemp("finished")
    sweep(experiment(folder), workers=1, folder=folder / "store")
    return folder


def full(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_fills_up_ends_a_sweep_with_one_message_and_damages_nothing(small, tmp_path, monkeypatch):
    done = sweep("tiny.toml", workers=1)
    before = contents(done.folder)
    with monkeypatch.context() as patch:
        patch.setattr(files, "_flush", full)
        with pytest.raises(
            InputError, match="No space left on device; make room and run the same command again"
        ):
            sweep("tiny.toml", workers=1, replications=3)
    assert contents(done.folder) == before
    assert not list(done.folder.rglob(".part*"))
    assert len(sweep("tiny.toml", workers=1, replications=3).table()) == 24


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A file system of 100 kB."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small file system")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def remount(disk: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", disk], check=True)


def fill(disk: Path) -> None:
    """Leave no room for another byte."""
    room = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(room.f_bavail * room.f_frsize))


def files_in(disk: Path) -> dict[Path, bytes]:
    """Its files, but for locks, which are empty."""
    return {path: path.read_bytes() for path in disk.rglob("*") if path.is_file() and path.stat().st_size}


@pytest.mark.slow
def test_a_full_disk_is_one_message_and_the_sweep_goes_on_when_there_is_room(disk, tmp_path):
    path = experiment(tmp_path, replications=MANY)
    undisturbed = contents(sweep(path, workers=1, folder=tmp_path / "undisturbed").folder)
    words = ("sweep", path, "--workers", 2, "--out", disk)
    code, _, messages = call(tmp_path, *words, patch=KEEP_OFTEN)
    assert code == 2
    assert "make room and run the same command again" in messages
    assert "Traceback" not in messages
    assert len(Store(disk).runs()) < 8 * MANY
    remount(disk, "size=100m")
    assert call(tmp_path, *words)[0] == 0
    assert contents(disk) == undisturbed


@pytest.fixture(params=["read-only", pytest.param("full", marks=pytest.mark.slow)])
def unwritable(request, disk, finished, tmp_path, monkeypatch) -> Path:
    """A finished sweep on a disk that cannot be written to, in a folder that commands run in."""
    remount(disk, "size=10m")
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    shutil.copytree(finished / "store", disk / "store")
    monkeypatch.chdir(tmp_path)
    if request.param == "full":
        fill(disk)
    else:
        remount(disk, "ro")
    return disk


def test_a_finished_sweep_tells_its_answer_where_nothing_can_be_written(unwritable, capsys):
    assert sim("sweep", "tiny.toml", "--out", unwritable / "store", "--workers", 1) == 0
    told = capsys.readouterr()
    assert "People only minus neutral, as managed" in told.out
    assert told.err.splitlines() == [said_of_few(2)]


@pytest.mark.slow
def test_what_cannot_be_written_down_besides_is_said_and_stops_no_answer(unwritable, tmp_path, capsys):
    """The same points under another name are another experiment."""
    (tmp_path / "tiny.toml").rename("other.toml")
    assert sim("sweep", "other.toml", "--out", unwritable / "store", "--workers", 1) == 0
    told = capsys.readouterr()
    assert "People only minus neutral, as managed" in told.out
    few, refused = told.err.splitlines()
    assert few == said_of_few(2)
    assert "cannot be written: " in refused


@pytest.mark.parametrize(
    "words",
    [
        ("results", "export", "STORE", "DISK/runs.csv"),
        *(
            pytest.param(words, marks=pytest.mark.slow)
            for words in [
                ("results", "merge", "DISK/other", "STORE"),
                ("sweep", "tiny.toml", "--out", "DISK/store", "--replications", 3),
                ("results", "prune", "DISK/store", "--yes"),
                ("work", "tiny.toml", "--shard", "1/2", "--out", "DISK/shard"),
                ("report", "DISK/store"),
                ("report", "STORE", "--out", "DISK/new/report.html"),
                ("explore", "DISK/store"),
                ("analyse", "effects", "DISK/store"),
                ("analyse", "differences", "STORE", "--out", "DISK/a.html"),
                ("replay", "small.toml", "--replications", 0, "--out", "DISK/replay.html"),
                ("run", "small.toml", "--replications", 1, "--out", "DISK/run"),
                ("panel", "small.toml", "--out", "DISK/panel.csv"),
            ]
        ),
    ],
    ids=lambda words: "-".join(map(str, words)).replace("/", "-"),
)
def test_what_cannot_be_written_is_one_message_and_leaves_nothing(words, unwritable, capsys):
    before = files_in(unwritable)
    places = {"DISK": str(unwritable), "STORE": "store"}
    code = sim(*(re.sub("DISK|STORE", lambda found: places[found[0]], str(word)) for word in words))
    messages = capsys.readouterr().err.splitlines()
    if words[:2] == ("results", "prune"):  # which finds nothing to remove
        return
    assert code == 2
    assert len([line for line in messages if line.startswith("sim: ")]) == 1
    assert re.search(
        r"sim: .*(cannot be written: )?(Read-only file system|No space left on device)", messages[-1]
    )
    assert files_in(unwritable) == before


@pytest.mark.slow
def test_a_run_on_a_disk_that_cannot_be_written_prints_its_table(
    disk, tmp_path, monkeypatch, capsys, finished
):
    remount(disk, "size=10m")
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    words = (
        "run",
        "small.toml",
        "--policy",
        "neutral",
        "--replications",
        2,
        "--years",
        1,
        "--out",
        disk / "run",
    )
    assert sim(*words) == 0
    table = capsys.readouterr().out.partition("\nWritten:")[0]
    for path in disk.rglob("*.txt"):
        path.unlink()
    remount(disk, "ro")
    assert sim(*words) == 2
    told = capsys.readouterr()
    assert told.out.rstrip() == table.rstrip()
    assert "cannot be written: Read-only file system" in told.err


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [0, 8])
def test_files_that_may_not_grow_end_a_sweep_with_one_message_and_it_goes_on(kilobytes, finished, tmp_path):
    """As a quota does; where nothing can be mounted, too."""
    path, size = experiment(tmp_path), (1024 * kilobytes,) * 2
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, size)
    words = ("sweep", path, "--workers", 1, "--out", "out")
    code, _, messages = ended(start(tmp_path, *words, preexec_fn=limit))
    assert "Traceback" not in messages
    assert (code, "File too large; make room" in messages) == (2, True)
    assert check(tmp_path / "out").wrong in ((), check(tmp_path / "out").wrong[:1])
    assert call(tmp_path, *words)[0] == 0
    assert contents(tmp_path / "out") == contents(finished / "store")
