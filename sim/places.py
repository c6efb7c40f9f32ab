"""Where scenarios are found: the project's own by name, any other by its path."""

from pathlib import Path

from sim.errors import InputError, unknown

HERE = Path(__file__).resolve().parent


def scenario_files() -> dict[str, Path]:
    """The scenarios that come with the project, by name: beside the package, or in this folder's scenarios/."""
    folders = (Path("scenarios"), HERE.parent / "scenarios")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def find_scenario(given: Path | str) -> Path:
    """The file of a scenario given by name or path."""
    path = Path(given)
    if path.suffix == ".toml" or path.exists():
        return path
    own = scenario_files()
    if str(given) not in own:
        raise InputError(unknown("scenario", str(given), own))
    return own[str(given)]
