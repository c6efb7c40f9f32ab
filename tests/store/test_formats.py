"""The format of a store: written down, read where it is not, and refused where it is later than this version's."""

import json

import pytest

from sim.errors import InputError
from sim.store.formats import FORMAT_VERSION, check_format, mark_format
from sim.store.store import Store
from sim.store.upkeep import merge
from tests.analysis.synthetic import made_up
from tests.command_line import sim


@pytest.fixture
def store(tmp_path):
    found = Store(tmp_path / "store")
    found.commit([made_up("a", 0)])
    return found


def test_results_say_their_format(store):
    assert json.loads((store.folder / "format.json").read_text()) == {"format_version": FORMAT_VERSION}


def test_a_store_without_a_format_is_read_and_gets_one_when_it_is_written_to(store):
    (store.folder / "format.json").unlink()
    assert Store(store.folder).finished() == {"a": {0}}
    assert not (store.folder / "format.json").exists()
    Store(store.folder).commit([made_up("b", 0)])
    assert (store.folder / "format.json").exists()


@pytest.mark.parametrize("content", ["", "[", "{}", '{"format_version": "1"}', '{"format_version": 1e999}'])
def test_a_format_that_cannot_be_read_is_named_and_written_anew(content, store, caplog):
    (store.folder / "format.json").write_text(content)
    check_format(store.folder)
    assert "format.json" in caplog.text
    mark_format(store.folder)
    assert json.loads((store.folder / "format.json").read_text()) == {"format_version": FORMAT_VERSION}


@pytest.fixture
def later(store):
    (store.folder / "format.json").write_text(json.dumps({"format_version": FORMAT_VERSION + 1}))
    return store.folder


def test_a_later_format_is_refused_for_reading_and_writing(later, tmp_path):
    said = "format.json: format_version must be 1 or less, got 2: a later version of sim wrote this store"
    before = sorted(later.rglob("*"))
    with pytest.raises(InputError, match=said):
        Store(later).finished()
    with pytest.raises(InputError, match=said):
        Store(later).commit([made_up("b", 0)])
    with pytest.raises(InputError, match=said):
        merge(tmp_path / "into", later)
    with pytest.raises(InputError, match=said):
        merge(later, tmp_path / "into")
    assert set(later.rglob("*")) - set(before) <= {later / ".in_use"}


@pytest.mark.parametrize("command", ["describe", "check", "prune"])
def test_it_is_one_line_to_a_user(command, later, capsys):
    assert sim("results", command, later) == 2
    messages = capsys.readouterr().err
    assert messages.count("\n") == 1
    assert messages.startswith(f"sim: {later / 'format.json'}: format_version must be 1 or less, got 2")


def test_a_list_of_stores_names_it_and_goes_on(later, capsys):
    Store(later.parent / "other").commit([made_up("a", 0)])
    assert sim("results", "list", later.parent) == 0
    told = capsys.readouterr()
    assert f"{later.parent / 'other'}: 1 run of 1 point" in told.out
    assert "format_version must be 1 or less, got 2" in told.err
