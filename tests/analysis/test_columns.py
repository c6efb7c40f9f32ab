"""Tables for a terminal: never too wide, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.columns import WIDEST, columns
from sim.analysis.statements import WIDTH

cell = st.text(st.sampled_from("abc 12−"), max_size=80)
tables = st.integers(1, 9).flatmap(
    lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=2, max_size=5)
)


@given(tables)
def test_no_line_is_wider_than_a_terminal_and_no_word_is_lost(table):
    lines = columns(table)
    assert max(map(len, lines)) <= WIDTH
    signs = "".join("".join(row) for row in table).replace(" ", "")
    text = "".join(lines)
    assert all(text.count(sign) >= signs.count(sign) for sign in "abc12−")


def test_columns_are_aligned_under_a_rule():
    assert columns([["", "mean"], ["turnover", "1"], ["x", "20"]]) == [
        "          mean",
        "──────────────",
        "turnover  1",
        "x         20",
    ]


def test_what_has_no_room_follows_below_with_its_names():
    lines = columns([["name", *["y" * 30] * 5], ["one", *"12345"]])
    assert [line.split()[0] for line in lines if line.startswith("one")] == ["one"] * 2
    assert "" in lines


def test_two_columns_may_name_a_line():
    lines = columns([["outcome", "where", *["y" * 30] * 4], ["turnover", "pay 1", *"1234"]], repeated=2)
    assert len([line for line in lines if line.startswith("turnover  pay 1")]) == 2


def test_long_cells_and_line_breaks_take_several_lines():
    lines = columns([["", "b"], ["word " * 20, "1\n2"]])
    assert max(map(len, lines)) <= WIDEST + 3
    assert [line[-1] for line in lines[2:4]] == ["1", "2"]
