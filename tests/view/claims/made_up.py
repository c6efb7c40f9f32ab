"""Verdicts made up by hand: one claim of each verdict and a sham, and one for every claim that there is."""

import copy

from sim.claims import load_claims
from sim.claims.told import ESSAYS, MEANS
from sim.model.digest import model_digest

PART = {
    "outcome": "turnover",
    "label": "turnover",
    "compares": "everything less boundaries",
    "when": "",
    "where": "",
    "expect": "higher",
    "verdict": "supported",
    "told": "everything less boundaries: +30 [+22, +38] points a year, clearly higher, expected higher",
    "mean": 30.0685,
    "low": 22.0218,
    "high": 38.1152,
    "smallest": 3.0,
    "quantiles": [-1.25, 17.8232, 30.6659, 36.5243, 53.5202],
    "unit": "points a year",
    "share": 0.9375,
    "trials": 400,
    "clear": True,
    "p": 0.000123,
    "family": 96,
    "searched": 4,
    "contrary": "question share 0.62, switch cost 0.021 and 4 more",
    "holds_where": "",
    "fails_where": "",
    "ablated": {
        "frozen": {"acting": 29.5, "without": 3.25, "carried": 0.89, "verdict": "clear"},
        "off": {"acting": 29.5, "without": -0.75, "carried": 1.025, "verdict": "clear"},
    },
    "larger": "+28 [+19, +37] points a year with 2 teams a firm; +29.5 points a year with one, in the same 24 trials: "
    "no clear difference",
}

CLAIM = {
    "essay": 0,
    "says": "Doing anything and everything customers ask overloads employees until they leave.",
    "expects": "turnover higher",
    "kind": "",
    "verdict": "supported",
    "sentence": "Supported: turnover, everything less boundaries: +30 [+22, +38] points a year, clearly higher.",
    "share": 0.9375,
    "trials": 400,
    "scenarios": ["turnover_city", "supermarkets"],
    "years": 5,
    "mechanisms": ["extra_work", "clarity"],
    "why": "Frozen at what is ordinary, extra work and clarity leave 11% of the main effect; switched off, −3%.",
    "condition": "",
    "favours": "boundaries",
    "against": "everything",
    "ahead": [],
    "command": "sim claims",
}


def part(**changes):
    """A part of a claim."""
    return copy.deepcopy(PART) | changes


def claim(name, *parts, **changes):
    """A claim, of one part unless others are given."""
    return copy.deepcopy(CLAIM) | {"name": name, "parts": list(parts) or [part()]} | changes


def sham(name, **changes):
    """A claim that nobody makes."""
    null = part(
        expect="alike",
        mean=0.0,
        low=0.0,
        high=0.0,
        quantiles=[0.0] * 5,
        clear=False,
        ablated={},
        searched=0,
        larger="",
    )
    plain = {"essay": -1, "mechanisms": [], "why": "", "sentence": "No clear difference, as it must be."}
    return claim(name, null | changes, **plain, verdict="null")


def content(*claims):
    """A file of verdicts."""
    return {
        "format": 1,
        "version": "0.1.0",
        "model": model_digest(),
        "expectations": {"written": "2026-11-26", "digest": "7d6a3ba711d991ab"},
        "seed": 1,
        "posterior": "",
        "essays": list(ESSAYS),
        "verdicts": dict(MEANS),
        "market_size": "Of 9 effects tried in a market of firms with 2 teams too, none are clearly different there.",
        "summary": f"Of {len(claims)} claims: some supported.",
        "claims": list(claims),
    }


def few():
    """A claim of each verdict, and a sham; no two numbers that are shown of them are the same by chance."""
    depends = part(
        outcome="late_share",
        label="lateness",
        verdict="conditional",
        holds_where="complexity is 1",
        fails_where="complexity is 0",
        searched=0,
        contrary="",
        unit="points",
    )
    unknown = part(
        **dict.fromkeys(("mean", "low", "high", "share", "p")),
        quantiles=[None] * 5,
        trials=0,
        verdict="undecided",
    )
    money = part(
        outcome="profit",
        label="profit",
        expect="not lower",
        verdict="refuted",
        unit="% of revenue",
        mean=-2.125,
        low=-3.5,
        high=-0.75,
        quantiles=[-9.0, -4.0, -2.0, -0.5, 1.5],
        smallest=1.0,
    )
    return content(
        claim("turnover_city", part(), part(outcome="strain", label="strain", unit="", contrary="")),
        claim("everything_is_urgent", depends, part(), verdict="conditional", mechanisms=["switching"]),
        claim("evidence_not_promises", unknown, essay=1, verdict="undecided", share=None),
        claim(
            "friction_moved_not_removed",
            money,
            essay=1,
            verdict="refuted",
            share=0.125,
            ahead=["profit (−2.1 [−3.5, −0.8]% of revenue)", "lateness (+3 [+1, +5] points)"],
        ),
        claim(
            "people_first_and_customer_obsessed",
            part(contrary="", verdict="by construction"),
            essay=2,
            verdict="by construction",
            kind="partly by construction: it is built in",
            mechanisms=["all"],
        ),
        sham("sham_same_policy_twice"),
    )


def whole():
    """Every claim that there is, with verdicts in turn, parts as many as it has, and numbers of their own."""
    known = load_claims()
    made = []
    for nth, (name, real) in enumerate(known.items()):
        if real.sham:
            made.append(sham(name))
            continue
        verdict = list(MEANS)[nth % len(MEANS)]
        parts = [
            part(outcome=each.outcome, expect=each.expect, verdict=verdict, mean=25.0 + nth, p=0.001 * nth)
            for each in real.parts
        ]
        words = {
            key: getattr(real, key) for key in ("essay", "says", "expects", "kind", "mechanisms", "years")
        }
        made.append(claim(name, *parts, verdict=verdict, share=nth / len(known), **words))
    made = content(*made)
    return made | {
        "summary": "Of 39 claims: 8 supported, 8 conditional, 8 undecided, 8 refuted and 7 by construction."
    }
