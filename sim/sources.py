"""Reads from the sources of sim: rules and their callers, mechanisms and streams of luck and where they are used."""

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

SIM = Path(__file__).resolve().parent

Where = dict[str, list[str]]
"""A name to the functions that use it, as `phases.ask.ask_one`, in the order of files and lines."""


class Rule(NamedTuple):
    """A rule, as its docstring describes it."""

    name: str
    takes: str
    says: str
    source: str
    code: str


class Function(NamedTuple):
    """A function of sim, and where it stands."""

    module: str  # as `phases.ask` for sim.model.phases.ask
    path: Path
    node: ast.FunctionDef

    @property
    def place(self) -> str:
        """What it is called, with its module."""
        return f"{self.module}.{self.node.name}"

    @property
    def file(self) -> str:
        """Its file, as it is found in the repository."""
        return self.path.relative_to(SIM.parent).as_posix()

    def code(self, first: int, last: int) -> str:
        """Its lines from one number to another, and the comment that stands above them."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        while lines[first - 2].lstrip().startswith("#"):
            first -= 1
        return inspect.cleandoc("\n" + "\n".join(lines[first - 1 : last]))


@cache
def functions() -> tuple[Function, ...]:
    """Every function of sim, in the order of files and lines."""
    return tuple(
        Function(module, path, node)
        for path in sorted(SIM.rglob("*.py"))
        for module in [".".join(path.relative_to(SIM).with_suffix("").parts).removeprefix("model.")]
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    )


def uses(name_of: Callable[[ast.AST], str | None]) -> Where:
    """Functions by what `name_of` finds in them."""
    found: Where = {}
    for function in functions():
        for node in ast.walk(function.node):
            name = name_of(node)
            if name is not None and function.place not in found.setdefault(name, []):
                found[name].append(function.place)
    return found


@cache
def members(kind: str) -> Where:
    """Where the members of an enumeration are named, `Mechanism.FIT` for one."""
    return uses(lambda node: member(node, kind))


def member(node: ast.AST, kind: str) -> str | None:
    """The member of an enumeration that is named here, if one is."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == kind:
        return node.attr
    return None


@cache
def calls() -> Where:
    """Where functions are called, by their bare name."""
    return uses(called)


def called(node: ast.AST) -> str | None:
    """The bare name of the function that is called here, if one is."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None


@cache
def rules() -> dict[str, list[Rule]]:
    """The rules of each module in sim/model/rules, in the order in which they are written."""
    found: dict[str, list[Rule]] = {}
    for function in _rules():
        found.setdefault(function.module, []).append(parsed(function))
    return found


def _rules() -> Iterator[Function]:
    for function in functions():
        if function.module.startswith("rules.") and any(map(is_rule, function.node.decorator_list)):
            yield function


def is_rule(decorator: ast.expr) -> bool:
    """Whether a decorator marks a rule."""
    return isinstance(decorator, ast.Name) and decorator.id == "rule"


def parsed(function: Function) -> Rule:
    """A rule from its docstring: what stands before and after `Source:`."""
    node = function.node
    text = " ".join(inspect.cleandoc(ast.get_docstring(node) or "").split())
    says, _, source = text.partition("Source: ")
    takes = ", ".join(argument.arg for argument in node.args.args)
    code = function.code(node.decorator_list[0].lineno, node.end_lineno or node.lineno)
    return Rule(node.name, takes, says.strip(), source.strip().removesuffix("."), code)


def docstring(module: str) -> str:
    """The first paragraph of a module's docstring."""
    path = SIM.joinpath("model", *module.split(".")).with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())
