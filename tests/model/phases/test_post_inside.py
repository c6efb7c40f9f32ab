"""post_inside: what people inside a firm want becomes requests in the same trays, and lapses when it is too late."""

import numpy as np

from sim.model.phases.post import free_closed
from sim.model.phases.post_inside import inside_waiting, post_inside
from sim.model.states import ASKED, DROPPED, IDEA, INSIDE, NOBODY, PENDING, PLEA, QUESTION, REPORT, SUPPORT
from tests.model.phases.moments import FRIDAY, act, before, desks, trays

MONDAY = FRIDAY - 4


def posted(w, day: int = FRIDAY) -> np.ndarray:
    """The requests that are posted."""
    old = set(np.flatnonzero(w.requests["state"] == ASKED))
    post_inside(w, day)
    return w.requests[sorted(set(np.flatnonzero(w.requests["state"] == ASKED)) - old)]


def test_no_more_is_posted_than_room_is_asked_for():
    w = before(post_inside)
    room = inside_waiting(w)
    assert 0 < len(posted(w, MONDAY)) <= room


def test_every_manager_owes_a_report_a_week():
    w = before(post_inside)
    reports = posted(w, MONDAY)
    here = np.flatnonzero(w.managers["id"] != NOBODY)
    assert sorted(reports["team"][reports["channel"] == REPORT]) == sorted(here)
    assert not (posted(before(post_inside))["channel"] == REPORT).any()


def test_a_question_lies_in_the_tray_of_the_manager_of_who_asked_and_the_request_waits():
    w = before(post_inside)
    questions = posted(w)
    questions = questions[questions["channel"] == QUESTION]
    assert len(questions) > 0
    about = w.requests[questions["about"]]
    assert (about["question"] == PENDING).all()
    np.testing.assert_array_equal(about["employee"], questions["employee"])
    np.testing.assert_array_equal(w.employees["team"][questions["employee"]], questions["team"])
    assert not w.employees["to_ask"].any()


def test_what_was_met_and_thought_of_is_posted_once():
    w = before(post_inside)
    here = np.flatnonzero(w.employees["id"] != NOBODY)
    w.employees["to_back"][here], w.employees["to_propose"][here], w.managers["pleads"][0] = 3, 2, 1
    kinds = posted(w)["channel"].tolist()
    assert (kinds.count(SUPPORT), kinds.count(IDEA), kinds.count(PLEA)) == (len(here), 2 * len(here), 1)
    again = posted(w)["channel"]
    assert not np.isin(again, (SUPPORT, IDEA, PLEA)).any()


def test_the_more_is_exhorted_the_more_initiatives_there_are():
    def initiatives(exhortation: float) -> int:
        w = before(post_inside)
        w.firms["exhortation"], w.firms["improvement"] = exhortation, 0.0
        return sum(int((posted(w, MONDAY + 5 * week)["channel"] == 14).sum()) for week in range(8))

    assert initiatives(0.0) == 0
    assert initiatives(1.0) > 0


def test_what_is_too_late_lapses_and_a_question_with_its_request():
    w = act(before(post_inside), post_inside)
    inside = [row for row in trays(w) if w.requests["channel"][row] >= INSIDE]
    free_closed(w, FRIDAY + 50)
    lapsed = w.requests["state"][inside] == DROPPED
    questions = np.isin(w.requests["channel"][inside], (QUESTION, QUESTION + 1))
    assert lapsed[~questions].all()
    w.requests["question"][desks(w)] = 0
    free_closed(w, FRIDAY + 50)
    assert (w.requests["state"][inside] == DROPPED).all()
