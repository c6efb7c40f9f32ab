"""Figures: a file each, found by its place. Reports and `sim analyse` draw all that fit an experiment.

A file that draws an experiment defines

- `ANALYSIS`, the analysis whose results it draws: it is drawn where that analysis fits the design (sim.analysis.fits);
- `PLACE`, where it stands in a report, the lowest first;
- `NOTE`, a line that a report prints below each of its figures;
- `show(study)`, which gives a `Found`: figures, tables and notes;
- `in_report(study)`, where a report is to have other figures than `show` gives: those.

Other files hold drawings that need more than an experiment, such as a region or a refined tipping point.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sim.analysis.statistics import Row
from sim.errors import InputError
from sim.view.study import Study

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Found:
    """What there is to show of an analysis: figures, tables by heading, and notes on how to read them."""

    figures: tuple["Figure", ...] = ()
    tables: Mapping[str, list[Row]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class FigureFile(Protocol):
    """A file of this folder that draws an experiment."""

    ANALYSIS: str
    PLACE: int
    NOTE: str

    def show(self, study: Study) -> Found:
        """Figures, tables and notes."""


@cache
def figure_files() -> tuple[FigureFile, ...]:
    """The files of this folder that draw an experiment, in the order of a report."""
    names = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted((m for m in modules if hasattr(m, "ANALYSIS")), key=lambda m: m.PLACE))


def analysed(analysis: str, study: Study) -> Found:
    """All figures, tables and notes of an analysis; InputError where it does not suit the design."""
    study.require(analysis)
    found = [file.show(study) for file in figure_files() if analysis == file.ANALYSIS]
    return Found(
        tuple(figure for one in found for figure in one.figures),
        {heading: rows for one in found for heading, rows in one.tables.items()},
        tuple(dict.fromkeys(note for one in found for note in one.notes)),
    )


def reported(study: Study) -> Iterator[tuple["Figure", str]]:
    """The figures of a report with their notes: those whose analysis fits and whose runs suffice."""
    for file in figure_files():
        if not study.fits(file.ANALYSIS):
            continue
        try:
            figures: Iterable[Figure] = (
                file.in_report(study) if hasattr(file, "in_report") else file.show(study).figures
            )
            drawn = list(figures)
        except InputError:  # the design fits, but too little was run or kept
            continue
        for figure in drawn:
            yield figure, file.NOTE
