"""What is known from outside: published facts, and ranges for the constants that rest on them (facts.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FACTS_FILE = Path(__file__).with_name("facts.toml")


def facts() -> Mapping[str, Any]:
    """The published facts by name: what is known, the interval that counts as met, and how it is measured."""
    return _file()["facts"]


def priors() -> Mapping[str, Any]:
    """The priors by name, `low`, `high` and `best` each; a constant's source names its own as `priors.<name>`."""
    return _file()["priors"]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FACTS_FILE.read_text(encoding="utf-8"))
