"""Policies: one file each, found by its place. A policy is a description and a set of practices, nothing more.

A file defines `DESCRIBES`, one line of text, and `PRACTICES`, a `Practices`. A contingent policy also defines
`steer(heard, practices)`, which returns the practices of the next quarter. Users keep their own policies in any folder,
and name it on the command line or to `find_policies`.
"""

import ast
import dataclasses
import inspect
import json
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from sim.errors import InputError, as_written, unknown
from sim.model.practices import PRACTICES, Practices
from sim.places import read_text

HERE = Path(__file__).parent

Steer = Callable[[Mapping[str, float], Practices], Practices]
"""A function of what executives heard and of the present practices that returns those of the next quarter.

What they heard is `quarter`, the number of quarters since the policy began; the signals of sim.model.levers.SIGNALS as
executives hear them, delayed and blurred, which is not always what is true; and `<signal>_change`, by how much each has
moved since the quarter before.
"""


@dataclass(frozen=True)
class Policy:
    """A named way to manage. Only practices reach the model; the name is for readers."""

    name: str
    describes: str
    practices: Practices
    steer: Steer | None = None
    steer_source: str = ""

    def content(self) -> str:
        """What decides the policy's runs, as JSON: the practices and the source of `steer`, but not the name."""
        return self._content

    @cached_property
    def _content(self) -> str:  # a design asks for it at every point
        if self.steer is None:
            return self.practices.content()
        return json.dumps({"practices": self.practices.as_dict(), "steer": self.steer_source})

    @classmethod
    def from_content(cls, name: str, content: str, folder: Path | str | None = None) -> "Policy":
        """The policy with some content from a store.

        What a store says never runs as code: a contingent policy's `steer` is that of the policy file of its name,
        among the project's and those in `folder`. Raises InputError where none of that name says the very same.
        """
        table = json.loads(content)
        if "steer" not in table:
            return cls(name, "as it was kept", Practices(**table))
        files = find_policies(folder)
        own = read_policy(files[name]) if name in files else None
        if own is None or own.steer_source != table["steer"]:
            found = "no file of that name is known" if own is None else f"{files[name]} steers otherwise"
            raise InputError(
                f"policy {name}: it steers by code, which is not run from a store: name the folder that has its file"
                f" with --policies ({found})"
            )
        return cls(name, "as it was kept", Practices(**table["practices"]), own.steer, own.steer_source)

    def replace(self, changes: Mapping[str, float]) -> "Policy":
        """The policy with some practices changed; an unknown name raises InputError with the nearest known ones."""
        return dataclasses.replace(self, practices=self.practices.replace(changes))

    def steered(self, heard: Mapping[str, float], practices: Practices) -> Practices:
        """The practices of the next quarter: unchanged, unless the policy is contingent."""
        if self.steer is None:
            return practices
        try:
            after = self.steer(heard, practices)
        except SystemExit as error:  # ends neither the process nor the sweep: it is a failure of this run
            raise RuntimeError(f"policy {self.name}: steer raised SystemExit({error.code!r})") from None
        if not isinstance(after, Practices):
            raise InputError(
                f"policy {self.name}: steer must return a sim.model.practices.Practices, got {after!r}"
            )
        return after


def find_policies(folder: Path | str | None = None) -> dict[str, Path]:
    """Policy names and their files: the project's and those of a user's folder, which take precedence."""
    found = {path.stem: path for path in sorted(HERE.glob("*.py")) if path.stem != "__init__"}
    if folder is not None:
        folder = Path(folder)
        if not folder.is_dir():
            raise InputError(f"--policies must be an existing folder of policy files, got {folder}")
        found |= {path.stem: path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")}
    return found


def load_policy(name: str, folder: Path | str | None = None) -> Policy:
    """The policy of that name; an unknown one raises InputError with the nearest known ones."""
    found = find_policies(folder)
    if name not in found:
        raise InputError(unknown("policy", name, found))
    return read_policy(found[name])


def read_policy(path: Path) -> Policy:
    """The policy in a file; raises InputError, with the file and the field, if it is not valid."""
    module = ModuleType(f"policy_{path.stem}")
    module.__file__ = str(path)
    source = read_text(path)
    try:
        # As it is written now: no bytecode of an earlier text stands in for it.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # what is wrong is told below, once
            code = compile(source, str(path), "exec")
        exec(code, vars(module))
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    except (Exception, SystemExit) as error:
        misspelt = re.search(
            r"Practices\.__init__\(\) got an unexpected keyword argument '(\w+)'", str(error)
        )
        if misspelt:
            raise InputError(f"{path}: {unknown('practice', misspelt[1], PRACTICES)}") from None
        raise InputError(f"{path}: cannot be run: {type(error).__name__}: {error}") from None
    practices = getattr(module, "PRACTICES", None)
    describes = getattr(module, "DESCRIBES", None)
    if not isinstance(practices, Practices):
        raise InputError(
            f"{path}: PRACTICES must be a sim.model.practices.Practices, got {as_written(practices)}"
        )
    if not isinstance(describes, str) or not describes.strip():
        raise InputError(f"{path}: DESCRIBES must be one line of text, got {as_written(describes)}")
    steer = getattr(module, "steer", None)
    if steer is not None and not inspect.isfunction(steer):
        raise InputError(f"{path}: steer must be a function of heard and practices, got {as_written(steer)}")
    # The source is what a contingent policy is compared and stored by: there is no other way to tell functions apart.
    try:
        steers = without_prose(source) if steer is not None else ""
    except (
        RecursionError,
        ValueError,
    ) as error:  # expressions nested by the hundred, numbers of thousands of digits
        raise InputError(f"{path}: cannot be compared with others: {error}") from None
    return Policy(path.stem, describes.strip(), practices, steer, steers)


def without_prose(source: str) -> str:
    """A policy's source without comments, docstrings, layout and DESCRIBES, none of which decides a run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        tree = ast.parse(source)
    return ast.unparse(ast.fix_missing_locations(_WithoutProse().visit(tree)))


class _WithoutProse(ast.NodeTransformer):
    """Removes what is for readers only."""

    def visit(self, node: ast.AST) -> Any:
        """The node without prose, or None."""
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                return None
            case ast.Assign(targets=[ast.Name(id="DESCRIBES")]):
                return None
        node = self.generic_visit(node)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.body:
            node.body = [ast.Pass()]
        return node
