"""Running jobs: failures are noted and seen again, dead workers replaced, a killed or starved sweep goes on."""

import json
import os
import shlex
import signal
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from sim.policies import load_policy
from sim.running import doing, run
from sim.running.jobs import Task, missing_jobs
from sim.running.scenarios import load_scenario
from sim.store.parts import parts
from sim.store.store import Store
from sim.store.tables import RUNS
from sim.sweeps.runner import run_jobs
from sim.sweeps.sweep import sweep
from tests.command_line import sim
from tests.sweeps.processes import call, contents, ended, experiment, start, until

FAILING = """
import sim.running.doing, sim.running.run
right = sim.running.run.finished
def finished(w, origin, replication, **more):
    if replication == 1 and origin["policy"] == "people_only":
        raise RuntimeError(f"nobody is left with pay {w.firms['pay'][0]}")
    return right(w, origin, replication, **more)
sim.running.run.finished = sim.running.doing.finished = finished
"""
"""A bug in the model that shows in one world under one policy."""

DEADLY = """
import os, signal, sim.running.doing
right = sim.running.doing.warmed_up
def warmed_up(scenario, seed, replication, years, way="fast"):
    if replication == 1 and scenario.customers.need_rate.value == 2.0 and os.environ.get("DEADLY"):
        os.kill(os.getpid(), signal.SIGKILL)
    return right(scenario, seed, replication, years, way)
sim.running.doing.warmed_up = warmed_up
"""
"""A world that takes its process along."""


# ------------------------------------------------------------------------------ jobs


def tasks(scenario, *policies):
    return [Task.of(scenario, load_policy(policy), "as_managed", 1, 1) for policy in policies]


