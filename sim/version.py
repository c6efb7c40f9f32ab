"""Which model made a result: the package's version, and the digest of the sources that decide outcomes."""

import hashlib
from functools import cache
from pathlib import Path

VERSION = "0.1.0"

_NOT_THE_MODEL = ("app", "view", "experiment", "cli", "recording", "places.py")


@cache
def model_digest() -> str:
    """Digest of the model's sources, 16 hex digits: an edited rule changes it, an edited page does not."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        relative = path.relative_to(here)
        if relative.parts[0] not in _NOT_THE_MODEL:
            digest.update(relative.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
