"""The workbook: every table of a report, with numbers that are numbers and texts that are no formulas."""

from functools import cache

import openpyxl
import pytest

from sim.errors import InputError
from sim.outcomes import OUTCOMES
from sim.view.office.workbook import write_workbook
from tests.view.office.reports import KINDS


@pytest.fixture(scope="module")
def books(reports, tmp_path_factory):
    """The workbook of a report, by its kind, as it is read again."""
    folder = tmp_path_factory.mktemp("books")

    @cache
    def book(kind: str):
        return openpyxl.load_workbook(write_workbook(reports[kind], folder / f"{kind}.xlsx"))

    return book


def table(sheet):
    """The rows of a sheet's table as dictionaries: its head is above the pane that stays."""
    head = int(sheet.freeze_panes[1:]) - 1
    rows = list(sheet.iter_rows(min_row=head, values_only=True))
    names = [name for name in rows[0] if name]
    return [dict(zip(names, row, strict=False)) for row in rows[1:]]


@pytest.mark.parametrize("name", KINDS)
def test_every_table_of_the_report_is_a_sheet(reports, books, name):
    content, book = reports[name], books(name)
    figures = [sheet for sheet in book.sheetnames if sheet.startswith("Figure ")]
    assert len(figures) == len(content.figures) > 0
    for sheet, (figure, _) in zip(figures, content.figures, strict=True):
        assert book[sheet]["A1"].value == figure.layout.title.text.replace("<br>", " ")
        assert len(table(book[sheet])) == len(figure.layout.meta["table"])
    assert {"Answer", "Means", "What was run", "Practices", "Caveats"} <= set(book.sheetnames)
    assert ("Differences" in book.sheetnames) == bool(content.tables)
    assert len(table(book["Caveats"])) == len(content.caveats)


def test_differences_are_numbers_with_their_units(reports, books):
    rows = table(books("policies")["Differences"])
    found = reports["policies"].study.at_places
    assert len(rows) == len(found)
    turnover = next(row for row in rows if row["outcome"] == OUTCOMES["turnover"].label)
    assert turnover["unit"] == "points a year"
    one = next(one for one in found if one.outcome == "turnover")
    assert turnover["difference"] == pytest.approx(100.0 * one.difference.mean)
    assert turnover["low"] <= turnover["difference"] <= turnover["high"]


@pytest.mark.parametrize("name", KINDS)
def test_no_text_is_a_formula_and_no_text_is_lost(books, name):
    cells = [cell for sheet in books(name) for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    if name == "policies":
        assert books(name)["Answer"]["A1"].value == "=1+1 & <b>Small</b>"


def test_a_workbook_that_is_there_stays(reports, tmp_path):
    path = tmp_path / "there.xlsx"
    path.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        write_workbook(reports["policies"], path)
    assert path.read_text() == "mine"
