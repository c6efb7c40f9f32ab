"""What a cell tells: one sentence, its questions as data, and what is too small to matter."""

import numpy as np
import pytest

from sim.claims import smallest_effects
from sim.view.told import GUESSES, Guess, Told, so, that_matter


class Rich:
    """Just enough of a SideBySide: every outcome is worth a million under one way, and two under the other."""

    def values(self, way, outcome):
        return np.full(3, {"one": 1e6, "other": 2e6}[way])


def test_what_was_told_becomes_one_sentence():
    first = Told("text", "lateness is higher", ())
    assert str(so(first)) == "*So:* Lateness is higher."
    assert (
        str(so(first, Told("text", "turnover is open", ()))) == "*So:* Lateness is higher; turnover is open."
    )


def test_a_page_finds_the_questions_beside_the_text():
    asked = Guess("a against b", "lateness", ("higher", "same", "lower"), "same")
    shown = Told("text", "gist", (asked,))._repr_mimebundle_()
    assert shown["text/markdown"] == shown["text/plain"] == "text"
    assert [Guess(**{**one, "options": tuple(one["options"])}) for one in shown[GUESSES]] == [asked]
    assert GUESSES not in so(Told("text", "gist", (asked,)))._repr_mimebundle_()


def test_of_money_what_matters_is_a_share_of_revenue():
    known = smallest_effects()
    found = that_matter(Rich(), "other", ["profit", "cost", "turnover", "autonomy"])
    assert found == pytest.approx(
        {"profit": 2e6 * known["profit"], "cost": 2e6 * known["cost"], "turnover": known["turnover"]}
    )
