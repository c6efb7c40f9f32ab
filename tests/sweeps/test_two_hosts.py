"""A cluster of two hosts: each a network namespace with an address of its own, joined by a cable that can be cut.

It needs root and Linux' `ip`. The hosts share this machine's disk, but only the sweep writes results.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sim.store.parts import parts
from sim.store.tables import RUNS
from tests.running.test_cluster import Cluster, Host
from tests.sweeps.processes import call, contents, ended, experiment, start, until

pytestmark = pytest.mark.slow

WORLDS = 60
SMALL_CHUNKS = "import sim.running.supervisor as s\ns.CHUNK_SECONDS = 0.2\n"
SOON = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "15s"}
"""How long a host may be silent before its work is given to others: less than usual, as a test waits for it."""


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


def on(host: str) -> tuple[str, ...]:
    return ("ip", "netns", "exec", host)


@pytest.fixture
def hosts() -> Iterator[tuple[Host, Host]]:
    """Two hosts that reach each other and nothing else."""
    if shutil.which("ip") is None or os.geteuid() != 0:
        pytest.skip("hosts are made by root, with the command ip (Debian: iproute2)")
    names = tuple(f"sim-{os.getpid()}-{nth}" for nth in (1, 2))
    made = []
    try:
        for name in names:
            ip("netns", "add", name)
            made.append(name)
        ip("-n", names[0], "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", names[1])
        for nth, name in enumerate(names, start=1):
            ip("-n", name, "addr", "add", f"10.77.0.{nth}/30", "dev", "cable")
            for link in ("cable", "lo"):
                ip("-n", name, "link", "set", link, "up")
    except subprocess.CalledProcessError as error:
        for name in made:
            ip("netns", "delete", name)
        pytest.skip(f"this machine makes no hosts: {error.stderr.strip()}")
    yield Host("10.77.0.1", on(names[0])), Host("10.77.0.2", on(names[1]))
    for name in names:
        ip("netns", "delete", name)


@pytest.fixture
def cluster(hosts, tmp_path, monkeypatch) -> Iterator[Cluster]:
    """A scheduler on the first host, and a worker on each."""
    for name, value in SOON.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "cluster"
    folder.mkdir()
    found = Cluster(folder, hosts[0])
    yield found
    found.stop()


@pytest.fixture
def undisturbed(tmp_path) -> dict[str, str]:
    """All rows of a sweep that runs on this machine alone."""
    code, _, messages = call(tmp_path, "sweep", experiment(tmp_path, replications=WORLDS), "--workers", 2)
    assert code == 0, messages
    return contents(tmp_path / "results" / "tiny")


def swept(tmp_path, cluster: Cluster, host: Host) -> subprocess.Popen:
    """The sweep, begun on a host once both workers are there."""
    ready = "import sys, distributed as d; d.Client(sys.argv[1]).wait_for_workers(2, timeout=60)"
    subprocess.run([*host.within, sys.executable, "-c", ready, cluster.address], check=True, timeout=120)
    words = ("sweep", "tiny.toml", "--cluster", cluster.address, "--out", "there")
    return start(tmp_path, *words, patch=SMALL_CHUNKS, within=host.within)


@pytest.mark.parametrize("how", ["killed", "cut off"])
def test_a_host_that_is_lost_during_a_sweep_loses_nothing(how, hosts, cluster, undisturbed, tmp_path):
    first, second = hosts
    workers = [cluster.add_worker(host=host) for host in hosts]
    process = swept(tmp_path, cluster, first)
    until(lambda: len(parts(tmp_path / "there", RUNS)) > 1 or process.poll() is not None)
    assert process.poll() is None, ended(process)[2]
    before = len(parts(tmp_path / "there", RUNS))
    if how == "killed":
        workers[1].kill()
    else:
        subprocess.run([*second.within, "ip", "link", "set", "cable", "down"], check=True)
    code, _, messages = ended(process)
    assert code == 0, messages
    assert "Traceback" not in messages
    assert contents(tmp_path / "there") == undisturbed
    rows = undisturbed["runs"].count("'replication'")
    print(f"a host {how} after {before} parts: 0 lost, 0 twice, {rows} runs as if undisturbed")
