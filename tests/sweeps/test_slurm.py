"""The page's scripts for SLURM, on a SLURM of one machine that the test starts: dry runs, and jobs that really run.

It needs root and SLURM's own programs (Debian: slurmctld, slurmd, slurm-client, munge).
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.running.test_cluster import free_port
from tests.sweeps.processes import call, contents, experiment, until

pytestmark = pytest.mark.slow

NEEDED = ("munged", "slurmctld", "slurmd", "sbatch")
PAGE = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")
ARRAY, WITH_DASK = (
    script for script in re.findall(r"^```bash\n(.*?)^```", PAGE, flags=re.S | re.M) if "#SBATCH" in script
)

CONFIGURATION = """
ClusterName=alone
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmctldPort={controller}
SlurmdPort={node}
AuthType=auth/munge
AuthInfo=socket={folder}/socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SlurmdParameters=config_overrides
NodeName={host} NodeAddr=127.0.0.1 CPUs=128 RealMemory=16000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""
"""A node that says it has the processors that the page's scripts ask for, and memory."""


@pytest.fixture(scope="module")
def slurm(tmp_path_factory) -> Iterator[dict[str, str]]:
    """The environment in which jobs can be submitted."""
    if os.geteuid() != 0 or not all(map(shutil.which, NEEDED)):
        pytest.skip(f"a SLURM is started by root, with {', '.join(NEEDED)}")
    folder = tmp_path_factory.mktemp("slurm")
    for part in (folder, *folder.parents):  # munge trusts no folder that others may not look into
        part.chmod(part.stat().st_mode | 0o011)
    for name in ("state", "spool"):
        (folder / name).mkdir()
    (folder / "key").write_bytes(secrets.token_bytes(1024))
    (folder / "key").chmod(0o400)
    configuration = folder / "slurm.conf"
    configuration.write_text(
        CONFIGURATION.format(
            host=socket.gethostname(), controller=free_port(), node=free_port(), folder=folder
        )
    )
    environment = os.environ | {"SLURM_CONF": str(configuration)}
    munge = [f"--{name}-file={folder}/{name}" for name in ("key", "pid", "log", "seed")]
    commands = (
        ["munged", "--foreground", "--force", f"--socket={folder}/socket", *munge],
        ["slurmctld", "-D"],
        ["slurmd", "-D"],
    )
    started = []
    for command in commands:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(command, env=environment, **quiet))
        until((folder / "socket").exists)
    until(lambda: "idle" in said(environment, "sinfo"))
    yield environment
    said(environment, "scancel", "--user=root")
    until(lambda: said(environment, "squeue", "--noheader") == "")
    for process in reversed(started):
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def said(environment: dict[str, str], *command: str) -> str:
    return subprocess.run(command, env=environment, capture_output=True, text=True).stdout


def submit(script: str, folder: Path, environment: dict[str, str], *words: str) -> str:
    """What `sbatch` says of a script."""
    (folder / "job.sh").write_text(script)
    done = subprocess.run(
        ["sbatch", *words, "job.sh"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    told = "".join(path.read_text() for path in sorted(folder.glob("slurm-*.out")))
    assert done.returncode == 0, done.stderr + told
    return done.stderr + told


@pytest.fixture
def home(tmp_path) -> Path:
    """A home as the page has it, with a small experiment in place of the one that it names."""
    place = tmp_path / "people-first-sim"
    (place / ".venv" / "bin").mkdir(parents=True)
    for name, module in (("sim", "sim.cli"), ("dask", "dask")):
        program = place / ".venv" / "bin" / name
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m {module} "$@"\n')
        program.chmod(0o755)
    experiment(place).rename(place / "friction.toml")
    return place


def on_two_cores(script: str) -> str:
    """A script of the page, for a small experiment, with less to ask for."""
    smaller = {"cpus-per-task=16": "cpus-per-task=1", "ntasks=8": "ntasks=2", "array=1-8": "array=1-3"}
    for much, little in {**smaller, "8786": str(free_port())}.items():
        script = script.replace(much, little)
    return re.sub(r"(work|sweep) friction", r"\1 friction.toml", script)


@pytest.mark.parametrize("script", [ARRAY, WITH_DASK])
def test_scripts_are_accepted_as_they_are_on_the_page(script, slurm, tmp_path):
    assert "to start at" in submit(script, tmp_path, slurm, "--test-only")


@pytest.mark.parametrize("script", [ARRAY, WITH_DASK])
def test_jobs_give_what_one_machine_gives(script, slurm, home):
    assert call(home, "sweep", "friction.toml", "--workers", 1, "--out", "here")[0] == 0
    environment = slurm | {"HOME": str(home.parent)}
    told = submit(on_two_cores(script), home, environment, "--wait")
    there = home / "results" / "friction"
    if script is ARRAY:
        shards = [home / "shards" / str(nth) for nth in (1, 2, 3)]
        code, _, messages = call(home, "results", "merge", there, *shards)
        assert code == 0, messages + told
    assert contents(there) == contents(home / "here"), told
