"""What to measure next, in words."""

from sim.analysis.knowing_text import knowing_told
from tests.analysis.test_knowing import GOAL, THREE, found, it_depends, some_pay
from tests.analysis.wanted import LEVERS, asked, looked_at


def test_a_constant_that_could_change_the_choice_is_named_with_what_to_choose():
    question, prospect, _ = found(it_depends)
    (told,) = knowing_told(question, prospect)
    assert told.sentence == "To measure next: base quit hazard; to know it could change what to choose."
    assert told.because[0].startswith(
        "Base quit hazard: worth 40 points of that share, more than luck gives ("
    )
    assert "best is at 0.01 pay 1.1; at 0.012 pay 1.1; at 0.014 neutral as it is" in told.because[0]
    assert told.because[1] == "Pay quit: whatever it is, neutral as it is does best."


def test_the_setting_that_is_regretted_least_is_held_against_the_best_on_average():
    question, prospect, _ = found(some_pay, THREE)
    (told,) = knowing_told(question, prospect)
    assert told.because[-1].startswith(
        "Least regretted is pay 1.05: at worst the share of worlds that meet the goal is "
    )


def test_without_what_is_not_known_nothing_is_said():
    question = asked(goals=GOAL, factors=LEVERS)
    (prospect,) = looked_at(question)
    assert knowing_told(question, prospect) == []
