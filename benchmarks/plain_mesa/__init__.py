"""The daily and weekly core of the model written plainly in Mesa, as a peer to measure speed against.

What a good Mesa modeller would write: one class a kind of agent, requests as objects that pass from tray to desk to
inbox, AgentSets activated every day and every week, Mesa's own random numbers. It calls the same rules, as plain Python
functions. A customer knows the day of its next need, as in sim, so that an idle day costs one comparison; still every
customer is activated twice a day, which is Mesa's way. Agents are activated in a fixed order unless `shuffle` is set:
Mesa's tutorials shuffle, which doubles the time of a day on which most customers are idle. `TutorialMarket` goes
through the day as Mesa's tutorial does, with the same agents and rules; so its requests wait longer, and only the speed
of it is compared. `agentpy_lists` activates the same agents by AgentPy's lists.

The core: customers ask, feel and choose; managers triage, look back, wear, quit and are succeeded; employees work, wear
and quit; firms plan, lay off and hire. Left out are all mechanisms but those in `MECHANISMS`; requests out of scope and
complaints; everything that a firm's own people want of each other, so that a tray holds customers' requests alone, as
they came; money, dismissals, training and the books; the surge; effort of any but lognormal shape; whatever happens
once a quarter; firms that fail or open; and the contrasts. So the compiled model does more in the same time: its
advantage over this peer is understated.

The peer's luck comes in the order of calls, so its runs equal those of sim in distribution only, and only in a scenario
made by `core`, under practices of the daily business. tests/benchmarks holds it to that.
"""

from benchmarks.plain_mesa.market import PlainMarket
from benchmarks.plain_mesa.tutorial import TutorialMarket
from sim.model import mechanisms
from sim.model.scenario import Scenario

MECHANISMS = {
    *("care", "choice", "clarity", "expectation"),
    *("manager_load", "pressure", "skill", "success", "switching"),
}
"""The mechanisms that the peer has."""

CONSTANTS = {
    "report_hours": 0.0,
    "talk_hours": 0.0,
    "extra_share": 0.0,
    "extra_learning": 0.0,
    "complain_wrong": 0.0,
    "complain_late": 0.0,
    "upstream_faults": 0.0,
    "repeat_share": 0.0,
    "own_memory": 0.0,
    "expectation_usual": 0.0,
    "dismissal_hazard": 0.0,
    "trainer_load": 0.0,
    "notice_weeks": 0.0,
    "insolvency": 100.0,
    "price_request": 1e6,
}
"""Nobody asks for extras, complains, remembers, trains, gives notice or is dismissed; nothing is faulty or lost.

Nobody reports, money abounds, and expectations follow own experience alone.
"""


def core(scenario: Scenario) -> Scenario:
    """The scenario reduced to what the peer models."""
    without = tuple(name for name in mechanisms.MECHANISMS if name not in MECHANISMS)
    sections = {}
    for key in ("customers", "improvement", "work", "managers", "choice", "people", "entry", "money"):
        section = scenario.section(key)
        sections[key] = section.model_copy(
            update={
                name: getattr(section, name).model_copy(update={"value": value})
                for name, value in CONSTANTS.items()
                if name in type(section).model_fields
            }
        )
    return scenario.model_copy(update=sections).attributed(without)


__all__ = ["CONSTANTS", "MECHANISMS", "PlainMarket", "TutorialMarket", "core"]
