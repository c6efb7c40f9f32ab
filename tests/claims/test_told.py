"""Verdicts in words: every number in a sentence is one of the record, and each kind of verdict is told as it is."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from sim.claims import load_claims, told
from sim.claims import results as module
from sim.claims.claim import SHAM
from sim.claims.conditions import Condition
from sim.claims.contrary import Found
from sim.claims.effects import Sample
from sim.claims.results import results
from sim.claims.told import MEANS, compares, expected, record, summary, table
from sim.claims.verdict import VERDICTS, ClaimResult
from sim.design.plausible import Place
from sim.outcomes import OUTCOMES
from tests.claims.made_up import (
    PLAN,
    MadeUpKept,
    as_trials,
    claim,
    environment,
    part,
    quiet,
    sample,
    trials,
)

COUNT = 100
POINT = Place(-1, {f"work.constant_{nth}": nth + 0.25 for nth in range(8)}, {})
NUMBER = re.compile(r"\d[\d,]*\.?\d*(?:e[+-]?\d+)?")


@pytest.fixture(autouse=True)
def searched(monkeypatch):
    """What a search finds: a point, unless a test says otherwise."""
    found = [Found(3, POINT)]
    monkeypatch.setattr(module, "search", lambda *asked: found[0])
    return found


def of(made: Sample) -> ClaimResult:
    mine = made.trials[0].claim
    (one,) = results([mine], as_trials(**{mine.name: made}), made.kept, PLAN, quiet())
    return one


@pytest.fixture(scope="module")
def kinds() -> dict[str, ClaimResult]:
    """A claim of each kind of verdict and of each kind of outcome; every search finds a point."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "search", lambda *asked: Found(3, POINT))
        return made()


def made() -> dict[str, ClaimResult]:

    def half(trial):
        return 1.0 if trial.environment["practices.pay"] > 1.05 else -1.0

    where = environment(pay=(1.0, 1.1))
    carried = claim(part(), mechanisms=("clarity",))
    return {
        "supported": of(sample(claim(part("late_share")), COUNT, lambda trial: 0.313)),
        "money": of(sample(claim(part("profit", smallest=0.01)), COUNT, lambda trial: 0.417)),
        "an hour": of(sample(claim(part("profit_per_hour", smallest=0.3)), COUNT, lambda trial: 1.234)),
        "refuted": of(sample(claim(part(), part(expect="lower")), COUNT, lambda trial: 0.777)),
        "too small": of(sample(claim(part()), COUNT, lambda trial: 0.0)),
        "undecided": of(sample(claim(part()), COUNT, lambda trial: 0.05, noise=2.0)),
        "conditional": of(sample(claim(part(), environment=where), 2 * COUNT, half)),
        "carried": of(sample(carried, COUNT, lambda trial: 1.0, left={"frozen": 0.25, "off": 0.0})),
        "not carried": of(sample(carried, COUNT, lambda trial: 1.0, left={"frozen": 1.0, "off": 1.0})),
        "growth": of(
            sample(
                claim(part("churn_silent", less_outcome="churn_voiced", years=(1.0, 2.0), since=(0.0, 0.5))),
                COUNT,
                lambda trial: 1.0,
            )
        ),
        "not found": of(
            Sample(
                trials(claim(part("revenue", "not found")), COUNT),
                MadeUpKept(lambda number, way, *rest: float(number % 10 + (way == "one"))),
            )
        ),
        "left out": of(
            sample(claim(part()), COUNT, lambda trial: float("nan") if trial.place.number < 8 else 1.0)
        ),
    }


def numbers(value: object) -> Iterator[float]:
    """Every number of a record, at any depth, those in its fixed texts too."""
    match value:
        case dict():
            for key, each in value.items():
                if key not in ("told", "sentence", "why", "condition", "contrary"):
                    yield from numbers(each)
        case list() | tuple():
            for each in value:
                yield from numbers(each)
        case bool() | None:
            pass
        case str():
            yield from (float(text.replace(",", "")) for text in NUMBER.findall(value))
        case _:
            yield float(value)


