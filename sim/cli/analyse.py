"""sim analyse: what the runs of an experiment say, as tables and figures."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from textwrap import fill
from typing import Annotated, Any

from cyclopts import App, Parameter

from sim.cli.common import (
    Between,
    PoliciesFolder,
    Workers,
    finite,
    interrupted,
    new_page,
    print_message,
    require,
)
from sim.errors import as_written

Results = Annotated[Path, Parameter(help="a folder of results, as `sim sweep` writes it")]
Experiment = Annotated[
    str | None, Parameter(help="which experiment, where the folder holds several: its name or its folder's")
]
Outcomes = Annotated[
    list[str] | None,
    Parameter(name="--outcome", negative="", help="an outcome to look at; give it again for more"),
]
Out = Annotated[
    Path | None,
    Parameter(help="the HTML file to write; in the folder of results unless given", validator=new_page),
]
Above = Annotated[
    float | None, Parameter(help="values of the outcome from here on, in the store's unit", validator=finite)
]
Below = Annotated[
    float | None, Parameter(help="values of the outcome up to here, in the store's unit", validator=finite)
]

analyse = App(
    name="analyse",
    help="Analyse an experiment that has been run: a table here, and figures in an HTML file.",
    help_format="plaintext",
)


@analyse.command
def differences(
    results: Results, /, *, experiment: Experiment = None, outcome: Outcomes = None, out: Out = None
) -> None:
    """Paired differences between policies at every point, with intervals, corrected for how many there are.

    Example: sim analyse differences results/turnover_city --outcome turnover
    """
    _by_outcome("differences", results, experiment, outcome, out)


@analyse.command
def effects(
    results: Results, /, *, experiment: Experiment = None, outcome: Outcomes = None, out: Out = None
) -> None:
    """Main effects and two-way interactions of everything that varies over a grid.

    Example: sim analyse effects results/friction
    """
    _by_outcome("effects", results, experiment, outcome, out)


@analyse.command
def regression(
    results: Results, /, *, experiment: Experiment = None, outcome: Outcomes = None, out: Out = None
) -> None:
    """How an outcome goes with each factor over the points of a sampled design: regression and rank correlation.

    Example: sim analyse regression results/safe_envelope --outcome clarity
    """
    _by_outcome("regression", results, experiment, outcome, out)


@analyse.command
def sobol(
    results: Results, /, *, experiment: Experiment = None, outcome: Outcomes = None, out: Out = None
) -> None:
    """Sobol indices: the share of an outcome's variance that each factor accounts for.

    Example: sim analyse sobol results/what_matters --outcome profit
    """
    _by_outcome("sobol", results, experiment, outcome, out)


@analyse.command
def morris(
    results: Results, /, *, experiment: Experiment = None, outcome: Outcomes = None, out: Out = None
) -> None:
    """Morris screening: how far each factor moves an outcome over its range, and how unevenly.

    Example: sim analyse morris results/screening --outcome turnover
    """
    _by_outcome("morris", results, experiment, outcome, out)


@analyse.command
def discover(
    results: Results,
    /,
    *,
    experiment: Experiment = None,
    outcome: Annotated[str | None, Parameter(help="the question's first unless given")] = None,
    above: Above = None,
    below: Below = None,
    out: Out = None,
) -> None:
    """Conditions that lead into a region of an outcome: without --above or --below, its worst quarter of points.

    Example: sim analyse discover results/safe_envelope --outcome clarity --below 0.5
    """
    from sim.analysis.runs import Region
    from sim.view.figures.discovery import show_discovery, worst_quarter
    from sim.view.study import Study

    finished, path = opened("discover", results, experiment, out)
    study = Study.of(finished, [outcome or finished.question.outcomes[0]])
    (name,) = study.outcomes
    region = worst_quarter(finished, name)
    if above is not None or below is not None:
        low, high = -float("inf") if above is None else above, float("inf") if below is None else below
        require(
            low <= high, f"--above must be no larger than --below ({as_written(high)}), got {as_written(low)}"
        )
        region = Region(name, low, high)
    _show("discover", finished, show_discovery(study, region), path)


@analyse.command
def tipping(
    results: Results,
    /,
    *,
    experiment: Experiment = None,
    outcome: Annotated[str | None, Parameter(help="the question's first unless given")] = None,
    above: Annotated[
        float | None, Parameter(help="a world tips above this, in the store's unit", validator=finite)
    ] = None,
    below: Annotated[
        float | None, Parameter(help="a world tips below this, in the store's unit", validator=finite)
    ] = None,
    factor: Annotated[str | None, Parameter(help="the factor to move; the only one unless given")] = None,
    budget: Annotated[
        int, Parameter(help="values of the factor to run, for each policy", validator=Between(2, 1_000))
    ] = 16,
    workers: Workers = None,
    policies: PoliciesFolder = None,
    out: Out = None,
) -> None:
    """Tipping points: the factor's value at which half of all worlds tip, found by running more where it is uncertain.

    Without --above or --below a world tips where the outcome passes the middle between the highest and the lowest
    mean of the design. New runs are kept with the others; the same command goes on where it was.

    Example: sim analyse tipping results/turnover_city --outcome turnover --above 0.5
    """
    from sim.model.precompile import compile_all
    from sim.sweeps.refine import Tipped, refine
    from sim.view.figures.tipping import only_factor, show_tipping
    from sim.view.study import Study

    finished, path = opened("tipping", results, experiment, out)
    study = Study.of(finished, [outcome or finished.question.outcomes[0]])
    study.require("tipping")
    require(above is None or below is None, f"--below must be left out with --above, got {as_written(below)}")
    moved = only_factor(finished, factor)
    tipped = Tipped.of(finished, study.outcomes[0], above, below)
    compile_all(print_message)
    with interrupted(lambda: f"Finished runs are in {results}."):
        found = refine(
            finished,
            moved,
            tipped,
            budget=budget,
            workers=workers,
            policies=policies,
            on_found=print_message,
        )
    _show("tipping", finished, show_tipping(found, moved, tipped), path)


@analyse.command(name="pareto")
def front(
    results: Results, /, *, experiment: Experiment = None, outcome: Outcomes = None, out: Out = None
) -> None:
    """Pareto front: points of which no other is better in everything; turnover, satisfaction and profit unless given.

    Example: sim analyse pareto results/friction --outcome turnover --outcome profit
    """
    _by_outcome("pareto", results, experiment, outcome, out)


@analyse.command
def survival(results: Results, /, *, experiment: Experiment = None, out: Out = None) -> None:
    """How long people stay under each policy, and when they are most likely to quit.

    Example: sim analyse survival results/turnover_city
    """
    _by_outcome("survival", results, experiment, None, out)


@analyse.command
def weeks(
    results: Results, /, *, experiment: Experiment = None, outcome: Outcomes = None, out: Out = None
) -> None:
    """Outcomes week by week: the median world, and where half and 90% of the worlds lie.

    Example: sim analyse weeks results/black_friday --outcome strain
    """
    _by_outcome("weeks", results, experiment, outcome, out)


@analyse.command
def answering(
    results: Results,
    /,
    *,
    open_hours: Annotated[
        float, Parameter(help="hours a week in which calls are answered", validator=Between(1, 168))
    ],
    within: Annotated[
        float, Parameter(help="seconds that a caller may wait", validator=Between(0, 3_600))
    ] = 20.0,
    experiment: Experiment = None,
    out: Out = None,
) -> None:
    """Where requests are calls: what share is answered within seconds, by Erlang's formula over the runs.

    The model itself counts whole days.

    Example: sim analyse answering results/turnover_city --open-hours 60 --within 20
    """
    from sim.view.figures.answering import show_answering
    from sim.view.study import Study

    finished, path = opened("answering", results, experiment, out)
    _show("answering", finished, show_answering(Study.of(finished), open_hours, within), path)


def opened(
    what: str, results: Path, experiment: str | None, out: Path | None, suffix: str = "html"
) -> tuple[Any, Path]:
    """The experiment, and the file to write: one that is not there yet."""
    from sim.analysis.finished import open_experiment

    finished = open_experiment(results, experiment)
    return finished, out or next(
        path for path in _names(results, f"{what}-{finished.name}", suffix) if not path.exists()
    )


def _names(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    """stem.html, stem-2.html and so on: what is there is never written over."""
    yield folder / f"{stem}.{suffix}"
    number = 2
    while True:
        yield folder / f"{stem}-{number}.{suffix}"
        number += 1


def _by_outcome(
    what: str, results: Path, experiment: str | None, outcome: list[str] | None, out: Path | None
) -> None:
    from sim.view.figures import analysed
    from sim.view.study import Study

    finished, path = opened(what, results, experiment, out)
    _show(what, finished, analysed(what, Study.of(finished, outcome)), path)


def _naming(rows: Sequence[Mapping[str, object]]) -> int:
    """How many of a table's first columns name what a line is about: those with words, two at most."""
    named = list(takewhile(lambda name: all(isinstance(row[name], str) for row in rows), rows[0]))
    return min(2, max(1, len(named)))


def _show(what: str, finished: Any, found: Any, path: Path) -> None:
    """Print the tables and write the figures."""
    from sim.analysis.columns import columns
    from sim.analysis.statements import WIDTH
    from sim.view import pages
    from sim.view.theme import cells

    title = finished.question.title
    print(f"{title}: {what}, {finished.worlds} worlds at each of {len(finished.design)} points\n")
    for heading, rows in found.tables.items():
        lines = [list(rows[0]), *(cells(row) for row in rows)] if rows else []
        texts = columns(lines, repeated=_naming(rows)) if lines else ["nothing"]
        print("\n".join([heading, *texts, ""]))
    for note in found.notes:
        print(fill(note, WIDTH))
    heading = f"{title}: {what}"
    print(f"\nWritten: {pages.write_new(path, 'analysis.html', title=heading, found=found)}")
