"""Which model made a result: the digest of the sources that decide outcomes."""

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DECIDING = ("model", "outcomes")
"""Folders of the package whose sources decide what a run gives."""


@cache
def model_digest() -> str:
    """Digest of the model's sources, 16 hex digits: an edited rule changes it, an edited page does not."""
    digest = hashlib.sha256()
    for folder in DECIDING:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