def is_in(text: str, known: list[float]) -> bool:
    """Whether a number in words is one of the known ones, rounded as it is, or as a percentage."""
    value = float(text.replace(",", ""))
    _, _, decimals = text.partition(".")
    unit = 10.0 ** -len(decimals)
    return any(abs(abs(scale * each) - value) <= 0.51 * unit for each in known for scale in (1.0, 100.0))


# ---------------------------------------------------------------- laws


def test_every_number_in_a_sentence_is_in_the_record(kinds):
    for name, one in kinds.items():
        content = record(one)
        known = list(numbers(content))
        for each in content["parts"]:
            known += [1.0 - each["mean"], 0.5 - each["mean"], 0.5 - each["low"], 0.5 - each["high"]]
            known += [1.0 - found["carried"] for found in each["ablated"].values()]
        texts = [content["sentence"], content["why"], *(each["told"] for each in content["parts"])]
        for text in texts:
            strange = [number for number in NUMBER.findall(text) if not is_in(number, known)]
            assert strange == [], f"{name}: {text}"


def test_the_interval_of_a_record_holds_its_mean_and_agrees_with_what_is_said(kinds):
    for one in kinds.values():
        for each in record(one)["parts"]:
            assert each["low"] <= each["mean"] <= each["high"]
            assert sorted(each["quantiles"]) == each["quantiles"]
            assert each["clear"] == ("clearly" in each["told"]) or each["expect"] == "not found"
            if each["clear"] and each["expect"] != "not found":
                assert each["low"] > 0.0 or each["high"] < 0.0
                assert ("clearly higher" in each["told"]) == (each["mean"] > 0.0)


def test_sentences_are_sentences(kinds):
    for one in kinds.values():
        content = record(one)
        for text in (content["sentence"], content["why"]):
            assert not text or (
                text[0].isupper() and text.endswith(".") and "  " not in text and ".." not in text
            )


def test_every_verdict_has_its_meaning():
    assert set(MEANS) == set(VERDICTS)


# ---------------------------------------------------------------- examples


def test_each_kind_is_told_as_it_is(kinds):
    found = {name: record(one) for name, one in kinds.items()}
    assert found["supported"]["sentence"].startswith("Supported: lateness, one less other: +30.6 [")
    assert "points, clearly higher, expected higher" in found["supported"]["sentence"]
    assert "% of revenue, clearly higher" in found["money"]["sentence"]
    assert found["money"]["parts"][0]["mean"] == pytest.approx(4.1, abs=0.2)
    assert found["refuted"]["sentence"].startswith("Refuted: turnover, one less other: ")
    assert found["refuted"]["sentence"].endswith(
        "clearly higher, expected lower; 1 of 2 effects as expected."
    )
    assert "too small to matter (less than 10 points a year)" in found["too small"]["sentence"]
    assert found["undecided"]["sentence"].startswith("Undecided: ")
    assert "not clear" in found["undecided"]["sentence"]
    assert found["conditional"]["sentence"] == (
        "It depends: turnover is as expected where pay is 1.1, not where pay is 1."
    )
    assert (
        found["not carried"]["sentence"] == "The effect is there, but that clarity carries it is not shown."
    )
    assert found["carried"]["why"] == (
        "Frozen at what is ordinary, clarity leaves 25% of the effect on turnover; switched off, 0%."
    )
    assert found["not carried"]["why"].endswith("switched off, 100%; that it carries it is not clear.")
    assert (
        "one less other, less lost after a complaint, in year 2, less that in weeks 1 to 26"
        in (found["growth"]["sentence"])
    )
    assert "found in 10% [" in found["not found"]["sentence"]
    assert "(7 worlds in which it is not defined are left out)" in found["left out"]["sentence"]
    assert found["left out"]["parts"][0]["undefined"] == 7


def test_a_search_without_a_point_is_told_and_not_called_proof(searched):
    searched[0] = Found(3, None)
    one = of(sample(claim(part()), COUNT, lambda trial: 1.0))
    assert one.verdict == "by construction"
    assert record(one)["sentence"].startswith("No point was found at which it fails: ")
    assert "may follow" in MEANS["by construction"]


