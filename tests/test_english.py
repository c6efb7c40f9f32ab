"""Articles, singulars and plurals."""

import pytest

from sim.english import counted, plural, singular, with_article


@pytest.mark.parametrize(
    ("noun", "none", "one", "two"),
    [
        ("world", "0 worlds", "1 world", "2 worlds"),
        ("person", "0 people", "1 person", "2 people"),
        ("trajectory", "0 trajectories", "1 trajectory", "2 trajectories"),
        ("day", "0 days", "1 day", "2 days"),
        ("base point", "0 base points", "1 base point", "2 base points"),
    ],
)
def test_counts(noun, none, one, two):
    assert [counted(count, noun) for count in (0, 1, 2)] == [none, one, two]


def test_thousands_are_set_apart():
    assert counted(2_000, "run") == "2,000 runs"


@pytest.mark.parametrize("noun", ["request", "hour", "person", "point"])
def test_singular_undoes_plural(noun):
    assert singular(plural(noun)) == noun
    assert singular(f"{plural(noun)} an employee") == f"{noun} an employee"


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("employee", "an employee"),
        ("week", "a week"),
        ("hour", "an hour"),
        ("household", "a household"),
        ("unit", "a unit"),
        ("urgent request", "an urgent request"),
        ("year", "a year"),
    ],
)
def test_articles(noun, said):
    assert with_article(noun) == said
