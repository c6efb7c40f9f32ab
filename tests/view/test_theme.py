"""What all figures share: axis labels, titles, looks."""

from sim.view.theme import LOOKS, blank, dressed, factor_axis, look


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
