"""The page on the length of a step: what it says follows from the judge."""

import numpy as np
import pytest

from docs.ticks import make
from docs.ticks.halves import judged_parts
from docs.ticks.make import compared, neutral_rows, said, text
from sim.claims import load_claims

NAME = "everything_is_urgent"
PARTS = len(judged_parts(load_claims()[NAME]))
LUCK = np.linspace(-0.01, 0.01, 12)


def effects(*sizes):
    """Trials in which each part has an effect of that size, and some luck."""
    return {NAME: [[[size + luck, 0.0] for luck in LUCK] for size in sizes]}


SAME = effects(*[0.5] * PARTS)


def test_the_same_effects_do_not_differ():
    assert "none is clearly different" in said(compared(SAME, SAME), 12)


def test_an_effect_that_turns_is_named():
    turned = effects(-0.5, *[0.5] * (PARTS - 1))
    sentence = said(compared(SAME, turned), 12)
    assert f"1 is (`{NAME}` (" in sentence
    assert sentence.count(NAME) == 2


def test_one_that_only_grows_differs_and_does_not_turn():
    grown = effects(0.9, *[0.5] * (PARTS - 1))
    sentence = said(compared(SAME, grown), 12)
    assert sentence.count(NAME) == 1
    assert "and none is clear with either step and of the other sign" in sentence


def test_a_trial_without_a_value_counts_in_neither():
    lacking = effects(*[0.5] * PARTS)
    lacking[NAME][0][0] = [None, None]
    (first, *_) = compared(SAME, lacking)
    assert first.less.difference.n == len(LUCK) - 1


def test_the_page_shows_both_firms():
    worlds = [dict.fromkeys(make.SHOWN, value) for value in (0.20, 0.21, 0.19, 0.2)]
    rows = neutral_rows(worlds, [{name: 1.1 * value for name, value in one.items()} for one in worlds])
    assert len(rows) == len(make.SHOWN)
    page = text(compared(SAME, SAME), rows, 12, 4)
    assert all(row[0] in page for row in rows)


def test_the_page_is_of_the_present_model(capsys):
    assert make.main(["--check"]) == 0, "run `python docs/ticks/make.py`"


def test_a_page_of_another_model_is_noticed(monkeypatch, capsys):
    monkeypatch.setattr(make, "model_digest", lambda: "another")
    assert make.main(["--check"]) == 1
    assert "of another model" in capsys.readouterr().err


def test_an_unknown_option_is_refused(capsys):
    with pytest.raises(SystemExit):
        make.main(["--worlds"])
