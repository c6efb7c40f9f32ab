"""A run in a notebook: grouped, rounded, escaped."""

from sim.outcomes import HEADLINE, OUTCOMES
from sim.running.summary import KINDS, summary_html

SUMMARY = dict.fromkeys(OUTCOMES, 0.123456789)


def test_headlines_come_first_and_all_outcomes_are_folded_by_kind():
    first, *folded = summary_html("neutral in city", SUMMARY).split("<details>")
    assert first.count("<tr>") == len(HEADLINE)
    assert [text.count("<tr>") for text in folded] == [len(its) for its in KINDS.values()]
    assert sum(len(its) for its in KINDS.values()) == len(OUTCOMES)


def test_numbers_are_rounded_and_undefined_ones_said():
    text = summary_html("x", SUMMARY | {"turnover": float("nan")})
    assert "1234" not in text
    assert "not known" in text
    assert "12.3" in text, "a share is shown as a percentage"


def test_everything_is_escaped():
    assert "<b>" not in summary_html("<b>", SUMMARY)
