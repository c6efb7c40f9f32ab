"""improve: hours spent on improvement move friction, causes upstream, the product and what is seen of needs."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.conduct import improvement_now, measured_end_to_end
from sim.model.departments import born_ordinarily, part_of, pass_on
from sim.model.executives import immersed
from sim.model.firms import levels_away
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.levers import LEVER_PLACES, LEVERS
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.people import employees_of
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.hearing import aim, perceived_need, sight
from sim.model.rules.ideas import aim_by_ideas, idea_effort
from sim.model.rules.improvement import (
    adoption,
    bold_yield,
    chain_strength,
    diminished,
    share_of,
    unfixed_faults,
    vision_after,
    wear_and_work,
)
from sim.model.rules.landscape import NEIGHBOURS, configured, contribution, landscape_productivity
from sim.model.rules.selling import insight_boost
from sim.model.states import DEPARTMENTS, NOBODY

WEEK = 1.0 / WEEKS_A_YEAR
COUNT = len(LEVERS)
PATTERNS = 2 ** (NEIGHBOURS + 1)
ORDINARY = tuple(lever.ordinary for lever in LEVERS)
HIGH = tuple(lever.high for lever in LEVERS)
ORDINARY_BOLDNESS = NEUTRAL.initiative_boldness
ORDINARY_IMPROVEMENT = NEUTRAL.improvement


@phase
def improve(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end have their firms improved."""
    for firm in range(first, end):
        improve_one(w, day, firm)


@behaviour
def improve_one(w: World, day: int, firm: int) -> None:
    """Move what one firm's week of improvement moves, each by its share of the hours.

    All follow the same law (wear_and_work): work removes a share of what is left, neglect brings it back.
    """
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    hours = effective_hours(w, day, firm)
    # What the front line knows comes for nothing, and is adopted by those who had the idea.
    ideas = ideas_of(w, day, firm)
    total = f.friction_removal + f.friction_shifting + f.upstream_fixing + f.product_work + f.exploration
    boost = gated(
        w,
        Mechanism.INSIGHT,
        insight_boost(f.customer_insight, 1.0 - f.insight_extraction, m.insight_gain),
        1.0,
    )
    # Twice, because friction has two sides: at an even design each side gets the hours once.
    removing = 2.0 * (hours * share_of(f.friction_removal, total) + ideas * m.idea_friction)
    shifting = 2.0 * hours * share_of(f.friction_shifting, total)
    # What is shifted off customers is not removed: employees carry it from now on.
    handed_over = m.improvement_yield * shifting * f.customer_friction * m.shift_ratio
    f.work_friction = wear_and_work(
        f.work_friction,
        m.friction,
        handed_over,
        removing * f.process_design,
        m.friction_growth,
        m.improvement_yield,
        WEEK,
    )
    # From here on insight helps: it is about customers, and makes nothing easier for employees.
    f.customer_friction = wear_and_work(
        f.customer_friction,
        m.friction,
        0.0,
        (removing * (1.0 - f.process_design) + shifting) * boost,
        m.friction_growth,
        m.improvement_yield,
        WEEK,
    )
    # Whoever works upstream does not see what fails: customers name causes, and levels lose some (essay 003).
    aimed = aim(m.chance_aim, f.customer_voice, levels_away(w, firm), m.layer_loss)
    f.aim = gated(w, Mechanism.AIM, aim_by_ideas(aimed, ideas, m.idea_limit), 1.0)
    # Hours upstream work as far as they hit a true cause; a stronger chain lets fewer failures be born at all.
    unfixed = unfixed_faults(born_ordinarily(w), links_of(w, firm))
    causes = hours * share_of(f.upstream_fixing, total) + ideas * m.idea_causes
    for department in range(DEPARTMENTS):
        f.born[department] = wear_and_work(
            f.born[department],
            unfixed * part_of(w, department),
            0.0,
            causes * f.aim * boost,
            m.fault_growth,
            m.upstream_yield,
            WEEK,
        )
    # What is born need not arrive: departments repair what their measure makes worthwhile (kerr1975).
    pass_on(w, firm, measured_end_to_end(w, firm))
    exploring = hours * share_of(f.exploration, total)
    f.vision = vision_after(f.vision, exploring, m.exploration_yield, m.vision_forgetting, WEEK)
    # A firm builds for what it believes to be needed; contact and exploration bring that nearer the truth.
    aimed_at = perceived_need(m.stated, m.need, sight(immersed(w, firm), f.vision))
    for_product = ideas * (1.0 - m.idea_friction - m.idea_causes)
    speed = (hours * share_of(f.product_work, total) + for_product) * boost * m.product_yield
    # Without product work the product stays where it is, while needs move on.
    if speed > 0.0:
        f.product = approach(f.product, aimed_at, WEEK, 1.0 / speed)
    f.capability = gated(
        w,
        Mechanism.COMPLEXITY,
        approach(f.capability, landscape_of(w, day, firm), 1.0, m.capability_weeks),
        1.0,
    )


