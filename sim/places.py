"""Finding and reading scenario and experiment files: the project's own by name, any other by its path."""

import tomllib
from pathlib import Path
from typing import Any

from sim.errors import InputError, as_written, unknown

HERE = Path(__file__).resolve().parent


def scenario_files() -> dict[str, Path]:
    """The scenarios that come with the project, by name."""
    return _files("scenarios")


def experiment_files() -> dict[str, Path]:
    """The experiments that come with the project, by name."""
    return _files("experiments")


def find_scenario(given: Path | str) -> Path:
    """The path of a scenario that is given by name or path."""
    return _find("scenario", given, scenario_files())


def find_experiment(given: Path | str) -> Path:
    """The path of an experiment that is given by name or path."""
    return _find("experiment", given, experiment_files())


def _files(kind: str) -> dict[str, Path]:
    """Files of a kind by name: those next to the package take precedence over those in the current folder."""
    folders = (Path(kind), HERE.parent / kind)
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def _find(kind: str, given: Path | str, own: dict[str, Path]) -> Path:
    path = Path(given)
    if path.suffix == ".toml" or path.is_file():
        return path
    if str(given) not in own:
        raise InputError(unknown(kind, str(given), own))
    return own[str(given)]


def read_toml(path: Path, kind: str) -> dict[str, Any]:
    """The table in a scenario or experiment file; raises InputError, with the path, if it cannot be read.

    What it describes is called as the file is: results go into a folder of that name, so that no file may say another.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"{path}: no such file; `sim {kind}s` lists those that come with the project"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is not TOML: {error}") from None
    except RecursionError:
        raise InputError(f"{path}: cannot be read: its tables or arrays are nested too deeply") from None
    except (
        OSError,
        ValueError,
    ) as error:  # no text, a number of thousands of digits, a path with a NUL in it
        raise InputError(f"{path}: cannot be read: {error}") from None
    if "name" in table:
        raise InputError(
            f"{path}: name must be left out, because the file's own name is used ({path.stem}),"
            f" got {as_written(table['name'])}"
        )
    return table
