"""docs/evidence.md: every fact is on it, and it says what is not met."""

import math

import pytest

from docs import evidence
from sim.analysis.evidence import OF_OUTCOMES, OF_PERSONS, SIGNS, UNMEASURED, Finding, WorldFigures, findings
from sim.analysis.statistics import Estimate
from sim.design.facts import facts
from tests.paths import ROOT

FACTS = facts()
PAGE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")


def test_every_fact_is_measured_or_says_why_not():
    assert set(FACTS) == {*OF_OUTCOMES, *OF_PERSONS, *UNMEASURED, "hazard_peak"}
    assert set(SIGNS) <= set(FACTS)
    assert set(evidence.SIGN_WORDS) == set(SIGNS)


def test_the_page_has_every_fact_and_every_sign():
    for name in FACTS:
        assert f"\n| `{name}` |" in PAGE, f"{name}: run `python docs/evidence.py`"
        assert f"\n- `{name}`: {FACTS[name]['measure']}" in PAGE, f"{name}: run `python docs/evidence.py`"
    assert all(f"| `{name}`: " in PAGE for name in SIGNS)


def found(name: str, mean: float, held: str, why: str = "") -> Finding:
    figure = Estimate(mean, mean - 0.01, mean + 0.01, 0 if why else 5)
    return Finding(name, figure, figure, held, why)


def test_the_page_says_what_is_met_and_what_is_not():
    made = [
        found(name, -0.2, "open" if name in UNMEASURED else "not met", UNMEASURED.get(name, ""))
        for name in FACTS
    ]
    at = next(place for place, one in enumerate(made) if one.fact == "clarity_quit")
    made[at] = found("clarity_quit", -0.2, "met")
    text = evidence.text(made, 5, 0.8)
    assert f"1 met, {len(FACTS) - 1 - len(UNMEASURED)} not met and {len(UNMEASURED)} open" in text
    assert (
        "| `clarity_quit`: employees who know what matters stay: −0.08 or below | −0.2 [−0.21, −0.19] |"
        in text
    )
    assert text.count("| **no** |") == 1  # satisfied customers who leave; the other two signs are negative
    assert "open, because no customer of the neutral firm loses money" in text


def test_kept_worlds_are_not_run_again(tmp_path, monkeypatch):
    runs = []

    def figures_of(seen: object) -> WorldFigures:
        runs.append(seen)
        figures = {name: float(len(runs)) for name in (*OF_OUTCOMES, *OF_PERSONS)}
        return WorldFigures(figures | {"complaints": math.nan}, [1.0] * 121, [0.0] * 121)

    monkeypatch.setattr(evidence, "CACHE", tmp_path)
    monkeypatch.setattr(evidence, "watch", lambda *given: given[3])
    monkeypatch.setattr(evidence, "figures_of", figures_of)
    first = evidence.world_figures(2)
    more = evidence.world_figures(4)
    assert sorted(runs) == [0, 1, 2, 3]
    assert [one.figures["annual_quits"] for one in more[:2]] == [one.figures["annual_quits"] for one in first]
    assert len(findings(more, FACTS)) == len(FACTS)


def test_check_knows_a_page_of_another_model(tmp_path, monkeypatch, capsys):
    page = tmp_path / "evidence.md"
    monkeypatch.setattr(evidence, "PAGE", page)
    assert evidence.main(["--check"]) == 1
    assert "of another model, run `python docs/evidence.py`" in capsys.readouterr().err
    page.write_text(evidence.text([found(name, 0.1, "open") for name in FACTS], 5, 0.8), encoding="utf-8")
    assert evidence.main(["--check"]) == 0
    monkeypatch.setattr(evidence, "SEED", 2)
    assert evidence.main(["--check"]) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--worlds", "1"], "--worlds must be 2 or more, got 1"),
        (["--reliability", "0"], "--reliability must be above 0 and at most 1, got 0"),
    ],
)
def test_bad_input_is_refused(words, message, capsys):
    with pytest.raises(SystemExit) as stop:
        evidence.main(words)
    assert stop.value.code == 2
    assert message in capsys.readouterr().err
