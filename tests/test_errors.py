"""Messages of bad input: FIELD must be WHAT, got VALUE, the value as the user wrote it."""

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, ValidationError

from sim.errors import as_written, must_be, unknown


class Table(BaseModel):
    """One field of each kind of mistake."""

    rate: Annotated[float, Field(gt=0)] = 1.0
    flag: bool = True
    key: Annotated[str, Field(pattern="a+")] = "a"


def complaint(**values):
    with pytest.raises(ValidationError) as error:
        Table(**values)
    (detail,) = error.value.errors()
    return must_be("mine", detail)


@given(st.floats(allow_nan=False))
def test_a_number_is_shown_in_full_and_can_be_read_again(value):
    assert float(as_written(value)) == value


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_has_no_decimal_point(value):
    assert as_written(float(value)) == as_written(value) == str(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("long " * 100, f"'{'long ' * 39}long…"),
        (10**5_000, "a value that is too long to show"),
        (list(range(1_000)), f"{str(list(range(1_000)))[:200]}…"),
    ],
    ids=["text", "digits", "list"],
)
def test_a_long_value_is_cut_short(value, shown):
    assert as_written(value) == shown


def test_what_is_nested_by_the_thousand_is_not_shown():
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    assert as_written(deep) == "a value that is too long to show"
    while deep:
        deep = deep.pop()  # taken apart, as Python would nest as deeply to free it


def test_text_is_quoted():
    assert as_written("2.0") == "'2.0'"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"rate": -0.5}, "mine must be above 0, got -0.5"),
        ({"rate": "much"}, "mine must be a number, got 'much'"),
        ({"flag": "perhaps"}, "mine must be true or false, got 'perhaps'"),
        ({"key": "b"}, "mine: string should match pattern 'a+', got 'b'"),
    ],
)
def test_what_pydantic_refuses_has_our_form_or_its_words(values, says):
    assert complaint(**values) == says


def test_an_unknown_name_gets_the_nearest_known_ones_or_else_all():
    assert unknown("policy", "neutrl", ["neutral", "mean"]) == (
        "policy 'neutrl' does not exist; did you mean neutral?"
    )
    assert (
        unknown("policy", "zzz", ["neutral", "mean"]) == "policy 'zzz' does not exist; known: mean, neutral"
    )
