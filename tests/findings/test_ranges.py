"""Profit over ranges: ends at which it still rises are beyond evidence, and money for nothing is named."""

import numpy as np

from docs.findings import ranges
from docs.findings.ranges import BORNE_BY, range_of, values_of

LUCK = np.linspace(-1.0, 1.0, 6)


def values(**profits):
    """Outcomes of some practices: profit and turnover as functions of the value."""
    made = {}
    for name, (profit, turnover) in profits.items():
        made[name] = {
            value: {"profit": 1000.0 * profit(value) + LUCK}
            | {
                one: np.full(6, turnover(value) if one == "turnover" else 0.5) + 1e-4 * LUCK
                for one in BORNE_BY
            }
            for value in values_of(name)
        }
    return made


def same(value):
    return 0.3


def found(**profits):
    return {(end.practice, end.which): end for end in ranges.ends(values(**profits))}


def test_the_neutral_value_is_among_the_values():
    assert values_of("staffing_slack") == sorted({*range_of("staffing_slack"), 0.0})
    assert range_of("pay") == [0.5, 0.875, 1.25, 1.625, 2.0]


def test_an_end_towards_which_profit_rises_is_beyond_evidence():
    ends = found(price=(lambda p: p, same), pay=(lambda p: -((p - 1.2) ** 2), same))
    assert ends["price", "highest"].beyond
    assert not ends["price", "lowest"].beyond
    assert not ends["pay", "lowest"].beyond
    assert not ends["pay", "highest"].beyond


def test_money_for_nothing_is_a_cash_machine_and_money_that_people_pay_for_is_none():
    ends = found(price=(lambda p: p, same), pay=(lambda p: -p, lambda p: 1.0 - p / 4.0))
    assert ends["price", "highest"].machine
    low = ends["pay", "lowest"]
    assert low.beyond
    assert not low.machine
    assert low.victims == ["turnover"]


def test_sentences_follow_the_numbers():
    made = ranges.tell(values(price=(lambda p: p, same), pay=(lambda p: -((p - 1.2) ** 2), same)))
    text = "\n".join(made.sentences)
    assert "Of 2 practices 1 have such an end:" in text
    assert "*Price*, above 2.325: profit still rises towards 3, where it is" in text
    assert "*Pay*" not in text
    assert len(made.against) == 1
    assert "1 cash machine: profit still rises" in made.against[0]
    assert "price at 3 (" in made.against[0]
    assert len(made.figures) == 1
    (table,) = made.tables
    assert [row[-1] for row in table.rows] == ["above 2.325", ""]
    quiet = ranges.tell(values(pay=(lambda p: -((p - 1.2) ** 2), same)))
    assert quiet.against == []
    assert "Of 1 practice 0 have such an end." in "\n".join(quiet.sentences)
