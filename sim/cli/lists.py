"""sim policies, sim scenarios, sim mechanisms, sim validate: lists, and checks of files."""

import textwrap
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sim.cli.common import PoliciesFolder


def policies(*, policies: PoliciesFolder = None) -> None:
    """List the policies, and the practices in which each differs from the neutral firm.

    Example: sim policies --policies my_policies
    """
    from sim.model.practices import Practices
    from sim.policies import find_policies, load_policy

    neutral = Practices().as_dict()
    for name in find_policies(policies):
        policy = load_policy(name, policies)
        print(f"{name}: {policy.describes}")
        changed = {p: v for p, v in policy.practices.as_dict().items() if v != neutral[p]}
        for practice, value in changed.items():
            print(f"    {practice} {value:g} (neutral {neutral[practice]:g})")


def mechanisms() -> None:
    """List the mechanisms that can be switched off (--without) or frozen (--freeze), and what each is when off.

    Example: sim mechanisms
    """
    from sim.model.mechanisms import MECHANISMS

    for name, mechanism in MECHANISMS.items():
        print(f"{name}: {mechanism.does}\n    off: {mechanism.off}")


def scenarios() -> None:
    """List the scenarios that come with the project.

    Example: sim scenarios
    """
    from sim.places import scenario_files
    from sim.running.scenarios import load_scenario

    for name, path in scenario_files().items():
        scenario = load_scenario(path)
        described = textwrap.fill(
            " ".join(scenario.describes.split()), 110, initial_indent="    ", subsequent_indent="    "
        )
        print(f"{name}: {scenario.title}\n{described}\n    {path}")


def validate(
    file: Annotated[Path, Parameter(help="a scenario, an experiment (both TOML) or a policy (Python)")],
    /,
    *,
    policies: PoliciesFolder = None,
) -> None:
    """Check a file without running the model: a scenario, an experiment (it names scenarios) or a policy.

    Example: sim validate scenarios/turnover_city.toml
    """
    from sim.places import read_toml

    if file.suffix == ".py":
        print(_check_policy(file))
    elif "scenarios" in read_toml(file, "scenario"):
        print(_check_experiment(file, policies))
    else:
        print(_check_scenario(file))


def _check_scenario(file: Path) -> str:
    from sim.running.scenarios import load_scenario

    scenario = load_scenario(file)
    firms = "1 firm" if scenario.trading_firms == 1 else f"{scenario.trading_firms} firms"
    return f"{file}: valid scenario; {scenario.competition}, {firms}, {len(scenario.constants())} numbers"


def _check_experiment(file: Path, policies: Path | None) -> str:
    from sim.design.designs import points
    from sim.design.question import load_question

    question = load_question(file)
    count = len(points(question, policies))
    return (
        f"{file}: valid experiment; {question.sampling.kind}, {count} points, {question.worlds} worlds each"
    )


def _check_policy(file: Path) -> str:
    from sim.model.practices import Practices
    from sim.policies import read_policy

    policy, neutral = read_policy(file), Practices().as_dict()
    changed = sum(value != neutral[name] for name, value in policy.practices.as_dict().items())
    return f"{file}: valid policy; {changed} of {len(neutral)} practices differ from the neutral firm's"
