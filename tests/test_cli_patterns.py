"""sim patterns: what it prints, writes and refuses."""

import json
import re

import pytest

from sim.patterns import search
from tests.command_line import sim


def test_help_shows_options_and_an_example(capsys):
    assert sim("patterns", "--help") == 0
    text = capsys.readouterr().out
    assert "Example: sim patterns turnover_city" in text
    assert all(
        option in text for option in ("--tries", "--minutes", "--seed", "--workers", "--policies", "--out")
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("turnover_cty",), "scenario 'turnover_cty' does not exist; did you mean turnover_city?"),
        (("nowhere.toml",), "nowhere.toml: no such file"),
        (("small.toml", "--tries", 0), "--tries must be 1 to 1000000, got 0"),
        (("small.toml", "--minutes", -1), "--minutes must be 0 or more, got -1"),
        (("small.toml", "--years", 51), "--years must be 1 to 50, got 51"),
        (
            ("small.toml", "--policies", "nowhere"),
            "--policies must be an existing folder of policy files, got nowhere",
        ),
        (("small.toml", "--out", "small.toml"), "--out must be a folder, got small.toml, which is a file"),
    ],
)
def test_what_is_wrong_is_one_message_and_nothing_is_written(words, message, small, capsys):
    assert sim("patterns", *words) == 2
    shown = capsys.readouterr()
    assert message in " ".join(shown.err.replace("│", " ").split())
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert [path.name for path in small.parent.iterdir()] == ["small.toml"]


@pytest.fixture
def quick(monkeypatch, small):
    """A search that breeds after a few tries, of two policies."""
    monkeypatch.setattr(search, "BATCH", 4)
    monkeypatch.setattr(search, "SAMPLE", 3)
    from sim import policies

    own = {name: policies.HERE / f"{name}.py" for name in ("neutral", "people_and_customer")}
    monkeypatch.setattr(policies, "find_policies", lambda folder=None: own)
    return small.parent


def test_a_small_search_from_end_to_end_and_again(quick, capsys):
    words = ("patterns", "small.toml", "--tries", 8, "--years", 1, "--out", "out")
    assert sim(*words) == 0
    text = capsys.readouterr().out
    assert re.search(r"in 8 tries of all practices, each the mean of the same 4 worlds over 1 year\.", text)
    assert "not what firms do" in text
    json_file, page = (quick / line.split()[0] for line in text.split("Written:\n")[1].splitlines())
    content = json.loads(json_file.read_text(encoding="utf-8"))
    assert (content["scenario"], content["seed"], content["tries"]) == ("small", 1, 8)
    assert "What could have been" in page.read_text(encoding="utf-8")
    before = json_file.read_bytes()
    assert sim(*words, "--workers", 1) == 0
    assert capsys.readouterr().out == text
    assert json_file.read_bytes() == before

    assert sim(*words, "--minutes", 0) == 0
    cut = capsys.readouterr().out
    assert "Its time was up after 4 of 8 tries. The same command goes on." in cut
    assert "-4-tries-" in cut

    json_file.write_text("mine", encoding="utf-8")
    assert sim(*words) == 2
    assert "exists already and says something else" in capsys.readouterr().err
    assert json_file.read_text(encoding="utf-8") == "mine"
