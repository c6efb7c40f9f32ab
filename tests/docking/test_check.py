"""check: verdicts follow from intervals and tolerances, and from the judge."""

import numpy as np
import pytest

from docs.docking.check import Check, Sign, counts, signed
from sim.analysis.judge import judge

WORLDS = np.array([-0.01, 0.0, 0.01, 0.0, 0.005, -0.005])


@pytest.mark.parametrize(
    ("shift", "tolerance", "verdict"),
    [(0.0, 0.02, "matches"), (0.1, 0.02, "differs"), (0.02, 0.02, "open")],
)
def test_a_verdict_is_whether_the_interval_lies_within_the_tolerance(shift, tolerance, verdict):
    found = Check.of("height", 0.7, 0.7 + shift + WORLDS, tolerance, "memory")
    assert found.verdict == verdict
    assert ("**" in found.row()[5]) == (verdict != "matches")
    assert found.row()[-1] == "from memory"
    assert found.sentence().lower().startswith(verdict)


def test_a_relative_difference_is_of_what_is_published():
    found = Check.of("staff", np.full(6, 20.0), 22.0 + WORLDS, 0.05, "assumed", relative=True, digits=1)
    assert found.difference.mean == pytest.approx(0.1, abs=1e-3)
    assert found.apart().startswith("+10.0%")
    assert found.row()[4] == "± 5%"


def test_worlds_without_a_value_are_left_out():
    found = Check.of("weeks", np.array([10.0, np.nan, 12.0]), np.array([11.0, 9.0, 12.0]), 5.0, "second")
    assert found.published == 11.0
    assert found.difference.worlds == 2


@pytest.mark.parametrize(("expected", "verdict"), [(1, "shown"), (-1, "the opposite"), (0, "clear")])
def test_a_sign_is_shown_where_the_judge_says_so(expected, verdict):
    (judged,) = judge([(1.0 + WORLDS, np.zeros(6))])
    assert Sign("voice", expected, judged).verdict == verdict


def test_an_unclear_sign_is_not_shown():
    (judged,) = judge([(WORLDS, np.zeros(6))])
    found = Sign("voice", 1, judged)
    assert found.verdict == "not shown"
    assert found.row()[-1] == "**not shown**"


def test_numbers_have_a_sign_and_nothing_has_none():
    assert (signed(0.5, 1), signed(-0.5, 1), signed(-0.01, 1)) == ("+0.5", "−0.5", "0.0")
    assert counts(["matches", "open", "matches"]) == "of 3 comparisons 2 match and 1 open"
