"""Commands as processes of their own, as users start them: to be killed, starved, or sent astray."""

import os
import subprocess
import sys
import time
from pathlib import Path

from sim.store.store import Store
from tests.command_line import ALONE
from tests.paths import ROOT
from tests.sweeps.test_sweep import TINY


def experiment(folder: Path, *, replications: int = 2) -> Path:
    """The file of an experiment of eight points in a small shop, in a folder."""
    (folder / "small.toml").write_text(ALONE)
    path = folder / "tiny.toml"
    path.write_text(TINY.replace("replications = 2", f"replications = {replications}"))
    return path


def on_a_page(block: str, folder: Path) -> str:
    """Python from a page of documentation, with a small copy of its experiment's world and one year."""
    text = (ROOT / "experiments" / "two_strategies.toml").read_text(encoding="utf-8")
    (folder / "small.toml").write_text(ALONE)
    small = text.replace('"turnover_city"', '"small.toml"').replace("years = 5", "years = 1")
    (folder / "two_strategies.toml").write_text(small)
    return block.replace('sweep("two_strategies"', 'sweep("two_strategies.toml"')


def start(
    folder: Path,
    *words: object,
    source: Path = ROOT,
    patch: str = "",
    within: tuple[str, ...] = (),
    **options,
) -> subprocess.Popen:
    """`sim` with some words, in a folder.

    patch: code that every process of it begins with. within: the words by which a command is started on another host.
    """
    home = folder / "patch"
    home.mkdir(exist_ok=True)
    (home / "sitecustomize.py").write_text(patch)
    paths = os.pathsep.join([str(home), str(source)])
    return subprocess.Popen(
        [*within, sys.executable, "-m", "sim.cli", *map(str, words)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def ended(process: subprocess.Popen, seconds: float = 240.0) -> tuple[int, str, str]:
    """Exit code, output and messages of a process that ends by itself."""
    out, messages = process.communicate(timeout=seconds)
    return process.returncode, out, messages


def call(folder: Path, *words: object, **options) -> tuple[int, str, str]:
    """Exit code, output and messages of a command."""
    return ended(start(folder, *words, **options))


def until(holds, seconds: float = 120.0):
    """What `holds` returns as soon as that is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come to that")


def contents(folder: Path) -> dict[str, str]:
    """All rows of a store, as text."""
    store = Store(folder)
    return {
        "runs": str(store.runs().to_pylist()),
        "series": str(store.series().to_pylist()),
        "tenures": str(store.tenures().to_pylist()),
    }
