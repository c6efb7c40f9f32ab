"""Writes docs/findings.md, and with figures results/findings.html: what the model says, computed. Half an hour.

`python docs/findings/make.py` runs what is missing in results/findings/ and writes both; an interrupted command goes on
where it was. `--worlds N` runs every comparison in so many worlds, few for a quick look. `--only SECTION` makes one
section, and writes it to results/findings-SECTION.md and .html instead.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from docs.findings.page import Section, markdown, write_html  # noqa: E402
from docs.findings.runs import Runs  # noqa: E402
from sim.cli.progress import meter  # noqa: E402
from sim.model.precompile import compile_all  # noqa: E402

SECTIONS = ("mechanisms", "prices", "evidence", "ranges", "responses", "claims")
"""The modules beside this file, in the order of the page; each has a function `section(runs)`."""

PAGE, RESULTS = ROOT / "docs" / "findings.md", ROOT / "results"


def made(names: Sequence[str], worlds: int | None) -> list[Section]:
    """The sections of those names, run where they have to be."""
    with meter() as shown:
        runs = Runs(shown, worlds=worlds)
        return [import_module(f"docs.findings.{name}").section(runs) for name in names]


def main(words: Sequence[str]) -> int:
    """Write the page, or one section beside it."""
    parser = argparse.ArgumentParser(description="Write docs/findings.md and results/findings.html.")
    parser.add_argument(
        "--worlds", type=int, help="of every comparison; as each section has them unless given"
    )
    parser.add_argument("--only", choices=SECTIONS, help="one section, written to results/findings-SECTION")
    given = parser.parse_args(words)
    if given.worlds is not None and given.worlds < 2:
        parser.error(f"--worlds must be 2 or more, got {given.worlds}")
    compile_all(lambda said: print(said, file=sys.stderr))
    sections = made([given.only] if given.only else SECTIONS, given.worlds)
    page = RESULTS / f"findings-{given.only}.md" if given.only else PAGE
    drawn = RESULTS / f"findings{'-' + given.only if given.only else ''}.html"
    page.write_text(markdown(sections), encoding="utf-8")
    write_html(drawn, sections)
    for path in (page, drawn):
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
