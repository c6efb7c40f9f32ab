"""The deck: eight slides or fewer, each with its finding as the title, native charts, nothing over the edge."""

import shutil
import subprocess
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

from sim.errors import InputError
from sim.view.office.deck import CAUTION, write_deck
from sim.view.office.exhibits import exhibits
from sim.view.office.slides import BODY, LETTER, LINE, SIZES, TITLE, fitting
from sim.view.office.workbook import write_workbook
from tests.view.office.reports import KINDS

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def written(reports, tmp_path_factory):
    """The file of a report's deck, by its kind."""
    folder = tmp_path_factory.mktemp("decks")

    @cache
    def path(kind: str):
        return write_deck(reports[kind], folder / f"{kind}.pptx")

    return path


@pytest.fixture(scope="module")
def decks(written):
    """The deck of a report, by its kind, as it is read again."""
    return lambda kind: Presentation(written(kind))


def titles(deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


@pytest.mark.parametrize("name", KINDS)
def test_it_has_a_title_the_answer_exhibits_what_was_run_and_caveats(reports, decks, name):
    content, found = reports[name], titles(decks(name))
    before, after = bool(content.settings), bool(content.money.rows)
    shown = exhibits(content, 4 - before - after)
    assert len(found) == 4 + before + after + len(shown) <= 8
    assert found[0] == content.title
    assert found[2 + before : -2 - after] == [one.finding for one in shown]
    assert found[-2].startswith("What was run")
    assert all(slide.notes_slide.notes_text_frame.text for slide in decks(name).slides)
    for slide in list(decks(name).slides)[2:-2]:
        assert all(one in slide.notes_slide.notes_text_frame.text for one in content.caveats)


@pytest.mark.parametrize("name", KINDS)
def test_the_answers_title_is_one_sentence_that_nothing_below_it_repeats(decks, name):
    slide = decks(name).slides[1]
    title = slide.shapes.title.text_frame.text
    below = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame][1:]
    assert ". " not in title
    assert title
    assert all(title not in text for text in below)


@pytest.mark.parametrize("name", KINDS)
def test_charts_are_native_and_carry_the_numbers_and_units(reports, decks, name):
    charts = [shape.chart for slide in decks(name).slides for shape in slide.shapes if shape.has_chart]
    most = 4 - bool(reports[name].settings) - bool(reports[name].money.rows)
    for one, chart in zip(exhibits(reports[name], most), charts, strict=True):
        assert [series.name for series in chart.plots[0].series] == [series.name for series in one.series]
        for drawn, series in zip(chart.plots[0].series, one.series, strict=True):
            assert list(drawn.values) == pytest.approx(list(series.values))
            assert len(drawn._element.findall(".//{*}errBars")) == 1
        axis = chart.value_axis
        assert axis.axis_title.text_frame.text == one.value_axis
        for series in one.series:
            assert axis.minimum_scale <= min(series.low) <= max(series.high) <= axis.maximum_scale


def test_settings_and_money_stand_in_tables(reports, decks):
    content = reports["goals"]
    slides = list(decks("goals").slides)
    settings, money = (next(one.table for one in slides[at].shapes if one.has_table) for at in (2, -3))
    (rows,) = content.settings.values()
    assert [cell.text for cell in settings.rows[1].cells] == [str(value) for value in rows[0].values()]
    assert len(settings.rows) == 1 + len(rows)
    assert [row.cells[0].text for row in list(money.rows)[1:]] == [row["what"] for row in content.money.rows]
    assert slides[-3].shapes.title.text_frame.text + "." == content.money.statements[-1].sentence


def test_what_the_question_asks_for_has_one_verdict_on_every_slide(reports):
    """The largest effect of a lever is one that the question asks for: it is judged among those, and nowhere else."""
    study = reports["goals"].study
    for effect in study.effects:
        (main,) = effect.main
        (asked,) = [one for one in study.overall if one.outcome == effect.outcome and one.a == "pay 1.2"]
        assert (main.judged.verdict, main.judged.family) == (asked.judged.verdict, asked.judged.family)


def test_the_first_figure_of_a_report_is_of_what_the_goals_are_about(reports):
    content = reports["goals"]
    assert content.figures[content.first][0].layout.title.text.lower().startswith("turnover")


@pytest.mark.parametrize("name", KINDS)
def test_nothing_lies_over_the_edge_or_over_anything_else(decks, name):
    deck = decks(name)
    for slide in deck.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= deck.slide_width
            assert 0 <= top < bottom <= deck.slide_height
        for place, one in enumerate(boxes):
            for other in boxes[:place]:
                apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
                assert apart, titles(deck)


@settings(max_examples=8)
@given(lines=st.lists(st.integers(1, 300).map("a".__mul__), min_size=1, max_size=6))
def test_text_that_fits_is_set_in_the_largest_type_in_which_it_does(lines):
    size = fitting(lines, BODY, 28)
    width, height = BODY[2] / Pt(1), BODY[3] / Pt(1)

    def tall(points: int) -> float:
        rows = sum(max(1, -(-len(line) * LETTER * points // width)) for line in lines)
        return rows * LINE * points + (len(lines) - 1) * 0.4 * points

    larger = [one for one in SIZES if size < one <= 28]
    assert all(tall(one) > height for one in larger)
    assert tall(size) <= height or size == SIZES[-1]


def test_a_title_of_three_hundred_letters_still_fits():
    assert fitting(["a" * 300], TITLE, 28) >= 16


def test_a_deck_that_is_there_stays(reports, tmp_path):
    path = tmp_path / "there.pptx"
    path.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        write_deck(reports["policies"], path)
    assert path.read_text() == "mine"


def test_the_caution_is_on_every_slide_with_a_result(decks):
    for slide in list(decks("policies").slides)[:-2]:
        assert any(CAUTION in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on PATH (looked for soffice, libreoffice)")
@pytest.mark.parametrize("name", KINDS)
def test_libreoffice_opens_both(reports, written, decks, tmp_path, name):
    book = write_workbook(reports[name], tmp_path / f"{name}.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    for path in (written(name), book):
        command = [SOFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        pdf = (tmp_path / path.name).with_suffix(".pdf")
        assert pdf.stat().st_size > 10_000
        if path is written(name):
            assert pdf.read_bytes().count(b"/Type/Page/") == len(decks(name).slides)
        pdf.unlink()
