"""What an opening is made of, and how large its file is."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.view import pages
from sim.view.replay.finding import chain
from sim.view.replay.opening.branches import MEANS
from sim.view.replay.opening.cards import cards_of
from sim.view.replay.opening.opening import MOST_KNOTS, better, knots, rows, scale_of_guess
from sim.view.replay.replay import write_replay
from tests import paths
from tests.view.replay.opening.made_up import SIZE, STANDING
from tests.view.synthetic import branches, pair, several

LARGEST_FILE, LARGEST_REPLAY = 1_500_000, 800_000  # bytes


@settings(max_examples=20)
@given(st.integers(1, 50 * 52))
def test_a_guess_has_few_points_and_the_last_is_the_end(weeks):
    found = knots(weeks)
    assert found == sorted(set(found))
    assert found[-1] == weeks
    assert 1 <= len(found) <= MOST_KNOTS


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_the_scale_of_a_guess_holds_twice_the_people_and_depends_on_nothing_else(people):
    assert 2 * people <= scale_of_guess(people) < 2 * people + 11
    assert scale_of_guess(people) % 10 == 0


@pytest.mark.parametrize("count", [2, pytest.param(4, marks=pytest.mark.slow)])
def test_every_side_is_told_in_what_it_is_ahead(count):
    runs = several(count, **SIZE)
    told = better(runs)
    assert len(told) == count
    shown = {link.label: link.values for link in chain(runs)}
    for side, run in enumerate(runs):
        for label, name in (("Customers in the end", "customers_here"), ("Profit", "profit")):
            ends = [float(getattr(other, name)[-1]) for other in runs]
            best = ends[side] == max(ends) and shown[label].count(shown[label][side]) == 1
            assert (f"{label.lower()} (" in told[side]) == best
        assert told[side].startswith(run.policy.replace("_", " ").capitalize())


def test_a_side_that_is_ahead_in_nothing_is_told_so(runs):
    same = replace(runs[0], policy="neutral")
    assert better([runs[0], same]) == (
        "Customer first is ahead in none of these.",
        "Neutral is ahead in none of these.",
    )


def test_every_row_of_the_levers_is_an_end_that_branches_have(runs):
    assert [row["name"] for row in rows("USD")] == list(branches(runs[0]).ends)
    assert {row["name"] for row in rows("")} >= set(MEANS)


def test_without_branches_a_replay_has_no_opening(runs, tmp_path):
    page = write_replay(tmp_path / "replay.html", runs).read_text(encoding="utf-8")
    assert 'id="opening"' not in page
    assert "openOpening" not in page


def test_the_file_says_what_is_computed_and_loads_nothing(written, runs):
    page = written.read_text(encoding="utf-8")
    assert cards_of(runs).manager in page
    assert "&lt;people first&gt; loses fewer people in 11" in page
    assert all(said in page for said in better(runs))
    assert (
        re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:|//)|url\(|@import|\bfetch\(""", page)
        == []
    )


def test_an_opening_adds_less_than_a_replay_leaves_of_the_files_limit(written, runs, tmp_path):
    plain = write_replay(tmp_path / "replay.html", runs, standing=STANDING)
    assert written.stat().st_size - plain.stat().st_size <= LARGEST_FILE - LARGEST_REPLAY


@pytest.mark.slow
def test_the_file_with_an_opening_is_small(tmp_path):
    runs = pair(teams=15, seats=150, dots=600, weeks=260)
    path = write_replay(tmp_path / "replay.html", runs, branches=branches(runs[0]))
    assert path.stat().st_size <= LARGEST_FILE


def test_every_script_of_the_opening_is_part_of_the_page(written):
    page = written.read_text(encoding="utf-8")
    scripts = list((paths.ROOT / "sim" / "view" / "replay" / "opening").glob("*.js"))
    assert scripts
    assert [path.name for path in scripts if pages.source(f"replay/opening/{path.name}") not in page] == []
