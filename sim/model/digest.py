"""Digests of the sources that decide numbers: which model made a result, and which code was compiled.

Read from the parsed sources, so that comments, docstrings, layout, type hints and prose (labels, meanings, sources)
change neither digest: they would orphan every stored run and recompile everything, for the same numbers.
"""

import ast
import contextlib
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sim.model.cache_folder import cache_root, write_whole

PACKAGE = Path(__file__).resolve().parents[1]

PROSE = {
    *("label", "meaning", "describes", "description", "says", "does", "off", "words"),
    *("read_by", "helps", "costs", "source", "unit", "group", "headline", "better", "percent"),
}
"""Keyword arguments by which tables pass prose, units and how a value is shown: no rule reads them."""

REMEMBERED = 40
"""Digests kept on disk, of the latest states of the sources."""


@cache
def model_digest() -> str:
    """Digest of what decides stored numbers, 16 hex digits: the model, the course of a run, the outcomes' formulas."""
    return _digest_of("model", "outcomes", "running/course.py")


@cache
def compiled_digest() -> str:
    """Digest of what is compiled, 16 hex digits: the model alone, so that an outcome recompiles nothing."""
    return _digest_of("model")


def deciding(source: str) -> str:
    """What of a source can decide a number: its syntax tree as text, without prose, type hints and layout."""
    return "".join(_text(_Deciding().visit(ast.parse(source))))


def _digest_of(*places: str) -> str:
    """The digest of some folders and files of the package; parsed only if these very bytes were not parsed before."""
    sources = {
        path.relative_to(PACKAGE).as_posix(): path.read_bytes()
        for place in places
        for path in sorted(
            (PACKAGE / place).rglob("*.py") if (PACKAGE / place).is_dir() else PACKAGE.glob(place)
        )
    }
    key = _hash(b"\0".join(part for name, text in sources.items() for part in (name.encode(), text)))
    known = _remembered()
    if key not in known:
        parts = [part for name, text in sources.items() for part in (name, deciding(text.decode()))]
        known[key] = _hash("\0".join(parts).encode())
        _remember(known)
    return known[key]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _remembered() -> dict[str, str]:
    """Digests by the hash of the bytes that they were computed from: parsing takes 50 times as long as reading."""
    try:
        known = json.loads((cache_root() / "digests.json").read_bytes())
        return known if all(len(digest) == 16 for digest in known.values()) else {}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _remember(known: dict[str, str]) -> None:
    with contextlib.suppress(OSError):  # a cache that cannot be written costs time only
        latest = dict(list(known.items())[-REMEMBERED:])
        write_whole(cache_root() / "digests.json", json.dumps(latest).encode())


class _Deciding(ast.NodeTransformer):
    """Removes from a syntax tree what cannot decide a number."""

    def __init__(self) -> None:
        self._fields: set[ast.stmt] = set()

    def visit(self, node: ast.AST) -> Any:
        """The node as far as it decides, or None."""
        match node:
            case ast.Expr(value=ast.Constant(value=str())):  # a docstring, of a module, function or constant
                return None
            case ast.ImportFrom(module="typing" | "collections.abc"):
                return None
            case ast.keyword(arg=name) if name in PROSE:
                return None
            case ast.Raise():  # what is raised decides, its message does not
                return _Unworded().visit(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                node.returns = None
            case ast.arg():
                node.annotation = None
            case ast.ClassDef():  # here annotations declare fields
                self._fields.update(node.body)
            case ast.AnnAssign() if node not in self._fields:
                return node.value and self.visit(ast.Assign([node.target], node.value))
        return self.generic_visit(node)


class _Unworded(ast.NodeTransformer):
    """Empties the strings of a message."""

    def visit(self, node: ast.AST) -> Any:
        """The node, or an empty string for one."""
        match node:
            case ast.JoinedStr() | ast.Constant(value=str()):
                return ast.Constant("")
        return self.generic_visit(node)


def _text(node: object) -> Iterator[str]:
    """A syntax tree as text, the same under every Python: `ast.dump` shows empty fields under some only."""
    match node:
        case ast.AST():
            yield f"{type(node).__name__}("
            for name in node._fields:
                value = getattr(node, name, None)
                if value not in (None, []) and name not in ("ctx", "kind", "type_comment"):
                    yield f"{name}="
                    yield from _text(value)
            yield ")"
        case list():
            for child in node:
                yield from _text(child)
                yield ","
        case _:
            yield repr(node)
