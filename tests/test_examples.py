"""The examples run, in processes of their own, for peers' tools change settings of the process that they run in."""

import os
import re
import subprocess
import sys

import pytest

from tests.paths import ROOT

EXAMPLES = {path.stem: path for path in (ROOT / "examples").glob("*.py")}
QUICK = {"mesa_batch_run": "5", "salib_sobol": "2", "ema_robustness": "2"}


def printed(name: str) -> str:
    done = subprocess.run(
        [sys.executable, EXAMPLES[name], QUICK[name]],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_run_and_described():
    text = (ROOT / "docs" / "peers.md").read_text(encoding="utf-8")
    assert set(EXAMPLES) == set(QUICK)
    assert all(f"examples/{name}.py" in text for name in EXAMPLES)


@pytest.mark.slow
def test_mesa_runs_every_combination():
    rows = re.findall(r"^ +\d +[01]\.0 +0\.\d+ +\d+$", printed("mesa_batch_run"), flags=re.M)
    assert len(rows) == 2 * 3


@pytest.mark.slow
def test_salib_shows_every_factor():
    rows = re.findall(
        r"^[a-z_]+\.[a-z_]+ +-?[\d.]+ ± [\d.]+ +-?[\d.]+ ± [\d.]+$", printed("salib_sobol"), flags=re.M
    )
    assert len(rows) == 3


@pytest.mark.slow
def test_ema_workbench_shows_the_regret_of_every_policy():
    rows = re.findall(r"^(\w+) +[\d.]+$", printed("ema_robustness"), flags=re.M)
    assert rows == ["customer_first", "people_and_customer"] * 2
