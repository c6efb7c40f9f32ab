"""sim analyse and sim report as a user meets them."""

import re
from pathlib import Path

import pytest

from tests.command_line import sim
from tests.swept import swept


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Folders of results by design."""
    made = {}
    for kind, policies in (
        ("grid", ("neutral", "customer_first")),
        ("sobol", ("neutral",)),
        ("morris", ("neutral",)),
    ):
        made[kind] = swept(
            tmp_path_factory.mktemp(kind), kind, policies=policies, replications=2, points=8
        ).folder
    return made


def said(capsys, *words):
    assert sim(*words) == 0
    return capsys.readouterr().out


def refused(capsys, *words):
    assert sim(*words) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("analysis", "kind", "tells"),
    [
        ("differences", "grid", "customer first minus neutral"),
        ("effects", "grid", "interactions on turnover"),
        ("pareto", "grid", "dominated in"),
        ("sobol", "sobol", "total high"),
        ("morris", "morris", "sigma high"),
    ],
)
def test_each_analysis_prints_a_table_and_writes_a_page(results, capsys, analysis, kind, tells):
    out = said(capsys, "analyse", analysis, results[kind])
    assert tells in out
    (path,) = re.findall(r"Written: (\S+\.html)", out)
    page = Path(path).read_text(encoding="utf-8")
    assert page.count("<figure>") >= 1


def test_what_is_answered_within_seconds_is_told_of_each_policy(results, capsys):
    words = ("analyse", "answering", results["grid"], "--open-hours", 60)
    out = said(capsys, *words, "--within", 30)
    assert "calls answered within 30 seconds" in out
    assert "read the shares as an upper limit" in " ".join(out.split())
    (path,) = re.findall(r"Written: (\S+\.html)", out)
    assert Path(path).read_text(encoding="utf-8").count("<figure>") == 1
    error = refused(capsys, *words[:-1], 0)
    assert "--open-hours must be 1 to 168, got 0" in error


def test_a_page_is_not_written_over_an_older_one(results, capsys):
    def written():
        (path,) = re.findall(r"Written: (\S+\.html)", said(capsys, "analyse", "morris", results["morris"]))
        return Path(path)

    first = written()
    before = first.read_bytes()
    second = written()
    assert re.fullmatch(r".*-\d\.html", second.name)
    assert second != first
    assert first.read_bytes() == before


def test_an_outcome_may_be_chosen(results, capsys):
    out = said(capsys, "analyse", "effects", results["grid"], "--outcome", "clarity")
    assert "clarity (0-1)" in out
    assert "turnover" not in out
    error = refused(capsys, "analyse", "effects", results["grid"], "--outcome", "turnovr")
    assert "--outcome: outcome 'turnovr' does not exist; did you mean turnover" in error


def test_tipping_runs_more_and_tells_where(results, capsys):
    command = (
        "analyse",
        "tipping",
        results["grid"],
        "--outcome",
        "strain",
        "--budget",
        "3",
        "--workers",
        "1",
    )
    error = refused(capsys, *command)
    assert "--factor must be practices.pay or customers.need_rate" in error
    out = said(capsys, *command, "--factor", "customers.need_rate")
    assert "tipping points of need rate (per month)" in out
    assert "A world tips where strain is above" in out


def test_discovery_wants_points(results, capsys):
    error = refused(capsys, "analyse", "discover", results["grid"])
    assert "discover does not fit tiny_grid: 4 points of a grid, policies not counted" in error
    assert "What fits: differences, effects, tipping, pareto" in error
    out = said(capsys, "analyse", "discover", results["sobol"], "--outcome", "profit")
    assert "boxes, from everywhere inwards: profit <= " in out


@pytest.mark.parametrize("analysis", ["sobol", "morris"])
def test_what_does_not_fit_says_what_does(results, capsys, analysis):
    error = refused(capsys, "analyse", analysis, results["grid"])
    assert f"{analysis} does not fit tiny_grid: the sampling is grid; {analysis} is needed" in error
    assert "Traceback" not in error


def test_report_writes_one_file_and_never_over_another(results, capsys, tmp_path):
    path = tmp_path / "report.html"
    assert said(capsys, "report", results["grid"], "--out", path).strip() == str(path)
    before = path.read_bytes()
    assert "which exists already" in refused(capsys, "report", results["grid"], "--out", path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("explore",), "--out must end in .html, got page"),
        (("analyse", "effects"), "--out must end in .html, got page"),
        (("report",), "--out must end in .html, got page"),
        (("report", "--format", "pptx"), "--out must end in .pptx, got page"),
    ],
)
def test_a_page_is_written_under_a_name_that_opens_it(results, capsys, words, says):
    assert says in refused(capsys, *words, results["grid"], "--out", "page")
    assert not Path("page").exists()


def test_money_may_be_put_on_a_report_whose_weeks_were_kept(results, capsys, tmp_path):
    error = refused(capsys, "report", results["grid"], "--one-off", 1_000, "--out", tmp_path / "r.html")
    assert "weeks does not fit tiny_grid: no weekly outcomes were kept; `series = true`" in error
    error = refused(capsys, "report", results["grid"], "--discount-rate", 8)
    assert "--discount-rate must be 0 to 1, got 8" in error
    assert list(tmp_path.iterdir()) == []


def test_of_a_sample_effects_are_refused_with_an_offer_and_regression_ranks_factors(results, capsys):
    error = refused(capsys, "analyse", "effects", results["sobol"])
    assert (
        "grid or one_at_a_time is needed, and regression tells factors apart. What fits: regression, "
        in error
    )
    out = said(capsys, "analyse", "regression", results["sobol"], "--outcome", "profit")
    assert "rank correlation" in out


@pytest.mark.slow
def test_tables_and_notes_keep_to_the_width_of_a_terminal(results, capsys):
    for analysis, kind in (
        ("differences", "grid"),
        ("effects", "grid"),
        ("sobol", "sobol"),
        ("pareto", "grid"),
    ):
        table, _, _ = said(capsys, "analyse", analysis, results[kind]).partition("Written:")
        assert max(map(len, table.splitlines()[1:])) <= 100


def test_a_box_is_named_where_it_is_searched_for(results, capsys):
    out = said(capsys, "analyse", "discover", results["sobol"], "--outcome", "profit")
    assert re.search(r"Where .*, profit <= \S+ in \d+% of runs", " ".join(out.split()))


def test_no_results_is_one_message(capsys, tmp_path):
    for command in (("analyse", "effects"), ("report",)):
        assert "there is no such folder" in refused(capsys, *command, tmp_path / "nowhere")
        error = refused(capsys, *command, tmp_path)
        assert "no experiment; `sim sweep EXPERIMENT` makes one" in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "pptx"])
def test_a_report_is_written_as_an_office_file_too(results, capsys, kind):
    path = Path(said(capsys, "report", results["grid"], "--format", kind).strip())
    assert path.suffix == f".{kind}"
    assert path.read_bytes()[:2] == b"PK"


def test_without_the_packages_an_office_file_is_refused_in_a_sentence(results, capsys, monkeypatch):
    monkeypatch.setattr("sim.view.office.find_spec", lambda name: None)
    before = sorted(results["grid"].iterdir())
    told = refused(capsys, "report", results["grid"], "--format", "pptx")
    assert "--format needs python-pptx, which is not installed; `pip install -e '.[office]'`" in told
    assert "pdf" in refused(capsys, "report", results["grid"], "--format", "pdf")
    assert sorted(results["grid"].iterdir()) == before
