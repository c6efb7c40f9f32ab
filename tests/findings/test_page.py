"""The page of findings: what goes against anybody opens it, and both forms say the same."""

import pytest

from docs.findings import evidence, make, page
from docs.findings.page import Section, Table
from sim.view.theme import blank, dressed

AGAINST = "The order costs the people whom it is meant for."


def sections():
    rows = [{"way": "a", "value": 1.0}]
    figure = dressed(blank().add_scatter(x=["a"], y=[1.0]), "a finding", rows, x="way", y="value")
    table = Table("Ways", ("way", "value"), [("a | b", "1")])
    return [
        Section("1. One", ["It is `so`, see [facts](evidence.md)."], [table], [figure]),
        Section("2. Two", ["It is not."], against=[AGAINST]),
    ]


def test_what_goes_against_anybody_comes_first():
    text = page.markdown(sections())
    assert text.index(AGAINST) < text.index("## 1. One") < text.index("## 2. Two")
    assert "| a \\| b | 1 |" in text
    assert page.NOTHING_AGAINST in page.markdown(sections()[:1])


def test_the_html_page_says_the_same_and_needs_no_network(tmp_path):
    text = page.write_html(tmp_path / "page.html", sections()).read_text(encoding="utf-8")
    assert AGAINST in text
    assert '<code>so</code>, see <a href="../docs/evidence.md">facts</a>' in text
    assert "A finding" in text
    assert "src=" not in text


def test_a_sentence_cannot_bring_html():
    assert page.inline("a < b & *c*") == "a &lt; b &amp; <em>c</em>"


def test_only_one_section_leaves_the_page_alone(tmp_path, monkeypatch, capsys):
    asked = []
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(make, "ROOT", tmp_path)
    monkeypatch.setattr(make, "RESULTS", tmp_path)
    monkeypatch.setattr(make, "PAGE", tmp_path / "docs" / "findings.md")
    monkeypatch.setattr(make, "compile_all", lambda say: None)
    monkeypatch.setattr(
        make, "made", lambda names, worlds: asked.append((tuple(names), worlds)) or sections()
    )
    assert make.main(["--only", "evidence", "--worlds", "3"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "docs",
        "findings-evidence.html",
        "findings-evidence.md",
    ]
    assert list((tmp_path / "docs").iterdir()) == []
    assert make.main([]) == 0
    assert (tmp_path / "docs" / "findings.md").exists()
    assert asked == [(("evidence",), 3), (make.SECTIONS, None)]
    assert "wrote docs/findings.md" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--worlds", "1"], ["--only", "everything"]])
def test_bad_input_is_refused(words, capsys):
    with pytest.raises(SystemExit) as stop:
        make.main(words)
    assert stop.value.code == 2
    assert words[0] in capsys.readouterr().err


EVIDENCE = """
| `clarity_quit`: who knows: −0.08 or below | −0.03 [−0.04, −0.02] | −0.03 | **no** |

| `annual_quits` | Quits. | 0.2 to 0.35 (1/year) | 0.273 [0.26, 0.285] |  | met | jolts2024 | read |
| `clarity_quit` | Clarity. | -0.28 to -0.15 (correlation) | −0.03 [−0.04, −0.02] | −0.03 | **not met** | g | read |
"""


def test_facts_are_counted_as_the_page_of_evidence_has_them():
    found = evidence.summary(EVIDENCE, current=False)
    assert "meets 1 of 2 published facts, does not meet 1, and 0 are open" in found.sentences[0]
    assert found.against[0].endswith("does not meet 1: clarity quit (figures of an earlier model).")
    assert found.against[1].endswith("does not show clarity quit (figures of an earlier model).")
    assert evidence.summary(EVIDENCE, current=True).against[1].endswith("does not show clarity quit.")
