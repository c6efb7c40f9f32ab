"""The documentation: tables as the code has them, sources that resolve, links that lead somewhere."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from functools import cache

import pytest

from docs import generate, tables
from docs.pages import calendar, state
from sim import sources
from sim.design.facts import FACTS_FILE, KEY, bibliography, facts, priors
from sim.model.mechanisms import MECHANISMS
from sim.model.parameters import SECTIONS
from sim.model.practices import PRACTICES
from sim.model.quantities import Quantity
from sim.outcomes import OUTCOMES
from tests.paths import ROOT

DOCS = ROOT / "docs"


# ---------------------------------------------------------------- generated pages


@cache
def text_of(name):
    """What the code would write as a page, made once for whoever compares it."""
    return generate.FILES[name]()


@pytest.mark.parametrize("name", generate.FILES)
def test_page_is_as_the_code_would_write_it(name):
    assert generate.has_text(ROOT / name, text_of(name)), f"{name} is stale: run `make docs`"


def test_check_says_what_is_stale_and_writes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "experiments").mkdir()
    written = {name: text_of(name) for name in generate.FILES}
    monkeypatch.setattr(generate, "FILES", {name: lambda text=text: text for name, text in written.items()})
    assert generate.main(["--check"]) == 1
    assert "docs/outcomes.md: stale, run `make docs`" in capsys.readouterr().err
    assert list((tmp_path / "docs").iterdir()) == []
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (tmp_path / "docs" / "outcomes.md").write_text("# Outcomes\n", encoding="utf-8")
    assert generate.main(["--check"]) == 1
    assert generate.main(["--chekc"]) == 2


def test_script_starts_from_anywhere(tmp_path):
    script = [sys.executable, str(DOCS / "generate.py"), "--chekc"]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "usage: python docs/generate.py [--check]\n")


@pytest.mark.slow
def test_script_runs_from_anywhere(tmp_path):
    script = [sys.executable, str(DOCS / "generate.py"), "--check"]
    assert subprocess.run(script, cwd=tmp_path, capture_output=True, text=True).stderr == ""


RULES = [rule.name for rules in sources.rules().values() for rule in rules]
LISTED = {
    "mechanisms": [f"| `{name}` |" for name in MECHANISMS],
    "outcomes": [f"| `{name}` |" for name in OUTCOMES],
    "parameters": [f"| `{name}` |" for section in SECTIONS.values() for name in section.model_fields],
    "practices": [f"| `{name}` |" for name in PRACTICES],
    "rules": [f"| `{name}(" for name in RULES],
}
"""Page to the beginnings of the rows that it must have."""


@pytest.mark.parametrize("name", LISTED)
def test_a_page_leaves_nothing_out(name):
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert [begin for begin in LISTED[name] if begin not in text] == []


@pytest.mark.parametrize("name", LISTED)
def test_no_other_page_repeats_a_table(name):
    """So that one change of the code rewrites one page; policies' values share the page of practices."""
    others = {page.name: page.read_text(encoding="utf-8") for page in DOCS.glob("*.md") if page.stem != name}
    for other, text in others.items():
        repeated = [begin for begin in LISTED[name] if begin in text]
        assert len(repeated) < max(3, len(LISTED[name]) / 2), f"{other} repeats {repeated}"


def test_the_calendar_page_has_every_beat():
    phases = [phase.__name__ for beat in calendar.beats().values() for _, _, phase in beat]
    assert {"ask", "triage", "work", "feel", "choose", "enter", "note"} <= set(phases)


def test_fields_are_described_by_their_comments(tmp_path):
    file = tmp_path / "records.py"
    file.write_text(
        'thing = np.dtype(\n    [\n        ("age", "i4"),  # days\n        ("name", "i4"),\n'
        '        ("asks", "i1", (4,)),  # by channel\n    ]\n)\n',
        encoding="utf-8",
    )
    assert state.field_comments(file) == {("thing", "age"): "days", ("thing", "asks"): "by channel"}


def test_a_cell_cannot_break_its_table():
    assert tables.row(["a|b", "c\nd"]) == r"| a\|b | c d |"


def test_practices_are_read_where_they_say():
    for name, spec in PRACTICES.items():
        module, _, function = spec["read_by"].rpartition(".")
        if module == "phases":
            module, function = spec["read_by"], ""
        found = importlib.import_module(f"sim.model.{module}")
        assert not function or hasattr(found, function), f"{name}: {spec['read_by']} does not exist"


# ---------------------------------------------------------------- links

LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


# ---------------------------------------------------------------- sources

KNOWN = set(bibliography()) | {f"facts.{name}" for name in facts()} | {f"priors.{name}" for name in priors()}


