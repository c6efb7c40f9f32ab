"""Money over time in words."""

from sim.analysis.money_text import money_rows, money_told
from sim.design.money import Money
from tests.analysis.test_money import worth


def told(**more):
    money = {"one_off": 30_000.0, "discount_rate": 0.08}
    return money_told(Money(**money), [worth(52_000.0, **{**money, **more})], "EUR")[0]


def test_value_terms_payback_and_savings_are_told():
    found = told()
    assert found.sentence.startswith("A minus b, in city, as managed: net present value +6")
    assert found.sentence.endswith("thousand EUR over 2 years, clearly above zero.")
    terms, payback, saved = found.because
    assert terms == "30 thousand EUR paid once, later money discounted by 8% a year."
    assert payback.startswith(
        "Paid back within the years run in 100% [72%, 100%] of 10 worlds, after 7 [7, 7] months"
    )
    assert saved.endswith("thousand EUR a year, which the value contains.")


def test_what_never_pays_says_over_how_many_months():
    found = told(one_off=1e9)
    assert "clearly below zero" in found.sentence
    assert "in 0% [0%, 28%] of 10 worlds, and not in the median world." in found.because[1]


def test_one_world_says_no_more_than_it_can():
    found = told(worlds=1, spread=0.0)
    assert "in too few worlds to say more" in found.sentence
    assert "nan" not in " ".join((found.sentence, *found.because))


def test_the_table_has_a_line_a_pair():
    (row,) = money_rows([worth(52_000.0)], "EUR")
    assert (row["what"], row["where"], row["verdict"]) == ("a minus b", "city, as managed", "clear")
