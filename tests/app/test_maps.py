"""Maps: the question is checked, and a map's cells are runs."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.tipping_map import TippingMap
from sim.app.map_page import about
from sim.app.maps import Maps, draw_maps, map_question
from sim.errors import InputError
from sim.policies import load_policy
from sim.running.run import run_world
from sim.running.scenarios import load_scenario
from tests.worlds import SMALL, UNIT

ASKED = {
    "scenario": "corner_shop",
    "policies": ("customer_first", "people_and_customer"),
    "x": ("customers.extra_share", 0.1, 0.5),
    "y": ("practices.pay", 0.9, 1.1),
    "side": 3,
    "worlds": 1,
    "outcome": "turnover",
    "when": "above",
    "value": 30,
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"policies": ("neutral", "neutral")}, "policies must be two that differ, got neutral twice"),
        ({"side": 50}, "side must be one of 3, 4, 5, 6, 7.*, got 50"),
        ({"worlds": 1000}, "worlds must be one of .*, got 1000"),
        ({"x": ("customers.extra_shar", 0, 1)}, "did you mean customers.extra_share"),
        ({"x": ("competition", 0, 1)}, "x factor 'competition' does not exist"),
        (
            {"x": ("customers.extra_share", 0.1, 1.5)},
            "customers.extra_share must be a number from 0 to 1, got 1.5",
        ),
        ({"x": ("customers.extra_share", 0.5, 0.1)}, "must have low below high, got low 0.5 and high 0.1"),
        ({"x": ("customers.extra_share", None, 0.5)}, "customers.extra_share must be .*, got None"),
        ({"x": ("customers.extra_share", float("nan"), 0.5)}, "customers.extra_share must be .*, got nan"),
        ({"x": ("practices.pay", 0.9, 1.1)}, "factors must be two that differ, got practices.pay twice"),
        ({"outcome": "turnovr"}, "did you mean turnover"),
        ({"when": "beside"}, "when must be above or below, got 'beside'"),
        ({"value": "much"}, "turnover must be a number, got 'much'"),
    ],
)
def test_what_cannot_be_mapped_is_refused_with_a_reason(change, says):
    with pytest.raises(InputError, match=says):
        map_question(ASKED | change)


def test_percentages_are_asked_as_they_are_shown():
    _, region = map_question(ASKED)
    assert region.low == pytest.approx(0.3)


def test_cells_are_runs(tmp_path):
    path = tmp_path / "small.toml"
    head = 'format_version = 1\ntitle = "a test"\ndescribes = "a small world"\ncompetition = "monopoly"\n'
    lines = {}
    for name, value in SMALL.items():
        section, unit = UNIT[name]
        text = f'{name} = {{ value = {value}, unit = "{unit}", source = "a test" }}'
        lines.setdefault(section, []).append(text)
    path.write_text(head + "".join(f"[{s}]\n" + "\n".join(each) + "\n" for s, each in lines.items()))
    question, region = map_question(
        ASKED | {"scenario": str(path), "x": ("practices.price", 0.8, 1.2), "worlds": 2}
    )
    steps, seen = [], []
    found = draw_maps(question, region, lambda done, of: steps.append((done, of)), seen.append)
    assert steps == [(n, 36) for n in range(37)]
    assert [one.worlds for one in seen] == [1, 2]
    assert [one.policy for one in found.maps] == ["customer_first", "people_and_customer"]
    for one in found.maps:
        assert list(one.x) == pytest.approx([0.8, 1.0, 1.2])
        policy = load_policy(one.policy).replace({"price": 1.2, "pay": 0.9})
        runs = [
            next(
                run_world(load_scenario(path), [(policy, "as_managed")], question.seed, world, question.years)
            )
            for world in range(2)
        ]
        assert one.share[0, 2] == np.mean([run.summary["turnover"] >= 0.3 for run in runs])
    assert len({share for one in found.maps for share in one.share.ravel()}) > 1


@pytest.mark.parametrize(
    "change",
    [{"policy": "neutral"}, {"x": np.array([0.1, 0.2])}, {"region": "turnover > 0.4"}, {"scenario": "tesco"}],
    ids=lambda change: next(iter(change)),
)
def test_what_is_said_of_maps_tells_them_from_others(change):
    """The page draws maps anew where it differs."""
    one = TippingMap(
        scenario="corner_shop",
        contrast="as_managed",
        policy="customer_first",
        region="turnover > 0.3",
        x_factor="customers.extra_share",
        y_factor="practices.pay",
        x=np.array([0.1, 0.3, 0.5]),
        y=np.array([0.9, 1.1]),
        share=np.zeros((2, 3)),
        worlds=np.ones((2, 3)),
    )
    other = replace(one, policy="people_only")
    assert about(Maps((one, other), 1)) != about(Maps((replace(one, **change), other), 1))
    assert about(Maps((one, other), 1)) != about(Maps((one, other), 2))
