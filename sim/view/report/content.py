"""What a report says, apart from how it is written: a page, a workbook and a deck are written from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.statements import Statement
from sim.analysis.statistics import Row
from sim.design.question import Question
from sim.view.report.made import Made
from sim.view.study import Study

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class MoneySection:
    """Money over time, as a report shows it."""

    statements: Sequence[Statement] = ()
    figures: Sequence["Figure"] = ()
    rows: Sequence[Row] = ()


@dataclass(frozen=True)
class Content:
    """A report: the question, its answer, figures and tables, what was run, and what to keep in mind."""

    study: Study
    title: str
    question: Question
    run_line: str
    statements: Sequence[Statement]
    leading: int  # how many of them stand on the first page
    settings: Mapping[str, list[Row]]  # of a question with goals: what meets them, by place
    money: MoneySection
    how_to_read: Sequence[str]
    first: int  # the figure that stands beside the answer
    figures: Sequence[tuple["Figure", str]]  # each with a note
    tables: Mapping[str, list[Row]]  # of differences, as people read them
    made: Made
    caveats: Sequence[str]
