"""Reports of small experiments, one of each kind that a deck tells apart."""

from pathlib import Path

from sim.analysis.finished import open_experiment
from sim.design.question import Question
from sim.sweeps.sweep import sweep
from sim.view.report.content import Content
from sim.view.report.report import content
from tests.command_line import ALONE
from tests.swept import swept

MADE = ("policies", "grid", "sobol")


def make(folder: Path) -> dict[str, Content]:
    """Policies side by side, a grid, and a sample, each with an awkward title."""
    of_policies = folder / "policies"
    of_policies.mkdir()
    scenario = of_policies / "small.toml"
    scenario.write_text(ALONE)
    question = Question(
        format_version=1,
        name="side_by_side",
        title="=1+1 & <b>Small</b>",
        question="What changes under people only, against neutral?",
        scenarios=(str(scenario),),
        policies=("neutral", "people_only"),
        contrasts=("as_managed", "equal_hours", "equal_spend"),
        years=1,
        outcomes=("headcount", "profit", "turnover", "strain", "customer_satisfaction_all"),
        sampling={"replications": 3},
        compare=[{"policy": "people_only", "against": "neutral"}],
    )
    sweep(question, workers=1, folder=of_policies / "results")
    finished = {"policies": open_experiment(of_policies / "results")}
    for kind, policies in (("grid", ("neutral", "customer_first")), ("sobol", ("neutral",))):
        home = folder / kind
        home.mkdir()
        finished[kind] = swept(home, kind, policies=policies, replications=2, points=4)
    return {name: content(one) for name, one in finished.items()}