def unresolved(source: str) -> list[str]:
    """Why a source string does not resolve; nothing when it does. Words may follow a key or `assumed`."""
    keys = KEY.findall(source)
    found = [
        f"{key} is not in sim/design/bibliography.toml or sim/design/facts.toml"
        for key in keys
        if key not in KNOWN
    ]
    if not source.startswith(("assumed", *keys[:1])) or not (keys or source.startswith("assumed")):
        found.append(f"{source!r} begins neither with a key nor with `assumed`")
    return found


def test_sources_of_parameters_resolve():
    sources = {
        f"{key}.{name}": field.default.source
        for key, section in SECTIONS.items()
        for name, field in section.model_fields.items()
        if isinstance(field.default, Quantity)
    }
    assert sources
    assert {name: found for name, source in sources.items() if (found := unresolved(source))} == {}


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.toml")), ids=lambda path: path.stem)
def test_sources_of_a_scenario_resolve(path):
    scenario = tomllib.loads(path.read_text(encoding="utf-8"))
    quantities = {
        f"{key}.{name}": value["source"]
        for key, section in scenario.items()
        if isinstance(section, dict)
        for name, value in section.items()
        if isinstance(value, dict)
    }
    assert quantities
    assert {name: found for name, source in quantities.items() if (found := unresolved(source))} == {}


@cache
def docstrings() -> list:
    """The docstrings of sim, with where they stand."""
    found = []
    for path in sorted((ROOT / "sim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and (
                text := ast.get_docstring(node)
            ):
                name = getattr(node, "name", "module")
                found.append(pytest.param(text, id=f"{path.relative_to(ROOT).as_posix()}:{name}"))
    return found


def test_keys_in_docstrings_resolve():
    strange = {
        param.id: keys
        for param in docstrings()
        if (keys := [key for key in KEY.findall(param.values[0]) if key not in KNOWN])
    }
    assert strange == {}


def test_every_source_in_a_docstring_is_a_key_or_assumed():
    """`Source:` is followed by a key of the bibliography or a full citation, or somewhere by the word assumed."""
    vague = [
        param.id
        for param in docstrings()
        for source in re.findall(r"Source: ((?:[^.]|\.(?=\w))+)", param.values[0])
        if not KEY.search(source) and not re.search(r" (19|20)\d{2}, ", source) and "assumed" not in source
    ]
    assert vague == []


def test_nothing_in_the_bibliography_is_idle():
    """What nobody names any more goes: an entry is cited in the code, a scenario, a fact, docs/model.md or docking."""
    files = [
        *(DOCS / "docking").glob("*.*"),
        *(ROOT / "sim").rglob("*.py"),
        *(ROOT / "scenarios").glob("*.toml"),
        FACTS_FILE,
        DOCS / "model.md",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [key for key in bibliography() if key not in text and not key.startswith("essay")] == []


@pytest.mark.parametrize("key", bibliography())
def test_entry_of_the_bibliography_is_complete(key):
    entry = bibliography()[key]
    allowed = {"authors", "year", "title", "venue", "doi", "citation", "note"}
    assert set(entry) <= allowed
    assert {"title", "venue", "citation"} <= set(entry)
    assert entry["citation"] in ("checked", "partly", "memory")
    if year := re.search(r"\d{4}$", key):
        assert entry["year"] == int(year.group())
    if entry["citation"] == "partly":
        assert entry["note"], "say what was not seen"


@pytest.mark.parametrize("name", facts())
def test_fact_is_complete(name):
    fact = facts()[name]
    assert set(fact) == {"says", "interval", "unit", "source", "certain", "measure"}
    assert fact["interval"][0] < fact["interval"][1]
    assert fact["certain"] in ("read", "second", "memory")
    assert all(unresolved(source.strip()) == [] for source in fact["source"].split(";"))


@pytest.mark.parametrize("name", priors())
def test_prior_is_complete(name):
    prior = priors()[name]
    assert set(prior) == {"low", "high", "best", "unit", "certain", "source", "from"}
    assert prior["low"] <= prior["best"] <= prior["high"]
    assert prior["certain"] in ("read", "second", "memory", "assumed")
    assert all(unresolved(source.strip()) == [] for source in prior["source"].split(";"))


def priored() -> list:
    """Defaults that say that they come from a prior."""
    return [
        pytest.param(field.default, name, section, id=name)
        for section in SECTIONS.values()
        for name, field in section.model_fields.items()
        if isinstance(field.default, Quantity) and field.default.source.startswith("priors.")
    ]


@pytest.mark.parametrize(("default", "name", "section"), priored())
def test_default_from_a_prior_lies_in_it(default, name, section):
    prior = priors()[default.source.removeprefix("priors.")]
    assert prior["unit"] == default.unit
    assert prior["low"] <= default.value <= prior["high"]
    allowed = section.specification(name)
    assert allowed["minimum"] <= prior["low"], "the prior reaches beyond the allowed range"
    assert prior["high"] <= allowed["maximum"], "the prior reaches beyond the allowed range"
