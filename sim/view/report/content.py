"""What a report says, apart from how it is written: a page, a workbook and a deck are written from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.statistics import Row
from sim.design.question import Question
from sim.view.report.answer import Statement
from sim.view.report.made import Made
from sim.view.study import Study

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class Content:
    """A report: the question, its answer, figures and tables, what was run, and what to keep in mind."""

    study: Study
    title: str
    question: Question
    run_line: str
    statements: Sequence[Statement]
    how_to_read: Sequence[str]
    figures: Sequence[tuple["Figure", str]]  # each with a note
    tables: Mapping[str, list[Row]]  # of differences, as people read them
    made: Made
    caveats: Sequence[str]
