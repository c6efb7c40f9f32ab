"""Reads from the sources of sim: rules and their callers, mechanisms and streams of luck and where they are used."""

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

SIM = Path(__file__).resolve().parent.parent / "sim"

Where = dict[str, list[str]]
"""A name to the functions that use it, as `phases.ask.ask_one`, in the order of files and lines."""


class Rule(NamedTuple):
    """A rule, as its docstring describes it."""

    name: str
    takes: str
    says: str
    source: str


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of sim, with the module that it is in, as `phases.ask` for sim.model.phases.ask."""
    for path in sorted(SIM.rglob("*.py")):
        module = ".".join(path.relative_to(SIM).with_suffix("").parts).removeprefix("model.")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield module, node


def uses(name_of: Callable[[ast.AST], str | None]) -> Where:
    """Functions by what `name_of` finds in them."""
    found: Where = {}
    for module, function in functions():
        for node in ast.walk(function):
            name = name_of(node)
            place = f"{module}.{function.name}"
            if name is not None and place not in found.setdefault(name, []):
                found[name].append(place)
    return found


def members(kind: str) -> Where:
    """Where the members of an enumeration are named, `Mechanism.FIT` for one."""

    def named(node: ast.AST) -> str | None:
        mine = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == kind
        return node.attr if mine else None

    return uses(named)


def calls() -> Where:
    """Where functions are called, by their bare name."""

    def called(node: ast.AST) -> str | None:
        mine = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        return node.func.id if mine else None

    return uses(called)


def rules() -> dict[str, list[Rule]]:
    """The rules of each module in sim/model/rules, in the order in which they are written."""
    found: dict[str, list[Rule]] = {}
    for module, function in functions():
        if module.startswith("rules.") and any(is_rule(each) for each in function.decorator_list):
            found.setdefault(module, []).append(parsed(function))
    return found


def is_rule(decorator: ast.expr) -> bool:
    """Whether a decorator marks a rule."""
    return isinstance(decorator, ast.Name) and decorator.id == "rule"


def parsed(function: ast.FunctionDef) -> Rule:
    """A rule from its docstring: what stands before and after `Source:`."""
    text = " ".join(inspect.cleandoc(ast.get_docstring(function) or "").split())
    says, _, source = text.partition("Source: ")
    takes = ", ".join(argument.arg for argument in function.args.args)
    return Rule(function.name, takes, says.strip(), source.strip().removesuffix("."))


def docstring(module: str) -> str:
    """The first paragraph of a module's docstring."""
    path = SIM.joinpath("model", *module.split(".")).with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())
