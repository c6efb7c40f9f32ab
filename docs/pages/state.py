"""docs/state.md: everything that changes in a run, record by record."""

import ast
import inspect
import io
import tokenize
from pathlib import Path

import numpy as np

from docs.tables import code, page, table
from sim.model import records
from sim.model.parameters import CONSTANTS
from sim.model.practices import PRACTICES

ELSEWHERE = {
    "firm": ({*PRACTICES, "practices"}, "And one number for each [practice](practices.md), under its name."),
    "market": (
        {*CONSTANTS, "parameters"},
        "And one number for each [parameter](parameters.md), under its name.",
    ),
}
"""A kind of record to the fields that another page lists, also as one array, and the sentence that says so."""


def text() -> str:
    """The page."""
    return page(
        "State",
        "sim/model/records.py",
        inspect.cleandoc(records.__doc__ or ""),
        *(part for name in kinds() for part in (f"## {name}", *fields(name))),
    )


def kinds() -> dict[str, np.dtype]:
    """The kinds of records by name."""
    return {name: kind for name, kind in vars(records).items() if isinstance(kind, np.dtype)}


def fields(name: str) -> list[str]:
    """The table of the fields of one kind of record, after a note on those that are listed elsewhere."""
    kind, comments = kinds()[name], field_comments(Path(records.__file__))
    hidden, note = ELSEWHERE.get(name, (set(), ""))
    rows = [
        (code(field), type_of(kind[field]), comments.get((name, field), ""))
        for field in kind.names or ()
        if field not in hidden
    ]
    return [*([note] if note else []), table(("field", "type", "means"), rows)]


def type_of(kind: np.dtype) -> str:
    """A field's type, in words."""
    base, shape = kind.subdtype or (kind, ())
    return str(base) + "".join(f" × {length}" for length in shape)


def field_comments(path: Path) -> dict[tuple[str, str], str]:
    """The comment after each field in the source, by (record, field)."""
    source = path.read_text(encoding="utf-8")
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    found = {}
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        for node in ast.walk(statement.value):
            if not isinstance(node, ast.Tuple) or not isinstance(node.elts[0], ast.Constant):
                continue
            field, line = node.elts[0].value, node.end_lineno or 0
            if isinstance(field, str) and line in comments:
                found[statement.targets[0].id, field] = comments[line]
    return found