def test_a_point_at_which_it_fails_is_named_by_some_of_its_constants():
    (one,) = record(of(sample(claim(part()), COUNT, lambda trial: 1.0)))["parts"]
    assert one["contrary"] == (
        "constant 0 0.25, constant 1 1.25, constant 2 2.25, constant 3 3.25, constant 4 4.25, constant 5 5.25"
        " and 2 more"
    )


@pytest.mark.parametrize(("effect", "verdict"), [(0.0, "null"), (1.0, "broken")])
def test_shams_are_null_or_the_test_is_broken(effect, verdict):
    one = of(sample(claim(part(expect="alike"), essay=SHAM), COUNT, lambda trial: effect))
    assert record(one)["verdict"] == verdict
    assert ("broken" in record(one)["sentence"]) == (verdict == "broken")
    assert f"  made_up: {verdict.upper()}" in list(table([one]))
    (found,) = one.parts
    depends = replace(one, parts=(replace(found, condition=Condition("so", "not so")),))
    assert record(depends)["verdict"] == "broken"


def test_a_summary_counts_claims_of_essays_only(kinds):
    found = kinds
    sham = of(sample(claim(part(expect="alike"), essay=SHAM), COUNT, lambda trial: 0.0))
    assert summary([found["supported"], found["refuted"], found["too small"], sham]) == (
        "Of 3 claims: 1 supported and 2 refuted."
    )
    assert summary([sham]) == "No claim of an essay was tested."


def test_the_terminal_lists_essay_by_essay_and_where_the_favoured_way_is_behind():
    mine = claim(part("late_share"), outcomes=("late_share",), favours=("other", "one"), essay=0)

    def value(number, way, manner, stretch, measure):
        luck = np.random.default_rng([number, len(measure)]).normal(0.0, 0.01)
        return 10.0 + luck + (1.0 if way == "one" and measure in ("late_share", "market_share") else 0.0)

    one = of(Sample(trials(mine, COUNT), MadeUpKept(value)))
    lines = list(table([one]))
    assert lines[0] == "\nTurnover city"
    assert lines[1] == "  made_up: SUPPORTED, main effect as expected in 100% of plausible worlds"
    assert lines[-1] == "    Where other is behind: market share."
    content = record(one)
    assert (content["favours"], content["against"]) == ("other", "one")
    assert content["ahead"][0].startswith("market share (")


def test_of_no_trials_it_says_so():
    mine = claim(part(), part("profit"), part("revenue", "not found"))
    (one,) = results([mine], as_trials(made_up=Sample([], MadeUpKept(None))), MadeUpKept(None), PLAN, quiet())
    assert "not defined in these worlds" in record(one)["sentence"]
    assert "nan" not in "\n".join(table([one]))


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"one": 1.0, "other": -1.0}, "one less other"),
        (
            {"both": 1.0, "neither": 1.0, "external": -1.0, "internal": -1.0},
            "both and neither less external and internal",
        ),
        ({"weak": 1.0, "all_strong": -0.67, "ordinary": -0.33}, "weak less 67% all strong and 33% ordinary"),
        ({"departures": 1.0}, "departures"),
    ],
)
def test_ways_that_are_compared_are_named_with_their_weights(weights, words):
    assert compares(part(weights=weights)) == words


def test_every_part_of_the_essays_can_be_told_before_it_is_tried():
    for one in load_claims().values():
        for each in one.parts:
            text = expected(each, one)
            assert OUTCOMES[each.outcome].called in text
            assert each.expect in text
            assert "  " not in text


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((0.0, 0.5), "in weeks 1 to 26"),
        ((0.0, 1.0), "in weeks 1 to 52"),
        ((1.0, 1.25), "in weeks 53 to 65"),
        ((1.0, 3.0), "in years 2 to 3"),
        ((3.0, 4.0), "in year 4"),
        ((0.0, 2.0), "in years 1 to 2"),
    ],
)
def test_years_are_counted_from_the_first(years, words):
    assert told._years(*years) == words
