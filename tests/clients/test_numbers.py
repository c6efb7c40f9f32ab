"""A client's numbers: read as people write them, and all that is wrong is said at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clients.numbers import ASKED, contradictions, read_number, read_numbers
from sim.errors import InputError
from tests.clients.typed import TYPED

BY_NAME = {asked.name: asked for asked in ASKED}


def test_they_are_read_as_people_write_them():
    found = read_numbers(TYPED)
    assert (found.requests, found.turnover, found.churn, found.currency) == (6800.0, 0.45, 0.2, "EUR")
    assert isinstance(found.headcount, int)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
@given(share=st.floats(0.0, 1.0))
def test_what_is_allowed_is_read_and_its_ends_are(asked, share):
    value = asked.low + share * (asked.high - asked.low)
    value = float(round(value)) if asked.whole else value
    assert read_number(asked, repr(value)) == value
    for outside in (asked.low - 1.0, asked.high + 1.0):
        with pytest.raises(InputError, match=f"--{asked.name} must be .*, got"):
            read_number(asked, repr(outside))


@given(text=st.text("0123456789.,_%+-einfa ½", max_size=8))
def test_whatever_is_typed_is_a_number_that_is_allowed_or_one_message(text):
    asked = BY_NAME["turnover"]
    try:
        value = read_number(asked, text)
    except InputError as error:
        said = str(error)
    else:
        said = "" if asked.low <= value <= asked.high else "out of range"
    assert not said or said.startswith("--turnover must be a number from 0 to 5 (1/year, or in percent), got")


def test_all_that_is_missing_is_named_at_once():
    with pytest.raises(InputError) as caught:
        read_numbers({"headcount": "60.5"})
    said = str(caught.value).splitlines()
    assert len(said) == len(TYPED)
    assert "--headcount must be a whole number from 1 to 100,000 (employees), got 60.5" in said
    assert "--currency must be a code of three letters such as EUR, got nothing" in said


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"teams": "61"}, "--teams must be 1 to 200 employees each, got 61 for --headcount 60"),
        (
            {"customers": "10"},
            "--requests must be 0.01 to 60 a month for each of --customers (10), got 6,800",
        ),
    ],
)
def test_numbers_that_contradict_each_other_are_named(changed, told):
    (said,) = contradictions(read_numbers(TYPED | changed))
    assert said.startswith(told)
    assert list(contradictions(read_numbers(TYPED))) == []
