"""sim report: what the runs of an experiment say, as a page, a workbook or a deck to send."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from sim.cli.analyse import Experiment, Results, opened
from sim.cli.common import Between, new_file, require


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
    format: Annotated[
        Literal["html", "xlsx", "pptx"],
        Parameter(
            help="a page, a workbook of all tables, or a deck of slides with charts that can be edited"
        ),
    ] = "html",
    out: Annotated[Path | None, Parameter(help="the file to write", validator=new_file)] = None,
) -> None:
    """Write a report to send: question, answer, figures, what was run and caveats, in one file.

    With --one-off or --discount-rate, or `money` in the experiment, it values what is compared over time.

    Example: sim report results/turnover_city --format pptx
    """
    from sim.view.office import require_package

    require(out is None or out.suffix == f".{format}", f"--out must end in .{format}, got {out}")
    if format == "xlsx":
        require_package("openpyxl", "openpyxl")
    elif format == "pptx":
        require_package("pptx", "python-pptx")
    from sim.view.report.report import content, write_report

    finished, path = opened("report", results, experiment, out, format)
    finished = _with_money(finished, one_off, discount_rate)
    if format == "html":
        print(write_report(finished, path))
    elif format == "xlsx":
        from sim.view.office.workbook import write_workbook

        print(write_workbook(content(finished), path))
    else:
        from sim.view.office.deck import write_deck

        print(write_deck(content(finished), path))


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
