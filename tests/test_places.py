"""What a scenario or an experiment is called is its file's name, so that results stay in the folder they belong in."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.design.question import load_question
from sim.errors import InputError
from sim.places import experiment_files, scenario_files
from sim.running.scenarios import load_scenario

READERS = {
    "scenario": (load_scenario, scenario_files()["corner_shop"]),
    "experiment": (load_question, experiment_files()["friction"]),
}
TEXTS = st.text("abc./\\ ~-", min_size=1, max_size=20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("names")


@pytest.mark.parametrize("kind", READERS)
@given(name=TEXTS)
@example(name="../../../escape")
@example(name="/tmp/escape")
def test_no_file_says_another_name_than_its_own(folder, kind, name):
    read, own = READERS[kind]
    path = folder / f"{kind}.toml"
    path.write_text(f"name = '{name}'\n{own.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read(path)
    assert str(path) in str(refused.value)
    assert f"name must be left out, because the file's own name is used ({kind})" in str(refused.value)


@pytest.mark.parametrize("kind", READERS)
def test_the_name_is_that_of_the_file(folder, kind):
    read, own = READERS[kind]
    path = folder / f"my_{kind}.toml"
    path.write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    assert read(path).name == f"my_{kind}"
