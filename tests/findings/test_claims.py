"""The claims on the page of findings: what the file of verdicts says, and nothing else."""

import json

import pytest

from docs.findings import claims
from docs.findings.claims import section, tell
from sim.claims import results as module
from sim.claims.contrary import Found
from sim.claims.effects import Sample
from sim.claims.results import results
from sim.claims.showcase import content
from sim.errors import InputError
from tests.claims.made_up import PLAN, MadeUpKept, as_trials, claim, part, quiet, sample

COUNT = 40


@pytest.fixture(scope="module")
def verdicts():
    """One claim of each of four verdicts, one without trials, and a sham."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "search", lambda claim, *rest: Found(2, None))
        one = part()
        samples = {
            "built_in": sample(claim(one, name="built_in"), COUNT, lambda trial: 1.0),
            "fails": sample(claim(part(expect="lower"), name="fails"), COUNT, lambda trial: 1.0),
            "same": sample(claim(part(smallest=9.0, expect="alike"), name="same"), COUNT, lambda trial: 1.0),
            "nothing": Sample([], MadeUpKept(None)),
            "sham": sample(
                claim(part(smallest=9.0, expect="alike"), name="sham", essay=-1), COUNT, lambda trial: 1.0
            ),
        }
        known = {name: each.trials[0].claim for name, each in samples.items() if each.trials}
        known["nothing"] = claim(one, name="nothing")
        kept = samples["built_in"].kept
        found = results([known[name] for name in samples], as_trials(**samples), kept, PLAN, quiet())
        return content(found)


def test_the_page_names_each_claim_under_its_verdict_and_shams_nowhere(verdicts):
    said = tell(verdicts)
    text = "\n".join(said.sentences)
    assert "*Supported*: " in text
    assert text.count("`same`") == text.count("`fails`") == text.count("`built_in`") == 1
    assert "sham" not in text
    (table,) = said.tables
    assert [row[:3] for row in table.rows] == [
        ("`built_in`", "by construction", "100%"),
        ("`fails`", "refuted", "0%"),
        ("`same`", "supported", "100%"),
        ("`nothing`", "undecided", "–"),
    ]


def test_what_fails_and_what_a_search_could_not_contradict_is_held_against_the_model(verdicts):
    fails, built_in = tell(verdicts).against
    assert fails.startswith("The claim `fails` fails (“It is so.”). Refuted: turnover, ")
    assert built_in.endswith("so that they are not counted as supported: `built_in`.")


def test_a_file_that_is_missing_or_of_another_model_is_not_quoted(verdicts, tmp_path, monkeypatch):
    path = tmp_path / "verdicts.json"
    monkeypatch.setattr(claims, "VERDICTS", path)
    with pytest.raises(InputError, match="no such file; `make claims` writes it"):
        section(None)
    path.write_text(json.dumps(verdicts | {"model": "another"}), encoding="utf-8")
    with pytest.raises(InputError, match=r"is of another model \(another\); run `make claims` first"):
        section(None)
    path.write_text(json.dumps(verdicts), encoding="utf-8")
    assert section(None) == tell(verdicts)
