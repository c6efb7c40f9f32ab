"""The debrief: effects are differences between games that were played, never words."""

import numpy as np
import pytest

from sim.app.background import BackgroundWork
from sim.app.debrief import (
    BETTER,
    MEASURES,
    SCORE,
    Choice,
    Setting,
    ahead,
    debrief,
    final_figures,
    luck,
    moves,
)
from sim.app.game import going_on, start
from sim.app.line import END, QUARTERS, track_of
from sim.app.story import by_luck, headline, story, told_and_true
from sim.policies import load_policy
from sim.running.run import run_world
from tests.app.test_game import WORLD, played

DECISIONS = ({"pay": 1.3, "employee_voice": 0.9}, {}, {"pay": 0.9}, {"price": 1.2})


@pytest.fixture(scope="module")
def fresh():
    return start(WORLD, load_policy("people_and_customer"), 1)


@pytest.fixture(scope="module")
def game(fresh):
    return played(fresh, *DECISIONS)


@pytest.fixture(scope="module")
def found(game):
    return debrief(game, 0)


def test_every_decision_is_in_it(game, found):
    assert [(e.quarter, e.what) for e in found.effects] == moves(game, game.line(0))
    assert moves(game, game.line(0))[2] == (2, Setting("pay", 1.3, 0.9))


@pytest.mark.parametrize("which", range(4))
def test_an_effect_is_the_game_less_the_same_game_without_the_decision(fresh, game, found, which):
    effect = found.effects[which]
    rest = [dict(changes) for changes in DECISIONS]
    del rest[effect.quarter][effect.what.practice]
    other = played(fresh, *rest)
    for quarters, figures in ((effect.quarter + 1, effect.soon), (4, effect.late)):
        mine, theirs = (final_figures(one.line(0).track().until(quarters)) for one in (game, other))
        assert figures == pytest.approx({name: mine[name] - theirs[name] for name in MEASURES}, nan_ok=True)


def test_together_is_the_game_less_the_firm_that_nobody_touched(fresh, game, found):
    mine, theirs = (final_figures(one.line(0).track()) for one in (game, played(fresh, {}, {}, {}, {})))
    assert found.together == pytest.approx({name: mine[name] - theirs[name] for name in MEASURES})
    assert any(found.together.values())


def test_one_decision_is_all_of_them(fresh):
    found = debrief(played(fresh, {"pay": 1.4}, {}), 0)
    assert found.effects[0].late == pytest.approx(found.together)


def test_no_decision_drives_nothing(fresh):
    game = played(fresh, {}, {})
    found = debrief(game, 0)
    assert found.effects == ()
    assert set(found.together.values()) == {0.0}
    assert "You changed nothing" in " ".join(story(game, 0, found))


def test_it_looks_at_the_line_that_is_asked_for(game):
    branched = played(game.branch(0, 1), {"improvement": 0.1}, line=1)
    found = debrief(branched, 1)
    assert [e.what.practice for e in found.effects] == ["pay", "employee_voice", "improvement"]
    assert found.quarters == 2
    assert found.policys == final_figures(game.rival.until(2))


def test_progress_is_told_to_the_end(game):
    told = []
    debrief(game, 0, lambda done, of: told.append((done, of)))
    assert told == [
        (n, 15) for n in range(1, 16)
    ]  # 4 + 4 + 2 + 1 quarters without one decision, 4 without any


def test_luck_is_the_same_decisions_and_the_policy_in_other_worlds(game):
    found = luck(game, 0, worlds=2)
    for world in range(2):
        (run,) = run_world(WORLD, [(game.policy, "as_managed")], game.seed, world + 1, years=3)
        assert found.policys["profit"][world] == pytest.approx(run.series["profit"][:52].sum() / 52)
    assert set(found.yours) == set(found.policys) == set(MEASURES)
    text = " ".join(by_luck(game, found))
    ahead = int(np.sum(found.yours["profit"] > found.policys["profit"]))
    assert f"Profit: your decisions come out better than People and customer in {ahead} of 2" in text


def test_playing_the_policy_itself_is_never_better_or_worse(fresh):
    same = played(fresh, fresh.policy.practices.as_dict(), {})
    found = luck(same, 0, worlds=2)
    for name in MEASURES:
        np.testing.assert_array_equal(found.yours[name], found.policys[name])
    assert "as many people" in headline(same.line(0), same.rival, "people_and_customer", "")


def test_what_was_told_is_late_or_blurred(game):
    told, true = told_and_true(game.line(0).track(), "employees")
    assert len(told) == len(true) == 4
    assert not np.allclose(told, true)


def test_the_story_names_what_moved_profit_most(game, found):
    most = max(found.effects, key=lambda effect: abs(effect.late["profit"]))
    (sentence,) = [s for s in story(game, 0, found) if s.startswith("What moved profit most")]
    assert f"in quarter {most.quarter + 1}" in sentence


def test_a_stopped_debrief_stops(game):
    work = BackgroundWork("a debrief")
    work.stop()
    work.run(lambda work: debrief(game, 0, work.report))
    assert work.state == "stopped"
    assert work.result is None


@pytest.fixture(scope="module")
def over(fresh):
    """A game that is over, with a decision and a way out of a dilemma."""
    game = fresh
    for quarter in range(QUARTERS):
        game = game.play(0, {"pay": 1.05} if quarter == 3 else {}, int(quarter == max(fresh.brought)))
    return game


@pytest.fixture(scope="module")
def score(over):
    return debrief(over, 0)


def test_a_game_that_is_over_is_judged_two_years_later_as_it_was_left(over, score):
    line = over.line(0)
    assert (score.quarters, score.track.quarters) == (END, END)
    w, _ = list(going_on(over, line.worlds[-1], line.shifts[-1], QUARTERS, (), line.choices, END))[-1]
    assert score.yours == final_figures(track_of((w,)))
    assert score.policys == final_figures(over.rival)
    assert line.track().weeks.tobytes() == score.track.until(QUARTERS).weeks.tobytes(), (
        "what was played stays"
    )


def test_what_a_dilemma_was_answered_with_and_changed_is_in_it(fresh, over, score):
    setting, choice = score.effects
    when = max(fresh.brought)
    assert choice.what == Choice(fresh.brought[when], fresh.brought[when].options[1])
    other = fresh
    for quarter in range(QUARTERS):
        other = other.play(0, {"pay": 1.05} if quarter == 3 else {})
    theirs = debrief(other, 0).yours
    assert choice.late == pytest.approx({name: score.yours[name] - theirs[name] for name in MEASURES})
    text = " ".join(story(over, 0, score))
    assert "Two years after you left" in text
    assert setting.what.practice == "pay"


def test_the_story_says_where_the_other_side_is_ahead(over, score):
    lead = ahead(score.yours, score.policys)
    for name in SCORE:
        assert lead[name] == np.sign((score.yours[name] - score.policys[name]) * BETTER[name])
    text = story(over, 0, score)[0]
    assert ("People and customer is ahead in" in text) == (-1 in lead.values())
    assert ("your firm is ahead in" in text) == (1 in lead.values())


def test_luck_of_a_game_that_is_over_is_judged_two_years_later_too(over):
    found = luck(over, 0, worlds=1)
    (run,) = run_world(WORLD, [(over.policy, "as_managed")], over.seed, 1, years=5)
    assert found.policys["profit"][0] == pytest.approx(run.series["profit"].sum() / 52)
