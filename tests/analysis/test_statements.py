"""Statements as text for a terminal."""

from sim.analysis.statements import WIDTH, Statement, told


def test_a_paragraph_each_and_a_line_for_each_reason():
    text = told([Statement("Word " * 40, ("Why.", "reason " * 30)), Statement("Second.")])
    first, second = text.split("\n\n")
    assert second == "Second."
    assert "\n  - Why.\n  - reason" in first
    assert max(map(len, text.splitlines())) <= WIDTH
