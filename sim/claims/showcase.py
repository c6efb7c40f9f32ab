"""The verdicts as a file: what every page and text quotes, with all that it takes to repeat them."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.claims.load import CLAIMS_FILE, written
from sim.claims.told import ESSAYS, MEANS, market_size, record, summary
from sim.claims.trials import SEED
from sim.claims.verdict import VERDICTS, ClaimResult
from sim.model.digest import model_digest
from sim.running.addresses import digest_of
from sim.store.files import write_bytes
from sim.version import VERSION

FORMAT = 1
NAME = "verdicts.json"
"""The file of all claims; a test of some of them has a file of its own."""

SHIPPED = Path(__file__).parents[2] / "results" / "showcase" / NAME
"""The verdicts that come with the project, as `make claims` computed them; an installed package has none."""


def write(path: Path, results: Sequence[ClaimResult], posterior: str = "") -> Path:
    """Write the verdicts; returns the path. posterior: the file that fitted constants were drawn from, if any."""
    found = content(results, posterior)
    write_bytes(path, (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode())
    return path


def content(results: Sequence[ClaimResult], posterior: str = "") -> dict[str, Any]:
    """The verdicts with where they come from."""
    return _plain(
        {
            "format": FORMAT,
            "version": VERSION,
            "model": model_digest(),
            "expectations": {
                "written": written(),
                "digest": digest_of(CLAIMS_FILE.read_text(encoding="utf-8")),
            },
            "seed": SEED,
            "posterior": posterior,
            "essays": ESSAYS,
            "verdicts": {verdict: MEANS[verdict] for verdict in VERDICTS},
            "summary": summary(results),
            "market_size": market_size(results),
            "claims": [record(one) for one in results],
        }
    )


def read(path: Path) -> dict[str, Any]:
    """The verdicts that a file holds."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def shipped() -> dict[str, dict[str, Any]]:
    """The record of each claim in the verdicts that come with the project, by name; none where there are none."""
    return {one["name"]: one for one in read(SHIPPED)["claims"]} if SHIPPED.exists() else {}


def _plain(value: Any) -> Any:
    """Numbers as JSON has them, to six digits; what is not defined is null."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bool | str | int) or value is None:
        return value
    number = float(value)
    return float(f"{number:.6g}") if math.isfinite(number) else None
