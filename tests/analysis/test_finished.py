"""A finished experiment is read from its folder as it was run."""

import json
import shutil

import pytest

from sim.analysis.finished import open_experiment
from sim.errors import InputError
from sim.store.failures import FIELDS
from sim.store.files import content_hash
from sim.sweeps.sweep import sweep
from tests.swept import swept


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("grid"))


@pytest.fixture
def copy(grid, tmp_path):
    """A copy of the results that may be changed."""
    return shutil.copytree(grid.folder, tmp_path / "copy")


def rename(question, name):
    """Let the file of a question say another name, as if it had been written so."""
    question.write_text(json.dumps(json.loads(question.read_text()) | {"name": name}))
    record = question.with_name("provenance.json")
    record.write_text(json.dumps(json.loads(record.read_text()) | {question.name: content_hash(question)}))


def test_runs_are_those_of_the_sweep(grid):
    table = sweep(grid.question, workers=1, folder=grid.folder).table()
    names = [name for name in table.column_names if name not in ("customers.need_rate", "practices.pay")]
    # As data frames, in which an outcome that is not there equals itself.
    assert grid.runs.select(names).to_pandas().equals(table.select(names).to_pandas())
    for factor in grid.factors:
        assert grid.runs[factor].to_pylist() == table[factor].to_pylist()
    assert (grid.worlds, len(grid.design)) == (5, 8)
    assert "5 worlds were asked for" in grid.stopped


def test_without_pairs_of_its_own_every_policy_is_compared_with_the_first(grid):
    assert {(one.a, one.b) for one in grid.comparisons} == {("customer_first", "neutral")}
    assert len(grid.comparisons) == 4


def test_a_folder_without_experiments_is_refused(tmp_path):
    with pytest.raises(InputError, match="no experiment; `sim sweep"):
        open_experiment(tmp_path)


def test_several_experiments_have_to_be_told_apart(copy, grid):
    home = copy / "experiments" / grid.name
    other = shutil.copytree(home, home.with_name("other-0123"))
    rename(other / "question.json", "other")
    with pytest.raises(InputError, match=rf"--experiment must be one of other-0123, {grid.name}, got none"):
        open_experiment(copy)
    with pytest.raises(InputError, match=r"--experiment must be one of .*, got nothing_such"):
        open_experiment(copy, "nothing_such")
    assert open_experiment(copy, "other").name == "other-0123"
    assert open_experiment(copy, grid.name).name == grid.name


def test_a_question_that_says_another_name_than_its_folder_is_refused(copy, grid):
    rename(copy / "experiments" / grid.name / "question.json", "../../../escape")
    with pytest.raises(InputError, match=r"question.json: name must be .* tiny_grid, got '../../../escape'"):
        open_experiment(copy)


def test_of_one_question_run_by_several_sources_it_is_that_of_the_present_ones(copy, grid):
    home = copy / "experiments" / grid.name
    old = shutil.copytree(home, home.with_name(f"{grid.question.name}-0123"))
    provenance = json.loads((old / "provenance.json").read_text())
    (old / "provenance.json").write_text(json.dumps(provenance | {"digest": "old"}))
    assert open_experiment(copy).name == grid.name


def test_nothing_run_is_said(copy):
    shutil.rmtree(copy / "runs")
    with pytest.raises(InputError, match="nothing has been run of tiny_grid"):
        open_experiment(copy)


def test_failures_are_those_still_missing(copy, grid):
    points = grid.design["point"].to_pylist()
    note = dict.fromkeys(FIELDS, "see") | {"point": points[0], "seed": 1, "years": 1}
    (copy / "failures").mkdir(exist_ok=True)
    (copy / "failures" / "a.json").write_text(json.dumps(note | {"replication": 99}))
    (copy / "failures" / "b.json").write_text(json.dumps(note | {"replication": 0}))
    (copy / "failures" / "c.json").write_text(json.dumps(note | {"replication": 99, "point": "elsewhere"}))
    assert [note["replication"] for note in open_experiment(copy).failures] == [99]