@pytest.fixture
def small(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    experiment(tmp_path)
    return load_scenario(tmp_path / "small.toml")


def test_jobs_are_made_as_they_are_asked_for_and_leave_out_what_is_finished(small):
    both = tasks(small, "neutral", "people_only")
    missing = missing_jobs(both, range(1_000_000), {both[0].point: {0, 1}, both[1].point: {0}})
    assert len(missing_jobs(both, range(3), {both[0].point: {0, 1}, both[1].point: {0}})) == 2
    first, second = next(iter(missing)), list(zip(range(2), missing, strict=False))[1][1]
    assert (first.replication, first.tasks) == (1, (both[1],))
    assert (second.replication, second.tasks) == (2, tuple(both))


def test_what_is_finished_before_an_interrupt_is_kept(small, tmp_path):
    class Interrupting(list):
        def __iter__(self):
            yield from list.__iter__(self)
            raise KeyboardInterrupt

    wanted = Interrupting(missing_jobs(tasks(small, "neutral"), range(3), {}))
    with pytest.raises(KeyboardInterrupt):
        run_jobs(wanted, tmp_path / "store", workers=1)
    assert [set(found) for found in Store(tmp_path / "store").finished().values()] == [{0, 1, 2}]


def test_weekly_series_are_neither_made_nor_kept_unless_wanted(small, tmp_path):
    run_jobs(missing_jobs(tasks(small, "neutral"), range(2), {}), tmp_path / "store", workers=1, series=False)
    assert len(Store(tmp_path / "store").series()) == 0
    assert set(Store(tmp_path / "store").tenures()["replication"].to_pylist()) == {0, 1}


# ------------------------------------------------------------------------------ failures


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Calls a command in this process and in the test's folder, which is quick; `patch` holds for that call."""
    monkeypatch.chdir(tmp_path)

    def call_here(*words, patch=""):
        with monkeypatch.context() as patched:
            for module in (run, doing):  # what the patch puts there goes with the call
                patched.setattr(module, "finished", run.finished)
            exec(patch, {})
            code = sim(*words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call_here


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_failing_run_stops_no_other_and_its_command_shows_the_same_failure(tmp_path, here, workers):
    words = ("sweep", experiment(tmp_path), "--workers", workers)
    code, _, messages = here(*words, patch=FAILING) if workers == 1 else call(tmp_path, *words, patch=FAILING)
    assert code == 1
    assert "4 runs failed" in messages
    assert "people_only, as_managed, seed 1, replication 1: RuntimeError: nobody is left with pay" in messages
    store = Store(tmp_path / "results" / "tiny")
    assert len(store.runs()) == 8 * 2 - 4
    notes = [json.loads(path.read_text()) for path in sorted(store.folder.glob("failures/*.json"))]
    assert len(notes) == 4
    command = notes[0]["command"]
    assert command in messages
    name, *words = shlex.split(command)
    assert name == "sim"
    code, _, again = here(*words, patch=FAILING)
    assert code == 1
    assert notes[0]["error"] in again
    assert "It fails as recorded." in again
    code, out, _ = here(*words)
    assert code == 0
    assert "It does not fail now" in out


def test_the_same_command_tries_failures_again_and_describing_lists_only_what_still_fails(tmp_path, here):
    path = experiment(tmp_path)
    here("sweep", path, "--workers", 1, patch=FAILING)
    assert "4 runs failed" in here("results", "describe", "results/tiny")[1]
    assert here("sweep", path, "--workers", 1)[0] == 0
    assert "failed" not in here("results", "describe", "results/tiny")[1]


def test_a_note_that_is_none_is_one_message(tmp_path, here):
    (tmp_path / "x.json").write_text("[]")
    code, _, messages = here("results", "rerun", "x.json")
    assert (code, messages) == (
        2,
        "sim: x.json: is not a note of a failed run: must be a JSON object, got list\n",
    )


@pytest.mark.slow
def test_a_world_that_kills_its_worker_every_time_is_given_up_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("DEADLY", "1")
    words = ("sweep", experiment(tmp_path), "--workers", 2, "--cluster", "local")
    code, _, messages = call(tmp_path, *words, patch=DEADLY)
    assert code == 1
    assert "4 runs failed" in messages
    assert "its worker died 3 times" in messages
    assert len(Store(tmp_path / "results" / "tiny").runs()) == 8 * 2 - 4


# ------------------------------------------------------------------------------ progress


@pytest.mark.parametrize("executor", [None, lambda workers: ThreadPoolExecutor(workers)])
def test_progress_counts_worlds_however_they_are_shared_out(small, tmp_path, executor):
    seen = []
    wanted = missing_jobs(tasks(small, "neutral", "people_only", "customer_first"), range(2), {})
    run_jobs(
        wanted,
        tmp_path / "store",
        workers=4,
        executor=executor,
        on_progress=lambda progress: seen.append(
            (progress.wanted, progress.done, progress.failed, progress.part)
        ),
    )
    assert seen[0] == (2, 0, 0, 0.0)
    assert seen[-1] == (2, 2, 0, 0.0)
    worlds = [done + part for _, done, _, part in seen]
    assert worlds == sorted(worlds)
    assert all(0.0 <= part < 2.0 for *_, part in seen)
    assert len(Store(tmp_path / "store").runs()) == 6


def test_a_world_in_which_runs_failed_counts_once(small, tmp_path, monkeypatch):
    def fails(w, origin, replication, **more):
        if replication == 1 and origin["policy"] != "neutral":
            raise RuntimeError("nobody is left")
        return right(w, origin, replication, **more)

    right = doing.finished
    monkeypatch.setattr(doing, "finished", fails)
    seen = []
    wanted = missing_jobs(tasks(small, "neutral", "people_only", "customer_first"), range(3), {})
    failed = run_jobs(wanted, tmp_path / "store", workers=2, on_progress=seen.append)
    assert (seen[-1].wanted, seen[-1].done, seen[-1].failed) == (3, 2, 1)
    assert sorted(one.policy for one in failed) == ["customer_first", "people_only"]
    assert len(Store(tmp_path / "store").runs()) == 7


# ------------------------------------------------------------------------------ kills

FEW, MANY = 4, 8  # worlds: enough for one and for several kills


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What the sweep gives for so many worlds when nobody disturbs it, in one process."""

    @cache
    def of(worlds: int) -> dict[str, str]:
        folder = tmp_path_factory.mktemp("undisturbed")
        path = experiment(folder, replications=worlds)
        return contents(sweep(path, workers=1, folder=folder / "out").folder)

    return of


def parts_of(folder: Path) -> list[Path]:
    return parts(folder / "results" / "tiny", RUNS)


JOIN_OFTEN = "import sim.store.upkeep as u, sim.sweeps.runner as r; u.FAN_IN = r.FAN_IN = 2"
KEEP_OFTEN = "import sim.running.workers as w; w.KEEP_SECONDS = 0.1"


@pytest.mark.parametrize(
    ("patch", "after", "times"),
    [
        pytest.param(KEEP_OFTEN, 1, 2, marks=pytest.mark.slow),
        pytest.param(KEEP_OFTEN, 4, 2, marks=pytest.mark.slow),
        (f"{KEEP_OFTEN}; {JOIN_OFTEN}", 2, 1),
        pytest.param(f"{KEEP_OFTEN}; {JOIN_OFTEN}", 2, 2, marks=pytest.mark.slow),
        pytest.param(f"{KEEP_OFTEN}; {JOIN_OFTEN}", 3, 2, marks=pytest.mark.slow),
    ],
)
def test_a_sweep_killed_again_and_again_ends_as_if_nothing_had_been(
    patch, after, times, undisturbed, tmp_path, here
):
    worlds = FEW if times == 1 else MANY
    path = experiment(tmp_path, replications=worlds)
    for _ in range(times):
        seen = {path.name for path in parts_of(tmp_path)}
        process = start(tmp_path, "sweep", path, "--workers", 2, patch=patch)
        until(
            lambda process=process, seen=seen: (
                process.poll() is not None or len({path.name for path in parts_of(tmp_path)} - seen) >= after
            )
        )
        process.kill()
        process.communicate()
    code, _, messages = here("sweep", path, "--workers", 2)
    assert code == 0, messages
    assert contents(tmp_path / "results" / "tiny") == undisturbed(worlds)


@pytest.mark.slow
def test_what_was_done_before_a_world_took_the_process_along_is_kept(
    undisturbed, tmp_path, monkeypatch, here
):
    """As a crash in compiled code or a system that is out of memory would; without its cause the command goes on."""
    path = experiment(tmp_path, replications=FEW)
    monkeypatch.setenv("DEADLY", "1")
    words = ("sweep", path, "--workers", 1)
    code, _, _ = call(tmp_path, *words, patch=DEADLY.replace("== 1 and", f"== {FEW - 1} and") + KEEP_OFTEN)
    assert code == -signal.SIGKILL
    there = len(Store(tmp_path / "results" / "tiny").runs())
    assert 0 < there < 8 * FEW
    monkeypatch.delenv("DEADLY")
    assert here(*words)[0] == 0
    assert contents(tmp_path / "results" / "tiny") == undisturbed(FEW)


def test_an_interrupt_says_what_is_kept_and_ends_with_its_own_code(tmp_path):
    path = experiment(tmp_path, replications=40 * MANY)
    process = start(tmp_path, "sweep", path, "--workers", 2, patch=KEEP_OFTEN, start_new_session=True)
    until(lambda: parts_of(tmp_path))
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    code, _, messages = ended(process)
    assert code == 130
    assert "Interrupted. Finished runs are in results/tiny.\nThe same command goes on from there." in messages
    assert "Traceback" not in messages
