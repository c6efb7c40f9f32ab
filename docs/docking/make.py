"""Writes docs/docking.md, and with figures results/docking.html: this model against published ones. Some minutes.

`python docs/docking/make.py` computes what is missing in results/docking/ and writes both; an interrupted command
goes on where it was. `--worlds N` takes so many worlds and landscapes everywhere, few for a quick look. `--only
SECTION` makes one section, and writes it to results/docking-SECTION.md and .html. `--check` runs nothing, and exits
with 1 if the page is of another model.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from docs.docking.page import Section, mark, markdown, write_html  # noqa: E402
from sim.model.precompile import compile_all  # noqa: E402

SECTIONS = ("erosion", "landscape", "voice")
"""The modules beside this file, in the order of the page; each has a function `section(worlds)`."""

PAGE, RESULTS = ROOT / "docs" / "docking.md", ROOT / "results"


def made(names: Sequence[str], worlds: int | None) -> list[Section]:
    """The sections of those names, computed where they have to be."""
    found = []
    for name in names:
        print(f"{name}…", file=sys.stderr)
        found.append(import_module(f"docs.docking.{name}").section(worlds))
    return found


def is_current() -> bool:
    """Whether the page is of the model as it is now."""
    return PAGE.exists() and mark() in PAGE.read_text(encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Write the page, or one section beside it, or only say whether the page is of this model."""
    parser = argparse.ArgumentParser(description="Write docs/docking.md and results/docking.html.")
    parser.add_argument("--worlds", type=int, help="and landscapes; as each section has them unless given")
    parser.add_argument("--only", choices=SECTIONS, help="one section, written to results/docking-SECTION")
    parser.add_argument(
        "--check", action="store_true", help="run nothing; exit with 1 if the page is of another model"
    )
    given = parser.parse_args(words)
    if given.worlds is not None and given.worlds < 2:
        parser.error(f"--worlds must be 2 or more, got {given.worlds}")
    if given.check:
        if not is_current():
            print("docs/docking.md: of another model, run `python docs/docking/make.py`", file=sys.stderr)
        return int(not is_current())
    compile_all(lambda said: print(said, file=sys.stderr))
    sections = made([given.only] if given.only else SECTIONS, given.worlds)
    page = RESULTS / f"docking-{given.only}.md" if given.only else PAGE
    drawn = RESULTS / f"docking{'-' + given.only if given.only else ''}.html"
    page.write_text(markdown(sections), encoding="utf-8")
    write_html(drawn, sections)
    for path in (page, drawn):
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
