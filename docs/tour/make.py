"""The guided tour: docs/tour/tour.py is its source; the notebook is made from it, and the page from the notebook's run.

python docs/tour/make.py                     write tour.ipynb, without outputs
python docs/tour/make.py results/tour.html   run it in a kernel of its own as well, and write the page
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import nbformat
from markdown_it import MarkdownIt
from markupsafe import Markup
from nbclient import NotebookClient
from nbformat import NotebookNode
from plotly.graph_objects import Figure

from sim.view import pages
from sim.view.told import GUESSES, SO

HERE = Path(__file__).parent
SOURCE, NOTEBOOK = HERE / "tour.py", HERE / "tour.ipynb"
CELL = re.compile(r"^# %%(?P<kind> \[markdown\])?(?: tags=\[\"(?P<tag>\w+)\"\])?\n", flags=re.M)
FIGURE, PROSE, PLAIN = "application/vnd.plotly.v1+json", "text/markdown", "text/plain"
MINUTES = 20  # that a cell may take, on a busy machine that has to compile the model first


def notebook(source: str) -> NotebookNode:
    """The notebook of a source in percent format, its cells tagged `answer`, `rule` or not at all."""
    starts = list(CELL.finditer(source))
    ends = [start.start() for start in starts[1:]] + [len(source)]
    cells = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        body, identity = source[start.end() : end].strip(), f"cell-{number:02}"
        if start["kind"]:
            prose = "\n".join(line.removeprefix("#").removeprefix(" ") for line in body.splitlines())
            cells.append(nbformat.v4.new_markdown_cell(prose, id=identity))
        else:
            metadata = {"tags": [start["tag"]]} if start["tag"] else {}
            cells.append(nbformat.v4.new_code_cell(body, id=identity, metadata=metadata))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def executed(made: NotebookNode) -> NotebookNode:
    """The notebook after a run in a clean kernel; a cell that fails raises nbclient's CellExecutionError."""
    os.environ["PLOTLY_RENDERER"] = "plotly_mimetype"  # figures as data, without Plotly in every output
    here = {"metadata": {"path": str(HERE)}}
    return NotebookClient(made, timeout=60 * MINUTES, resources=here).execute()


def write(path: Path, ran: NotebookNode) -> Path:
    """Write the page of a notebook that has been run, over an older one."""
    title = ran.cells[0].source.splitlines()[0].removeprefix("# ")
    return pages.write(path, "tour/tour.html", title=title, blocks=list(blocks(ran)))


def blocks(ran: NotebookNode) -> Iterator[Markup]:
    """The page, cell by cell: prose, code and results; the reader predicts, then opens the answers."""
    for stop, (answers, run) in enumerate(groupby(ran.cells, is_answer)):
        cells = list(run)
        if answers:
            asked = questions(cells)
            if asked:
                yield pages.guesses(stop, asked)
            yield pages.revealed("Run it: what happened", *chain.from_iterable(map(answer, cells)))
            continue
        for cell in cells:
            if cell.cell_type == "markdown":
                yield prose(cell.source)
            elif "rule" in tags(cell):
                yield from outputs(cell)
            else:
                yield pages.folded("The code", pages.code(cell.source))


def tags(cell: NotebookNode) -> list[str]:
    """What a cell is tagged as."""
    found: list[str] = cell.metadata.get("tags", [])
    return found


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell shows what the reader is to predict first."""
    return "answer" in tags(cell)


def questions(cells: Iterable[NotebookNode]) -> dict[str, list[dict[str, Any]]]:
    """The questions that some cells answer, by what they are about."""
    asked: dict[str, list[dict[str, Any]]] = {}
    for cell in cells:
        for output in cell.outputs:
            for one in output.get("data", {}).get(GUESSES, ()):
                asked.setdefault(one["of"], []).append(one)
    return asked


def answer(cell: NotebookNode) -> Iterator[Markup]:
    """What a cell shows, and its code for those who want it."""
    yield from outputs(cell)
    yield pages.folded("The code", pages.code(cell.source))


def outputs(cell: NotebookNode) -> Iterator[Markup]:
    """What a cell shows."""
    for output in cell.outputs:
        data = output.get("data", {})
        if FIGURE in data:
            described = {name: data[FIGURE][name] for name in ("data", "layout")}
            yield pages.figure(Figure(described))
        elif PROSE in data:
            shown = prose(data[PROSE])
            yield Markup('<div class="so">{}</div>').format(shown) if data[PROSE].startswith(SO) else shown
        elif PLAIN in data:
            yield pages.code(data[PLAIN])


def prose(markdown: str) -> Markup:
    """Markdown as HTML; it is our own, so that it needs no escaping beyond Markdown's."""
    return Markup(MarkdownIt("commonmark", {"html": False}).render(markdown))


def main() -> None:
    """Write what the command line asks for."""
    made = notebook(SOURCE.read_text(encoding="utf-8"))
    NOTEBOOK.write_text(nbformat.writes(made) + "\n", encoding="utf-8")
    for page in sys.argv[1:]:
        print(write(Path(page), executed(made)))


if __name__ == "__main__":
    main()
