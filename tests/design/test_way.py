"""A way to run: what it changes, and that it gives the same task wherever it is made."""

import pytest

import sim
from sim.design.designs import points
from sim.design.question import load_question
from sim.design.way import ALL_CONTRASTS, Way
from sim.errors import InputError
from sim.places import experiment_files
from sim.running.jobs import Task
from sim.running.scenarios import load_scenario

SHOP = load_scenario("corner_shop")


def test_a_plain_way_is_the_scenario_under_the_policy():
    policy = sim.load_policy("people_only")
    assert Way("people_only").task(SHOP, 3, 1) == Task.of(SHOP, policy, "as_managed", 3, 1)


@pytest.mark.parametrize("contrast", ALL_CONTRASTS)
def test_every_contrast_is_allowed(contrast):
    assert Way(contrast=contrast).task(SHOP, 1, 1).contrast == contrast


def test_factors_go_to_the_policy_the_world_and_the_mechanisms():
    factors = {"practices.pay": 1.1, "customers.need_rate": 2.0, "without": "clarity", "frozen": "none"}
    way = Way.at("neutral", "equal_hours", factors, frozen=["expectation"])
    assert (way.practices, way.world) == ({"pay": 1.1}, {"customers.need_rate": 2.0})
    assert (way.without, way.frozen) == (("clarity",), ("expectation",))
    task = way.task(SHOP, 1, 1)
    assert task.policy.practices.pay == 1.1
    assert task.scenario.customers.need_rate.value == 2.0
    assert (task.scenario.without, task.scenario.frozen) == (("clarity",), ("expectation",))


@pytest.mark.parametrize("name", ["friction", "turnover_city", "competition_ladder"])
def test_a_design_point_is_what_its_way_says(name):
    question = load_question(experiment_files()[name]).model_copy(update={"without": ("recognition",)})
    found = points(question)
    bases = {base.name: base for base in map(load_scenario, question.scenarios)}
    for point in (found[0], found[-1]):
        assert point.way.task(bases[point.scenario.name], question.seed, question.years) == point.task
        assert point.scenario.without == ("recognition",)


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (Way(contrast="equal_pay"), "contrast must be one of as_managed, .*, got 'equal_pay'"),
        (Way(without=["clarty"]), "clarity"),
        (Way(world={"practices": 1.0}), "practices"),
    ],
)
def test_what_cannot_be_run_is_named(way, says):
    with pytest.raises(InputError, match=says):
        way.task(SHOP, 1, 1)
