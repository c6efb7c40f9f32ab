"""Faults at random moments: whatever is killed, nothing finished is lost, half written or counted twice.

After each fault every run that was finished is there, once, to the bit as in an undisturbed sweep, and no part is
damaged; in the end the same command gives what an undisturbed sweep gives. The moments are drawn anew each time, from a
seed that is printed and that SIM_FAULTS_SEED can give. `pytest -s` shows the counts.
"""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.store.check import check
from sim.store.parts import parts
from sim.store.store import Store
from sim.store.tables import RUNS, SERIES, TENURES, Kind
from sim.store.views import with_views
from sim.sweeps.sweep import sweep
from tests.running.test_cluster import Cluster
from tests.sweeps.processes import call, ended, experiment, start, until

pytestmark = pytest.mark.slow

KILLS = 20
WORLDS = 60
FEW = 6  # worlds, where every fault runs them all again

OFTEN = """
import sim.running.workers as w, sim.store.upkeep as u, sim.sweeps.runner as r
w.KEEP_SECONDS = 0.1
u.FAN_IN = r.FAN_IN = 3
"""
"""Commits and joins come so often that faults fall into them."""

TOLD = (RUNS, SERIES, TENURES)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> Path:
    """The store of a sweep that nobody disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    return sweep(with_weeks(folder), workers=2, folder=folder / "out").folder


def with_weeks(folder: Path) -> Path:
    path = experiment(folder, replications=WORLDS)
    path.write_text(path.read_text().replace("years = 1", "years = 1\nseries = true"))
    return path


@pytest.fixture
def luck() -> random.Random:
    seed = int(os.environ.get("SIM_FAULTS_SEED") or time.time_ns() % 10**6)
    print(f"\nSIM_FAULTS_SEED={seed}")
    return random.Random(seed)


class Watched:
    """A store that is looked at after each fault."""

    def __init__(self, folder: Path, undisturbed: Path):
        self.folder, self.faults = folder, 0
        self._undisturbed = undisturbed
        self._finished: set[tuple[str, int]] = set()

    def count(self) -> int:
        """The number of parts of runs."""
        return len(parts(self.folder, RUNS))

    def look(self) -> None:
        """Fail if something finished is lost, half written, changed, or there twice."""
        self.faults += 1
        finished = {(point, r) for point, found in Store(self.folder).finished().items() for r in found}
        assert finished >= self._finished, "finished runs are lost"
        self._finished = finished
        assert with_views(self.folder, (SERIES, TENURES), self._differences) == dict.fromkeys(TOLD, (0, 0, 0))
        # The question may be half written down, which says so itself and is done anew.
        wrong = [line for line in check(self.folder).wrong if "provenance.json: no such file" not in line]
        assert wrong == []

    def _differences(self, connection) -> dict[Kind, tuple[int, int, int]]:
        """Of each kind how many rows are other than undisturbed, lack of finished runs, and are there twice."""

        def count(sql: str) -> int:
            return connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0]

        found = {}
        for kind in TOLD:
            whole = f"read_parquet({[str(path) for path in parts(self._undisturbed, kind)]})"
            mine, key = f"SELECT * FROM {kind.name}", ", ".join(kind.key)
            wanted = f"SELECT * FROM {whole} SEMI JOIN (SELECT point, replication FROM runs) USING (point, replication)"
            found[kind] = (
                count(f"{mine} EXCEPT SELECT * FROM {whole}"),
                count(f"{wanted} EXCEPT {mine}"),
                count(f"SELECT {key} FROM {kind.name} GROUP BY {key} HAVING count(*) > 1"),
            )
        return found

    def end(self, what: str, worlds: int = WORLDS) -> None:
        """Fail if the store has not exactly what an undisturbed sweep of so many worlds gives."""
        self.look()
        self.faults -= 1
        whole = [row for row in Store(self._undisturbed).runs().to_pylist() if row["replication"] < worlds]
        assert str(Store(self.folder).runs().to_pylist()) == str(whole), "to the bit; NaN equals NaN as text"
        assert check(self.folder).wrong == ()
        print(f"{self.faults} {what}: 0 lost, 0 half written, 0 twice, {len(whole)} runs as if undisturbed")


@pytest.fixture
def watched(undisturbed, tmp_path) -> Watched:
    with_weeks(tmp_path)
    return Watched(tmp_path / "out", undisturbed)


def command(*words: object, worlds: int = WORLDS) -> tuple[object, ...]:
    return ("sweep", "tiny.toml", "--out", "out", "--workers", 2, "--replications", worlds, *words)


def test_kills_of_the_sweep_at_random_moments(watched, tmp_path, luck):
    within = 0
    for _ in range(KILLS):
        before = watched.count()
        process = start(tmp_path, *command(), patch=OFTEN)
        if luck.random() < 0.8:  # the others come while it starts
            until(
                lambda before=before, process=process: watched.count() != before or process.poll() is not None
            )
        time.sleep(luck.uniform(0.0, 0.6))
        within += process.poll() is None
        process.kill()
        process.communicate()
        watched.look()
        print(watched.faults, end=" ", flush=True)
    code, _, messages = call(tmp_path, *command())
    assert code == 0, messages
    watched.end(f"kills of the sweep, {within} of them before its end")


# ------------------------------------------------------------------------------ on a cluster

SMALL_CHUNKS = OFTEN + "import sim.running.supervisor as s\ns.CHUNK_SECONDS = 0.2\n"


@pytest.fixture
def clusters(tmp_path) -> Iterator[list[Cluster]]:
    started: list[Cluster] = []
    yield started
    for cluster in started:
        cluster.stop()


def new_cluster(clusters: list[Cluster], tmp_path: Path) -> Cluster:
    folder = tmp_path / f"cluster-{len(clusters)}"
    folder.mkdir()
    clusters.append(Cluster(folder))
    return clusters[-1]


def test_kills_of_workers_at_random_moments(watched, tmp_path, luck, clusters):
    cluster = new_cluster(clusters, tmp_path)
    workers = [cluster.add_worker(), cluster.add_worker()]
    words = command("--cluster", cluster.address)

    def begun() -> subprocess.Popen:
        cluster.ready(2)
        return start(tmp_path, *words, patch=SMALL_CHUNKS)

    process = begun()
    for _ in range(KILLS):
        before = watched.count()
        if process.poll() is not None:  # a job that was in flight three times is given up
            assert process.communicate()[1].count("Traceback") == 0
            process = begun()
        until(lambda before=before, process=process: watched.count() != before or process.poll() is not None)
        time.sleep(luck.uniform(0.0, 1.0))
        victim = workers.pop(luck.randrange(2))
        victim.kill()
        victim.wait()
        workers.append(cluster.add_worker())
        watched.look()
        print(watched.faults, end=" ", flush=True)
    code, _, messages = ended(process)
    assert code in (0, 1), messages
    code, _, messages = call(tmp_path, *words)
    assert code == 0, messages
    watched.end("kills of workers")


def test_kills_of_the_scheduler_at_random_moments(watched, tmp_path, luck, clusters):
    for _ in range(KILLS):
        cluster = new_cluster(clusters, tmp_path)
        cluster.add_worker()
        cluster.ready(1)
        before = watched.count()
        process = start(tmp_path, *command("--cluster", cluster.address), patch=SMALL_CHUNKS)
        until(lambda before=before, process=process: watched.count() != before or process.poll() is not None)
        time.sleep(luck.uniform(0.0, 0.6))
        cluster.stop()
        code, _, messages = ended(process)
        assert code in (0, 2), messages
        assert "Traceback" not in messages
        watched.look()
        print(watched.faults, end=" ", flush=True)
    code, _, messages = call(tmp_path, *command())
    assert code == 0, messages
    watched.end("kills of the scheduler")


# ------------------------------------------------------------------------------ others


def test_two_sweeps_into_one_store_at_once(undisturbed, tmp_path, luck):
    with_weeks(tmp_path)
    for pair in range(3):
        words = [f"out-{pair}" if word == "out" else word for word in command(worlds=FEW)]
        first = start(tmp_path, *words, patch=OFTEN)
        time.sleep(luck.uniform(0.0, 2.0))
        second = start(tmp_path, *words, patch=OFTEN)
        assert [ended(one)[0] for one in (first, second)] == [0, 0]
        watched = Watched(tmp_path / f"out-{pair}", undisturbed)
        watched.look()
        watched.end("pair of sweeps at once", FEW)


@pytest.mark.parametrize(("hours", "way"), [(-2.0, "backwards"), (2.0, "forwards")])
def test_a_clock_that_jumps_at_every_look(hours, way, watched, tmp_path):
    patch = OFTEN + (
        "import itertools, time\n"
        "right, looks = time.time, itertools.count()\n"
        f"time.time = lambda: right() + {hours * 3600.0} * next(looks)\n"
    )
    code, _, messages = call(tmp_path, *command(worlds=FEW), patch=patch)
    assert code == 0, messages
    watched.look()
    watched.end(f"sweep with a clock that jumps {way}", FEW)


STARVED = """
import resource, sim.running.doing
right = sim.running.doing.warmed_up
def warmed_up(scenario, seed, replication, years, way="fast"):
    if replication == 3:
        import pathlib
        pages = int(pathlib.Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + SPARE,) * 2)
    return right(scenario, seed, replication, years, way)
