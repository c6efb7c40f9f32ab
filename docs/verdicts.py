"""Writes the README's words on the verdicts from results/showcase/verdicts.json; `make claims` runs it.

`python docs/verdicts.py`: what stands between the two marks in the README is replaced, and nothing else.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from docs.tables import codes  # noqa: E402
from sim.claims.showcase import NAME, read  # noqa: E402
from sim.cli.claims import TRIALS  # noqa: E402

README, SHOWCASE = ROOT / "README.md", ROOT / "results" / "showcase"
BLOCK = re.compile(r"(?<=<!-- verdicts -->\n).*?(?=<!-- /verdicts -->)", re.S)


def text(content: Mapping[str, Any]) -> str:
    """What the README says of the verdicts."""
    claims = [one for one in content["claims"] if one["essay"] >= 0]
    trials = max(one["trials"] for one in claims)
    few = (
        "" if trials >= TRIALS else f" A first look: {TRIALS} are asked for, and fewer leave much undecided."
    )
    lines = [
        f"**{content['summary']}** Each was tried at up to {trials} points of a space of plausible constants, "
        f"expectations written down first.{few} {content['market_size']} "
        "[All verdicts](results/showcase/verdicts.html) are one page to "
        "download and open, with the reason, the condition and where the other side is ahead; "
        "[claims.md](docs/claims.md) says how they are reached, and `make claims` computes them anew, an hour at a "
        "time.",
    ]
    named = {
        verdict: [one["name"] for one in claims if one["verdict"] == verdict]
        for verdict in content["verdicts"]
    }
    lines += [f"- {verdict.capitalize()}: {codes(names)}." for verdict, names in named.items() if names]
    return "\n\n".join([lines[0], "\n".join(lines[1:])]) + "\n"


def main() -> int:
    """Write the README anew."""
    before = README.read_text(encoding="utf-8")
    words = text(read(SHOWCASE / NAME))
    README.write_text(BLOCK.sub(lambda _: words, before), encoding="utf-8")
    print(f"wrote {README.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
