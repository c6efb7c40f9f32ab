"""What carries the difference: shares by hand, and sentences that follow the numbers."""

import numpy as np

from docs.findings import mechanisms
from docs.findings.mechanisms import GROUPS, HEADLINE, PARTS, WHOLE, Switched

WORLDS = 8
SIZES = {
    "turnover": -0.2,
    "customer_satisfaction_all": 0.05,
    "profit": 1e5,
    "churn": -0.1,
    "lead_time": -1.0,
    "clarity": 0.4,
}
LUCK = np.linspace(-0.01, 0.01, WORLDS)


def differences(order=0.1, climate=0.6, rest=0.2, left=1.0):
    """Differences whose parts are so large, of which so much is left."""
    sizes = {WHOLE: 1.0, **dict(zip(PARTS, (order, climate, rest), strict=True))}
    return {
        (part, outcome): left * SIZES[outcome] * (size + LUCK)
        for part, size in sizes.items()
        for outcome in HEADLINE
    }


def told(whole, loop=0.5, clarity=0.5, pressure=0.8, treatment=0.9):
    """The section where so much is left when the loop, clarity and pressure are switched."""
    kinds = {
        "frozen": {"clarity": clarity, "pressure": pressure},
        "off": {"clarity": clarity, "pressure": pressure},
        "together": dict.fromkeys(GROUPS, 1.0) | {"the essays' loop": loop, "treatment": treatment},
    }
    found = {
        kind: mechanisms.shares(whole, {name: differences(left=left) for name, left in ones.items()})
        for kind, ones in kinds.items()
    }
    return mechanisms.tell(whole, found, found["frozen"])


def test_a_share_that_nothing_can_be_said_of_is_open():
    whole = {(WHOLE, "turnover"): np.array([1.0, 1.1, 0.9])}
    found = mechanisms.shares(whole, {"wild": {(WHOLE, "turnover"): np.array([9.0, -9.0, 1.0])}})
    assert found["wild"][WHOLE, "turnover"].text == "open"


def test_parts_make_up_the_whole():
    """The order, the climate and the rest: every practice in which the two differ is in one of them."""
    of = {}
    for (part, side), way in mechanisms.ways(Switched("on"), (WHOLE, *PARTS)):
        of.setdefault(side, {})[part] = dict(way.practices)
    for parts in of.values():
        assert parts[WHOLE] == {**parts["the order"], **parts["the climate"], **parts["the rest"]}
        assert set(parts["the order"]) == {"first"}
        assert set(parts["the climate"]) == set(mechanisms.CLIMATE)


def test_sentences_follow_the_numbers():
    text = "\n".join(told(differences()).sentences)
    assert "Of it the order alone makes 10%, the climate alone makes 60% and the rest alone makes 20%" in text
    assert "that the parts act together makes the other 10%" in text
    assert "of the difference in turnover these carry clearly: clarity 50% and pressure 20%." in text
    assert "carries 50% of the difference in turnover" in text
    other = "\n".join(told(differences(), clarity=1.0, pressure=1.5).sentences)
    assert "of the difference in turnover these dampen it clearly: pressure 50%." in other


def test_an_order_that_does_little_goes_against_the_essays():
    against = "\n".join(told(differences(order=0.1)).against)
    assert "Whose requests come first, which is what the argument is about, makes little" in against
    assert "10% of that in turnover" in against
    assert told(differences(order=0.9, climate=0.05, rest=0.05)).against == []


def test_an_order_that_harms_and_a_loop_that_carries_little_are_said():
    against = "\n".join(told(differences(order=-0.3), loop=0.8).against)
    assert "putting one's own people's requests first makes turnover" in against
    assert "carries less than half of the difference: 20% in turnover" in against


def test_rules_that_are_assumed_and_carry_more_than_the_loop_are_said():
    against = "\n".join(told(differences(order=0.9, climate=0.05, rest=0.05), treatment=0.2).against)
    assert "carries more than the essays' loop of the difference in turnover" in against


def test_the_largest_are_chosen_and_never_the_lever_itself():
    whole = differences()
    screened = {
        name: {key: values[:2] for key, values in differences(left=left).items() if key[0] == WHOLE}
        for name, left in {"order": 0.0, "clarity": 0.2, "pressure": 0.6, "cartel": 1.0}.items()
    }
    assert mechanisms.largest(whole, screened)[:2] == ["clarity", "pressure"]


def test_figures_and_tables_have_every_mechanism():
    made = told(differences(), clarity=0.4)
    assert len(made.figures) == len(HEADLINE)
    labels = {row["label"] for row in made.figures[0].layout.meta["table"]}
    assert labels == {*GROUPS, "clarity", "pressure"}
    assert made.figures[0].layout.title.text.startswith("Clarity carries the largest")
    assert "is open" in told(differences(), 1.0, 1.0, 1.0, 1.0).figures[0].layout.title.text
    assert all(len(row) == len(table.head) for table in made.tables for row in table.rows)
