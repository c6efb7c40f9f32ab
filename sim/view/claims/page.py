"""The page of verdicts: one HTML file, from the summary of all claims down to the rules behind each of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sim.claims.claim import SHAM
from sim.claims.load import load_claims
from sim.earlier import gives_these_numbers
from sim.outcomes import OUTCOMES
from sim.view import pages
from sim.view.claims.cards import SHAMS, Record, essays_of, slug
from sim.view.claims.rules import carriers, equations


def write_page(path: Path, content: Mapping[str, Any]) -> Path:
    """Write the page of verdicts as sim.claims.showcase has them; a file that is there is replaced."""
    records = content["claims"]
    essays = list(essays_of(content))
    real = [one for one in records if one["essay"] != SHAM]
    carried = carriers({one["name"]: one["mechanisms"] for one in records})
    return pages.write(
        path,
        "claims/claims.html",
        title="Do the essays’ claims about putting customers first hold?",
        summary=content["summary"],
        written=content["expectations"]["written"],
        trials=_trials(records),
        essays=essays,
        beside=not any(essay.wide for essay in essays[:3]),
        legend=list(_legend(content)),
        total=len(real),
        shams=[verdict for verdict in SHAMS if any(one["verdict"] == verdict for one in records)],
        sham_means=SHAMS,
        carriers={one.name: one for one in carried},
        equations=equations(carried),
        outcomes=_outcomes(records),
        made=list(_made(content)),
        other_model=not gives_these_numbers(content["model"]),
    )


def _legend(content: Mapping[str, Any]) -> Iterator[tuple[str, str, int, str]]:
    """Each verdict with its class, how often it was given, and what it means."""
    counts = Counter(one["verdict"] for one in content["claims"])
    for verdict, means in content["verdicts"].items():
        yield verdict, slug(verdict), counts[verdict], means


def _trials(records: Sequence[Record]) -> str:
    """How many worlds a claim was tried in."""
    counts = [one["trials"] for one in records]
    return f"{max(counts):,}" if min(counts) == max(counts) else f"{min(counts):,} to {max(counts):,}"


def _outcomes(records: Sequence[Record]) -> dict[str, tuple[str, str]]:
    """What claims look at: each outcome's name in words, and what it means."""
    used = {part["outcome"] for one in records for part in one["parts"]}
    return {name: (outcome.called, outcome.meaning) for name, outcome in OUTCOMES.items() if name in used}


def _made(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where the verdicts come from, and what repeats them."""
    expectations, records = content["expectations"], content["claims"]
    yield "Version", content["version"]
    yield "Model", content["model"]
    yield "Seed", str(content["seed"])
    posterior = content["posterior"]
    yield (
        "Constants",
        f"fitted ones from {posterior}, others from their priors" if posterior else "from their priors",
    )
    yield "Trials a claim", _trials(records)
    if content["market_size"]:
        yield "Market size", content["market_size"]
    yield "Expectations", f"written {expectations['written']}, digest {expectations['digest']}"
    names = [one["name"] for one in records]
    which = "" if set(names) == _all_claims() else " ".join(["", *names])
    drawn = f" --posterior {posterior}" if posterior else ""
    yield "Command", f"sim claims{which} --trials {max(one['trials'] for one in records)}{drawn}"


@cache
def _all_claims() -> frozenset[str]:
    return frozenset(load_claims())
