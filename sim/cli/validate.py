"""sim validate: checks of files before anything is run, and what a run of them would take."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sim.cli.common import PoliciesFolder

if TYPE_CHECKING:
    from sim.design.designs import Point
    from sim.model.scenario import Scenario

Overloaded = Annotated[
    bool, Parameter(negative="", help="accept a scenario of which more is asked than it can carry")
]

USUAL_WORLDS, USUAL_POLICIES = 20, 2
"""What the time of a run is told for: as many worlds as `sim run` has by default, and two policies to compare."""


def validate(
    file: Annotated[Path, Parameter(help="a scenario, an experiment (both TOML) or a policy (Python)")],
    /,
    *,
    policies: PoliciesFolder = None,
    overloaded: Overloaded = False,
) -> None:
    """Check a file: a scenario, an experiment (it names scenarios) or a policy. Nothing is kept.

    Of a scenario it tells the load on employees, managers and budget, and refuses what cannot work; of scenarios and
    experiments, how long they take on this machine.

    Example: sim validate scenarios/turnover_city.toml
    """
    from sim.places import read_toml

    if file.suffix == ".py":
        print(_check_policy(file))
    elif "scenarios" in read_toml(file, "scenario"):
        print("\n".join(_check_experiment(file, policies)))
    else:
        print("\n".join(_check_scenario(file, overloaded)))


def _check_scenario(file: Path, overloaded: bool) -> list[str]:
    from sim.clients.load import load
    from sim.clients.load_words import lines
    from sim.running.scenarios import load_scenario, market_told

    scenario = load_scenario(file)
    refuse_overload(str(file), scenario, overloaded)
    return [
        f"{file}: valid scenario; {market_told(scenario)}, {len(scenario.constants())} numbers",
        "Load of an ordinary week, managed neutrally:",
        *(f"  {line}" for line in lines(scenario, load(scenario))),
        *_time_of_a_run(scenario),
    ]


def refuse_overload(where: str, scenario: "Scenario", overloaded: bool) -> None:
    """Raises InputError for a scenario of which more is asked than it can carry, unless that is wanted."""
    from sim.clients.load import load
    from sim.clients.load_words import problems
    from sim.errors import InputError

    found = [] if overloaded else list(problems(scenario, load(scenario)))
    if found:
        told = "\n".join(f"{where}: {one}" for one in found)
        raise InputError(f"{told}\n--overloaded accepts it")


def _time_of_a_run(scenario: "Scenario") -> Iterator[str]:
    """How long a world and a usual run take here; nothing is compiled for that."""
    from sim.clients.cost import cost, duration
    from sim.model.precompile import is_compiled
    from sim.model.states import CONTRASTS
    from sim.running.workers import default_workers

    if not is_compiled():
        yield "Time: told once the model is compiled, which the first run does in a minute or two."
        return
    each, years, workers = cost(scenario), int(scenario.horizon.years.value), default_workers()
    one = each.world(1, years)
    usual = USUAL_WORLDS * each.world(USUAL_POLICIES * len(CONTRASTS), years) / workers
    yield (
        f"Time on this machine, if nothing else runs: {duration(one)} for one policy in one world, warm-up and"
        f" {years} years; about {duration(usual)} for `sim run` of {USUAL_POLICIES} policies in {USUAL_WORLDS} worlds."
    )


def _check_experiment(file: Path, policies: Path | None) -> Iterator[str]:
    from sim.design.designs import points
    from sim.design.question import load_question

    question = load_question(file)
    found = points(question, policies)
    yield (
        f"{file}: valid experiment; {question.sampling.kind}, {len(found)} points, {question.worlds} worlds each"
    )
    yield from _time_of_a_sweep(found, question.first_worlds)


def _time_of_a_sweep(found: Sequence["Point"], worlds: int) -> Iterator[str]:
    """How long the first worlds of an experiment take here; each scenario is timed by its first point."""
    from sim.clients.cost import cost, duration
    from sim.model.precompile import is_compiled
    from sim.running.jobs import missing_jobs
    from sim.running.workers import default_workers

    if not is_compiled():
        return
    costs = {point.scenario.name: point.scenario for point in reversed(found)}
    timed = {name: cost(scenario) for name, scenario in costs.items()}
    seconds = sum(
        timed[job.tasks[0].scenario.name].world(len(job.tasks), job.tasks[0].years)
        for job in missing_jobs([point.task for point in found], range(1), {})
    )
    yield (
        f"Time on this machine, if nothing else runs: about {duration(worlds * seconds / default_workers())} for"
        f" {worlds} worlds at every point, if points are as large as the first."
    )


def _check_policy(file: Path) -> str:
    from sim.model.practices import Practices
    from sim.policies import read_policy

    policy, neutral = read_policy(file), Practices().as_dict()
    changed = sum(value != neutral[name] for name, value in policy.practices.as_dict().items())
    return f"{file}: valid policy; {changed} of {len(neutral)} practices differ from the neutral firm's"
