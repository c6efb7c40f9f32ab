"""sim panel: what it writes and what it refuses."""

import re

import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from sim.cli import app
from sim.running.panel import COLUMNS, ORIGIN, panel
from sim.running.scenarios import load_scenario
from tests.command_line import sim
from tests.paths import ROOT


def test_help_shows_an_example(capsys):
    assert sim("panel", "--help") == 0
    assert "Example: sim panel" in capsys.readouterr().out


def test_two_tables_are_written(small, capsys):
    assert sim("panel", small, "--policy", "customer_first", "--replications", 2, "--seed", 5) == 0
    text = capsys.readouterr().out
    assert "Small: customer first, 2 worlds, 1 year, seed 5" in text
    expected = panel(load_scenario(small), "customer_first", replications=2, seed=5)
    for kind in COLUMNS:
        (path,) = (small.parent / "results" / "small").glob(f"panel-customer_first-*-{kind}.parquet")
        assert str(path.relative_to(small.parent)) in text
        assert pq.read_table(path).to_pylist() == expected.table(kind).to_pylist()


def test_the_same_command_writes_the_same_files(small):
    words = ("panel", small, "--replications", 1)
    assert sim(*words) == 0
    before = {path.name: path.read_bytes() for path in small.parent.rglob("*.parquet")}
    assert sim(*words) == 0
    assert {path.name: path.read_bytes() for path in small.parent.rglob("*.parquet")} == before


def test_csv_has_the_same_rows(small):
    assert sim("panel", small, "--replications", 1, "--years", 1, "--out", "shop.csv") == 0
    expected = panel(load_scenario(small), "neutral", replications=1)
    for kind, columns in COLUMNS.items():
        table = pc.read_csv(f"shop-{kind}.csv")
        assert table.column_names == [*ORIGIN, *(each.name for each in columns)]
        assert table["satisfaction"].to_pylist() == expected.table(kind)["satisfaction"].to_pylist()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--out", "shop.xls"), "--out must end in .csv or .parquet, got shop.xls"),
        (("--replications", 0), "--replications must be 1 to 1000000, got 0"),
        (("--years", 51), "--years must be 1 to 50, got 51"),
        (("--policy", "neutrl"), "did you mean neutral"),
    ],
)
def test_bad_input_is_one_message(small, capsys, words, message):
    assert sim("panel", small, *words) == 2
    assert message in capsys.readouterr().err
    assert not (small.parent / "results").exists()


def test_nothing_is_written_over(small, capsys):
    there = small.parent / "shop-customers.csv"
    there.write_text("mine")
    assert sim("panel", small, "--out", "shop.csv") == 2
    assert (
        "--out must be a new name, got shop.csv: shop-customers.csv exists already" in capsys.readouterr().err
    )
    assert there.read_text() == "mine"


def test_an_unknown_scenario_is_one_message(capsys):
    assert sim("panel", "corner_shp") == 2
    assert "did you mean corner_shop" in capsys.readouterr().err


def test_the_page_is_true():
    """Its Python runs, and its command is understood."""
    text = (ROOT / "docs" / "panel.md").read_text(encoding="utf-8")
    (python,) = re.findall(r"^```python\n(.*?)^```", text, flags=re.S | re.M)
    exec(python, {})
    (command,) = re.findall(r"^sim (panel .*)$", text, flags=re.M)
    app.parse_args(command.split(), exit_on_error=False, print_error=False)
