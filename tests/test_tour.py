"""The guided tour: its notebook is its source, it runs from a clean kernel, and its page opens anywhere."""

import importlib.util
import re

import nbformat
import pytest

from tests.command_line import SMALL
from tests.paths import ROOT

HERE = ROOT / "docs" / "tour"
spec = importlib.util.spec_from_file_location("tour_make", HERE / "make.py")
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)

SOURCE = make.SOURCE.read_text(encoding="utf-8")
STOPS = re.split(r"^# ## (?=\d+\. )", SOURCE.partition("# ## Where next")[0], flags=re.M)[1:]
LARGEST_PAGE = 1_000_000  # bytes


def test_notebook_is_the_source_without_outputs():
    kept = nbformat.read(make.NOTEBOOK, as_version=4)
    nbformat.validate(kept)
    assert kept == make.notebook(SOURCE), "run `make tour`"
    assert all(
        cell.outputs == [] and cell.execution_count is None for cell in kept.cells if "outputs" in cell
    )


def test_there_are_ten_stops():
    assert [int(stop.split(".")[0]) for stop in STOPS] == list(range(1, 11))


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.splitlines()[0])
def test_a_stop_asks_before_it_answers_and_shows_the_rule(stop):
    order = ["What do you expect", 'tags=["answer"]', "Now you."]
    places = [stop.index(text) for text in order]
    assert places == sorted(places)
    assert 'tags=["rule"]' in stop


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.splitlines()[0])
def test_an_answer_ends_in_one_computed_sentence(stop):
    cells = re.split(r"^# %%.*\n", stop, flags=re.M)
    tags = re.findall(r"^# %%(.*)$", stop, flags=re.M)
    answers = [cell for cell, tag in zip(cells[1:], tags, strict=True) if "answer" in tag]
    assert [cell.startswith("so(") for cell in answers] == [False] * (len(answers) - 1) + [True]


def test_no_result_is_typed():
    """Prose says what is claimed and asked; results are computed."""
    prose = "\n".join(cell.source for cell in make.notebook(SOURCE).cells if cell.cell_type == "markdown")
    assert re.findall(r"[−+-]\d|\d+(?:\.\d+)? points|\[\s*[−-]?\d", prose) == []


# ------------------------------------------------------------------------------ a run


def quicker(source, scenario):
    """The tour in a small scenario's worlds and in one year."""
    changes = {
        r"(?:turnover_city|obliquity)(?=\",)": str(scenario),
        r"years=\d+": "years=1",
        r"weeks = range\(.*\)": "weeks = range(1, 53)",
        r"years = range\(.*\)": "years = [52]",
    }
    for dear, cheap in changes.items():
        assert re.search(dear, source)
        source = re.sub(dear, cheap, source)
    return source


@pytest.fixture(scope="module", params=["quicker", pytest.param("itself", marks=pytest.mark.slow)])
def ran(request, tmp_path_factory):
    """The tour after its run, in two worlds."""
    few = re.sub(r"^(WORLDS|MANY) = \d+", r"\1 = 2", SOURCE, flags=re.M)
    assert few.count(" = 2  #") == 2
    if request.param == "quicker":
        scenario = tmp_path_factory.mktemp("scenario") / "small.toml"
        scenario.write_text(SMALL)
        few = quicker(few, scenario)
    return make.executed(make.notebook(few))


@pytest.fixture(scope="module")
def written(ran, tmp_path_factory):
    return make.write(tmp_path_factory.mktemp("tour") / "tour.html", ran)


def test_every_answer_shows_something(ran):
    answers = [cell for cell in ran.cells if "answer" in cell.metadata.get("tags", [])]
    shown = [{kind for output in cell.outputs for kind in output.data} for cell in answers]
    assert all({make.FIGURE, make.PROSE, make.PLAIN} & kinds for kinds in shown)
    assert sum(make.FIGURE in kinds for kinds in shown) >= len(STOPS)


def test_nothing_is_printed_to_standard_error(ran):
    streams = [
        output for cell in ran.cells for output in cell.get("outputs", []) if output.output_type == "stream"
    ]
    assert streams == []


@pytest.fixture(scope="module")
def told(ran):
    """The texts of all answers."""
    return [
        output.data[make.PROSE]
        for cell in ran.cells
        if make.is_answer(cell)
        for output in cell.outputs
        if make.PROSE in output.data
    ]


def test_sentences_carry_intervals(told):
    lines = [line for text in told for line in text.splitlines() if line.startswith("- ")]
    assert len(lines) > 2 * len(STOPS)
    ranges = r"^- (calm|busy|overloaded): "
    assert [line for line in lines if not re.search(rf"\[.+, .+\]|not defined|{ranges}", line)] == []


def test_every_stop_comes_to_a_sentence(told):
    ends = [text for text in told if text.startswith(make.SO)]
    assert len(ends) == len(STOPS)
    assert all(text.endswith(".") and "\n" not in text for text in ends)


def test_the_page_is_one_small_file(written):
    page = written.read_text(encoding="utf-8")
    assert written.stat().st_size <= LARGEST_PAGE
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:|//)|@import|\bfetch\(""", page) == []


PHONE = pytest.param((390, "dark"), id="phone")
DESK = pytest.param((1200, "light"), id="desk", marks=pytest.mark.slow)


@pytest.fixture(scope="module", params=[PHONE, DESK])
def opened(request, written, browser):
    """The page, opened once without a network, and what it complained of and requested until then and later."""
    width, scheme = request.param
    context = browser.new_context(offline=True, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, complaints, requests = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(written.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    yield page, complaints, requests
    context.close()


@pytest.mark.browser
def test_a_prediction_is_held_against_the_answer(opened):
    page, _, _ = opened
    form = page.locator(".guesses").first
    answer = page.locator(".guesses + details.answer").first
    for nth in range(form.locator("fieldset").count()):
        form.locator("fieldset").nth(nth).locator("label").last.click()
    assert set(form.locator("output").all_inner_texts()) == {""}, "nothing is given away before"
    answer.locator("> summary").click()
    for field in form.locator("fieldset").all():
        came, chosen = field.get_attribute("data-came"), field.locator("input").last.get_attribute("value")
        said = field.locator("output").inner_text()
        assert said.startswith("?" if not came else "✓" if came == chosen else "✗")
        assert came in said
    answer.locator("> summary").click()


@pytest.mark.browser
def test_on_paper_answers_are_open(opened):
    page, _, _ = opened
    assert page.locator(".answer figure >> visible=true").count() == 0, "nobody opened any"
    page.emulate_media(media="print")
    assert (
        page.locator(".answer .still >> visible=true").count() == page.locator(".answer figure").count() > 0
    )
    page.emulate_media(media="screen")


@pytest.mark.browser
def test_the_page_opens_offline_and_its_answers_draw(opened):
    page, complaints, requests = opened
    answers = page.locator("details.answer")
    assert answers.count() >= len(STOPS)
    assert page.locator(".answer .plot svg >> visible=true").count() == 0
    for number in range(answers.count()):
        answers.nth(number).locator("> summary").click()
    drawn = page.locator("figure").count()
    page.wait_for_function("count => document.querySelectorAll('.plot .main-svg').length >= count", arg=drawn)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
