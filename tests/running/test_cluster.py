"""Dask: real schedulers and workers on loopback give the same rows as this machine's threads, or a clear refusal."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.store.parts import parts
from sim.store.tables import RUNS
from tests.command_line import sim
from tests.sweeps.processes import ROOT, call, contents, ended, experiment, start, until

WORLDS = 24


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Host:
    """Where processes run: their address, and the words by which a command is started there."""

    address: str = "127.0.0.1"
    within: tuple[str, ...] = ()


class Cluster:
    """A scheduler and its workers, started by hand as an administrator would."""

    def __init__(self, folder: Path, host: Host = Host()):
        self._folder = folder
        self._started: list[subprocess.Popen] = []
        self.address = f"tcp://{host.address}:{free_port()}"
        port = self.address.rpartition(":")[2]
        self._dask(host, "scheduler", "--host", host.address, "--port", port, "--no-dashboard", "--no-show")

    def add_worker(self, source: Path = ROOT, host: Host = Host()) -> subprocess.Popen:
        one = ("--nworkers", "1", "--nthreads", "1")
        place = ("--host", host.address, "--local-directory", str(self._folder))
        words = ("worker", self.address, *one, *place, "--no-nanny", "--no-dashboard")
        return self._dask(host, *words, source=source)

    def _dask(self, host: Host, *words: str, source: Path = ROOT) -> subprocess.Popen:
        process = subprocess.Popen(
            [*host.within, sys.executable, "-m", "dask", *words],
            cwd=self._folder,
            env=os.environ | {"PYTHONPATH": str(source)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._started.append(process)
        return process

    def ready(self, workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, timeout=60) as client:
            if workers:
                client.wait_for_workers(workers, timeout=60)

    def stop(self) -> None:
        for process in reversed(self._started):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    found = Cluster(folder)
    yield found
    found.stop()


def sweep(folder: Path, *words: object, **options) -> tuple[int, str, str]:
    return call(folder, "sweep", experiment(folder, replications=WORLDS), *words, **options)


@pytest.mark.slow
def test_a_cluster_gives_the_same_rows_even_if_it_loses_a_worker(cluster, tmp_path):
    assert sweep(tmp_path, "--workers", 2)[0] == 0
    here = contents(tmp_path / "results" / "tiny")
    victim = cluster.add_worker()
    cluster.add_worker()
    cluster.ready(2)
    assert sweep(tmp_path, "--cluster", cluster.address, "--workers", 2, "--out", "there")[0] == 0
    assert contents(tmp_path / "there") == here
    patch = "import sim.running.supervisor as s; s.CHUNK_SECONDS = 0.1"
    words = ("--cluster", cluster.address, "--workers", 2, "--out", "fewer")
    process = start(tmp_path, "sweep", tmp_path / "tiny.toml", *words, patch=patch)
    until(lambda: parts(tmp_path / "fewer", RUNS))
    victim.kill()
    code, _, messages = ended(process)
    assert code == 0, messages
    assert contents(tmp_path / "fewer") == here


@pytest.mark.slow
def test_an_interrupt_ends_a_sweep_on_a_cluster_and_it_goes_on(cluster, tmp_path):
    cluster.add_worker()
    cluster.ready(1)
    words = (
        "sweep",
        experiment(tmp_path, replications=WORLDS),
        "--cluster",
        cluster.address,
        "--out",
        "there",
    )
    process = start(tmp_path, *words, patch="import sim.running.supervisor as s; s.CHUNK_SECONDS = 0.1")
    until(lambda: parts(tmp_path / "there", RUNS))
    process.send_signal(signal.SIGINT)
    code, _, messages = ended(process)
    assert code == 130, messages
    assert "Traceback" not in messages
    assert call(tmp_path, *words)[0] == 0
    assert sweep(tmp_path, "--workers", 2)[0] == 0
    assert contents(tmp_path / "there") == contents(tmp_path / "results" / "tiny")


@pytest.fixture
def other(tmp_path) -> Path:
    """A folder with other sources."""
    folder = tmp_path / "other"
    shutil.copytree(ROOT / "sim", folder / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "sim" / "model" / "rules" / "choice.py").open("a") as file:
        file.write("\nANOTHER = 1\n")
    return folder


@pytest.mark.slow
def test_a_worker_with_other_sources_is_refused(cluster, other, tmp_path):
    cluster.add_worker(other)
    cluster.ready(1)
    code, _, messages = sweep(tmp_path, "--cluster", cluster.address)
    assert code == 2
    assert "sim: --cluster: other sources of sim than in this process" in messages
    assert not (tmp_path / "results").exists()


@pytest.mark.slow
def test_a_worker_with_other_sources_that_comes_later_adds_nothing(cluster, other, tmp_path):
    cluster.add_worker()
    cluster.ready(1)
    words = ("--cluster", cluster.address, "--workers", 2, "--out", "there")
    patch = "import sim.running.supervisor as s; s.CHUNK_SECONDS = 0.1"
    path = experiment(tmp_path, replications=2_000)
    process = start(tmp_path, "sweep", path, *words, patch=patch)
    until(lambda: parts(tmp_path / "there", RUNS))
    cluster.add_worker(other)
    code, _, messages = ended(process)
    assert code == 2, messages
    assert "sim: --cluster: other sources of sim than in this process" in messages
    assert "Traceback" not in messages
    assert call(tmp_path, "sweep", experiment(tmp_path), "--out", "there")[0] == 0


def test_a_scheduler_without_workers_is_a_clear_refusal(cluster, tmp_path, monkeypatch, capsys):
    cluster.ready(0)
    monkeypatch.setattr("sim.running.cluster.SECONDS_TO_ANSWER", 2)
    monkeypatch.chdir(tmp_path)
    assert sim("sweep", experiment(tmp_path), "--cluster", cluster.address) == 2
    told = capsys.readouterr().err
    assert f"sim: --cluster: {cluster.address} has no workers; start some with `dask worker" in told
    assert not (tmp_path / "results").exists()


@pytest.mark.slow
def test_an_address_where_nobody_answers_is_a_clear_refusal(tmp_path):
    patch = "import sim.running.cluster as c; c.SECONDS_TO_ANSWER = 1"
    address = f"tcp://127.0.0.1:{free_port()}"
    code, _, messages = sweep(tmp_path, "--cluster", address, patch=patch)
    assert code == 2
    assert f"sim: --cluster: no scheduler answers at {address}" in messages
    assert "Traceback" not in messages


@pytest.mark.parametrize("address", ["here", "127.0.0.1:8786"])
def test_what_is_no_address_is_refused_with_what_is(tmp_path, monkeypatch, capsys, address):
    monkeypatch.chdir(tmp_path)
    assert sim("sweep", experiment(tmp_path), "--cluster", address) == 2
    assert "--cluster must be local or an address such as tcp://HOST:8786, got " in capsys.readouterr().err
