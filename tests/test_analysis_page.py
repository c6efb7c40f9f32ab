"""docs/analysis.md: it names every analysis, its commands are understood, its Python runs."""

import re

import pytest

from sim.analysis.fits import misfits
from sim.cli.analyse import analyse
from sim.design.question import load_question
from sim.places import experiment_files
from tests.paths import ROOT

TEXT = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")


def test_every_analysis_is_told_and_has_a_command():
    commands = [name for name in analyse if not name.startswith("-")]
    assert re.findall(r"^\| `(\w+)` \|", TEXT, flags=re.M) == commands
    *of_designs, of_calls = commands
    assert list(misfits(load_question(experiment_files()["friction"]), 10)) == of_designs
    assert of_calls == "answering", "which needs to know more than any design says"


@pytest.mark.slow
def test_its_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"^```python\n(.*?)^```", TEXT, flags=re.S | re.M):
        exec(compile(block, "analysis.md", "exec"), {})
    assert (tmp_path / "results" / "friction" / "report.html").exists()
