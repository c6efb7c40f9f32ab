"""Fuzzing guided by coverage finds no input of a parser that is answered otherwise than in one message."""

import re
import subprocess
import sys

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.slow

RUNS = 20_000


@pytest.mark.parametrize("kind", ["scenario", "experiment", "claims", "months"])
def test_inputs_that_reach_ever_more_branches_are_read_or_refused(kind, tmp_path, capsys):
    pytest.importorskip("atheris", reason="there is no atheris for this Python or system")
    options = (f"-runs={RUNS}", "-seed=1", "-max_len=20000", "-timeout=20")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "fuzz" / "guided.py"), kind, str(tmp_path), *options],
        capture_output=True,
        text=True,
        timeout=1_200,
    )
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    runs, branches, kept = re.search(r"#(\d+)\s+DONE\s+cov: (\d+) .* corp: (\d+)", done.stderr).groups()
    assert int(runs) >= RUNS
    with capsys.disabled():
        print(
            f"\n{kind}: {RUNS:,} inputs, {int(branches):,} branches reached by {kept} of them, no traceback"
        )
