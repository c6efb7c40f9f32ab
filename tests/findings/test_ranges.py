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


def hill(value):
    return -((value - 1.2) ** 2)


def ends(**profits):
    made = values(**profits)
    return {(end.place.practice, end.place.value): end for end in ranges.ends(made, ranges.largest(made))}


def test_the_neutral_value_is_among_the_values():
    assert values_of("staffing_slack") == sorted({*range_of("staffing_slack"), 0.0})
    assert range_of("pay") == [0.5, 0.875, 1.25, 1.625, 2.0]


def test_only_ends_towards_which_profit_rises_are_looked_at_the_steepest_first():
    made = values(price=(lambda p: p, same), pay=(hill, same), first=(lambda p: -p / 9.0, same))
    assert [(place.practice, place.value) for place in ranges.largest(made)] == [
        ("price", 3.0),
        ("first", -1.0),
    ]


def test_what_a_neutral_firm_does_is_no_end_and_shields_the_end_beside_it():
    """No improvement at all is worse than a neutral firm's little, even where more would be worse still."""
    made = values(improvement=(lambda i: -abs(i - 0.01), same), sales_pressure=(lambda s: -s, same))
    assert ranges.largest(made) == []


def test_money_for_nothing_is_a_cash_machine_and_money_that_people_pay_for_is_none():
    found = ends(price=(lambda p: p, same), pay=(lambda p: -p, lambda p: 1.0 - p / 4.0))
    assert found["price", 3.0].machine
    low = found["pay", 0.5]
    assert low.rises
    assert not low.machine
    assert low.victims == ["turnover"]


def told(**profits):
    made = values(**profits)
    return ranges.tell(made, ranges.ends(made, ranges.largest(made)))


def test_sentences_follow_the_numbers():
    made = told(price=(lambda p: p, same), pay=(hill, same))
    text = "\n".join(made.sentences)
    assert "Profit clearly still rises at 1 end of a range:" in text
    assert "*Price*, above 2.325: profit still rises towards 3, where it is" in text
    assert "*Pay*" not in text
    assert len(made.figures) == 1
    (table,) = made.tables
    assert [row[-1] for row in table.rows] == ["above 2.325", ""]
    (line,) = made.against
    assert line.startswith("Cash machines: ")
    assert "price at 3 (" in line
    (line,) = told(pay=(lambda p: -p, lambda p: 1.0 - p / 4.0)).against
    assert line.startswith("Profit at others' expense: ")


def test_nothing_is_said_where_profit_has_its_best_inside():
    quiet = told(pay=(hill, same))
    assert quiet.against == []
    assert quiet.figures == []
    assert "Profit clearly still rises at 0 ends of a range." in "\n".join(quiet.sentences)
