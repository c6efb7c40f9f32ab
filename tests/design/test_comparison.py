"""What a question compares: both sides exist, differ in one thing, and share the rest."""

from sim.design.comparison import Cell, comparisons
from sim.design.designs import points
from sim.design.question import Question

ASKED = {
    "format_version": 1,
    "title": "t",
    "question": "q?",
    "scenarios": ("corner_shop",),
    "policies": ("neutral", "people_only", "customer_first"),
    "contrasts": ("as_managed", "equal_spend"),
    "factors": ({"name": "practices.pay", "values": (0.9, 1.1)}, {"name": "rivals", "values": (0, 2)}),
}


def compared(**asked):
    question = Question.model_validate(ASKED | asked)
    found = points(question)
    cells = [Cell(p.number, p.scenario.name, p.policy.name, p.contrast, p.factors) for p in found]
    return comparisons(question, cells), found


def test_without_pairs_every_policy_is_compared_with_the_first_at_every_place():
    found, _ = compared()
    assert {(one.a, one.b) for one in found} == {("people_only", "neutral"), ("customer_first", "neutral")}
    assert len(found) == 2 * 2 * 4


def test_the_sides_of_a_pair_agree_in_all_but_the_policy():
    found, design = compared(compare=({"policy": "customer_first", "against": "people_only"},))
    for one in found:
        a, b = (design[number] for number in one.points)
        assert (a.policy.name, b.policy.name) == ("customer_first", "people_only")
        assert (a.row, a.contrast, a.factors) == (b.row, b.contrast, b.factors)
        assert (one.way.policy, one.against.policy) == ("customer_first", "people_only")
        assert one.place == tuple(a.factors.items())


def test_a_change_compares_two_values_of_a_factor_under_each_policy():
    found, design = compared(effects=({"factor": "rivals", "value": 2, "against": 0},))
    assert len(found) == 3 * 2 * 2
    for one in found:
        a, b = (design[number] for number in one.points)
        assert (a.factors["rivals"], b.factors["rivals"]) == (2, 0)
        assert (a.policy.name, a.contrast, a.factors["practices.pay"]) == (
            b.policy.name,
            b.contrast,
            b.factors["practices.pay"],
        )
        assert dict(one.place) == {"practices.pay": a.factors["practices.pay"], "policy": a.policy.name}
        assert (one.a, one.b) == ("rivals 2", "rivals 0")


def test_a_pair_whose_other_side_was_not_laid_out_is_left_out():
    question = Question.model_validate(ASKED)
    lone = [Cell(0, "corner_shop", "people_only", "as_managed", {"rivals": 2})]
    assert comparisons(question, lone) == []
