"""docs/case.md is true: its commands are understood, and a slow test executes them in their order."""

import re
import shlex

import pytest

from docs import case
from sim.cli import app
from tests.paths import ROOT

TEXT = case.PAGE.read_text(encoding="utf-8")
COMMANDS = case.commands(TEXT)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.split()[:4]))
def test_commands_are_understood(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command.replace("\\\n", " "))
    assert words[0] == "sim"
    app.parse_args(words[1:], exit_on_error=False, print_error=False)


def test_what_commands_said_and_how_long_they_took_is_written_where_it_belongs():
    steps = "```sh\nsim one\n```\n\n```text 2\nold\n```\n\n```sh\nsim two\n```\n"
    page = f"# A\n\n{steps}\n<!-- times -->\nold\n<!-- /times -->\n"
    done = [case.Done("sim one", 3.0, "first\nsecond\nthird\n"), case.Done("sim two", 90.0, "unseen")]
    said = case.written(page, done)
    assert "```text 2\nfirst\nsecond\n…\n```" in said
    assert "old" not in said
    assert "unseen" not in said
    assert "| `sim two …` | 90 seconds |" in said
    assert "| all | 93 seconds |" in said
    assert case.commands(said) == ["sim one", "sim two"]


def test_the_page_says_what_it_said_and_has_a_time_for_each_command():
    assert "```text 12\nWritten: lindhaven.toml" in TEXT
    (times,) = case.TIMES.findall(TEXT)
    assert times.count("| `sim ") == len(COMMANDS) == 6
    assert "does not exist, and its numbers are made up" in TEXT


def test_numbers_that_it_names_are_in_its_command():
    new = COMMANDS[0]
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", TEXT, flags=re.M))
    for name, value in (("requests a month", "3,100"), ("customers", "8,500"), ("rivals", "1")):
        assert rows[name] == value
        assert f" {value}" in new


def test_the_readme_leads_to_it():
    assert "docs/case.md" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_it_goes_through_from_twelve_numbers_to_a_deck(tmp_path):
    done = list(case.execute(TEXT, tmp_path))
    assert [one.command for one in done] == COMMANDS
    written = {path.suffix for path in (tmp_path / "results" / "lindhaven").glob("report-*")}
    assert written == {".html", ".xlsx", ".pptx"}
    said = re.sub(r"^Time on this machine.*$", "", case.written(TEXT, done), flags=re.M)
    assert case.TIMES.sub("", said) == case.TIMES.sub(
        "", re.sub(r"^Time on this machine.*$", "", TEXT, flags=re.M)
    )
