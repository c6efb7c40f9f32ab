"""The model's own rules as plain Python functions, so that the peer repeats no equation."""

from collections.abc import Callable
from importlib import import_module
from types import FunctionType
from typing import Any

MODULES = (
    *("adaptation", "attention", "choice", "expectation", "hazard", "intake", "learning"),
    *("pressure", "quality", "quitting", "staffing", "strain", "switching"),
)


def plain(rule: Callable[..., Any]) -> Callable[..., Any]:
    """The function that a rule was written as; the rules that it calls become plain too."""
    function = getattr(rule, "py_func", rule)
    scope = {**function.__globals__, "real": float, "whole": int}
    for name in function.__code__.co_names:
        if hasattr(scope.get(name), "py_func"):
            scope[name] = plain(scope[name])
    return FunctionType(function.__code__, scope, function.__name__)


for module in (import_module(f"sim.model.rules.{name}") for name in MODULES):
    own = {
        name: rule
        for name, rule in vars(module).items()
        if callable(rule) and not isinstance(rule, type) and rule.__module__ == module.__name__
    }
    globals().update({name: plain(rule) for name, rule in own.items()})
