"""Records: a JSON object with the fields that it must have, or one clear message."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import InputError
from sim.store.records import read_record, readable_records

FIELDS = {"name": str, "count": int}
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANY_JSON = VALUES | st.lists(VALUES, max_size=2) | st.dictionaries(st.sampled_from(sorted(FIELDS)), VALUES)


@settings(max_examples=20)
@given(content=ANY_JSON.map(json.dumps).map(str.encode) | st.binary())
def test_what_is_read_has_its_fields_or_is_an_input_error_that_names_the_file(content, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "record.json"
    path.write_bytes(content)
    try:
        found = read_record(path, FIELDS)
    except InputError as error:
        said = str(error)
    else:
        said = f"{path}: " * ({name: type(found[name]) for name in FIELDS} == FIELDS)
    assert said.startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"name": "a"}', "count must be int, got None"),
        ('{"name": "a", "count": true}', "count must be int, got True"),
        ("[]", "must be a JSON object, got list"),
        ("[" * 100_000, "is damaged"),
    ],
)
def test_the_message_says_what_is_wrong(content, said, tmp_path):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(InputError, match=f"x.json: {said}"):
        read_record(tmp_path / "x.json", FIELDS)


def test_those_that_cannot_be_read_are_named_and_skipped(tmp_path, caplog):
    names = ["good", "gone", "pipe", "folder", "bad"]
    good, gone, pipe, folder, bad = (tmp_path / f"{name}.json" for name in names)
    good.write_text('{"name": "a", "count": 1}')
    os.mkfifo(pipe)
    folder.mkdir()
    bad.write_bytes(b"\xff")
    found = list(readable_records([good, gone, pipe, folder, bad], FIELDS))
    assert found == [(good, {"name": "a", "count": 1})]
    assert [f"{name}.json: " in caplog.text for name in names] == [False, True, True, True, True]
