"""What every figure has to pass: its title states a finding, axes have labels, and its numbers are there."""

import json
from importlib import import_module
from types import ModuleType

import pytest

import sim.view.figures
from sim.analysis.fits import misfits
from sim.design.question import Question
from sim.view.figures import figure_files
from sim.view.theme import BLACK, BLUE, FAINT, GRID, INK, LOOKS, ORANGE, PINK, SKY, SOFT, VERMILLION
from tests.view.texts import UNDEFINED, texts

FILES = sorted(path.stem for path in sim.view.figures.HERE.glob("*.py") if not path.stem.startswith("_"))
OF_OTHERS = {"differences": "forest", "advantage": "tipping tipping_map"}
"""Files that lay out an experiment by the drawings of others."""

PALETTE = {INK, SOFT, FAINT, GRID, ORANGE, SKY, BLUE, VERMILLION, PINK, BLACK} | {
    look.color for look in LOOKS.values()
}


def module_of(name: str) -> ModuleType:
    return import_module(f"tests.view.figures.test_{name}")


EXAMPLES = {
    f"{name}.{make.__name__}": (make, finding)
    for name in FILES
    if name not in OF_OTHERS
    for make, finding in module_of(name).EXAMPLES.items()
}


@pytest.fixture(scope="module")
def made():
    return {name: make() for name, (make, _) in EXAMPLES.items()}


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_its_tests(name):
    assert module_of(name).__doc__


@pytest.mark.parametrize("name", EXAMPLES)
def test_title_states_the_finding(made, name):
    assert EXAMPLES[name][1] in made[name].layout.title.text.replace("<br>", " ")


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_undefined_is_said_in_words(made, name):
    assert [text for text in texts(made[name].to_plotly_json()) if UNDEFINED.search(text)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_axis_has_a_label(made, name):
    """Across always; up too, unless what stands there are the names of rows."""
    layout = made[name].layout.to_plotly_json()
    across = {key: axis for key, axis in layout.items() if key.startswith("xaxis")}
    assert all(axis["title"]["text"] for axis in across.values())
    rows = any(
        isinstance(value, str)
        for trace in made[name].data
        for value in (trace.y if trace.y is not None else ())
    )
    assert rows or layout["yaxis"]["title"]["text"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_intervals_are_shown(made, name):
    traces = [trace.to_plotly_json() for trace in made[name].data]
    assert any(
        t.get("fill") == "toself" or "error_x" in t or "error_y" in t or "95%" in t.get("name", "")
        for t in traces
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_numbers_are_there_as_a_table(made, name):
    table = made[name].layout.meta["table"]
    assert len({tuple(row) for row in table}) == 1
    json.dumps(table, allow_nan=False)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_smallest_plotly_draws_it(made, name):
    assert {trace.type for trace in made[name].data} <= {"scatter", "bar"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_colours_are_of_the_palette(made, name):
    """Scales of shares and counts, which are lists, have their own, made for colour-blind readers too."""
    drawn = [
        part["color"]
        for trace in made[name].data
        for part in (trace.to_plotly_json().get("line", {}), trace.to_plotly_json().get("marker", {}))
        if isinstance(part.get("color"), str)
    ]
    assert {color for color in drawn if not color.startswith("rgba")} <= PALETTE


def test_policies_look_the_same_everywhere(made):
    policies = {policy.replace("_", " "): (look.color, look.dash) for policy, look in LOOKS.items()}
    seen = 0
    for figure in made.values():
        for trace in figure.data:
            line = trace.to_plotly_json().get("line", {})
            if trace.name in policies and "dash" in line:
                assert (line["color"], line["dash"]) == policies[trace.name]
                seen += 1
    assert seen >= 8


# ------------------------------------------------------------------------------ files that draw an experiment


def test_files_are_found_and_ordered():
    files = figure_files()
    assert [file.PLACE for file in files] == sorted({file.PLACE for file in files})
    assert {file.__name__.rpartition(".")[2] for file in files} <= set(FILES)
    assert len(files) >= 9


@pytest.mark.parametrize("file", figure_files(), ids=lambda file: file.__name__.rpartition(".")[2])
def test_a_file_that_draws_an_experiment_says_when_and_how_to_read_it(file):
    question = Question(format_version=1, title="t", question="q", scenarios=("city",), policies=("neutral",))
    assert file.ANALYSIS in misfits(question, 1)
    assert file.NOTE.endswith(".")
    assert file.show.__doc__
