"""What staff and errors do to a firm as a whole: where lateness rose with staff, the market would be none."""

import numpy as np

from sim.analysis.statistics import paired
from sim.claims.trials import small
from sim.design.vary import vary
from sim.policies import load_policy
from sim.running.run import run_world

CITY = small("turnover_city")
NEUTRAL = load_policy("neutral")
WORLDS, YEARS = range(8), 1


def runs(scenario, policies=(NEUTRAL,)):
    """The runs of some policies, by world."""
    managed = [(policy, "as_managed") for policy in policies]
    return [list(run_world(scenario, managed, 1, world, YEARS)) for world in WORLDS]


def test_lateness_falls_with_staff_and_nowhere_clearly_rises():
    few_to_many = [NEUTRAL.replace({"staffing_slack": slack}) for slack in (-0.2, -0.1, 0.0, 0.1, 0.2)]
    late = np.array([[run.summary["late_share"] for run in world] for world in runs(CITY, few_to_many)])
    for fewer, more in zip(late.T, late.T[1:], strict=False):
        assert paired(more, fewer).interval.low <= 0.0
    assert paired(late[:, -1], late[:, 0]).interval.high < 0.0


def test_errors_cost_money_and_satisfaction():
    usual = CITY.constants()["error_share"]
    wrong, right = (runs(vary(CITY, {"work.error_share": share})) for share in (2.0 * usual, usual))
    for name in ("profit", "customer_satisfaction_all"):
        lost = paired(*(np.array([run.summary[name] for (run,) in found]) for found in (wrong, right)))
        assert lost.interval.high < 0.0, name


def test_half_as_much_work_again_is_not_absorbed_in_a_week():
    """Against the same worlds without the step, a month at a time."""

    def weeks(step):
        return np.array(
            [
                run.series["late_share"][-52 * YEARS :]
                for (run,) in runs(vary(CITY, {"surge.demand_step": step}))
            ]
        )

    more = weeks(1.5) - weeks(1.0)
    for week in (1, 4, 8):
        month = np.nanmean(more[:, week : week + 4], axis=1)
        assert paired(month, np.zeros_like(month)).interval.low > 0.0, f"from week {week} on"
