"""Where a mechanism acts: the lines that let it act, and the rules around them, as they stand in the sources.

A mechanism's value passes through a gate (sim.model.gated). Its rules are found by following the value: back to the
nearest that make it and forth to the nearest that take it, through variables, through fields of records, and through
functions that return it. Where it decides whether something happens, they are the nearest of what happens.
"""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from sim.sources import Function, called, functions, member, rules

GATES = ("gated", "gated_manager", "unless_off")
"""Functions through which a mechanism's value passes: the second argument is the mechanism, the third the value."""

GENERAL = "rules.adaptation"
"""Rules by which anything follows anything: of what takes a mechanism's value they say nothing."""

HOPS = 3
"""Variables, fields and functions through which a value is followed; what lies further off has other causes too."""


class Place(NamedTuple):
    """A place at which a mechanism acts."""

    function: str  # as `phases.ask.ask_one`
    says: str  # the first paragraph of its docstring
    line: str  # as `sim/model/phases/ask.py:56`
    code: str  # what stands there
    made_by: tuple[str, ...]  # rules that make the value
    taken_by: tuple[str, ...]  # rules that take it


@cache
def places(mechanism: str) -> tuple[Place, ...]:
    """The places at which a mechanism acts, in the order of files and lines."""
    return tuple(each for scope in _scopes() for each in _places(scope, mechanism.upper()))


def _places(scope: "_Scope", mechanism: str) -> Iterator[Place]:
    """The places in a function, one for each statement; what is shown of one is not told again."""
    shown = 0
    for node in scope.mentions.get(mechanism, ()):
        statement, gate = scope.statement(node), scope.gate(node)
        # A mode that is asked for outside of a gate, and not kept, only notes what is frozen.
        if statement.lineno > shown and (gate or isinstance(statement, ast.Assign)):
            shown = scope.last_line(statement, gate)
            yield _place(scope, statement, gate)


def rules_of(mechanism: str) -> tuple[str, ...]:
    """The rules around a mechanism, place by place; those that make its value come first."""
    found = (rule for place in places(mechanism) for rule in (*place.made_by, *place.taken_by))
    return tuple(dict.fromkeys(found))


def _place(scope: "_Scope", statement: ast.stmt, gate: ast.Call | None) -> Place:
    function = scope.function
    if gate:
        made, taken = _back([(scope, gate.args[2])]), _forth([(scope, gate)])
    else:
        made, taken = [], _done_by(each for each in function.node.body if each.lineno > statement.lineno)
    return Place(
        function.place,
        " ".join((ast.get_docstring(function.node) or "").partition("\n\n")[0].split()),
        f"{function.file}:{statement.lineno}",
        function.code(statement.lineno, scope.last_line(statement, gate)),
        tuple(dict.fromkeys(made)),
        tuple(name for name in dict.fromkeys(taken) if name not in _general().union(made)),
    )


# ---------------------------------------------------------------- functions


class _Scope:
    """A function of the model, in which every expression knows what it is part of."""

    def __init__(self, function: Function):
        self.function = function
        self.nodes = sorted(ast.walk(function.node), key=lambda node: getattr(node, "lineno", 0))
        self.mentions: dict[str, list[ast.AST]] = {}  # of mechanisms
        for node in self.nodes:
            if mechanism := member(node, "Mechanism"):
                self.mentions.setdefault(mechanism, []).append(node)
        self._parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """All that an expression is part of, the smallest first."""
        while node in self._parents:
            node = self._parents[node]
            yield node

    def statement(self, node: ast.AST) -> ast.stmt:
        """The statement that an expression is part of."""
        return next(each for each in self.above(node) if isinstance(each, ast.stmt))

    def gate(self, node: ast.AST) -> ast.Call | None:
        """The call by which a mechanism is given to a gate, if it is; else its mode is asked for."""
        gates = (each for each in self.above(node) if isinstance(each, ast.Call) and called(each) in GATES)
        return next(gates, None)

    def last_line(self, statement: ast.stmt, gate: ast.Call | None) -> int:
        """The last line that shows how a mechanism acts: of a condition its head, of a mode all that asks for it."""
        if isinstance(statement, ast.If):
            return statement.body[0].lineno - 1
        return (statement if gate else self.function.node).end_lineno or statement.lineno

    def key(self, node: ast.AST) -> str:
        """What a variable, a field or a call of a function goes by; a field is named alike in every record."""
        if isinstance(node, ast.Name):
            return f"{self.function.place} {node.id}"
        if isinstance(node, ast.Attribute):
            return f".{node.attr}"
        return f"{called(node)}()" if called(node) else ""

    def sets(self, node: ast.AST) -> list[str]:
        """What a statement gives a value, by its key."""
        if isinstance(node, ast.Assign):
            return [key for target in node.targets if (key := self.key(target))]
        return [f"{self.function.node.name}()"] if isinstance(node, ast.Return) else []


