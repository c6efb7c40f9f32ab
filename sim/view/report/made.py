"""What was run, so that anybody gets the same digits again: the last part of a report."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import tomli_w

from sim.analysis.finished import Finished
from sim.analysis.statistics import Row
from sim.design.question import Question
from sim.errors import InputError
from sim.model.practices import Practices
from sim.places import experiment_files
from sim.running.scenarios import load_scenario
from sim.store.store import Store
from sim.store.tables import POLICIES
from sim.view import pages
from sim.view.pages import Markup
from sim.view.theme import level, words


def how_it_was_made(finished: Finished) -> Iterator[Markup]:
    """Scenario, policies, factors, design, seeds, versions, and the commands that give the same digits again."""
    question, provenance = finished.question, finished.provenance
    yield pages.facts(
        [
            *(("Scenario", _scenario(name)) for name in question.scenarios),
            ("Design", _design(finished)),
            *(
                ((f"Factor {words(one.name)}"), _range(one.given(), one.values is None))
                for one in question.factors
            ),
            ("Contrasts", ", ".join(words(one) for one in question.contrasts)),
            ("Years", f"{question.years}, after a warm-up that all policies share"),
            ("Worlds", f"{finished.worlds}, named by seed {question.seed}. {finished.stopped}"),
            ("Version", f"sim {provenance['version']}, sources {provenance['digest']}"),
            ("Made on", f"Python {provenance['python']}, {provenance['machine']}"),
            ("Experiment", finished.name),
        ]
    )
    yield Markup("<h3>Policies, where they differ from neutral</h3>")
    yield pages.table(_practices(finished))
    yield Markup("<h3>To get the same digits again</h3>")
    yield from _commands(finished)
    yield from _failures(finished)


def _scenario(name: str) -> str:
    try:
        scenario = load_scenario(name)
    except InputError:
        return f"{name} (its file is not here any more)"
    firms = f"{scenario.competition}, {scenario.trading_firms} firm{'s' * (scenario.trading_firms != 1)}"
    return f"{scenario.title} ({scenario.name}; {firms}). {' '.join(scenario.describes.split())}"


def _design(finished: Finished) -> str:
    sampling = finished.question.sampling
    return (
        f"{sampling.kind.replace('_', ' ')}, {len(finished.design)} points, policies and contrasts included"
    )


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
    content = Store(finished.folder).content(POLICIES, mine[0].as_py())
    practices, _ = json.JSONDecoder().raw_decode(content)  # a policy that steers has its source after them
    return dict(practices)


def _commands(finished: Finished) -> Iterator[Markup]:
    """The command, and the experiment's file where it is not one that comes with the project."""
    question = finished.question
    own = question.name in experiment_files()
    file = question.name if own else f"{question.name}.toml"
    if not own:
        yield pages.paragraph(f"With this as {file}, and the scenario's file beside it:")
        yield pages.code(toml(question))
    lines = [f"sim sweep {file} --replications {finished.worlds} --out again", "sim report again"]
    yield pages.code("\n".join(lines))
    digests = ", ".join(
        f"{scenario} {digest}"
        for scenario, digest in sorted(
            set(
                zip(
                    finished.stored["scenario"].to_pylist(),
                    finished.stored["scenario_digest"].to_pylist(),
                    strict=True,
                )
            )
        )[:6]
    )
    sources = pc.unique(finished.stored["digest"]).to_pylist()
    yield pages.paragraph(
        f"With sources {', '.join(sources)} the digits are the same, on the same kind of machine. Scenarios, factors"
        f" included, have the digests {digests}; their files are in the results' folder.",
        "run",
    )


def toml(question: Question) -> str:
    """A question as the text of the file that asks it, with scenarios of one's own next to it."""
    given = question.model_dump(mode="json", exclude_none=True, exclude={"name"})
    given["scenarios"] = [Path(name).name for name in question.scenarios]
    return tomli_w.dumps(given)


def _failures(finished: Finished) -> Iterator[Markup]:
    if finished.failures:
        yield Markup("<h3>Runs that failed</h3>")
        yield pages.listing(
            f"{note['scenario']}, {note['policy']}, replication {note['replication']}: {note['error']}."
            f" To see it again: {note['command']}"
            for note in finished.failures
        )
