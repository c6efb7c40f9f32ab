"""What a scenario or an experiment is called is its file's name, so that results stay in the folder they belong in."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.design.question import load_question
from sim.errors import InputError
from sim.places import experiment_files, scenario_files
from sim.running.scenarios import load_scenario
from tests.command_line import sim

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


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (f"x = {'[' * 100_000}{']' * 100_000}", "nested too deeply"),
        (f"x = {'9' * 5_000}", "cannot be read"),
        ("x = ", "is not TOML"),
        (b"x = '\xff'", "cannot be read: it must be text in UTF-8"),
        (f"x{'.x' * 50} = 1", "nested too deeply"),
        (f"x = {'[' * 50}{']' * 50}", "nested too deeply"),
        ("x = 2024-02-31", "cannot be read: |is not TOML: "),
        ("x = 1\ny = 1,5", r"at line 2, column \d+\): 'y = 1,5'"),
        ('title = "\\u001b[2J"', r"title must be text without control characters, got '\\x1b\[2J'"),
    ],
    ids=["nested", "digits", "unfinished", "no text", "keys", "lists", "no day", "line", "control"],
)
@pytest.mark.parametrize("kind", READERS)
def test_what_cannot_be_read_is_told(tmp_path, kind, text, tells):
    path = tmp_path / "odd.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError, match=tells) as refused:
        READERS[kind][0](path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("kind", READERS)
def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path, kind):
    read, own = READERS[kind]
    path = tmp_path / own.name
    path.write_bytes(b"\xef\xbb\xbf" + own.read_bytes().replace(b"\n", b"\r\n"))
    assert read(path).title == read(own).title


@pytest.mark.parametrize("name", ["a\0b.toml", f"{'a' * 5_000}.toml"], ids=["NUL", "long"])
@pytest.mark.parametrize("kind", READERS)
def test_a_path_that_no_file_can_have_is_refused(kind, name):
    with pytest.raises(InputError, match="cannot be read"):
        READERS[kind][0](name)


def test_a_message_cannot_command_the_terminal(capsys):
    assert sim("validate", "evil\x1b[2Jname\x07.toml") == 2
    said = capsys.readouterr().err
    assert "\\x1b[2Jname\\x07" in said
    assert all(sign.isprintable() or sign == "\n" for sign in said)
