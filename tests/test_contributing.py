"""CONTRIBUTING.md is true: its walks can be followed, touch the files that they list, and no others."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

import sim
from sim.claims import load_claims
from sim.claims.trials import trial
from sim.design.designs import points
from sim.design.question import load_question
from sim.policies import load_policy
from tests.paths import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

AT_MOST = {
    "policy": 1,
    "scenario": 1,
    "experiment": 1,
    "claim": 2,
    "outcome": 4,
    "practice": 5,
    "mechanism": 4,
    "figure": 2,
}
"""Thing that a walk adds to the files that it may touch by hand."""

COPIED = ("sim", "docs", "tests", "scenarios", "experiments", "pyproject.toml", "CONTRIBUTING.md")


@dataclass(frozen=True)
class Edit:
    """What a walk changes in a file: all of a new one, lines at its end, or some lines in it."""

    path: str
    how: str  # New file, At the end of, In
    language: str
    block: str

    def after(self, text: str | None) -> str:
        """The file after the edit; None is a file that is not there."""
        assert (text is None) == (self.how == "New file"), f"{self.path} is there, or is not"
        if text is None:
            return self.block
        if self.how == "At the end of":
            return f"{text}\n\n{self.block}"
        lines = self.block.splitlines()
        before, after = (
            "".join(f"{line[1:]}\n" for line in lines if line[0] in signs) for signs in (" -", " +")
        )
        assert f"\n{text}".count(f"\n{before}") == 1, f"{self.path} has not once:\n{before}"
        return f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]


def walk(thing: str) -> str:
    """The section of the page that adds a thing."""
    found = re.search(rf"^## Add an? {thing}\n(.*?)(?=^## )", TEXT, flags=re.S | re.M)
    assert found, f"no walk adds a {thing}"
    return found[1]


def edits(thing: str) -> list[Edit]:
    """What a walk changes, in its order; a block without a heading of its own is in the file of the one before."""
    found, where = [], ("", "")
    heading = r"^ *(New file|At the end of|In) `([\w/.]+)`:$"
    block = r"^ *```(\w+)\n(.*?)^ *```$"
    for match in re.finditer(f"{heading}|{block}", walk(thing), flags=re.S | re.M):
        how, path, language, text = match.groups()
        if how:
            where = (how, path)
        elif language in ("python", "toml", "diff"):
            found.append(Edit(where[1], where[0], language, textwrap.dedent(text)))
    return found


def listed(thing: str) -> tuple[list[str], list[str]]:
    """The files that a walk says are touched by hand, and those that it says are written anew."""
    found = re.search(r"By hand: (.*?)\. Written anew:\s(.*?)\.\n", walk(thing), flags=re.S)
    assert found, f"the walk that adds a {thing} does not list its files"
    by_hand, anew = (re.findall(r"`([\w/.]+)`", part) for part in found.groups())
    return by_hand, anew


def follow(thing: str, tree: Path) -> None:
    """Make a walk's changes in a tree."""
    for edit in edits(thing):
        path = tree / edit.path
        text = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(edit.after(text), encoding="utf-8")


@pytest.fixture
def tree(tmp_path) -> Path:
    """A copy of what a contributor changes."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def python(tree: Path, *arguments: str) -> str:
    """What Python prints in a tree; nothing is compiled."""
    environment = os.environ | {"PYTHONPATH": str(tree), "SIM_INTERPRETED": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=tree, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# ---------------------------------------------------------------- the page


@pytest.mark.parametrize("thing", AT_MOST)
def test_a_walk_lists_the_files_that_it_touches(thing):
    by_hand, _ = listed(thing)
    assert list(dict.fromkeys(edit.path for edit in edits(thing))) == by_hand
    assert len(by_hand) <= AT_MOST[thing]


@pytest.mark.parametrize("thing", AT_MOST)
def test_a_walk_finds_the_places_that_it_changes(thing, tmp_path):
    for edit in edits(thing):
        if (ROOT / edit.path).exists():
            (tmp_path / edit.path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / edit.path, tmp_path / edit.path)
        else:
            assert (ROOT / edit.path).parent.is_dir()
            (tmp_path / edit.path).parent.mkdir(parents=True, exist_ok=True)
    follow(thing, tmp_path)


def test_every_file_that_the_page_names_exists():
    made = {edit.path for thing in AT_MOST for edit in edits(thing) if edit.how == "New file"}
    named = set(re.findall(r"`((?:sim|docs|tests|scenarios|experiments|requirements|\.ci)/[\w/.]*)`", TEXT))
    assert {name for name in named - made if not (ROOT / name).exists() and "NAME" not in name} == set()
    assert not {name for name in made if (ROOT / name).exists()}


def test_every_target_of_make_is_explained():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.M)) - {"help"}
    assert set(re.findall(r"^\| `make ([a-z-]+)` \|", TEXT, flags=re.M)) == targets


# ---------------------------------------------------------------- what the walks add


def test_the_policy_loads(tmp_path):
    (tmp_path / "sim" / "policies").mkdir(parents=True)
    follow("policy", tmp_path)
    policy = load_policy("patient", tmp_path / "sim" / "policies")
    assert policy.practices.first == 1.0


def test_the_scenario_runs(tmp_path):
    (tmp_path / "scenarios").mkdir()
    follow("scenario", tmp_path)
    run = sim.run(tmp_path / "scenarios" / "dentists.toml", "neutral", seed=1, years=1)
    assert 0.6 < run.summary["utilisation"] < 1.0


def test_the_experiment_lays_out_its_points(tmp_path):
    (tmp_path / "experiments").mkdir()
    follow("experiment", tmp_path)
    assert len(points(load_question(tmp_path / "experiments" / "people_first.toml"))) == 2


def test_the_claim_can_be_tried(tmp_path):
    for name in ("sim/claims", "tests"):
        (tmp_path / name).mkdir(parents=True)
    for edit in edits("claim"):
        shutil.copy(ROOT / edit.path, tmp_path / edit.path)
    follow("claim", tmp_path)
    known = load_claims(tmp_path / "sim" / "claims" / "claims.toml")
    claim = known["staffed_too_tightly"]
    assert claim.favours == ("roomy", "tight")
    assert tuple(trial(claim, 1).tasks()) == ("roomy", "tight")
    assert list(known) != list(load_claims())


@pytest.mark.slow
@pytest.mark.parametrize("thing", AT_MOST)
def test_a_walk_passes_the_linter_and_make_docs_writes_what_it_lists(thing, tree):
    follow(thing, tree)
    changed = [edit.path for edit in edits(thing) if edit.path.endswith(".py")]
    if changed:
        python(tree, "-m", "ruff", "check", *changed)
        python(tree, "-m", "ruff", "format", "--check", *changed)
    written = re.findall(r"^wrote (.*)$", python(tree, "docs/generate.py"), flags=re.M)
    assert sorted(written) == sorted(listed(thing)[1])


TESTED = {
    "outcome": "tests/outcomes/test_outcomes.py",
    "practice": "tests/model/rules/test_quality.py",
    "mechanism": "tests/model/phases/test_feel.py",
    "figure": "tests/view/figures/test_means.py",
}
"""Thing to the test of its walk."""


@pytest.mark.slow
@pytest.mark.parametrize("thing", TESTED)
def test_the_test_that_a_walk_writes_passes(thing, tree):
    follow(thing, tree)
    assert " passed" in python(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTED[thing])
