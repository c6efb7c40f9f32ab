"""A client's table: what is given is read, gaps stay gaps, and what is wrong is told with line and column."""

import numpy as np
import pytest

from sim.calibration.months import read_months
from sim.errors import InputError

GOOD = """\
# made for a test
month,headcount,quits,absence
2024-01,20,1,0.1
2024-02,21,0,
2024-04,20,2,0.2
2024-05,20,2,0.2
2024-06,20,2,0.2
2024-07,19,0,0.15
"""


def read(folder, text):
    path = folder / "client.csv"
    path.write_text(text, encoding="utf-8")
    return read_months(path)


def test_what_is_given_is_read_and_gaps_stay_gaps(tmp_path):
    found = read(tmp_path, GOOD)
    assert len(found) == 7
    assert (found.label(0), found.label(2), found.label(6)) == ("2024-01", "2024-03", "2024-07")
    assert found.table["headcount"][[0, 1, 3]].tolist() == [20.0, 21.0, 20.0]
    assert np.isnan(found.table["headcount"][2])
    assert np.flatnonzero(np.isnan(found.table["absence"])).tolist() == [1, 2]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("0.1\n", "1.1\n", "line 3: absence must be a number from 0 to 1, or empty, got '1.1'"),
        (
            "2024-02,21",
            "2024-02,-1",
            "line 4: headcount must be a number from 0 to 1e+09, or empty, got '-1'",
        ),
        (
            "2024-02,21",
            "2024-02,many",
            "line 4: headcount must be a number from 0 to 1e+09, or empty, got 'many'",
        ),
        (
            "2024-02,21",
            "2024-02,nan",
            "line 4: headcount must be a number from 0 to 1e+09, or empty, got 'nan'",
        ),
        ("2024-02,21", '2024-02,"21', "line 4: is no line of a CSV table: unexpected end of data"),
        ("2024-04", "2024-13", "line 5: month must be a year and a month, as 2024-03, got '2024-13'"),
        ("2024-04", "2024-02", "line 5: month must be after the one above it, got 2024-02"),
        ("2024-04,20,2,0.2", "2024-04,20,2", "line 5: must have 4 cells, got 3"),
        (
            "month,headcount",
            "month,head_count",
            "line 2: column 'head_count' does not exist; did you mean headcount?",
        ),
        ("quits,absence", "quits,quits", "line 2: columns must be named once each, got quits again"),
        (
            "month,headcount",
            "customers,headcount",
            "line 2: a column must be 'month', got customers, headcount",
        ),
        ("2024-07,19", "2199-07,19", "must have 6 to 600 months, got 2107"),
    ],
)
def test_what_is_wrong_is_one_message(tmp_path, before, after, message):
    assert before in GOOD
    with pytest.raises(InputError, match="client") as raised:
        read(tmp_path, GOOD.replace(before, after, 1))
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "must have a line of column names, got nothing"),
        (
            GOOD.replace(",", ";"),
            "line 2: cells must be separated by commas, got 'month;headcount;quits;absence'",
        ),
        ("month\n2024-01\n", "one column or more must be of headcount"),
        ("month,quits\n2024-01,1\n", "must have 6 to 600 months, got 1"),
        ("month,quits\n2024-01,\n2024-06,\n", "quits must have one value or more, or be left out, got none"),
    ],
)
def test_too_little_is_told(tmp_path, text, message):
    with pytest.raises(InputError) as raised:
        read(tmp_path, text)
    assert message in str(raised.value)
