"""docs/screening.md: the screening size of each scenario, and what was measured to find it."""

from collections.abc import Iterator, Mapping
from typing import Any

from docs.tables import code, filled, table
from sim.design.screening import Size, error, read, teams
from sim.english import counted, listed
from sim.outcomes import OUTCOMES
from sim.places import scenario_files
from sim.running.scenarios import load_scenario
from sim.units import difference_unit, number, scaled

PARTS = {"neutral": "neutral", "people_and_customer": "people and customer", "difference": "their difference"}


def text() -> str:
    """The page."""
    entries = read()["scenarios"]
    errors = next((entry["errors"] for entry in entries.values() if entry["errors"]), {})
    rows = (_row(name, entries.get(name)) for name in sorted({*scenario_files(), *entries}))
    head = (
        "scenario",
        "teams of a firm",
        "screening size",
        "worlds",
        "years",
        "not accepted, and what is not shown to be within its error",
    )
    return filled(
        "screening",
        {
            "errors": table(
                ("rate", "stated error"),
                ((_called(name), f"± {error(name, value)}") for name, value in errors.items()),
            ),
            "found": table(head, rows),
            "details": "\n\n".join(_details(entries)),
        },
    )


def _row(name: str, entry: Mapping[str, Any] | None) -> tuple[str, ...]:
    if entry is None:
        return code(name), str(teams(load_scenario(name))), "not measured", "", "", ""
    size = Size(entry["teams"], entry["of"])
    refused = [
        f"{Size(one['teams'], entry['of']).share}: {listed([_called(rate) for rate in one['off']])}"
        for one in entry["tried"]
        if one["off"]
    ]
    found = "none smaller" if size.full else f"**{size.share}**"
    worlds = max((one["worlds"] for one in entry["tried"]), default=0)
    return (
        code(name),
        str(size.of),
        found,
        str(worlds) if worlds else "",
        str(entry["years"]) if worlds else "",
        "; ".join(refused) or ("one team" if size.of == 1 else ""),
    )


def _details(entries: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A table for each size that was tried."""
    for name, entry in entries.items():
        for one in entry["tried"]:
            share = Size(one["teams"], entry["of"]).share
            yield f"## {name}, {share} of its size"
            verdict = (
                f"Not accepted. Not shown to be within its error: {listed([_called(rate) for rate in one['off']])}"
                if one["off"]
                else "Accepted"
            )
            worlds, years = counted(one["worlds"], "world"), counted(entry["years"], "year")
            yield (
                f"{verdict}. {worlds} of seed {entry['seed']}, {years}, model {code(entry['model'])}. At full size, and"
                " how far off the smaller one is, with 95% intervals:"
            )
            yield table(
                ("rate", "unit", *(head for part in PARTS.values() for head in (part, "off"))),
                (_rate(rate, one) for rate in one["neutral"]),
            )


def _rate(rate: str, one: Mapping[str, Any]) -> tuple[str, ...]:
    cells = []
    for part in PARTS:
        full, off, low, high = (number(scaled(OUTCOMES[rate], value)) for value in one[part][rate])
        cells += [full, f"{off} [{low}, {high}]"]
    return _called(rate), difference_unit(OUTCOMES[rate], "").replace("points", "%"), *cells


def _called(rate: str) -> str:
    return OUTCOMES[rate].called
