"""Whether claims can fail: the space that is searched, what counts as found, and what the page says of it."""

import numpy as np
import pytest

from docs.findings import signs
from docs.findings.effects import EFFECTS, NOT_RUN
from docs.findings.runs import Found
from docs.findings.signs import BUILT_IN, CENTRE, REFUTED, TURNS, UNDECIDED, Search, place, points, ranges
from sim.claims import load_claims
from sim.design.factors import check_value
from sim.outcomes import OUTCOMES

CLAIMS = {name: claim for name, claim in load_claims().items() if not claim.sham}


# ---------------------------------------------------------------- what is searched


def test_every_claim_has_an_effect_or_a_reason():
    assert EFFECTS.keys() | NOT_RUN.keys() == CLAIMS.keys()
    assert not EFFECTS.keys() & NOT_RUN.keys()
    assert len(CLAIMS) == 39


@pytest.mark.parametrize("name", EFFECTS)
def test_an_effect_weighs_ways_of_its_claim_in_an_outcome_of_it(name):
    effect, claim = EFFECTS[name], CLAIMS[name]
    assert effect.weights.keys() <= claim.ways.keys()
    assert sum(effect.weights.values()) == 0.0
    assert effect.outcome in claim.outcomes
    assert effect.sign in (-1, 1)


def test_the_space_is_that_of_the_priors_but_for_the_size_of_a_firm():
    assert len(ranges()) > 12
    assert not ranges().keys() & set(signs.SIZES)
    for round_ in range(signs.ROUNDS):
        for point in points(round_):
            for name, value in point.constants.items():
                low, high = ranges()[name]
                assert low <= value <= high
                check_value(name, value)
    numbers = [point.number for round_ in range(signs.ROUNDS) for point in points(round_)]
    assert numbers == list(range(1, signs.ROUNDS * signs.POINTS + 1))


def test_what_firms_do_stays_and_the_world_varies():
    claim = CLAIMS["obliquity"]
    found = [place(claim, point) for point in (CENTRE, *points(0))]
    assert {shared["practices.horizon"] for _, shared in found} == {1.0}
    assert found[0][0] == "obliquity"
    assert found[0][1]["needs.complexity"] == 1.0
    assert {scenario for scenario, _ in found} == {"obliquity", signs.ANOTHER}
    assert len({shared["needs.complexity"] for _, shared in found}) == 3


def test_a_small_copy_has_one_team_and_its_share_of_the_work():
    whole, copy = signs.load_scenario("turnover_city").constants(), signs.small("turnover_city").constants()
    assert copy["employees_per_firm"] == copy["span_of_control"] == signs.TEAM
    per_head = whole["customers_per_firm"] / whole["employees_per_firm"]
    assert copy["customers_per_firm"] / copy["employees_per_firm"] == pytest.approx(per_head, rel=1e-3)


# ---------------------------------------------------------------- what is found


class MadeUp:
    """Runs in which some claims fail: always, or where learning takes long; and some effects are not there."""

    REFUTED, FAILS, NOTHING = "turnover_city", "unmet_needs", "givers_and_takers"

    def __init__(self):
        self.most = 0

    def of(self, what, asks):
        found = {}
        for (name, number, way), ask in asks.items():
            self.most = max(self.most, number)
            effect = EFFECTS[name]
            size = effect.sign * effect.weights[way]
            size *= {self.REFUTED: -1.0, self.NOTHING: 0.0}.get(name, 1.0)
            if name == self.FAILS and ask.way.world.get("people.learning_time", 0.0) > 28:
                size = -size
            luck = np.random.default_rng(len(name) + 100 * number).normal(size=ask.worlds)
            own = 0.01 * np.random.default_rng(sum(map(ord, way))).normal(size=ask.worlds)
            found[name, number, way] = Found(dict.fromkeys(OUTCOMES, 5.0 + size + luck + own), {})
        return found


@pytest.fixture(scope="module")
def searched():
    return {one.claim.name: one for one in signs.search(MadeUp())}


def test_a_claim_that_fails_at_the_best_guesses_is_not_searched_further(searched):
    assert searched[MadeUp.REFUTED].verdict == REFUTED
    assert searched[MadeUp.REFUTED].tried == 0


def test_a_claim_that_fails_somewhere_is_found_in_fresh_worlds_and_the_place_is_named(searched):
    found = searched[MadeUp.FAILS]
    assert found.verdict == TURNS
    point, judged = found.contrary
    assert point.constants["people.learning_time"] > 28
    assert judged.difference.n == signs.CONFIRMED
    assert f"point {point.number}" in signs.where(found.claim, point)
    assert found.tried == signs.POINTS


def test_a_claim_that_never_fails_is_by_construction_and_one_without_effect_is_undecided(searched):
    assert searched["dark_side"].verdict == BUILT_IN
    assert searched["dark_side"].tried == signs.ROUNDS * signs.POINTS
    assert searched[MadeUp.NOTHING].verdict in (UNDECIDED, TURNS)


def test_the_page_counts_what_was_found_and_says_that_none_found_is_no_proof(searched):
    section = signs.tell(list(searched.values()))
    counts = [sum(one.verdict == verdict for one in searched.values()) for verdict in (TURNS, BUILT_IN)]
    assert f"Of 39 claims, {counts[0]} can fail" in section.sentences[1]
    assert section.sentences[2].startswith(f"{counts[1]} hold")
    assert "not proof" in section.sentences[2]
    assert f"the claim `{MadeUp.REFUTED}` fails" in section.against[0]
    assert section.against[-1].startswith("By construction")
    assert len(section.tables[0].rows) == len(EFFECTS)
    assert len(section.figures) == 1


def test_screened_worlds_do_not_count(searched):
    one = Search(CLAIMS["dark_side"], EFFECTS["dark_side"])
    assert one.contrary is None
    for _, (more, less) in searched["unmet_needs"].candidates:
        assert len(more) == len(less) == signs.CONFIRMED
