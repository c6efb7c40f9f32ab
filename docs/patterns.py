"""Takes a study of patterns into the showcase, and writes the README's words on it; `make patterns` runs it.

`python docs/patterns.py FILE`: the file becomes results/showcase/patterns.json, and what stands between the two marks
in the README is replaced. Without a file, the words are written from the showcase as it is. Either way the map is drawn
into results/patterns.html, which git does not keep.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from sim.earlier import gives_these_numbers  # noqa: E402
from sim.errors import InputError  # noqa: E402
from sim.patterns.showcase import NAME, read, text  # noqa: E402
from sim.patterns.told import CAVEAT, beating  # noqa: E402
from sim.view.patterns.page import lead, write_page  # noqa: E402

README, SHOWCASE = ROOT / "README.md", ROOT / "results" / "showcase" / NAME
PAGE = ROOT / "results" / "patterns.html"
BLOCK = re.compile(r"(?<=<!-- patterns -->\n).*?(?=<!-- /patterns -->)", re.S)
"""What the README says of patterns."""


def words(content: Mapping[str, Any]) -> str:
    """What the README says of a study."""
    return (
        f"**What could have been.** {lead(content)} {beating(content)} {CAVEAT} `python docs/patterns.py` draws the"
        f" map: `results/patterns.html`, of `{content['scenario']}`, from [a small file](results/showcase/{NAME}) that "
        "`make patterns` computes anew.\n"
    )


def main(arguments: list[str]) -> int:
    """Write the showcase, if a file is given, the README and the map."""
    if len(arguments) > 1:
        print("usage: python docs/patterns.py [FILE]", file=sys.stderr)
        return 2
    content = read(Path(arguments[0]) if arguments else SHOWCASE)
    if not gives_these_numbers(content["model"]):
        raise InputError(
            f"{arguments or SHOWCASE}: is of another model ({content['model']}); run `make patterns`"
        )
    if arguments:
        SHOWCASE.write_text(text(content), encoding="utf-8")
    before = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda _: words(content), before), encoding="utf-8")
    write_page(PAGE, content)
    print(f"wrote {README.name} and {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
