"""Experiments in a store: read as they were written, or one message that names the file."""

import shutil

import pyarrow as pa
import pytest

from sim.errors import InputError
from sim.store.experiments import experiments, homes, made_by, read_experiment, write_experiment
from tests.store.damage import DAMAGES, flip, gone

DESIGN = pa.table(
    {"point_number": [0], "point": ["a"], "scenario": ["small"], "policy": ["neutral"], "contrast": ["x"]}
)
PROVENANCE = {"version": "1", "digest": "d", "python": "3", "machine": "m", "size": ""}
FILES = ("question.json", "design.parquet", "provenance.json")


@pytest.fixture
def home(tmp_path):
    found = tmp_path / "experiments" / "few-0123"
    write_experiment(found, '{"title": "Few", "question": "Why do so few of them?"}', DESIGN, PROVENANCE)
    return found


def test_what_was_written_is_read(home, tmp_path):
    (kept,) = experiments(tmp_path)
    assert (kept.home, kept.question["title"], kept.design) == (home, "Few", DESIGN)
    assert dict(kept.provenance).items() >= PROVENANCE.items()
    assert made_by(home) == "d"


@pytest.mark.parametrize("name", FILES[:2])
def test_a_changed_bit_is_seen(name, home):
    for bit in range(0, 8 * (home / name).stat().st_size, 379):
        flip(home / name, bit)
        with pytest.raises(InputError, match=f"{name}: its content has changed since it was written"):
            read_experiment(home)
        flip(home / name, bit)
    read_experiment(home)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "damage",
    [
        one
        for one in (*DAMAGES, gone)
        if one.__name__ in {"emptied", "text", "dangling", "a_pipe", "a_folder", "gone"}
    ],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_one_is_named_and_skipped(damage, name, home, tmp_path, caplog):
    shutil.copytree(home, home.with_name("good-0123"))
    damage(home / name)
    assert [kept.home.name for kept in experiments(tmp_path)] == ["good-0123"]
    assert str(home) in caplog.text
    assert "`sim sweep` writes it anew" in caplog.text


def test_one_that_an_older_version_wrote_has_no_hashes(home):
    record = home / "provenance.json"
    record.write_text('{"version": "1", "digest": "d", "python": "3", "machine": "m"}')
    assert read_experiment(home).question["title"] == "Few"


def test_what_is_no_experiment_is_named(home, tmp_path, caplog):
    (home.parent / "notes.txt").write_text("mine")
    (home.parent / "link").symlink_to(home)
    assert homes(tmp_path) == [home]
    assert "notes.txt: is no experiment; it is skipped" in caplog.text
    assert "link: is no experiment; it is skipped" in caplog.text
