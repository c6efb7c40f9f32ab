"""Every practice's benefit with its price switched off, and its price with its benefit switched off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docs.findings.draw import dots
from docs.findings.page import Section, Table
from docs.findings.runs import Ask, Found, Runs
from sim.analysis.judge import Judgement, judge
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.design.way import Way
from sim.english import counted, listed
from sim.model.practices import NEUTRAL, PRACTICES
from sim.outcomes import OUTCOMES
from sim.running.scenarios import load_scenario
from sim.units import shown

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CITY = "turnover_city"
WORLDS = 6

KINDS = {"improvement": 0.05, "friction_removal": 1.0}
"""A firm that spends a twentieth of its hours on improvement, for what is a share of that."""
BUSY = {"immersion": 1.0, "executive_ownership": 1.0}
"""An executive whose hours are all claimed, for what costs some of them."""


@dataclass(frozen=True)
class Case:
    """What shows a practice's benefit and its price: an outcome each, and where it goes (+ up, - down).

    also: other practices without which it does nothing. world: changes to the city where it has nothing to act on.
    """

    benefit: str
    price: str
    also: Mapping[str, float] = field(default_factory=dict)
    world: Mapping[str, float] = field(default_factory=dict)
    contrast: str = "as_managed"


LINK = Case("-born_upstream", "+cost")
DRIFT = {"needs.need_drift": 1.0}
GOAL = "-executive_share"

CASES: Mapping[str, Case] = {
    "intake_boundary": Case("-accepted_hours", "-customer_satisfaction_all"),
    "priority_discipline": Case("+clarity", "-customer_satisfaction_all"),
    "first": Case("+heard_share", "+lead_time"),
    "pay": Case("-turnover", "+cost"),
    "layoffs": Case("-cost", "+strain"),
    "employee_voice": Case("+recognition", "+manager_load"),
    "exhortation": Case("-lead_time", "+strain"),
    "frontline_backing": Case("-strain", "-customer_satisfaction_all"),
    "frontline_discretion": Case("-strain", "+giveaways"),
    "staffing_slack": Case("-pressure", "+cost"),
    "giver_promotion": Case("+helping", "-throughput"),
    "executive_ownership": Case("-work_friction", GOAL, KINDS | {"shared_skill": 1.0, "immersion": 1.0}),
    "improvement": Case("-work_friction", "+cost"),
    "friction_removal": Case(
        "-work_friction", "+born_upstream", {"improvement": 0.05, "upstream_fixing": 1.0}
    ),
    "friction_shifting": Case("-customer_friction", "+work_friction", {"improvement": 0.05}),
    "upstream_fixing": Case("-born_upstream", "+work_friction", KINDS),
    "product_work": Case("+fit", "+work_friction", KINDS, DRIFT),
    "exploration": Case("+fit", "+work_friction", KINDS | {"product_work": 1.0}, DRIFT),
    "process_design": Case("-work_friction", "+customer_friction", KINDS),
    "initiative_boldness": Case("-work_friction", "+cost", KINDS),
    "shared_skill": Case("-work_friction", "+cost", KINDS | {"executive_ownership": 1.0}),
    **dict.fromkeys(("belief", "strategy", "process", "technology", "organisation"), LINK),
    "end_to_end": Case("-repair_share", "+department_cost"),
    "promise_inflation": Case("+gained", "-customer_satisfaction_all"),
    "price": Case("+profit_per_hour", "-market_share"),
    "customer_insight": Case("-customer_friction", "+cost", KINDS),
    "insight_extraction": Case(
        "+overcharge", "+customer_friction", KINDS | {"customer_insight": 1.0, "dark_patterns": 1.0}
    ),
    "immersion": Case("+aim", GOAL, {"executive_ownership": 1.0, "goal_profit": 1.0}),
    "customer_voice": Case("+aim", "+complaint_rate"),
    "data_integration": Case("-repeated_share", "+cost"),
    "score_management": Case("+survey_score", GOAL, BUSY),
    "other_direction": Case("+fit", GOAL, BUSY, DRIFT),
    "supplier_partnering": Case("-supply_late_share", "+cost", world={"supply.supply_failures": 12.0}),
    "sales_pressure": Case("+pushed_share", "-customer_satisfaction_all"),
    "loyalty_penalty": Case("+overcharge", "+discoveries"),
    "dark_patterns": Case("+overcharge", "+discoveries"),
    "collusion": Case("+cartel", GOAL, BUSY, contrast="everywhere"),
    "goal_profit": Case("+profit", GOAL, BUSY),
    "goal_score": Case("+survey_score", GOAL, BUSY),
    "goal_customers": Case("+customer_satisfaction_all", GOAL, BUSY),
    "goal_employees": Case("+employee_satisfaction", GOAL, BUSY),
    "goal_complaints": Case("-complaint_rate", GOAL, BUSY),
    "goal_departures": Case("-turnover", GOAL, BUSY),
}
"""Practices with a half that can be switched off; the books alone show the rest."""

BENEFIT, PRICE, PROFIT = "benefit", "price", "profit"


@dataclass(frozen=True)
class Effect:
    """What more of a practice does to an outcome, and where it should go by what is declared."""

    outcome: str
    direction: int  # +1 up, -1 down
    judged: Judgement

    @property
    def shows(self) -> int:
        """1 where it clearly goes where it should, -1 where it clearly goes the other way, 0 where nothing is clear."""
        return self.direction * self.judged.sign

    def text(self, currency: str) -> str:
        """The outcome and its difference, with a star where it is clear."""
        called = OUTCOMES[self.outcome].called
        if not self.judged.difference.n:
            return f"{called}: not defined"
        return f"{called} {self.judged.size(self.outcome, currency)}{self.judged.mark}"


Effects = Mapping[str, Mapping[str, Effect]]
"""By practice and half."""


def section(runs: Runs) -> Section:
    """Every practice at two values, with one half, the other, and neither switched off."""
    asks = {(name, half, value): ask for name in CASES for half, value, ask in asked(name)}
    return tell(effects(runs.of("prices", asks)))


def move(name: str) -> tuple[float, float]:
    """Less of a practice and more: halfway from its neutral value to either end of its range."""
    spec, neutral = PRACTICES[name], getattr(NEUTRAL, name)
    return (spec["low"] + neutral) / 2.0, (neutral + spec["high"]) / 2.0


def asked(name: str) -> Iterator[tuple[str, float, Ask]]:
    """The ways that show a practice's halves: each with the other's mechanism off, and the net with both on."""
    case, spec = CASES[name], PRACTICES[name]
    off = {BENEFIT: spec["costs"].mechanism, PRICE: spec["helps"].mechanism, PROFIT: ""}
    for half, mechanism in off.items():
        for value in move(name):
            way = Way(
                practices=dict(case.also) | {name: value},
                world=case.world,
                without=(mechanism,) if mechanism else (),
                contrast=case.contrast,
            )
            yield half, value, Ask(way, CITY, worlds=WORLDS)


def effects(found: Mapping[tuple[str, str, float], Found]) -> Effects:
    """All halves and nets of all practices, judged as one family."""
    keys = [(name, half) for name in CASES for half in (BENEFIT, PRICE, PROFIT)]
    pairs = []
    for name, half in keys:
        outcome, _ = shown_by(name, half)
        low, high = (found[name, half, value].values(outcome) for value in move(name))
        pairs.append((high, low))
    made: dict[str, dict[str, Effect]] = {name: {} for name in CASES}
    for (name, half), one in zip(keys, judge(pairs), strict=True):
        made[name][half] = Effect(*shown_by(name, half), one)
    return made


def shown_by(name: str, half: str) -> tuple[str, int]:
    """The outcome that shows a half, and where it goes."""
    text = {BENEFIT: CASES[name].benefit, PRICE: CASES[name].price, PROFIT: "+profit"}[half]
    return text[1:], 1 if text[0] == "+" else -1


# ------------------------------------------------------------------------------ telling


def tell(found: Effects) -> Section:
    """The section, from judged halves."""
    both = [name for name in found if found[name][BENEFIT].shows > 0 and found[name][PRICE].shows > 0]
    currency = load_scenario(CITY).currency
    untold = [words(name) for name in PRACTICES if name not in found]
    worlds = max(one.judged.difference.n for halves in found.values() for one in halves.values())
    sentences = [
        "Every practice declares by what it helps and by what it costs. Each is set halfway from its neutral value to "
        f"either end of its range, in `{CITY}`, three years, {counted(worlds, 'paired world')}: its benefit is "
        "measured with the mechanism of its price switched off, its price with that of its benefit switched off, and "
        "what it does to profit with both on. Where a half has no mechanism, as wages have none, all is on.",
        f"Of {counted(len(found), 'practice')} {len(both)} show clearly both a benefit and a price.",
        *[f"Not measured here, since neither half has a mechanism of its own: {listed(untold)}."]
        * bool(untold),
    ]
    title, tables = "2. What every practice gives and costs", [_table(found, currency)]
    return Section(title, sentences, tables, [_figure(found, currency)], against(found))


def against(found: Effects) -> list[str]:
    """What has no price that shows, what has no benefit that shows, and halves that go the wrong way."""
    shows = {name: (halves[BENEFIT].shows > 0, halves[PRICE].shows > 0) for name, halves in found.items()}
    wrong = [
        f"the {half} of {words(name)}"
        for name, halves in found.items()
        for half in (BENEFIT, PRICE)
        if halves[half].shows < 0
    ]
    said = {
        (True, False): "a clear benefit and no clear price",
        (False, True): "a clear price and no clear benefit",
        (False, False): "neither a clear benefit nor a clear price",
    }
    lines = []
    for which, what in said.items():
        names = [words(name) for name in found if shows[name] == which]
        if names:
            has = "has" if len(names) == 1 else "have"
            lines.append(f"{counted(len(names), 'practice')} {has} {what}: {listed(names)}.")
    return lines + [f"Clearly the other way round than declared: {listed(wrong)}."] * bool(wrong)


def _table(found: Effects, currency: str) -> Table:
    rows = []
    for name, halves in found.items():
        low, high = move(name)
        row = [words(name), f"{low:.3g} to {high:.3g}"]
        for half, of in ((BENEFIT, "helps"), (PRICE, "costs")):
            row += [PRACTICES[name][of].what, halves[half].text(currency)]
        rows.append([*row, halves[PROFIT].judged.size("profit", currency) + halves[PROFIT].judged.mark])
    head = ("practice", "from, to", "helps by", "benefit", "costs", "price", "profit, both on")
    return Table("Benefits and prices; * clear", head, rows)


def _figure(found: Effects, currency: str) -> "Figure":
    """What more of each practice does to profit, both halves on, the largest first."""
    out = shown("profit", currency)
    rows: list[Row] = []
    for name, halves in found.items():
        d = halves[PROFIT].judged.difference
        row: Row = {
            "label": words(name),
            "value": out.value(d.mean),
            "clear": bool(halves[PROFIT].judged.sign),
        }
        row |= {"low": out.value(d.interval.low), "high": out.value(d.interval.high), "unit": out.unit}
        rows.append(row)
    rows.sort(key=lambda row: -float(row["value"] or 0.0))
    title = f"{rows[0]['label']} adds most to profit, {rows[-1]['label']} takes most from it"
    return dots(title, rows, f"{out.label}, from less of the practice to more ({out.unit})")
