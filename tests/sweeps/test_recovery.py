"""Recovery: whatever is damaged in a store, commands say so, and the same sweep runs what is lost and nothing else."""

import re
import shutil
from pathlib import Path

import pytest

from sim.analysis.finished import open_experiment
from sim.store.check import check
from sim.store.parts import parts
from sim.store.store import Store
from sim.store.tables import KINDS, POLICIES, RUNS, SCENARIOS, Kind
from sim.sweeps import runner
from sim.sweeps.sweep import sweep
from tests.command_line import ALONE, sim
from tests.store.damage import DAMAGES, a_pipe, cut, dangling, emptied, flipped, gone, text, wrong_type
from tests.sweeps.processes import contents
from tests.sweeps.test_sweep import TINY

FEW = re.sub(r"  \{ name = \"customers.need_rate.*\n", "", TINY).replace(
    "years = 1", "years = 1\nseries = true"
)
"""The tiny experiment over one factor, with its weeks: four points."""


@pytest.fixture(scope="module")
def once(tmp_path_factory) -> Path:
    """A folder with the experiment, and its results in two parts of each kind, a world each."""
    folder = tmp_path_factory.mktemp("once")
    (folder / "small.toml").write_text(ALONE)
    (folder / "few.toml").write_text(FEW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "pack", lambda folder: None)
        for worlds in (1, 2):
            sweep(folder / "few.toml", workers=1, replications=worlds, folder=folder / "store")
    return folder


@pytest.fixture
def store(once, tmp_path, monkeypatch) -> Path:
    """A copy of the results, in the folder that commands run in, with a note of a failed run."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Path("store")


@pytest.fixture(scope="module")
def before(once) -> dict[str, str]:
    return contents(once / "store")


def swept_again(store: Path) -> list[int]:
    """The numbers of worlds that the same sweep had to run again."""
    jobs = []
    sweep("few.toml", workers=1, folder=store, on_batch=lambda n: jobs.append(n) or (lambda progress: None))
    return jobs


EACH = (
    ("scenarios", emptied),
    ("policies", dangling),
    ("tenures", a_pipe),
    ("series", flipped),
    ("runs", cut),
)
CASES = [
    pytest.param(kind, damage, id=f"{kind.name}-{damage.__name__}", marks=marks)
    for kind in KINDS.values()
    for damage in (*DAMAGES, gone)
    for marks in [[] if (kind.name, damage) == ("series", flipped) else [pytest.mark.slow]]
]


@pytest.mark.parametrize(("kind", "damage"), CASES)
def test_the_same_sweep_runs_what_a_damaged_part_held_and_nothing_else(kind: Kind, damage, store, before):
    damaged = parts(store, kind)[0]
    damage(damaged)
    unseen = (kind, damage) == (RUNS, gone)  # runs that are gone look like runs that were never finished
    assert bool(check(store).wrong) != unseen
    there = kind in (SCENARIOS, POLICIES)
    assert swept_again(store) == [0 if there else 1]
    assert contents(store) == before
    assert check(store).wrong == ()
    assert [path.name for path in store.glob("damaged/*")] == (
        [] if damage is gone else [f"{kind.name}-{damaged.name}"]
    )
    assert swept_again(store) == [0]


@pytest.mark.slow
def test_all_of_a_store_may_be_damaged_at_once(store, before):
    for kind in KINDS.values():
        for path in parts(store, kind):
            flipped(path)
    assert swept_again(store) == [2]
    assert contents(store) == before


# ------------------------------------------------------------------------------ records

COMMANDS = [
    ("list", "."),
    ("describe", "store"),
    ("check", "store"),
    ("export", "store", "runs.csv"),
    ("merge", "into", "store"),
    ("prune", "store", "--yes"),
]


def stray(store: Path) -> None:
    text(store / "experiments" / "notes.txt")
    (store / "experiments" / "link").symlink_to("nowhere")


def notes(store: Path) -> None:
    home = store / "failures"
    home.mkdir()
    for name, content in (("a", "["), ("b", "[]"), ("c", '{"digest": 1}'), ("d", '{"point": "x"}')):
        (home / f"{name}.json").write_text(content)
    (home / "e.json").symlink_to("nowhere")


def record(name: str, damage):
    """Damages a file of the experiment."""

    def done(store: Path) -> None:
        (path,) = store.glob(f"experiments/*/{name}")
        damage(path)

    done.__name__ = f"{name}-{damage.__name__}"
    return done


NAMES = ("question.json", "design.parquet", "provenance.json")
RECORDS = [
    stray,
    notes,
    *(record(name, damage) for name in NAMES for damage in (emptied, text, gone, dangling, a_pipe)),
    *(record("design.parquet", damage) for damage in (cut, flipped, wrong_type)),
]


@pytest.mark.parametrize(
    "damage",
    [pytest.param(one, id=one.__name__, marks=[] if one is notes else [pytest.mark.slow]) for one in RECORDS],
)
def test_a_damaged_record_stops_no_command_and_the_same_sweep_writes_it_anew(damage, store, before, capsys):
    damage(store)
    for command in COMMANDS:
        assert sim("results", *command) == (command[0] == "check" and damage is not stray), command
    told = capsys.readouterr().err
    assert ("it is skipped" if damage in (stray, notes) else "`sim sweep` writes it anew") in told
    assert swept_again(store) == [0]
    assert contents(store) == contents(Path("into")) == before
    assert "few-" in open_experiment(store, "few").name
    shutil.rmtree(store / "failures", ignore_errors=True)
    assert check(store).wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [("report",), ("explore",), ("analyse", "effects"), ("analyse", "survival"), ("analyse", "weeks")],
)
def test_pages_are_made_of_what_is_sound_or_refused_in_one_line(command, store, capsys):
    for damage in (stray, notes, *RECORDS[2:]):
        copy = shutil.copytree(store, Path(damage.__name__), symlinks=True)
        damage(copy)
        assert sim(*command, copy) == (0 if damage in (stray, notes) else 2)
    for name, damage in EACH:
        copy = shutil.copytree(store, Path(f"copy-{name}"), symlinks=True)
        damage(parts(copy, KINDS[name])[0])
        assert sim(*command, copy) in (0, 2)
    capsys.readouterr()


@pytest.mark.slow
def test_a_lost_scenario_is_one_line_and_comes_back(store, capsys):
    for path in parts(store, SCENARIOS):
        path.unlink()
    assert sim("report", "store") == 2
    assert "scenarios has no entry with digest" in capsys.readouterr().err
    assert swept_again(store) == [0]
    assert Store(store).unresolved() == []
