"""What decides a number changes the digest; prose, layout and type hints do not."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model import digest
from sim.model.digest import PROSE, deciding
from tests.paths import ROOT

SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for folder in ("model", "outcomes")
    for path in sorted((ROOT / "sim" / folder).rglob("*.py"))
}
RULES = sorted(name for name in SOURCES if "/rules/" in name or "/phases/" in name)


PARSED = cache(deciding)


@cache
def statement_lines(source: str) -> list[int]:
    """Lines, from 1, on which a statement begins that has its line to itself."""
    lines = source.splitlines()
    starts = {node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)}
    first = [
        at
        for at in sorted(starts)
        if lines[at - 1].strip().startswith(("return ", "if ", "for ", "def ", "class "))
    ]
    return [at for at in first if not (at > 1 and lines[at - 2].lstrip().startswith("@"))]


@given(name=st.sampled_from(RULES), data=st.data(), words=st.text("abc \"'#x", max_size=20))
def test_comments_docstrings_and_layout_decide_nothing(name, data, words):
    source = SOURCES[name]
    lines = source.splitlines()
    places = statement_lines(source)
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    indent = lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip())]
    added = data.draw(st.sampled_from([f"{indent}# {words}", "", f"{indent}{words!r}"]))
    edited = "\n".join([*lines[: at - 1], added, *lines[at - 1 :]])
    assert deciding(edited) == PARSED(source)


@given(name=st.sampled_from(sorted(SOURCES)), data=st.data())
def test_a_changed_number_is_seen(name, data):
    """Anywhere but in a keyword that passes prose."""
    tree = ast.parse(SOURCES[name])
    prose = {
        id(n) for k in ast.walk(tree) if isinstance(k, ast.keyword) and k.arg in PROSE for n in ast.walk(k)
    }
    hints = {
        id(n)
        for f in ast.walk(tree)
        if isinstance(f, ast.FunctionDef | ast.arg)
        for part in (getattr(f, "returns", None), getattr(f, "annotation", None))
        if part
        for n in ast.walk(part)
    }
    raised = {id(n) for r in ast.walk(tree) if isinstance(r, ast.Raise) for n in ast.walk(r)}
    numbers = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and id(node) not in prose | hints | raised
    ]
    if numbers:
        changed = data.draw(st.sampled_from(numbers))
        changed.value = 2 * changed.value + 1  # the largest of them would swallow a 1
        assert deciding(ast.unparse(tree)) != PARSED(SOURCES[name])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(x): return x", "def f(x: float) -> float: return x"),
        ("limit = 3", "limit: int = 3"),
        ("x = 1", "from typing import Any\nx = 1"),
        (
            "number(3, unit='1', meaning='much')",
            "number(3, unit='m', meaning=f'very {much}', source='x1999')",
        ),
        (
            "Outcome('churn', better=1, percent=True)",
            "Outcome('churn', better=-1, headline=True, label='loss')",
        ),
        ("raise ValueError(f'given {x}')", "raise ValueError(f'got {x} at {y}')"),
    ],
)
def test_prose_and_hints_decide_nothing(before, after):
    assert deciding(before) == deciding(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 0.2", "x = 0.3"),
        ("x = a + b * c", "x = (a + b) * c"),
        ("x = 1", "x = 1.0"),
        ("x = 1", "x = True"),
        ("x = None", "x = ...\n"),
        ("number(3, low=0)", "number(3, low=1)"),
        ("weigh('low')", "weigh('high')"),
        ("class A:\n  x: int = 3", "class A:\n  x: float = 3"),
        ("if a:\n  x = 1\ny = 2", "if a:\n  x = 1\n  y = 2"),
        ("raise ValueError('x')", "raise KeyError('x')"),
        ("@rule\ndef f(): return 1", "@phase\ndef f(): return 1"),
    ],
)
def test_code_decides(before, after):
    assert deciding(before) != deciding(after)


@pytest.mark.parametrize("name", RULES)
def test_no_rule_is_passed_a_number_by_the_name_of_prose(name):
    """The digest would leave that number out; by position it is seen."""
    calls = [node for node in ast.walk(ast.parse(SOURCES[name])) if isinstance(node, ast.Call)]
    assert {word.arg for call in calls for word in call.keywords} & PROSE == set()


# ---------------------------------------------------------------- of a package


def digests(package: Path) -> tuple[str, str]:
    """Digests of what is compiled and of what decides results, of a copy of the package, in a process of its own."""
    code = "from sim.model import digest as d; print(d.compiled_digest(), d.model_digest())"
    home = {"HOME": str(package.parent), "PYTHONPATH": str(package.parent), "SIM_INTERPRETED": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=home, cwd=package, capture_output=True, text=True, check=True
    )
    compiled, model = done.stdout.split()
    return compiled, model


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a rule, an outcome and a policy."""
    folder = tmp_path / "sim"
    files = {
        "__init__.py": "",
        "model/__init__.py": "",
        "model/digest.py": Path(digest.__file__).read_text(),
        "model/cache_folder.py": (ROOT / "sim/model/cache_folder.py").read_text(),
        "model/rules.py": "RATE = 0.2\n",
        "outcomes/people.py": "turnover = Outcome('turnover', label='turnover', formula=lambda k: k.quits / 2)\n",
        "policies/neutral.py": "PRACTICES = {}\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def edit(package: Path, name: str, before: str, after: str) -> None:
    path = package / name
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))


def test_each_edit_changes_the_digests_that_it_should(package):
    compiled, model = digests(package)
    assert re.fullmatch("[0-9a-f]{16}", compiled)
    assert re.fullmatch("[0-9a-f]{16}", model)

    (package / "policies" / "bold.py").write_text("PRACTICES = {'boldness': 1.0}")
    edit(package, "outcomes/people.py", "label='turnover'", "label='staff turnover'")
    edit(package, "model/rules.py", "RATE", '"""Rates."""\n# a year\nRATE')
    (package / "model" / "notes.txt").write_text("no code")
    assert digests(package) == (compiled, model)

    edit(package, "outcomes/people.py", "/ 2", "/ 3")
    formula = digests(package)
    assert formula[0] == compiled
    assert formula[1] != model

    edit(package, "model/rules.py", "0.2", "0.3")
    rule = digests(package)
    assert rule[0] != compiled
    assert rule[1] != formula[1]


def test_unreadable_memory_is_computed_anew(package, tmp_path):
    first = digests(package)
    memory = tmp_path / ".cache" / "people-first-sim" / "digests.json"
    assert first[1] in memory.read_text()
    for rubbish in ("", "[]", '{"a": 1}', '{"a": "'):
        memory.write_text(rubbish)
        assert digests(package) == first


def test_the_place_of_the_sources_does_not_matter(package, tmp_path):
    first = digests(package)
    (tmp_path / "elsewhere").mkdir()
    assert digests(package.rename(tmp_path / "elsewhere" / "sim")) == first


def test_a_digest_is_remembered(package, tmp_path):
    """Parsing at each start would take half a second."""
    digests(package)
    memory = tmp_path / ".cache" / "people-first-sim" / "digests.json"
    memory.write_text(re.sub('"[0-9a-f]{16}"([,}])', r'"0123456789abcdef"\1', memory.read_text()))
    assert digests(package) == ("0123456789abcdef",) * 2
