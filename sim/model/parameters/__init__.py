"""Every constant of the model, by section: default, unit, source, meaning and the range it may take.

The ranges are priors for sensitivity analysis as much as guards against slips. `priors.<name>` is an entry of the
calibration facts (sim/design/facts.toml); other keys are in sim/design/bibliography.toml; `assumed` marks a judgement.
"""

from sim.model.parameters.choice import Choice
from sim.model.parameters.customers import Customers
from sim.model.parameters.firms import Culture, Executives, Improvement
from sim.model.parameters.markets import Disruption, Law, Selling, Supply
from sim.model.parameters.money import Entry, Horizon, Money
from sim.model.parameters.needs import Needs, Surge
from sim.model.parameters.people import People, Staffing
from sim.model.parameters.work import Managers, Quality, Work
from sim.model.quantities import Quantity, Section

__all__ = [
    "Choice",
    "Culture",
    "Customers",
    "Disruption",
    "Entry",
    "Executives",
    "Horizon",
    "Improvement",
    "Law",
    "Managers",
    "Money",
    "Needs",
    "People",
    "Quality",
    "Selling",
    "Staffing",
    "Supply",
    "Surge",
    "Work",
]

WORKDAYS_A_WEEK = 5
WEEKS_A_YEAR = 52
WEEKS_A_QUARTER = 13
DAYS_A_YEAR = WORKDAYS_A_WEEK * WEEKS_A_YEAR
DAYS_A_MONTH = DAYS_A_YEAR / 12
DAYS_A_QUARTER = WORKDAYS_A_WEEK * WEEKS_A_QUARTER
TENURE_MONTHS = 121
"""Months of tenure that are counted apart: ten years, and all beyond in the last."""

SECTIONS: dict[str, type[Section]] = {
    "customers": Customers,
    "choice": Choice,
    "needs": Needs,
    "work": Work,
    "quality": Quality,
    "managers": Managers,
    "people": People,
    "culture": Culture,
    "staffing": Staffing,
    "improvement": Improvement,
    "executives": Executives,
    "money": Money,
    "selling": Selling,
    "law": Law,
    "supply": Supply,
    "surge": Surge,
    "entry": Entry,
    "disruption": Disruption,
    "horizon": Horizon,
}
"""Section name in a scenario file to its class."""

CONSTANTS: tuple[str, ...] = tuple(
    name
    for section in SECTIONS.values()
    for name, field in section.model_fields.items()
    if field.annotation is Quantity
)
"""Every quantity by its own name, which is unique across sections: the fields of the market record."""
