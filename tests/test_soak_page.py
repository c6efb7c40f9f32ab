"""The page of a long sweep: it says that what is held is flat only where it is, and a real sweep fills it."""

import sys
from dataclasses import replace

import pytest

from docs import soak


def held(growth=0.0):
    """What a process holds in a hundred looks over a hundred minutes: it loads, then grows by so much a minute."""
    return [
        soak.Held(float(at), 50.0 + 150.0 * (at > 5) * (1.0 + growth * at), 6 + at % 2, 4)
        for at in range(101)
    ]


@pytest.mark.parametrize(("growth", "verdict"), [(0.0, "flat"), (0.0005, "flat"), (0.01, "it grows")])
def test_it_says_whether_memory_grows_once_all_is_loaded(growth, verdict):
    page = soak.page(held(growth), 1_000, 7, 0.25)
    rows = [line for line in page.splitlines() if line.startswith("| memory")]
    assert len(rows) == 2
    assert all(row.endswith(f"| {verdict} |") for row in rows)
    assert "for 100 minutes, held to 25% of a processor" in page
    assert "1,000 runs, in 7 parts" in page


def test_files_that_are_never_closed_show_though_many_are_open_only_to_be_joined():
    looks = [soak.Held(float(at), 200.0, 6 + 50 * (at % 7 == 0), 4) for at in range(101)]
    leaking = [replace(one, files=one.files + round(one.minute / 20.0)) for one in looks]
    for found, verdict in ((looks, "flat"), (leaking, "it grows")):
        page = soak.page(found, 1_000, 7, 0.25)
        (row,) = (line for line in page.splitlines() if line.startswith("| open files"))
        assert row.endswith(f"| {verdict} |")
    assert "at most 61 files were open at once" in page


def test_its_graphs_show_what_was_held_at_most():
    graph = soak.graph(held(), "megabytes", "memory [MB]")
    assert 'x-axis "minutes" 0 --> 100' in graph
    (line,) = (line for line in graph.splitlines() if line.startswith("  line ["))
    values = [float(value) for value in line.removeprefix("  line [").removesuffix("]").split(", ")]
    assert values == [50.0] + [200.0] * (soak.POINTS - 1)


@pytest.mark.slow
def test_a_real_sweep_is_looked_at_and_leaves_a_sound_store(tmp_path, monkeypatch):
    page = tmp_path / "soak.md"
    monkeypatch.setattr(sys, "argv", ["soak.py", "--minutes", "0.7", "--share", "0.9", "--page", str(page)])
    soak.main()
    assert "# A long sweep" in page.read_text(encoding="utf-8")
