"""The same model written plainly in Mesa, as a peer to measure against: agents are objects, state is attributes.

What a good Mesa modeller would write: one class a kind of agent, requests as objects that pass from tray to desk to
inbox, AgentSets activated every day and every week, Mesa's own random numbers. It follows the same calendar and calls
the same rules, as plain Python functions. A customer knows the day of its next need, as in sim, so that an idle day
costs one comparison; still every customer is activated twice a day, which is Mesa's way. Agents are activated in a
fixed order unless `shuffle` is set: Mesa's tutorials shuffle, which doubles the time of a day on which most customers
are idle.

Its luck comes in the order of calls, so its runs equal those of sim in distribution only. What is left out: holding
accepted hours or payroll equal between policies, and everything beyond the daily business. So it is compared where
`CORE_ONLY` holds and policies keep to neutral practices but for those of the daily business.
"""

from benchmarks.plain_mesa.market import PlainMarket

CORE_ONLY = {"upstream_faults": 0, "repeat_share": 0, "helping_start": 0, "integration_cost": 0}
"""Quantities of a market in which nothing is born upstream, lost, given or spent beyond the daily business."""

__all__ = ["CORE_ONLY", "PlainMarket"]
