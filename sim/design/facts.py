"""What is known from outside: published facts, ranges for the constants that rest on them (facts.toml), and sources."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FACTS_FILE = Path(__file__).with_name("facts.toml")
BIBLIOGRAPHY_FILE = Path(__file__).with_name("bibliography.toml")

KEY = re.compile(r"(?<![/\w])(?:(?:priors|facts)\.(?!toml\b)[a-z_]+|essay \d{3}|[a-z]+(?:19|20)\d{2}|tarp)\b")
"""What looks like a key: `oliva2001`, `priors.absence`, `facts.annual_churn`, `essay 000`, `tarp`."""


def facts() -> Mapping[str, Any]:
    """The published facts by name: what is known, the interval that counts as met, and how it is measured."""
    return _file(FACTS_FILE)["facts"]


def priors() -> Mapping[str, Any]:
    """The priors by name, `low`, `high` and `best` each; a constant's source names its own as `priors.<name>`."""
    return _file(FACTS_FILE)["priors"]


def bibliography() -> Mapping[str, Any]:
    """The sources by their keys."""
    return _file(BIBLIOGRAPHY_FILE)


def citation(entry: Mapping[str, Any]) -> str:
    """A source as it stands in a list of references."""
    who = entry.get("authors", "")
    when = f"({entry['year']})" if "year" in entry else ""
    head = " ".join(part for part in (who, when) if part)
    doi = f" doi:{entry['doi']}." if "doi" in entry else ""
    return f"{head + '. ' if head else ''}{entry['title']}. {entry['venue']}.{doi}"


def cited(text: str) -> dict[str, str]:
    """The keys in a text, each with what it stands for."""
    known = {key: citation(entry) for key, entry in bibliography().items()}
    known |= {f"facts.{name}": fact["says"] for name, fact in facts().items()}
    known |= {f"priors.{name}": prior["from"] for name, prior in priors().items()}
    return {key: known[key] for key in KEY.findall(text)}


@cache
def _file(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
