"""Rules about the sources themselves: what may import what, whose luck it is, and what a rule may know."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SIM = ROOT / "sim"


def sources(folder: str = "") -> list:
    """The Python files of sim, or of a folder in it, as test parameters."""
    paths = sorted((SIM / folder).rglob("*.py"))
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in paths]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(read(path)))


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


@pytest.fixture(params=["py311.txt", "newest.txt"])
def pins(request) -> list[str]:
    return read(ROOT / "requirements" / request.param).splitlines()


def test_requirements_are_exact_pins_only(pins):
    assert [line for line in pins if not PIN.fullmatch(line)] == []


def test_pins_satisfy_pyproject(pins):
    pinned = {canonicalize_name(name): version for name, version in (line.split("==") for line in pins)}
    pyproject = tomllib.loads(read(ROOT / "pyproject.toml"))
    project = pyproject["project"]
    wanted = pyproject["build-system"]["requires"] + project["dependencies"]
    for requirement in map(Requirement, wanted + project["optional-dependencies"]["dev"]):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not pinned"
        assert requirement.specifier.contains(version), f"pinned at {version}, but wanted is {requirement}"


# ------------------------------------------------------------------------------ imports

# Data flows down this table: a module imports from its own line and from those above it. A line may name what
# is not written yet. `__init__` stands for the package itself, which may import everything.
LAYERS = (
    "compiled draws errors places version",
    "competition levers mechanisms parameters policies practices quantities records scenario states",
    "rules",
    "phases",
    "world",
    "calendar",
    "engine precompile",
    "outcomes",
    "agents runs recording",
    "experiment",
    "view",
    "app",
    "cli __init__ __main__",
)
LEVEL = {part: level for level, line in enumerate(LAYERS) for part in line.split()}


def part_of(path: Path) -> str:
    """The module or subpackage of sim that a file belongs to."""
    return path.relative_to(SIM).parts[0].removesuffix(".py")


PARTS = {part_of(path) for path in SIM.rglob("*.py")}


@pytest.mark.parametrize("path", sources())
def test_imports_run_one_way(path):
    part = part_of(path)
    assert part in LEVEL, f"sim.{part} is not in LAYERS: add it to the highest line that its imports allow"
    names = [f"{name}.".split(".")[1] for name in imported(path) if name.split(".")[0] == "sim"]
    parts = {name if name in PARTS else "__init__" for name in names}
    against = [other for other in parts if LEVEL.get(other, 0) > LEVEL[part]]
    assert not against, f"sim.{part} imports {against}, to which its data flows"


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


@pytest.mark.parametrize("path", sources())
def test_all_luck_is_drawn_by_key(path):
    """Luck belongs to a decision (sim.draws), never to the order of calls."""
    assert [name for name in imported(path) if f"{name}.".startswith(GENERATORS)] == []
    assert [f"line {node.lineno}" for node in nodes(path) if is_foreign_luck(node)] == []


# ------------------------------------------------------------------------------ policies


def practices() -> set[str]:
    """The annotated fields in sim/practices.py."""
    path = SIM / "practices.py"
    found = nodes(path) if path.exists() else ()
    return {node.target.id for node in found if isinstance(node, ast.AnnAssign)}


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
    *sources("rules"),
    *sources("phases"),
    *(pytest.param(SIM / name, id=f"sim/{name}") for name in ("mechanisms.py", "levers.py", "calendar.py")),
]


@pytest.mark.parametrize("path", DECIDING)
def test_no_rule_knows_a_policy(path):
    """A policy sets what a firm does, never what comes of it.

    So code that decides what comes of it has nothing called policy and no policy's name as text. Its prose
    may say neutral or premium, which are words, but not customer_first, which can only be a policy's name.
    """
    text = read(path)
    literals = {node.value for node in nodes(path) if isinstance(node, ast.Constant)}
    assert {name for name in identifiers(path) if "polic" in name.lower()} == set()
    assert literals & policies() == set()
    assert {name for name in policies() if "_" in name and re.search(rf"\b{name}\b", text)} == set()
