"""The claims of the essays: how they came out in `sim claims`, and which no point was found to contradict."""

from collections.abc import Mapping, Sequence
from typing import Any

from docs.findings.page import Section, Table
from docs.findings.runs import Runs
from docs.tables import DOCS, code, codes
from sim.claims.showcase import NAME, read
from sim.claims.told import MEANS
from sim.earlier import gives_these_numbers
from sim.errors import InputError

VERDICTS = DOCS.parent / "results" / "showcase" / NAME


def section(runs: Runs) -> Section:
    """The verdicts as `make claims` wrote them; they must be of this model's numbers."""
    if not VERDICTS.exists():
        raise InputError(f"{VERDICTS}: no such file; `make claims` writes it")
    content = read(VERDICTS)
    if not gives_these_numbers(content["model"]):
        raise InputError(f"{VERDICTS}: is of another model ({content['model']}); run `make claims` first")
    return tell(content)


def tell(content: Mapping[str, Any]) -> Section:
    """The section, from what the file says."""
    claims = [one for one in content["claims"] if one["essay"] >= 0]
    of = {verdict: [one for one in claims if one["verdict"] == verdict] for verdict in MEANS}
    trials = min(one["trials"] for one in claims)
    sentences = [
        f"{content['summary']} Each claim was tried at {trials} or more points of the plausible space, each in a world "
        f"of its own; what it expects was written down before ({content['expectations']['written']}). "
        "[claims.md](claims.md) has what each expects, and `results/showcase/verdicts.html` a card for each.",
        *(
            f"*{verdict.capitalize()}*: {MEANS[verdict]}: {_names(of[verdict])}."
            for verdict in MEANS
            if of[verdict]
        ),
    ]
    return Section(
        "6. Whether the claims hold, and whether they can fail", sentences, [_table(claims)], [], against(of)
    )


def against(of: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """Claims that fail, and claims that no point was found to contradict."""
    found = [
        f"The claim {code(one['name'])} fails (“{one['says']}”). {one['sentence']}" for one in of["refuted"]
    ]
    if of["by construction"]:
        found.append(
            f"By construction, as far as a search shows, are {len(of['by construction'])} of the claims: it found no "
            "point at which they clearly fail, so that they are not counted as supported: "
            f"{_names(of['by construction'])}."
        )
    return found


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _names(claims: Sequence[Mapping[str, Any]]) -> str:
    return codes(one["name"] for one in claims)


def _table(claims: Sequence[Mapping[str, Any]]) -> Table:
    rows = [
        (code(one["name"]), one["verdict"], _share(one["share"]), one["sentence"], "; ".join(one["ahead"]))
        for one in claims
    ]
    head = ("claim", "verdict", "as expected in", "what came out", "where the side it favours is behind")
    return Table(
        "Claims and their verdicts; the share is of plausible worlds, for the main effect", head, rows
    )