@behaviour
def effective_hours(w: World, day: int, firm: int) -> float:
    """Share of paid hours that improves something: hours times adoption, boldness and what managers carry out.

    Less of it each the more hours there are.

    Adoption asks the managers, because they carry change to the teams: what they believe is what people do.
    """
    m = w.market[0]
    f = w.firms[firm]
    believed, managers = 0.0, 0
    for team in range(whole(f.team_first), whole(f.team_end)):
        if whole(w.managers[team].id) != NOBODY:
            believed += w.managers[team].belief
            managers += 1
    belief = believed / managers if managers > 0 else 0.0
    f.adopted = gated(w, Mechanism.ADOPTION, adoption(f.shared_skill, belief, m.department_reach), 1.0)
    bold = bold_yield(f.initiative_boldness, ORDINARY_BOLDNESS, m.boldness_effect)
    effort = improvement_now(w, firm)
    # Hours done at once get in each other's way, or ever more improvement would pay without end.
    each = diminished(effort, ORDINARY_IMPROVEMENT, m.improvement_half)
    worth = gated(w, Mechanism.BOLDNESS, bold, 1.0) * gated(w, Mechanism.DIMINISHING, each, 1.0)
    # What managers do not get round to stalls, whatever hours are paid for it. Without initiatives nothing can stall.
    k = ledger(w, day, firm)
    if k.initiatives > 0:
        done = min(1.0, k.initiatives_done / k.initiatives)
        f.carried = approach(f.carried, done, 1.0, m.experience_weeks)
    return effort * f.adopted * worth * f.carried


@behaviour
def ideas_of(w: World, day: int, firm: int) -> float:
    """Improvement by the ideas that managers took up this week, as a share of paid hours."""
    m = w.market[0]
    hours = m.hours_per_day * WORKDAYS_A_WEEK * employees_of(w, firm)
    effort = idea_effort(ledger(w, day, firm).ideas_taken, m.idea_worth, hours, m.idea_limit)
    return gated(w, Mechanism.BOTTOM_UP, effort, 0.0)


@behaviour
def links_of(w: World, firm: int) -> float:
    """Strength of the firm's chain of five links [0-1]."""
    f = w.firms[firm]
    return chain_strength(
        f.belief, f.strategy, f.process, f.technology, f.organisation, w.market[0].link_substitution
    )


@behaviour
def landscape_of(w: World, day: int, firm: int) -> float:
    """Productivity that the firm's practices give each other in the market's present landscape."""
    m = w.market[0]
    total = 0.0
    for lever in range(COUNT):
        # Levers are drawn anew one after the other, so that the landscape shifts instead of jumping.
        drawn = m.landscape_drift * day / DAYS_A_YEAR + lever / COUNT
        # Which of the lever and its neighbours are above ordinary, as bits: the NK model's local configuration.
        for pattern in range(PATTERNS):
            part = share_of_pattern(w, firm, lever, pattern)
            if part > 0.0:
                total += part * contribution(m.seed, lever, pattern, drawn)
    return landscape_productivity(total / COUNT, m.complexity)


@behaviour
def share_of_pattern(w: World, firm: int, lever: int, pattern: int) -> float:
    """How far a lever and its neighbours are configured as the pattern's bits say [0-1]; over all patterns 1.

    A practice between its two configurations counts to each as far as it has come.
    """
    part = 1.0
    for step in range(NEIGHBOURS + 1):
        other = (lever + step) % COUNT
        value = w.firms[firm].practices[LEVER_PLACES[other]]
        above = configured(value, ORDINARY[other], HIGH[other])
        part *= above if pattern // 2 ** (NEIGHBOURS - step) % 2 == 1 else 1.0 - above
    return part
