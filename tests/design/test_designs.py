"""Designs: what they promise of the points that they lay out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sim.design import designs
from sim.design.designs import points, sample
from sim.design.factors import Factor, check_value, factor_names, limits
from sim.design.question import Question, Sampling
from sim.design.vary import vary
from sim.design.way import Way
from sim.errors import InputError
from sim.model.parameters import SECTIONS
from sim.model.practices import PRACTICES
from sim.model.quantities import Quantity
from sim.model.scenario import Scenario
from sim.places import find_scenario
from sim.running.scenarios import load_scenario

CITY = load_scenario("turnover_city")

PAY = Factor(name="practices.pay", low=0.9, high=1.1)
RIVALS = Factor(name="rivals", low=0, high=4)
LEVEL = Factor(name="competition", values=("monopoly", "duopoly", "rivalry"))
WEEKS = Factor(name="surge.surge_weeks", low=0, high=3)


def question(
    *factors: Factor, scenarios=("turnover_city",), policies=("neutral",), seed=1, **sampling
) -> Question:
    return Question(
        format_version=1,
        title="t",
        question="q",
        scenarios=scenarios,
        policies=policies,
        seed=seed,
        sampling=Sampling(**sampling),
        factors=factors,
    )


KINDS = ("grid", "latin_hypercube", "sobol", "morris", "one_at_a_time")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
def test_numbers_whole_numbers_and_words_vary_in_every_design(kind, seed):
    asked = question(PAY, WEEKS, LEVEL, kind=kind, points=16, seed=seed)
    rows = sample(asked.factors, asked)
    assert rows == sample(asked.factors, asked), "asked again, the same"
    for row in rows:
        for name, value in row.items():
            check_value(name, value)
    assert {row["surge.surge_weeks"] for row in rows if "surge.surge_weeks" in row} == {0.0, 1.0, 2.0, 3.0}
    assert {row["competition"] for row in rows if "competition" in row} == set(LEVEL.values)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_counted_before_they_are_laid_out(kind):
    asked = question(PAY, WEEKS, LEVEL, kind=kind, points=16)
    assert designs._rows(asked) == len(sample(asked.factors, asked))
    assert designs._rows(question()) == len(sample((), question())) == 1


def test_a_design_of_millions_is_refused_with_the_product_and_the_limit():
    wide = [Factor(name=f"practices.{name}", low=0.8, high=1.2) for name in ("pay", "price")]
    many = question(*wide, LEVEL, policies=("neutral", "customer_first"), levels=100, points=100)
    with pytest.raises(
        InputError,
        match=r"100,000 points at most, got 180,000 \(1 scenario x 30,000 rows x 3 contrasts x 2 policies",
    ):
        points(many.model_copy(update={"contrasts": ("as_managed", "equal_hours", "equal_spend")}))


@given(count=st.sampled_from([16, 64]), seed=st.integers(0, 2**63 - 1))
def test_a_latin_hypercube_has_one_point_in_every_slice(count, seed):
    asked = question(PAY, WEEKS, kind="latin_hypercube", points=count, seed=seed)
    rows = sample(asked.factors, asked)
    slices = sorted(int((row["practices.pay"] - 0.9) / 0.2 * count) for row in rows)
    assert slices == list(range(count))
    weeks = [row["surge.surge_weeks"] for row in rows]
    assert {weeks.count(value) for value in range(4)} == {count // 4}, (
        "whole numbers are as likely as each other"
    )


@given(seed=st.integers(0, 1_000))
def test_morris_moves_one_factor_at_a_time(seed):
    asked = question(PAY, WEEKS, LEVEL, kind="morris", points=4, seed=seed)
    rows = sample(asked.factors, asked)
    assert len(rows) == 4 * (3 + 1)
    for first in range(0, len(rows), 4):
        for before, after in zip(rows[first : first + 3], rows[first + 1 : first + 4], strict=True):
            assert sum(before[name] != after[name] for name in before) <= 1


def test_a_sobol_design_has_a_row_for_each_factor_and_two_more():
    asked = question(PAY, WEEKS, LEVEL, kind="sobol", points=8)
    assert len(sample(asked.factors, asked)) == 8 * (3 + 2)


def test_points_are_numbered_by_scenario_row_contrast_and_policy():
    asked = question(
        PAY, levels=3, scenarios=("turnover_city", "corner_shop"), policies=("neutral", "people_only")
    )
    found = points(asked)
    assert [point.number for point in found] == list(range(12))
    assert [point.row for point in found] == [0, 0, 1, 1, 2, 2] * 2
    assert [point.scenario.name for point in found] == ["turnover_city"] * 6 + ["corner_shop"] * 6
    assert [point.policy.practices.pay for point in found[:6]] == pytest.approx(
        [0.9, 0.9, 1.0, 1.0, 1.1, 1.1]
    )


def test_scenarios_of_one_name_are_refused(tmp_path):
    copy = tmp_path / "corner_shop.toml"
    copy.write_bytes(find_scenario("corner_shop").read_bytes())
    with pytest.raises(InputError, match="must be named once each"):
        points(question(scenarios=("corner_shop", str(copy))))


@pytest.mark.parametrize("name", [name for name in factor_names() if "." in name])
def test_every_number_of_a_scenario_and_every_practice_can_be_set(name):
    section, _, field = name.partition(".")
    if section == "practices":
        high = PRACTICES[field]["high"]
        way = Way.at("neutral", "as_managed", {name: high})
        assert way.managed().practices.as_dict()[field] == high == limits(name)[1]
        return
    value = CITY.constants()[field]  # which agrees with all others
    assert limits(name) == tuple(
        SECTIONS[section].specification(field)[key] for key in ("minimum", "maximum", "whole")
    )
    quantity = getattr(vary(CITY, {name: value}).section(section), field)
    assert (quantity.value, quantity.source) == (value, "experiment")


NUMBERS = [name for name in factor_names() if name.split(".")[0] in SECTIONS]


@given(st.dictionaries(st.sampled_from(NUMBERS), st.floats(0.0, 1.0), max_size=4))
def test_a_varied_scenario_is_what_a_check_of_everything_makes_of_it_and_has_no_old_address(shares):
    values = {name: limits(name)[0] + u * (limits(name)[1] - limits(name)[0]) for name, u in shares.items()}
    values = {name: float(round(value)) if limits(name)[2] else value for name, value in values.items()}
    sections = {name: dict(CITY.section(name)) for name in SECTIONS}
    for name, value in values.items():
        section, _, field = name.partition(".")
        unit = SECTIONS[section].specification(field)["unit"]
        sections[section][field] = Quantity(value=value, unit=unit, source="experiment")
    CITY.content()
    try:
        whole = Scenario.model_validate(dict(CITY) | sections)
    except ValidationError:
        with pytest.raises(InputError, match="turnover_city with "):
            vary(CITY, values)
        return
    assert vary(CITY, values) == whole
    assert vary(CITY, values).content() == whole.content()


# ---------------------------------------------------------------- competition


@pytest.mark.parametrize("rivals", [0, 1, 2, 4, 8])
def test_rivals_alone_say_what_the_competition_is(rivals):
    scenario = vary(CITY, {"rivals": float(rivals)})
    assert scenario.trading_firms == 1 + rivals
    assert scenario.competition == ("rivalry" if rivals else "monopoly")
    assert scenario.potential_entrants == 0


def test_rivals_leave_entry_free_where_it_is():
    scenario = vary(CITY, {"competition": "contestable"})
    more = vary(scenario, {"rivals": 3.0})
    assert (more.competition, more.trading_firms, more.potential_entrants) == ("contestable", 4, 2)


def test_a_level_of_competition_keeps_the_rivals_that_it_can():
    many = vary(CITY, {"rivals": 5.0})
    assert vary(many, {"competition": "contestable"}).trading_firms == 6
    assert vary(many, {"competition": "duopoly"}).trading_firms == 2


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("values", "tells"),
    [
        ({"customers.need_rat": 1.0}, "did you mean customers.need_rate"),
        ({"customers.need_rate": 99.0}, "customers.need_rate must be a number from 0.01 to 60, got 99"),
        (
            {"customers.urgent_due_days": 9.0},
            "turnover_city with customers.urgent_due_days = 9.0: customers.urgent_due",
        ),
        (
            {"competition": "monopoly", "rivals": 2.0},
            "rivals must be left out unless competition is rivalry or contestable, got 2",
        ),
        ({"competition": "rivalry", "rivals": 0.0}, "rivals must be at least 1, got 0"),
    ],
)
def test_values_that_a_scenario_may_not_have_are_refused(values, tells):
    with pytest.raises(InputError) as told:
        vary(CITY, values)
    assert tells in str(told.value)


def test_values_are_checked_against_the_rest_of_the_scenario_in_every_row():
    days = Factor(name="customers.due_days", low=1, high=9)
    urgent = Factor(name="customers.urgent_due_days", low=1, high=9)
    with pytest.raises(
        InputError, match=r"with customers\.due_days = .*, customers\.urgent_due_days = .*must be no larger"
    ):
        points(question(days, urgent, levels=3))
