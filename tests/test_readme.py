"""The README runs: its Python is executed, its commands are parsed, its paths exist."""

import re
import shlex

import pytest

from docs import patterns, picture, verdicts
from sim.claims import load_claims
from sim.claims.showcase import NAME, read
from sim.cli import app
from sim.earlier import gives_these_numbers
from sim.patterns import showcase, told
from tests.paths import ROOT
from tests.sweeps.processes import on_a_page

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=re.S | re.M)


def test_python_in_the_readme_runs_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    names: dict = {}
    for block in blocks("python"):
        exec(compile(on_a_page(block, tmp_path), "README.md", "exec"), names)
    assert len(names["runs"]) == 4 * 2
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


def test_what_came_out_is_what_the_showcase_says():
    """No text claims more than was computed: the README's words on verdicts are written from their file."""
    said = verdicts.BLOCK.search(TEXT)
    assert said is not None
    assert said[0] == verdicts.text(read(verdicts.SHOWCASE / NAME))


def test_the_showcase_is_of_the_model_and_the_claims_as_they_are():
    content = read(verdicts.SHOWCASE / NAME)
    assert gives_these_numbers(content["model"]), "run `make claims`, then `make findings`"
    assert {one["name"] for one in content["claims"]} == set(load_claims())


def test_what_could_have_been_is_what_its_file_says():
    content = showcase.read(patterns.SHOWCASE)
    said = patterns.BLOCK.search(TEXT)
    assert said is not None
    assert said[0] == patterns.words(content)
    assert content["summary"] == told.summary(content)


def test_the_patterns_are_of_the_model_as_it_is_and_fit_into_the_repository():
    content = showcase.read(patterns.SHOWCASE)
    assert gives_these_numbers(content["model"]), "run `make patterns`"
    assert patterns.SHOWCASE.stat().st_size < 300_000


def test_the_command_that_makes_the_picture_runs_the_demo(tmp_path, monkeypatch):
    """The picture shows the demo's replay; the demo compares what the README's second way to run it compares."""
    assert f"python {picture.__file__.removeprefix(str(ROOT) + '/')}" in TEXT
    assert "](docs/replay.png)" in TEXT
    by_hand = next(
        line for block in blocks("sh") for line in block.splitlines() if line.startswith("sim run")
    )
    assert picture.demo() == shlex.split(by_hand)[1:]


@pytest.mark.slow
@pytest.mark.browser
def test_a_picture_is_taken_in_the_week_that_the_script_names(tmp_path, chromium_path):
    page = tmp_path / "replay.html"
    page.write_text(
        "<p></p><script>document.querySelector('p').style.cssText = 'height:900px;background:'"
        f" + (location.hash === '#week={picture.WEEK}' ? 'red' : 'blue')</script>",
        encoding="utf-8",
    )
    picture.shoot(page, tmp_path / "a.png")
    page.write_text(page.read_text(encoding="utf-8").replace("'blue'", "'red'"), encoding="utf-8")
    picture.shoot(page, tmp_path / "b.png")
    taken = (tmp_path / "a.png").read_bytes()
    assert taken[16:24] == (1440).to_bytes(4, "big") + (900).to_bytes(4, "big")
    assert taken == (tmp_path / "b.png").read_bytes()
