"""Rules about the sources themselves: what may import what, whose luck it is, and what a rule may know."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from importlib.util import resolve_name
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.paths import ROOT

SIM = ROOT / "sim"


def sources(folder: str = "") -> list[Path]:
    """The Python files of sim, or of a folder in it."""
    found = sorted((SIM / folder).rglob("*.py"))
    assert found
    return found


def wrong(paths: Iterable[Path], what: Callable[[Path], Collection[str]]) -> dict[str, Collection[str]]:
    """What is wrong with files, by their names, of those with which something is."""
    return {path.relative_to(ROOT).as_posix(): found for path in paths if (found := what(path))}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes(path: Path) -> list[ast.AST]:
    return [*ast.walk(ast.parse(read(path)))]


def imported(path: Path) -> Iterator[str]:
    """Full dotted names of all that a file imports, anywhere in it."""
    package = ".".join(path.parent.relative_to(ROOT).parts)
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{origin}.{alias.name}" for alias in node.names)


# ------------------------------------------------------------------------------ packages

REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "anaconda" + ".org", "npmjs" + ".", "crates" + ".io"]
PIN = re.compile(r"[A-Za-z0-9][\w.-]*==\d[\w.!+]*")


def files_of_the_project() -> list[Path]:
    """What git tracks, and what it would if all were added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"git cannot list the project's files: {error}")
    return [path for name in listed.split("\0") if (path := ROOT / name).is_file()]


def test_no_file_names_a_package_registry():
    """Where packages come from is the user's setting."""
    contents = {path: path.read_bytes() for path in files_of_the_project()}
    naming = [
        f"{path.relative_to(ROOT)}: {host}"
        for path, content in contents.items()
        for host in REGISTRIES
        if host.encode() in content
    ]
    assert naming == []


def pins(name: str) -> list[str]:
    return read(ROOT / "requirements" / name).splitlines()


def names(lines: list[str]) -> dict[str, str]:
    """Package to the version that it is pinned at."""
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


@pytest.mark.parametrize("python", ["py311.txt", "newest.txt"])
@pytest.mark.parametrize("use", ["", "dev-"])
def test_requirements_are_exact_pins_only(python, use):
    assert [line for line in pins(use + python) if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("python", ["py311.txt", "newest.txt"])
def test_pins_satisfy_pyproject(python):
    running, developing = names(pins(python)), names(pins(f"dev-{python}"))
    assert not running.keys() & developing.keys(), "pinned twice"
    pyproject = tomllib.loads(read(ROOT / "pyproject.toml"))
    project = pyproject["project"]
    wanted = dict.fromkeys(
        map(Requirement, pyproject["build-system"]["requires"] + project["dependencies"]), running
    )
    wanted |= dict.fromkeys(map(Requirement, project["optional-dependencies"]["dev"]), running | developing)
    for requirement, pinned in wanted.items():
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not pinned"
        assert requirement.specifier.contains(version), f"pinned at {version}, but wanted is {requirement}"


def test_the_lowest_versions_are_those_that_pyproject_allows():
    needs = map(Requirement, tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["dependencies"])
    allowed = {
        canonicalize_name(need.name): one.version
        for need in needs
        for one in need.specifier
        if one.operator == ">="
    }
    pinned = names(pins("lowest.txt"))
    assert pinned.keys() == allowed.keys()
    assert all(Version(pinned[name]) == Version(version) for name, version in allowed.items())


def test_a_run_installs_no_tool_of_development():
    tools = {
        "playwright",
        "solara",
        "mypy",
        "pytest",
        "ruff",
        "ipykernel",
        "jupyter-client",
        "hypothesis",
        "ema-workbench",
    }
    assert names(pins("py311.txt")).keys() & tools == set()


# ------------------------------------------------------------------------------ imports

# Data flows down these tables: a file imports from its own line and from those above it.
LAYERS = (
    "errors english places sources version",
    "acting",
    "model",
    "earlier policies outcomes",
    "units",
    "agents",
    "running",
    "design",
    "store",
    "analysis",
    "sweeps",
    "calibration claims clients",
    "patterns",
    "view",
    "app",
    "cli __init__ __main__",
)
LAYERS_OF_THE_MODEL = (
    "cache_folder compiled digest draws numba_options numba_units quantities",
    "competition levers mechanisms parameters practices records scenario states",
    "rules",
    "diary gated ledger tray",
    "conduct",
    "executives",
    "departments firms money",
    "customers desk",
    "people",
    "trials",
    "answers decisions overflow productivity",
    "phases",
    "world",
    "calendar",
    "engine precompile",
)


def level_of(part: str, layers: tuple[str, ...]) -> int:
    """The line of a table on which a module or subpackage stands; anything else is the package itself, at the end."""
    return next((level for level, line in enumerate(layers) if part in line.split()), len(layers))


def against(path: Path, layers: tuple[str, ...], home: str) -> set[str]:
    """What a file in the package `home` imports from there against its layers."""
    part = path.relative_to(ROOT / home.replace(".", "/")).parts[0].removesuffix(".py")
    mine = level_of(part, layers)
    if mine == len(layers):
        return {f"{home}.{part} is in no layer: add it to the highest line that its imports allow"}
    names = {
        name.removeprefix(f"{home}.").split(".")[0] for name in imported(path) if name.startswith(f"{home}.")
    }
    return {name for name in names if level_of(name, layers) > mine}


def test_imports_run_one_way():
    assert wrong(sources(), lambda path: against(path, LAYERS, "sim")) == {}, "data flows to these"


def test_imports_of_the_model_run_one_way():
    files = [path for path in sources("model") if path.name != "__init__.py"]
    found = wrong(files, lambda path: against(path, LAYERS_OF_THE_MODEL, "sim.model"))
    assert found == {}, "data flows to these"


# ------------------------------------------------------------------------------ luck

GENERATORS = ("random.", "secrets.", "numpy.random.")


def is_foreign_luck(node: ast.AST) -> bool:
    """Whether an expression draws from NumPy's, Python's or Mesa's generators; to pass Mesa's on is no draw."""
    match node:
        case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr="random"):
            return True
        case ast.Attribute(value=ast.Attribute(attr="random" | "rng")):
            return True
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in {"default_rng", "RandomState"}
    return False


