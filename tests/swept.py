"""Small experiments, run for real, for tests of analyses and reports."""

from pathlib import Path

from sim.analysis.finished import Finished, open_experiment
from sim.design.question import Question
from sim.sweeps.sweep import sweep
from tests.command_line import ALONE

EVIL = "<script>document.title = 'broken'</script> Tiny & co"


def swept(
    folder: Path,
    kind: str = "grid",
    *,
    replications: int = 5,
    points: int = 2,
    policies: tuple[str, ...] = ("neutral", "customer_first"),
    need: bool = True,
    market: str = ALONE,
    own: Path | None = None,
    **more: object,
) -> Finished:
    """A finished experiment over pay and, if `need`, the need rate, in a small market of one year.

    own: a folder of policies besides the project's.
    """
    scenario = folder / "small.toml"
    scenario.write_text(market)
    factors = [{"name": "practices.pay", "low": 0.9, "high": 1.1}]
    factors += [{"name": "customers.need_rate", "low": 1.0, "high": 2.0}] * need
    question = Question(
        format_version=1,
        name=f"tiny_{kind}",
        title=EVIL,
        question="Does <b>pay</b> pay?",
        caveats=("Only a shop & no city.",),
        scenarios=(str(scenario),),
        policies=policies,
        years=1,
        outcomes=("turnover", "strain", "customer_satisfaction_all", "profit", "headcount"),
        factors=factors,
        sampling={"kind": kind, "levels": 2, "points": points, "replications": replications},
        **more,
    )
    sweep(question, workers=1, folder=folder / "results", policies=own)
    return open_experiment(folder / "results", question.name)
