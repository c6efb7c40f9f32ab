"""Studies: what is judged does not depend on what is looked at."""

from sim.view.study import Study
from tests.view.report.test_answer import MANY, finished

MADE = finished(lambda value: 0.007, worlds=8, outcomes=("turnover", *MANY))


def verdicts(study: Study) -> list[tuple[str, float]]:
    """Verdict and corrected p of each difference in turnover."""
    found = [*study.at_places, *study.overall]
    return [(one.judged.verdict, one.judged.p) for one in found if one.outcome == "turnover"]


def test_looking_at_one_outcome_changes_no_verdict():
    everything, one = Study.of(MADE), Study.of(MADE, ["turnover"])
    assert {found.outcome for found in one.at_places} == {"turnover"}
    assert verdicts(one) == verdicts(everything)
    assert one.overall[0].judged.family == len(MANY) + 1
