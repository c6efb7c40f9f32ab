"""sim report: what the runs of an experiment say, as a page to send."""

from dataclasses import replace
from typing import Annotated, Any

from cyclopts import Parameter

from sim.cli.analyse import Experiment, Out, Results, opened
from sim.cli.common import Between


def report(
    results: Results,
    /,
    *,
    experiment: Experiment = None,
    one_off: Annotated[
        float | None,
        Parameter(help="what a change costs once, in the scenario's currency", validator=Between(0)),
    ] = None,
    discount_rate: Annotated[
        float | None,
        Parameter(help="by which a year makes money worth less, such as 0.08", validator=Between(0, 1)),
    ] = None,
    out: Out = None,
) -> None:
    """Write a report to send: question, answer, figures, what was run and caveats, in one HTML file.

    With --one-off or --discount-rate, or `money` in the experiment, it values what is compared over time.

    Example: sim report results/turnover_city
    """
    from sim.view.report.report import write_report

    finished, path = opened("report", results, experiment, out)
    print(write_report(_with_money(finished, one_off, discount_rate), path))


def _with_money(finished: Any, one_off: float | None, discount_rate: float | None) -> Any:
    """The experiment, with money put on what it compares, where an option says how."""
    from sim.analysis.fits import require_fit
    from sim.design.money import Money

    given = {"one_off": one_off, "discount_rate": discount_rate}
    said = {name: value for name, value in given.items() if value is not None}
    if not said:
        return finished
    require_fit("weeks", finished.question, len(finished.design))
    own = finished.question.money or Money()
    money = own.model_copy(update=said)
    return replace(finished, question=finished.question.model_copy(update={"money": money}))
