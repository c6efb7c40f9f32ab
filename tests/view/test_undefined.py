"""What is undefined is said to be: of one world, and of a firm that failed in the warm-up, no page says NaN."""

import re

import pytest

from sim.view.figures import analysed
from sim.view.report.report import write_report
from sim.view.study import Study
from sim.view.whatif.explore import write_explore
from tests.command_line import ALONE, sim
from tests.swept import swept
from tests.view.texts import UNDEFINED, texts, visible

FAILING = f"""{ALONE}
[money]
opening_cash = {{ value = 0, unit = "share", source = "assumed" }}
price_request = {{ value = 0, unit = "currency/request", source = "assumed" }}
[entry]
insolvency = {{ value = 0, unit = "share", source = "assumed" }}
"""
"""The shop takes no money and has none: it fails at the end of its first quarter."""

HAD_FAILED = "the firm had failed before its policy began"


@pytest.fixture(scope="module")
def of_one_world(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("one"), replications=1, need=False)


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("failed"), replications=2, need=False, market=FAILING)


@pytest.fixture(params=["of_one_world", "failed"])
def finished(request):
    return request.getfixturevalue(request.param)


@pytest.mark.slow
@pytest.mark.parametrize("write", [write_report, write_explore])
def test_no_page_says_nan(finished, write, tmp_path):
    page = write(finished, tmp_path / "page.html").read_text(encoding="utf-8")
    assert UNDEFINED.findall(visible(page)) == []
    assert (
        re.findall(r"NaN|Infinity", "".join(re.findall(r'<script type="application/json".*?</script>', page)))
        == []
    )


def no_text_says_nan(finished):
    study = Study.of(finished)
    for name in ("differences", "effects", "survival", "pareto", "sobol", "morris"):
        if study.fits(name):
            found = analysed(name, study)
            for figure in found.figures:
                assert [text for text in texts(figure.to_plotly_json()) if UNDEFINED.search(text)] == []
            assert not any(UNDEFINED.search(note) for note in found.notes)


@pytest.mark.slow
def test_no_figure_says_nan(finished):
    no_text_says_nan(finished)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sobol", "morris", "latin_hypercube"])
@pytest.mark.parametrize("market", [ALONE, FAILING], ids=["one world", "failed"])
def test_no_figure_of_a_sampled_design_says_nan(tmp_path, kind, market):
    finished = swept(tmp_path, kind, replications=1, market=market)
    no_text_says_nan(finished)
    page = write_report(finished, tmp_path / "page.html").read_text(encoding="utf-8")
    assert UNDEFINED.findall(visible(page)) == []


@pytest.mark.slow
def test_of_one_world_there_is_no_interval(of_one_world):
    _, hazards = analysed("survival", Study.of(of_one_world)).figures
    assert "(no interval)" in hazards.layout.title.text.replace("<br>", " ")


@pytest.mark.slow
def test_that_a_firm_failed_in_the_warm_up_is_said_on_pages(failed, of_one_world, tmp_path):
    for write in (write_report, write_explore):
        for finished, says in ((failed, True), (of_one_world, False)):
            page = write(finished, tmp_path / f"{write.__name__}-{says}.html").read_text(encoding="utf-8")
            assert (HAD_FAILED in page) == says


@pytest.mark.slow
def test_that_a_firm_failed_in_the_warm_up_is_said_in_the_terminal(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "poor.toml").write_text(FAILING)
    assert sim("run", "poor.toml", "--policy", "neutral", "--policy", "people_only", "--replications", 2) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"In 12 of 12 runs {HAD_FAILED}" in said
    assert sim("report", "results/poor") == 0
