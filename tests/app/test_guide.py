"""The guide runs: its Python is executed, its commands are understood."""

import re
import shlex

import pytest

from sim.cli import app
from tests.paths import ROOT

TEXT = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("app.md", "class.md")}


def blocks(language: str) -> list[str]:
    return [
        block
        for text in TEXT.values()
        for block in re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.S | re.M)
    ]


def test_python_in_the_guide_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    names: dict = {}
    for block in blocks("python"):
        exec(compile(block, "app.md", "exec"), names)
    assert names["game"].line(0).decisions == ({"employee_voice": 0.9}, {})


@pytest.mark.parametrize("line", [line for block in blocks("sh") for line in block.splitlines()])
def test_commands_in_the_guide_are_understood(line):
    words = shlex.split(line, comments=True)
    command, *_ = app.parse_args(words[1:], exit_on_error=False, print_error=False)
    assert command.__name__ == "app"
