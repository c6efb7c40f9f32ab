"""The published facts: how many the model meets, as docs/evidence.md has them."""

import re

from docs.evidence import is_current
from docs.findings.page import Section
from docs.findings.runs import Runs
from docs.tables import DOCS
from sim.english import counted, listed

PAGE = DOCS / "evidence.md"
FACT = re.compile(r"^\| `(\w+)` \|.*\| \**(met|not met|open)\** \|[^|]*\|[^|]*\|$", flags=re.M)
SIGN = re.compile(r"^\| `(\w+)`: .*\| \**(yes|no)\** \|$", flags=re.M)


def section(_: Runs) -> Section:
    """What docs/evidence.md says, in short."""
    return summary(PAGE.read_text(encoding="utf-8"), current=is_current())


def summary(text: str, *, current: bool) -> Section:
    """What the text of a page of evidence says, in short. current: whether it is of the model as it is now."""
    held = dict(FACT.findall(text))
    names = {how: [_words(name) for name in held if held[name] == how] for how in ("met", "not met", "open")}
    missing = [_words(name) for name, shown in SIGN.findall(text) if shown == "no"]
    earlier = "" if current else " (figures of an earlier model)"
    against = []
    if names["not met"]:
        against.append(
            f"Of {counted(len(held), 'published fact')} the model does not meet {len(names['not met'])}: "
            f"{listed(names['not met'])}{earlier}."
        )
    if missing:
        against.append(
            f"Of the three signs that the argument needs, the model does not show {listed(missing)}{earlier}."
        )
    return Section(
        "3. The facts",
        [
            f"The model meets {len(names['met'])} of {counted(len(held), 'published fact')}, does not meet "
            f"{len(names['not met'])}, and {len(names['open'])} are open"
            + (f" ({listed(names['open'])})." if names["open"] else "."),
            "[Evidence](evidence.md) has each with its source, its interval and how it is measured; "
            "`python docs/evidence.py` measures them anew.",
        ],
        against=against,
    )


def _words(name: str) -> str:
    return name.replace("_", " ")
