"""docs/docking.md: it says what matched and what did not, and is what its command writes."""

import numpy as np
import pytest

from docs.docking import keep, make, page
from docs.docking.check import Check
from docs.docking.page import Section
from docs.findings.page import Table
from docs.tables import read_toml
from sim.view.theme import blank, dressed
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "docking.md").read_text(encoding="utf-8")
NEAR = np.array([0.70, 0.71, 0.69, 0.70])


def sections():
    rows = [{"way": "a", "value": 1.0}]
    figure = dressed(blank().add_scatter(x=["a"], y=[1.0]), "a finding", rows, x="way", y="value")
    checks = [Check.of("near", 0.7, NEAR, 0.05, "memory"), Check.of("far", 0.9, NEAR, 0.05, "memory")]
    table = Table("Ways", ("way", "value"), [("a", "1")])
    return [Section("1. One", ["It is `so`."], [("Numbers", checks)], tables=[table], figures=[figure])]


def test_what_does_not_match_opens_the_page():
    text = page.markdown(sections())
    assert "- 1. One: of 2 comparisons 1 match and 1 differ." in text
    assert text.index("- Differs: far: 0.700 here, 0.900 published") < text.index("## 1. One")
    assert "Matches: near" not in text
    assert "| far | 0.900 | 0.700 |" in text


def test_the_html_page_says_the_same_and_needs_no_network(tmp_path):
    text = page.write_html(tmp_path / "page.html", sections()).read_text(encoding="utf-8")
    assert "of 2 comparisons 1 match" in text
    assert "A finding" in text
    assert "src=" not in text


def test_the_page_has_every_section_and_published_number():
    assert all(f"\n## {nth}. " in PAGE for nth in range(1, len(make.SECTIONS) + 1))
    published = read_toml("docking/published.toml")
    for each in published["centre"].values():
        assert set(each) == {"value", "unit", "meaning", "source", "certain"}
        assert each["certain"] in ("read", "second", "memory", "assumed")
        assert f"| {each['meaning']} | {each['value']:g} |" in PAGE, "run `python docs/docking/make.py`"
    sizes = len(published["heights"]["sites"])
    assert all(len(values) == sizes for values in published["heights"]["values"].values())


def test_what_was_computed_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(keep, "CACHE", tmp_path)
    made = []

    def compute():
        made.append(1)
        return {"heights": NEAR}

    first, second = (keep.kept("walks", compute, "nk.py")["heights"] for _ in range(2))
    assert len(made) == 1
    assert np.array_equal(first, second)
    assert (
        keep.address("walks", "nk.py")
        != keep.address("walks", "heard.py")
        != keep.address("others", "heard.py")
    )


def test_only_one_section_leaves_the_page_alone(tmp_path, monkeypatch, capsys):
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(make, "ROOT", tmp_path)
    monkeypatch.setattr(make, "RESULTS", tmp_path)
    monkeypatch.setattr(make, "PAGE", tmp_path / "docs" / "docking.md")
    monkeypatch.setattr(make, "compile_all", lambda say: None)
    monkeypatch.setattr(make, "made", lambda names, worlds: sections())
    assert make.main(["--only", "voice"]) == 0
    assert not make.PAGE.exists()
    assert make.main(["--check"]) == 1
    assert "of another model, run `python docs/docking/make.py`" in capsys.readouterr().err
    assert make.main([]) == 0
    assert make.main(["--check"]) == 0


def test_bad_input_is_refused(capsys):
    with pytest.raises(SystemExit) as stop:
        make.main(["--worlds", "1"])
    assert stop.value.code == 2
    assert "--worlds must be 2 or more, got 1" in capsys.readouterr().err


@pytest.mark.slow
def test_the_page_is_what_its_command_writes():
    """Minutes, unless results/docking/ has the numbers already."""
    if not make.is_current():
        pytest.skip("the page is of another model: run `python docs/docking/make.py`")
    assert page.markdown(make.made(make.SECTIONS, None)) == PAGE
