"""What was run, so that anybody gets the same digits again: the last part of a report."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import tomli_w

from sim.analysis.finished import Finished
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.design.question import Question
from sim.english import counted
from sim.errors import InputError
from sim.model.parameters import SECTIONS
from sim.model.practices import PRACTICES, Practices
from sim.places import experiment_files
from sim.running.scenarios import load_scenario, market_told
from sim.store.store import Store
from sim.store.tables import POLICIES
from sim.view.theme import level


@dataclass(frozen=True)
class Made:
    """How a report's runs were made, as its template shows it."""

    facts: list[tuple[str, str]]  # terms and what they are
    practices: list[Row]
    question_name: str  # of the file that asks
    question_file: str  # its text, unless it comes with the project
    commands: str
    sources: str
    failures: list[str]


def how_it_was_made(finished: Finished) -> Made:
    """Scenario, policies, factors, design, seeds, versions, and the commands that give the same digits again."""
    question = finished.question
    own = question.name in experiment_files()
    file = question.name if own else f"{question.name}.toml"
    return Made(
        facts=list(_facts(finished)),
        practices=_practices(finished),
        question_name=file,
        question_file="" if own else toml(question),
        commands=f"sim sweep {file} --replications {finished.worlds} --out again\nsim report again",
        sources=_sources(finished),
        failures=[
            f"{note['scenario']}, {note['policy']}, replication {note['replication']}: {note['error']}."
            f" To see it again: {note['command']}"
            for note in finished.failures
        ],
    )


def _facts(finished: Finished) -> Iterator[tuple[str, str]]:
    question, provenance = finished.question, finished.provenance
    yield from (("Scenario", _scenario(name)) for name in question.scenarios)
    if finished.size:
        yield "Size", finished.size
    yield "Design", _design(finished)
    for one in question.factors:
        meaning = _meaning(one.name)
        yield (
            f"Factor {words(one.name)}",
            _range(one.given(), one.values is None) + (f" ({meaning})" if meaning else ""),
        )
    yield "Contrasts", ", ".join(words(one) for one in question.contrasts)
    yield "Years", f"{question.years}, after a warm-up that all policies share"
    yield "Worlds", f"{finished.worlds}, named by seed {question.seed}. {finished.stopped}"
    yield "Version", f"sim {provenance['version']}, sources {provenance['digest']}"
    yield "Made on", f"Python {provenance['python']}, {provenance['machine']}"
    yield "Experiment", finished.name


def _scenario(name: str) -> str:
    try:
        scenario = load_scenario(name)
    except InputError:
        return f"{name} (its file is no longer here)"
    return (
        f"{scenario.title} ({scenario.name}; {market_told(scenario)}). {' '.join(scenario.describes.split())}"
    )


def _design(finished: Finished) -> str:
    sampling = finished.question.sampling
    points = counted(len(finished.design), "point")
    return f"{sampling.kind.replace('_', ' ')}, {points}, policies and contrasts included"


def _meaning(name: str) -> str:
    """What a practice or a number of the scenario means; nothing for what says so itself."""
    section, _, field = name.partition(".")
    if section == "practices":
        return str(PRACTICES[field]["meaning"])
    if section not in SECTIONS:
        return ""
    return (SECTIONS[section].model_fields[field].description or "").partition(" [")[0]


def _range(given: tuple[float | str, ...], whole: bool) -> str:
    return " to ".join(map(level, given)) if whole else ", ".join(map(level, given))


def _practices(finished: Finished) -> list[Row]:
    """A line a policy and practice that is not neutral's, as they were run; those that vary are factors."""
    neutral = Practices().as_dict()
    rows: list[Row] = []
    for name in finished.question.policies:
        practices = _as_run(finished, name)
        changed: list[Row] = [
            {"policy": words(name), "practice": words(practice), "value": value, "neutral": neutral[practice]}
            for practice, value in practices.items()
            if value != neutral[practice] and f"practices.{practice}" not in finished.factors
        ]
        same: Row = {"policy": words(name), "practice": "as neutral in all", "value": "", "neutral": ""}
        rows += changed or [same]
    return rows


def _as_run(finished: Finished, policy: str) -> dict[str, float]:
    """A policy's practices at the first point where it was run; nothing if it was not."""
    mine = finished.stored.filter(pc.equal(finished.stored["policy"], policy))["policy_digest"]
    if not len(mine):
        return {}
    content = json.loads(Store(finished.folder).content(POLICIES, mine[0].as_py()))
    return dict(content.get("practices", content))  # a contingent policy keeps its source, too


def _sources(finished: Finished) -> str:
    """The digests that say whether digits can be compared."""
    stored = finished.stored
    pairs = zip(stored["scenario"].to_pylist(), stored["scenario_digest"].to_pylist(), strict=True)
    digests = ", ".join(f"{scenario} {digest}" for scenario, digest in sorted(set(pairs))[:6])
    sources = ", ".join(pc.unique(stored["digest"]).to_pylist())
    return (
        f"With sources {sources} the digits are the same, on the same kind of machine. Scenarios, factors"
        f" included, have the digests {digests}; their files are in the results' folder."
    )


def toml(question: Question) -> str:
    """A question as the text of the file that asks it, with scenarios of one's own next to it."""
    given = question.model_dump(mode="json", exclude_none=True, exclude={"name"})
    given["scenarios"] = [Path(name).name for name in question.scenarios]
    return tomli_w.dumps(given)
