"""The page of patterns: one HTML file, from what was possible down to what it takes."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.earlier import gives_these_numbers
from sim.english import counted, listed
from sim.patterns.grid import AXES
from sim.patterns.told import CAVEAT, ESSAYS
from sim.view import pages
from sim.view.naming import named
from sim.view.patterns.maps import maps


def write_page(path: Path, content: Mapping[str, Any]) -> Path:
    """Write the page of a study as sim.patterns.showcase has it; a page of the same study is replaced."""
    drawn = maps(content)
    data = json.dumps(drawn, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    return pages.write(
        path,
        "patterns/patterns.html",
        title="What could have been, and where do the essays’ policies lie?",
        lead=lead(content),
        caveat=CAVEAT,
        maps=drawn,
        data=Markup(data),
        summary=content["summary"],
        policies=[_row(nth + 1, one) for nth, one in enumerate(content["policies"])],
        made=list(_made(content)),
        other_model=not gives_these_numbers(content["model"]),
    )


def lead(content: Mapping[str, Any]) -> str:
    """The answer in a sentence: how much of what was reached is better than what the essays argue about."""
    count = len(content["patterns"])
    counts = [
        f"{one['better_in_all'] or 'none'} than {words(one['name'])}"
        for one in content["policies"]
        if one["name"] in ESSAYS
    ]
    return (
        f"Of {count} combinations of turnover, customer satisfaction and profit margin that "
        f"{counted(content['tries'], 'try')} came upon, these are better in all three: {listed(counts)}."
    )


def _row(number: int, policy: Mapping[str, Any]) -> Row:
    row: Row = {"no.": number, "policy": named(policy["name"])}
    for nth, axis in enumerate(AXES):
        for which, told in (("values", ""), ("fresh", ", fresh worlds")):
            value = policy[which][nth]
            row[f"{axis.label}{told}"] = "–" if value is None else axis.told_value(value)
    return {
        **row,
        "patterns better in all three": policy["better_in_all"],
        "in two": policy["better_in_two"],
        "revenue": f"{100.0 * policy['revenue']:.0f}% of neutral’s",
    }


def _made(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where the map comes from, and what repeats it."""
    yield "Scenario", f"{content['scenario']}, one team a firm, digest {content['scenario_digest']}"
    yield "Version", content["version"]
    yield "Model", content["model"]
    yield "Seed", str(content["seed"])
    yield "Worlds", f"{content['worlds']} of the search, {content['fresh_worlds']} fresh ones"
    yield (
        "Command",
        (
            f"sim patterns {content['scenario']} --tries {content['tries']} --years {content['years']} "
            f"--seed {content['seed']}"
        ),
    )
