"""docs/pages/mistakes.py: every mistake is one message that names its file; without it, the files are valid."""

from pathlib import Path

import pytest

from docs.pages.mistakes import FILES, MISTAKES, MONTHS, refusal, said
from sim.calibration.months import read_months
from tests.command_line import sim


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_a_mistake_is_one_message_that_names_where_it_is(mistake):
    message = said(mistake)
    assert message.startswith("sim: ")
    assert "Traceback" not in message
    assert mistake.file in message
    assert len(message.splitlines()) == 1


def test_there_are_twenty_of_them():
    assert len(MISTAKES) == len({mistake.title for mistake in MISTAKES}) == 20


@pytest.mark.parametrize("name", FILES)
def test_without_its_mistake_a_file_is_valid(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(FILES[name], encoding="utf-8")
    if name == MONTHS:
        assert len(read_months(Path(name))) == 6
        assert refusal(f"sim calibrate {name}") == ""
    else:
        assert sim("validate", name) == 0, capsys.readouterr().err
