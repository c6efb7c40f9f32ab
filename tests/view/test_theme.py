"""What all figures share: axis labels, titles, looks."""

from sim.view.theme import LOOKS, blank, cells, dressed, factor_axis, look


def test_words_of_axes():
    assert factor_axis("practices.employee_voice") == "employee voice"
    assert factor_axis("customers.need_rate") == "need rate (per month)"
    assert factor_axis("managers.chase_hours") == "chase hours (hours a request a day)"
    assert factor_axis("managers.report_hours") == "report hours (hours a week)"
    assert factor_axis("customers.shortfall_weight") == "shortfall weight", "a ratio has no unit"
    assert factor_axis("policy") == "policy"


def test_long_titles_are_wrapped():
    assert dressed(blank(), "word " * 40, []).layout.title.text.count("<br>") == 2


def test_no_two_policies_look_alike():
    assert len({(one.color, one.dash) for one in LOOKS.values()}) == len(LOOKS)
    assert len({one.symbol for one in LOOKS.values()}) == len(LOOKS)


def test_a_policy_of_ones_own_always_looks_the_same():
    assert look("my_own") == look("my_own")


def test_a_number_before_its_ends_has_the_digits_that_they_support():
    row = {"factor": "pay", "effect": -0.0594, "low": -0.686, "high": 0.885, "worlds": 3, "sure": True}
    assert cells(row) == ["pay", "−0.1", "−0.7", "0.9", "3", "yes"]
    ends = {
        "first": 0.12345,
        "first low": 0.1,
        "first high": 0.15,
        "total": 1.124,
        "total low": 0.9,
        "total high": 1.3,
    }
    assert cells(ends) == ["0.123", "0.100", "0.150", "1.12", "0.90", "1.30"]
    assert cells({"tips at": 0.5, "low": None, "high": 0.75}) == ["0.5", "–", "0.75"]
