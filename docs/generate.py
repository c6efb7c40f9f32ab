"""Writes the generated pages in docs/ and the two schemas from the code: `make docs`.

A page is a file docs/pages/NAME.py with a function `text`; it becomes docs/NAME.md.
`python docs/generate.py --check` writes nothing and exits with 1 when something is stale.
"""

import json
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from sim.design import question  # noqa: E402
from sim.model import scenario  # noqa: E402


def schema(content: Mapping[str, Any]) -> str:
    """The text of a JSON Schema's file."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


PAGES = sorted(path.stem for path in (ROOT / "docs" / "pages").glob("*.py"))
FILES: dict[str, Callable[[], str]] = {
    **{f"docs/{name}.md": import_module(f"docs.pages.{name}").text for name in PAGES},
    "scenarios/schema.json": lambda: schema(scenario.json_schema()),
    "experiments/schema.json": lambda: schema(question.json_schema()),
}
"""Each generated file to the function that gives its text."""


def stale() -> list[str]:
    """The files whose text the code would write differently now."""
    return [name for name, text in FILES.items() if not has_text(ROOT / name, text())]


def has_text(path: Path, text: str) -> bool:
    """Whether a file exists and has exactly this text."""
    return path.exists() and path.read_text(encoding="utf-8") == text


def main(arguments: list[str]) -> int:
    """Write the stale files, or with --check only name them."""
    if arguments not in ([], ["--check"]):
        print("usage: python docs/generate.py [--check]", file=sys.stderr)
        return 2
    names = stale()
    for name in names:
        if arguments:
            print(f"{name}: stale, run `make docs`", file=sys.stderr)
        else:
            (ROOT / name).write_text(FILES[name](), encoding="utf-8")
            print(f"wrote {name}")
    return 1 if arguments and names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