def foreign_luck(path: Path) -> list[str]:
    """What a file imports of generators, and the lines in which it draws from one."""
    generators = [name for name in imported(path) if f"{name}.".startswith(GENERATORS)]
    return generators + [f"line {node.lineno}" for node in nodes(path) if is_foreign_luck(node)]


def test_all_luck_is_drawn_by_key():
    """Luck belongs to a decision (sim.model.draws), never to the order of calls."""
    assert wrong(sources(), foreign_luck) == {}


# ------------------------------------------------------------------------------ policies


def practices() -> set[str]:
    """The annotated fields in sim/model/practices.py."""
    path = SIM / "model" / "practices.py"
    return {node.target.id for node in nodes(path) if isinstance(node, ast.AnnAssign)}


@cache
def policies() -> set[str]:
    """The policies' names, without those that a practice has too: that one may be read."""
    files = {path.stem for path in (SIM / "policies").glob("*.py") if not path.stem.startswith("_")}
    return files - practices()


def identifiers(path: Path) -> set[str]:
    """Every name in the code of a file: of variables, attributes, arguments, functions, modules."""
    fields = ("id", "attr", "arg", "name", "module")
    names = (getattr(node, field, None) for node in nodes(path) for field in fields)
    return {name for name in names if isinstance(name, str)}


DECIDING = [
    *sources("model/rules"),
    *sources("model/phases"),
    *(
        SIM / "model" / name
        for name in (
            *("calendar.py", "desk.py", "firms.py", "gated.py", "ledger.py"),
            *("levers.py", "mechanisms.py", "money.py", "people.py"),
        )
    ),
]


def known_of_policies(path: Path) -> set[str]:
    """What a file knows of policies: names with the word, and policies' names as text or in its prose."""
    text = read(path)
    literals = {node.value for node in nodes(path) if isinstance(node, ast.Constant)}
    return (
        {name for name in identifiers(path) if "polic" in name.lower()}
        | literals & policies()
        | {name for name in policies() if "_" in name and re.search(rf"\b{name}\b", text)}
    )


def test_no_rule_knows_a_policy():
    """A policy sets what a firm does, never what results from it.

    So code that decides results has nothing called policy and no policy's name as text. Its prose
    may say neutral or premium, which are words, but not customer_first, which can only be a policy's name.
    """
    assert wrong(DECIDING, known_of_policies) == {}
