"""The README runs: its Python is executed, its commands are parsed, its paths exist."""

import re
import shlex

import pytest

from sim.cli import app
from tests.paths import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=re.S | re.M)


def test_python_in_the_readme_runs_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    names: dict = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), names)
    assert names["vague"].summary["clarity"] < names["neutral"].summary["clarity"]


@pytest.mark.parametrize(
    "line", [line for block in blocks("sh") for line in block.splitlines() if line.startswith("sim ")]
)
def test_commands_in_the_readme_are_understood(line):
    command, *_ = app.parse_args(shlex.split(line)[1:], exit_on_error=False, print_error=False)
    assert command.__name__ in shlex.split(line)[1:3]


@pytest.mark.parametrize("target", re.findall(r"(?:^|\s)make ([a-z-]+)", "\n".join(blocks("sh"))))
def test_make_targets_in_the_readme_exist(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:sim|scenarios|docs|tests|benchmarks|examples)/[\w./]*)`", TEXT)))
)
def test_paths_in_the_readme_exist(path):
    assert (ROOT / path).exists()