@cache
def _scopes() -> tuple[_Scope, ...]:
    """The functions of the model that are no rules."""
    mine = (each for each in functions() if each.file.startswith("sim/model/"))
    return tuple(_Scope(each) for each in mine if not each.module.startswith("rules."))


# ---------------------------------------------------------------- following a value

_Spot = tuple[_Scope, ast.AST]


def _back(spots: Iterable[_Spot]) -> list[str]:
    """The nearest rules that make a value."""
    seen, front = set[ast.AST](), list(spots)
    for _ in range(HOPS):
        parts = [(scope, node) for scope, whole in front for node in ast.walk(whole)]
        found = [name for _, node in parts if (name := called(node)) in _rules()]
        if found:
            return found
        seen.update(node for _, node in front)
        made = (each for scope, node in parts for each in _made().get(scope.key(node), ()))
        front = [(scope, node) for scope, node in made if node not in seen]
    return []


def _forth(spots: Iterable[_Spot]) -> list[str]:
    """The nearest rules that take a value, or of what happens if it is there, or by a chance that it gives."""
    seen, front = set[ast.AST](), list(spots)
    starts = [node for _, node in front]
    for _ in range(HOPS):
        found, after = list[str](), list[_Spot]()
        for scope, node in front:
            above = next(
                each for each in scope.above(node) if called(each) in _rules() or isinstance(each, ast.stmt)
            )
            if isinstance(above, ast.If):
                chance = any(called(each) == "draw" for each in ast.walk(above.test))
                found += _done_by(above.body) if chance or node in starts else []
            elif isinstance(above, ast.stmt):
                after += [each for key in scope.sets(above) for each in _read().get(key, ())]
            else:
                found.append(str(called(above)))
        if found:
            return found
        seen.update(node for _, node in front)
        front = [(scope, node) for scope, node in after if node not in seen]
    return []


def _done_by(statements: Iterable[ast.stmt]) -> list[str]:
    """The nearest rules of what is done: of statements themselves, else of the functions that they call."""
    front = list[ast.AST](statements)
    for _ in range(HOPS):
        names = [name for whole in front for node in ast.walk(whole) if (name := called(node))]
        found = [name for name in names if name in _rules() - _general()]
        if found:
            return found
        front = [scope.function.node for scope in _scopes() if scope.function.node.name in names]
    return []


@cache
def _made() -> dict[str, list[_Spot]]:
    """What variables and fields are set to, and what functions return."""
    found: dict[str, list[_Spot]] = {}
    for scope in _scopes():
        for node in scope.nodes:
            if isinstance(node, ast.Assign | ast.Return) and node.value:
                for key in scope.sets(node):
                    found.setdefault(key, []).append((scope, node.value))
    return found


@cache
def _read() -> dict[str, list[_Spot]]:
    """Where variables and fields are read, and where functions are called."""
    found: dict[str, list[_Spot]] = {}
    for scope in _scopes():
        for node in scope.nodes:
            if called(node) or isinstance(getattr(node, "ctx", None), ast.Load):
                found.setdefault(scope.key(node), []).append((scope, node))
    return found


@cache
def _rules() -> frozenset[str]:
    return frozenset(rule.name for mine in rules().values() for rule in mine)


@cache
def _general() -> frozenset[str]:
    return frozenset(rule.name for rule in rules()[GENERAL])
