"""Works docs/case.md through: executes its commands in order, and writes what they said and how long they took.

`python docs/case.py`: each block of a command is followed by a block of what it said, as many lines as that block's
first line asks for, and all times stand in a table. What the commands write lies in a new folder of results/case/,
which git does not keep.
"""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from docs.tables import table  # noqa: E402
from sim.clients.cost import duration  # noqa: E402
from sim.running.workers import default_workers  # noqa: E402

PAGE = ROOT / "docs" / "case.md"
STEP = re.compile(r"```sh\n(?P<command>.*?)```\n(?:\n```text (?P<lines>\d+)\n(?P<said>.*?)```\n)?", re.S)
"""A command, and perhaps what it said: so many lines of it."""
TIMES = re.compile(r"(?<=<!-- times -->\n).*?(?=<!-- /times -->)", re.S)


@dataclass(frozen=True)
class Done:
    """A command that was executed."""

    command: str
    seconds: float
    said: str


def commands(text: str) -> list[str]:
    """The page's commands, in their order."""
    return [found["command"].strip() for found in STEP.finditer(text)]


def execute(text: str, folder: Path) -> Iterator[Done]:
    """The page's commands, one after the other, in a folder; one that fails raises CalledProcessError."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    sim = f'sim() {{ "{sys.executable}" -m sim.cli "$@"; }}\n'
    for command in commands(text):
        begun = time.perf_counter()
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", sim + command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        yield Done(command, time.perf_counter() - begun, done.stdout)


def written(text: str, done: list[Done]) -> str:
    """The page with what the commands said, and their times."""
    order = iter(done)

    def said(found: re.Match[str]) -> str:
        one = next(order)
        block = f"```sh\n{found['command']}```\n"
        if found["lines"] is None:
            return block
        lines = one.said.rstrip("\n").splitlines()
        shown = lines[: int(found["lines"])] + ["…"] * (len(lines) > int(found["lines"]))
        return block + "\n```text {}\n{}\n```\n".format(found["lines"], "\n".join(shown))

    return TIMES.sub(lambda _: times(done), STEP.sub(said, text))


def times(done: list[Done]) -> str:
    """A table of waiting times, and the machine that they are of."""
    rows = [(f"`{_short(one.command)}`", duration(one.seconds)) for one in done]
    rows.append(("all", duration(sum(one.seconds for one in done))))
    machine = f"{default_workers()} processors of {platform.machine()}, Python {platform.python_version()}"
    measured = f"Measured by `python docs/case.py` on {datetime.now(UTC):%Y-%m-%d}, with {machine}, shared with others:"
    return f"{measured} yours will differ.\n\n{table(('command', 'took'), rows)}\n"


def _short(command: str) -> str:
    """A command by its first words and, where it has one, its format."""
    begin, found, form = command.partition(" --format ")
    return " ".join(begin.split()[:3]) + (f" --format {form}" if found else " …")


def new_folder() -> Path:
    """An empty folder for what the commands write."""
    home = ROOT / "results" / "case"
    number = 1
    while (home / str(number)).exists():
        number += 1
    (home / str(number)).mkdir(parents=True)
    return home / str(number)


def main() -> int:
    """Execute the page and write it anew."""
    folder, text = new_folder(), PAGE.read_text(encoding="utf-8")
    done = []
    for one in execute(text, folder):
        print(f"{one.seconds:6.1f} s  {one.command.splitlines()[0]}", flush=True)
        done.append(one)
    PAGE.write_text(written(text, done), encoding="utf-8")
    print(f"wrote {PAGE.name}; files are in {folder.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
