"""A terminal or file that lacks some of our signs gets the nearest plain ones, and never a traceback."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli.encoding import PLAIN, write_nearest
from tests.command_line import sim


def written(text, encoding):
    """What arrives in a file of that encoding."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    write_nearest(stream)
    stream.write(text)
    stream.flush()
    return raw.getvalue().decode(encoding)


@given(st.text())
def test_any_text_can_be_written_and_plain_letters_stay(text):
    assert written(text, "ascii") == "".join(
        sign if sign.isascii() else PLAIN.get(sign, "?") for sign in text
    )


@pytest.mark.parametrize(("sign", "plain"), PLAIN.items())
def test_signs_have_a_nearest_one_where_they_are_missing(sign, plain):
    assert written(f"a {sign} b", "ascii") == f"a {plain} b"
    assert written(f"a {sign} b", "utf-8") == f"a {sign} b"


def test_a_name_that_is_no_text_can_be_told():
    assert written("r\udce4der.toml", "utf-8") == "r?der.toml"


def test_a_command_answers_on_a_terminal_without_our_signs(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert sim("scenarios") == 0
    sys.stdout.flush()
    assert b"corner_shop" in raw.getvalue()