sim.running.doing.warmed_up = warmed_up
"""
"""From the fourth world on the process gets no more memory than it has, and a little."""


@pytest.mark.parametrize("spare", [0, 2**20, 2**23, 2**26])
def test_a_process_that_gets_no_more_memory(spare, watched, tmp_path):
    code, _, messages = call(
        tmp_path, *command(worlds=FEW), patch=OFTEN + STARVED.replace("SPARE", str(spare))
    )
    print(f"with {spare} bytes to spare: exit code {code}; {messages[-200:]!r}")
    assert code in (1, 2), "some worlds failed, or the command did"
    assert "Traceback" not in messages
    watched.look()
    code, _, messages = call(tmp_path, *command(worlds=FEW))
    assert code == 0, messages
    watched.end("process without memory", FEW)


def test_interrupts_that_come_twice(watched, tmp_path, luck):
    for _ in range(KILLS // 4):
        before = watched.count()
        process = start(tmp_path, *command(), patch=OFTEN, start_new_session=True)
        until(lambda before=before, process=process: watched.count() != before or process.poll() is not None)
        for _ in range(2):
            time.sleep(luck.uniform(0.0, 0.4))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        code, _, messages = ended(process)
        # While Python itself starts or ends, an interrupt ends the process as the system does.
        assert code in (0, 130, -signal.SIGINT), messages
        assert "Traceback" not in messages
        watched.look()
    code, _, messages = call(tmp_path, *command())
    assert code == 0, messages
    watched.end("double interrupts")
