"""Policies: one file each, found by its place. A policy is a description and a set of practices, nothing more.

A file defines `DESCRIBES`, one line in plain words, and `PRACTICES`, a `Practices`. A user's own policies lie in a
folder that is named on the command line or to `find_policies`.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from sim.errors import InputError, unknown
from sim.practices import Practices

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Policy:
    """A named way to manage. Only the practices reach the model; the name is for people."""

    name: str
    describes: str
    practices: Practices


def find_policies(folder: Path | str | None = None) -> dict[str, Path]:
    """Policy names and their files: the project's own, and those of a user's folder, which win."""
    found = {path.stem: path for path in sorted(HERE.glob("*.py")) if path.stem != "__init__"}
    if folder is not None:
        folder = Path(folder)
        if not folder.is_dir():
            raise InputError(f"--policies: given {str(folder)!r}, allowed an existing folder of policy files")
        found |= {path.stem: path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")}
    return found


def load_policy(name: str, folder: Path | str | None = None) -> Policy:
    """The policy of that name; one that does not exist fails with the nearest that do."""
    found = find_policies(folder)
    if name not in found:
        raise InputError(unknown("policy", name, found))
    return read_policy(found[name])


def read_policy(path: Path) -> Policy:
    """Read one policy file."""
    spec = importlib.util.spec_from_file_location(f"policy_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    except Exception as error:
        raise InputError(f"{path}: cannot be run: {type(error).__name__}: {error}") from None
    practices = getattr(module, "PRACTICES", None)
    describes = getattr(module, "DESCRIBES", None)
    if not isinstance(practices, Practices):
        raise InputError(f"{path}: PRACTICES: given {practices!r}, allowed a sim.practices.Practices")
    if not isinstance(describes, str) or not describes.strip():
        raise InputError(f"{path}: DESCRIBES: given {describes!r}, allowed one line of text")
    return Policy(path.stem, describes.strip(), practices)
