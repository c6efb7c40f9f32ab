"""Finding and reading scenario and experiment files: the project's own by name, any other by its path."""

import re
import tomllib
from pathlib import Path
from typing import Any

from sim.errors import InputError, as_written, unknown

HERE = Path(__file__).resolve().parent

LONGEST_NAME = 100
"""Bytes of a file's name without its ending: what is named after it has more, and 255 at most (assumed)."""

DEEPEST = 10
"""Tables within tables of a file: ours have 4 at most (assumed)."""

TOO_DEEP = "cannot be read: its tables or arrays are nested too deeply"

ALLOWED_CONTROLS = "\t\n\r"


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
    if path.suffix == ".toml" or _is_file(path):
        return path
    if str(given) not in own:
        raise InputError(unknown(kind, str(given), own))
    return own[str(given)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than that of any file
        return False


def check_name(path: Path) -> None:
    """Raises InputError for a file whose name results cannot carry: it is no text, or too long."""
    if not path.stem.isprintable():  # bytes that are no UTF-8 are not, nor is a line's end
        raise InputError(
            f"{path}: the file's name must be printable text (UTF-8), got {as_written(path.stem)}"
        )
    size = len(path.stem.encode())
    if size > LONGEST_NAME:
        raise InputError(f"{path}: the file's name must have at most {LONGEST_NAME} bytes, got {size}")


def read_text(path: Path, missing: str = "no such file") -> str:
    """The text of a file, with or without the byte order mark that some editors write.

    Raises InputError, with the path, for a file that is missing, that is no text, or whose name results cannot carry.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: {missing}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: cannot be read: it must be text in UTF-8, got {error}") from None
    except (OSError, ValueError) as error:  # a folder, a path with a NUL in it
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    check_name(path)
    return text


def read_toml(path: Path, kind: str) -> dict[str, Any]:
    """The table in a scenario or experiment file; raises InputError, with the path, if it cannot be read.

    What it describes is called as the file is: results go into a folder of that name, so that no file may say another.
    """
    text = read_text(path, f"no such file; `sim {kind}s` lists those that come with the project")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is not TOML: {error}{_line_of(text, error)}") from None
    except RecursionError:
        raise InputError(f"{path}: {TOO_DEEP}") from None
    except ValueError as error:  # a number of thousands of digits, a day that is in no calendar
        raise InputError(f"{path}: cannot be read: {error}") from None
    _check_texts(path, table)
    if "name" in table:
        raise InputError(
            f"{path}: name must be left out, because the file's own name is used ({path.stem}),"
            f" got {as_written(table['name'])}"
        )
    return table


def _line_of(text: str, error: tomllib.TOMLDecodeError) -> str:
    """The line that an error is about, where it names one."""
    found = re.search(r"\(at line (\d+),", str(error))
    if not found:
        return ""
    line = text.split("\n")[int(found[1]) - 1]
    return f": {as_written(line.strip())}"


def _check_texts(path: Path, table: dict[str, Any]) -> None:
    """Raises InputError for tables within tables by the dozen, and for text that could command a terminal."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(table, ())]
    while waiting:
        value, place = waiting.pop()
        if len(place) > DEEPEST:
            raise InputError(f"{path}: {TOO_DEEP}")
        if isinstance(value, dict):
            waiting += [(key, place) for key in value]
            waiting += [(inner, (*place, key)) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(inner, (*place, str(nth))) for nth, inner in enumerate(value)]
        elif isinstance(value, str) and any(sign < " " and sign not in ALLOWED_CONTROLS for sign in value):
            raise InputError(
                f"{path}: {'.'.join(place)} must be text without control characters, got {as_written(value)}"
            )
