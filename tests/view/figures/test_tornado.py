"""Tornados: the factor that moves an outcome most stands on top."""

from sim.analysis.effects import effects
from sim.view.figures.tornado import tornado
from tests.view.figures.made_up import LOAD, RUNS, VOICE


def of_turnover():
    return tornado(effects(RUNS, ["turnover"], [LOAD, VOICE])[0])


EXAMPLES = {
    of_turnover: "Policy moves turnover most: ",
}
"""Each figure made here, and what its title says."""


def test_title_may_be_given():
    figure = tornado(effects(RUNS, ["turnover"], [LOAD, VOICE])[0], title="load is what matters")
    assert figure.layout.title.text == "Load is what matters"


def test_the_largest_effect_is_on_top():
    rows = of_turnover().layout.meta["table"]
    sizes = [abs(row["effect"]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
