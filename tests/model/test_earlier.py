"""An earlier model that is said to give the numbers of this one: what it wrote down is written still."""

import hashlib

import numpy as np

from sim import earlier
from sim.earlier import SAME_NUMBERS, gives_these_numbers
from sim.model.digest import model_digest
from sim.outcomes import measure
from tests.model.test_fingerprint import w as w  # the small run; a fixture
from tests.worlds import notes

ADDED = ("top_two_boxes", "promoters", "detractors")
WRITTEN = "14a968c2dcbd5c57"
"""Of the weekly notes that dad6f0db88e3ac36 had, in the same run."""


def test_a_model_gives_its_own_numbers_and_those_of_models_entered_beside_it(monkeypatch):
    assert gives_these_numbers(model_digest())
    assert not gives_these_numbers("another")
    monkeypatch.setattr(earlier, "SAME_NUMBERS", {model_digest(): {"another": "a test"}})
    assert gives_these_numbers("another")
    monkeypatch.setattr(earlier, "model_digest", lambda: "a later one")
    assert not gives_these_numbers("another")


def test_an_entry_is_of_the_model_as_it_is():
    assert set(SAME_NUMBERS) <= {model_digest()}, (
        "the model has moved on: what was computed earlier is of another"
    )


def test_the_earlier_models_notes_are_those_of_this_one(w):
    """To six digits, as the fingerprint."""
    columns = [w.weeks[name].astype(float).ravel() + 0.0 for name in w.weeks.dtype.names if name not in ADDED]
    text = " ".join(f"{value:.6g}" for value in np.concatenate(columns))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == WRITTEN


def test_lead_time_is_shorter_by_the_day_of_the_ask(w):
    earlier_lead_time = notes(w, "lead_days").sum() / notes(w, "delivered").sum()
    whole, _ = measure(w.weeks[:, 0], 0, weekly=False)
    assert whole["lead_time"] == earlier_lead_time - 1.0
