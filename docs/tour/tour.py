# %% [markdown]
# # Does putting customers first serve them? A guided tour
#
# Five essays say that a firm which puts customers first at its people's expense drowns them in urgent requests, wears
# them out, loses them, and ends up serving customers worse; and that the way to a goal is often not to aim at it.
# Prose cannot settle that. Here each claim becomes something to change, to predict, to run and to compare.
#
# Every stop goes the same way: **the claim**, **what do you expect?**, **run it**, **read the rule**, **now you**.
# Predict before you look: on the page with the buttons, in the notebook with the words after `expect`. What stands
# there is what the essays expect, and some of it fails. Each answer ends in a sentence that begins with *So:*. No
# number below is typed, and no verdict: all are computed when the cells run.
#
# Two ways to manage always meet the *same worlds*: same customers, same needs, same luck. A difference is clear where
# its 95% interval leaves zero out and so does a test that is corrected for how many outcomes are looked at. It is too
# small to matter where it is surely less than a manager would notice in a year, which `sim/claims/claims.toml` assumes
# for each outcome. Else it is open, and the sentence says how many worlds would likely decide. `docs/analysis.md`
# explains the judge. Few worlds run here so that the tour is quick; a difference that they do not show may still be
# there. How the same claim fared in many more worlds, each with other plausible constants, stands below the result: the
# verdict, from the computed file.

# %%
import sim
from sim import Way, compare
from sim.view.answers import changed, crossing, left, level, still_trading
from sim.view.figures.forest import forest
from sim.view.figures.weeks import fan
from sim.view.notebook import calendar, compared, source, verdict_on
from sim.view.told import judged, so

WORLDS = 8  # more worlds, narrower intervals
MANY = 40  # at the last stop, where luck is large

# %% [markdown]
# ## 1. Meet the firm
#
# *Turnover city* answers customers' requests: 24 employees in three teams, 7,000 customers, one rival just like it.
# A request goes from the customer to a manager, who takes it in or declines it, labels it and gives it to an employee;
# and back to the customer, who is pleased, complains, or quietly leaves. In the manager's tray it lies beside what
# employees ask, and what the executive wants.
#
# **What do you expect?** Managed neutrally, with staff that follows demand: is this firm calm, busy or overloaded?

# %% tags=["rule"]
calendar()

# %% tags=["answer"]
neutral = compare("turnover_city", {"neutral": Way("neutral")}, worlds=WORLDS, years=2)
weeks = range(1, 105)
fan(weeks, {"neutral": neutral.weekly("neutral", "utilisation")}, "utilisation")

# %% tags=["answer"]
# The share of paid and present hours that goes into requests; where the ranges end is assumed.
firm = level(
    neutral, "neutral", "utilisation", {"calm": (0.0, 0.8), "busy": (0.8, 0.98), "overloaded": (0.98, 1.0)}
)
firm

# %% tags=["answer"]
so(firm)

# %% [markdown]
# **Now you.** Change `"utilisation"` to `"late_share"` or `"strain"` in the figure, in both places. `docs/outcomes.md`
# lists all outcomes.

# %% [markdown]
# ## 2. When everything is urgent, nothing is
#
# The claim (essay 000): if every request is labelled urgent, the label says nothing. People cannot tell what matters,
# and that costs beyond the load itself.
#
# Change one practice: `priority_discipline`, the share of stated urgencies that managers check.
#
# **What do you expect** of lateness, strain, turnover and throughput when nobody checks?

# %% tags=["answer"]
labels = compare(
    "turnover_city",
    {
        "everything is urgent": Way(practices={"priority_discipline": 0.0}),
        "urgent means urgent": Way(practices={"priority_discipline": 1.0}),
    },
    worlds=WORLDS,
    years=2,
)
expect = {
    "clarity": "lower",
    "late_share": "higher",
    "strain": "higher",
    "turnover": "higher",
    "throughput": "lower",
}
nobody_checks = compared(labels, "everything is urgent", "urgent means urgent", expect)
nobody_checks

# %% tags=["answer"]
forest(judged(labels, "everything is urgent", "urgent means urgent", list(expect)))

# %% tags=["answer"]
verdict_on("everything_is_urgent")

# %% tags=["answer"]
so(nobody_checks)

# %% tags=["rule"]
from sim.model.rules.attention import clarity, label_value
from sim.model.rules.switching import juggled

source(label_value, clarity, juggled)

# %% [markdown]
# **Now you.** Is half as much checking half as good? Set the first `0.0` to `0.5`.

# %% [markdown]
# ## 3. The manager is elsewhere
#
# The claim (essay 000): a manager busy with customers cannot set priorities for the team, which makes the next round
# worse.
#
# Everything that anybody wants of a manager lies in one tray. Change one practice: `first`, whose requests come first
# when the hours do not suffice. At its low end those are customers', at its high end those of the firm's own people.
# Where hours suffice, the order decides little; so make them scarce: here executives' reports take `report_hours` of a
# manager's week.
#
# **What do you expect** of the share of employees' needs that is heard, and of what is done without knowing how? And
# what do the manager's customers get for those hours?

# %% tags=["answer"]
scarce = {"managers.report_hours": 25.0}
manager = compare(
    "turnover_city",
    {
        "manager elsewhere": Way(practices={"first": -1.0}, world=scarce),
        "manager there": Way(practices={"first": 1.0}, world=scarce),
    },
    worlds=WORLDS,
    years=2,
)
expect = {
    "heard_share": "lower",
    "guess_share": "higher",
    "clarity": "lower",
    "strain": "higher",
    "turnover": "higher",
    "customer_satisfaction_all": "lower",
}
elsewhere = compared(manager, "manager elsewhere", "manager there", expect)
elsewhere

# %% tags=["answer"]
forest(judged(manager, "manager elsewhere", "manager there", list(expect)))

# %% tags=["answer"]
verdict_on("the_manager_is_elsewhere")

# %% tags=["answer"]
so(elsewhere)

# %% tags=["rule"]
from sim.model.rules.asking import question_probability
from sim.model.rules.attention import turn

source(question_probability, turn, clarity)

# %% [markdown]
# Read it aloud: whoever is new, or whom labels tell nothing, asks more. While a question waits, so does the request
# that it is about; after two days it is done without knowing. Clarity is the share of questions answered times what
# labels still tell: either of them at zero leaves none.
#
# **Now you.** What does the order decide where hours suffice? Leave out `world=scarce` in both ways. Or give stop 2's
# firm a manager who is there: add `"first": 1.0` there.

# %% [markdown]
# ## 4. Anything and everything
#
# The claim (essay 000): doing anything and everything that customers ask overloads employees until they leave.
#
# Now change the whole policy: *customer first* says yes to every ask and passes it on as urgent; *people and customer*
# sets priorities, backs the team and removes friction.
#
# **What do you expect** of out-of-scope work, strain, turnover and profit?

# %% tags=["answer"]
policies = {"customer_first": Way("customer_first"), "people_and_customer": Way("people_and_customer")}
city = compare("turnover_city", policies, worlds=WORLDS, years=3)
expect = {
    "extra_share": "higher",
    "strain": "higher",
    "turnover": "higher",
    "late_share": "higher",
    "profit": "lower",
}
anything = compared(city, "customer_first", "people_and_customer", expect)
anything

# %% tags=["answer"]
forest(
    judged(city, "customer_first", "people_and_customer", list(expect)),
    currency=city.scenario.currency,
)

# %% tags=["answer"]
verdict_on("turnover_city")

# %% tags=["answer"]
so(anything)

# %% tags=["rule"]
from sim.model.rules.intake import habit_after

source(habit_after)

# %% [markdown]
# **Now you.** Is it the yes, or the rest of the policy? Compare `Way("customer_first")` with
# `Way("customer_first", practices={"intake_boundary": 0.6})`.

# %% [markdown]
# ## 5. Does it serve customers?
#
# The claim (essay 002): putting customers ahead of people is the road to serving customers worse. At first they gain,
# later they lose: the curves cross.
#
# **What do you expect** of the satisfaction of everyone served, those who left included? Of how many leave? How large a
# difference: a point in a hundred, or ten? And do the curves cross?

# %% tags=["answer"]
expect = {"customer_satisfaction_all": "lower", "churn": "higher", "market_share": "lower"}
served = compared(city, "customer_first", "people_and_customer", expect)
served

# %% tags=["answer"]
weeks = range(1, 3 * 52 + 1)
satisfaction = {way: city.weekly(way, "customer_satisfaction_all") for way in policies}
fan(weeks, satisfaction, "customer_satisfaction_all")

# %% tags=["answer"]
curves = crossing(city, "customer_first", "people_and_customer", "customer_satisfaction_all")
curves

# %% tags=["answer"]
verdict_on("less_customer_driven")

# %% tags=["answer"]
so(served, curves)

# %% tags=["rule"]
from sim.model.rules.expectation import disconfirmation, satisfaction_after

source(disconfirmation, satisfaction_after)

# %% [markdown]
# Read the rule before you are disappointed by a small effect: satisfaction is experience *against expectation*, and
# expectations follow experience. What delighted becomes what is expected; what disappointed, too. So satisfaction is
# drawn back to its set point, and a lasting difference in service shows more in who leaves than in how the rest feel.
#
# **Now you.** Freeze expectations, so that they stay what they were: `Way("customer_first", frozen=["expectation"])`,
# and the same for the other.

# %% [markdown]
# ## 6. At equal spend
#
# A policy that says yes to everything carries more work, and staff follows work. Is *customer first* worse as a way to
# manage, or only busier? Hold equal what is spent on people and programmes, and the
# firm cannot hire for what it accepts.
#
# **What do you expect?** Which of the differences grow, which shrink, and does any of them turn?

# %% tags=["answer"]
equal = compare(
    "turnover_city",
    {name: Way(name, contrast="equal_spend") for name in policies},
    worlds=WORLDS,
    years=3,
)
outcomes = ["strain", "turnover", "customer_satisfaction_all", "profit"]
moved = changed(city, equal, "customer_first", "people_and_customer", outcomes)
moved

# %% tags=["answer"]
forest(
    [
        one
        for found in (city, equal)
        for one in judged(found, "customer_first", "people_and_customer", outcomes)
    ],
    currency=city.scenario.currency,
)

# %% tags=["answer"]
so(moved)

# %% tags=["rule"]
from sim.model.rules.staffing import staff_needed

source(staff_needed)

# %% [markdown]
# **Now you.** The third contrast is `"equal_hours"`: the same accepted work for both.

# %% [markdown]
# ## 7. What carries the effect?
#
# A cause has to work through something. Freeze a mechanism at its mean of the warm-up, the same for both policies: if
# the effect came through it, the effect is gone. The essay's causal chain runs through extra work, and through clarity.
#
# **What do you expect?** Do more than half of the differences in strain and turnover run through clarity? Through extra
# work?

# %% tags=["answer"]
frozen = {
    mechanism: compare(
        "turnover_city",
        {name: Way(name, frozen=[mechanism]) for name in policies},
        worlds=WORLDS,
        years=3,
    )
    for mechanism in ("clarity", "extra_work")
}
outcomes = ["strain", "turnover"]
forest(
    [
        one
        for found in (city, *frozen.values())
        for one in judged(found, "customer_first", "people_and_customer", outcomes)
    ]
)

# %% tags=["answer"]
strain = left(city, frozen, "customer_first", "people_and_customer", "strain")
strain

# %% tags=["answer"]
turnover = left(city, frozen, "customer_first", "people_and_customer", "turnover")
turnover

# %% tags=["answer"]
so(strain, turnover)

# %% tags=["rule"]
from sim.model.rules.strain import job_demands, job_resources

source(job_demands, job_resources)

# %% [markdown]
# What is left when one mechanism is frozen comes through the others: `sim.model.mechanisms.MECHANISMS` names them, and
# `docs/findings.md` says what each of them carries.
#
# **Now you.** Freeze `"recognition"`, or several at once: the list in `frozen=[...]` may hold more.

# %% [markdown]
# ## 8. Squeezing customers, and the law
#
# The claim (essay 003): tricks and loyalty penalties earn bad profits from the most loyal customers, until they are
# seen through; and what restrains a firm is not the number of rules but the fine that it has to expect.
#
# **What do you expect** of profit and churn when a firm mines its customers, where the law has no teeth? And where
# every trick is found and costs several times what it brings?

# %% tags=["answer"]
toothless = {"law.audit_rate": 0.0}
teeth = {"law.audit_rate": 1.0, "law.fine_rate": 0.5}
law = {
    name: compare(
        "turnover_city",
        {"extraction": Way("extraction", world=world), "neutral": Way("neutral", world=world)},
        worlds=WORLDS,
        years=3,
    )
    for name, world in (("no audits", toothless), ("a law with teeth", teeth))
}
expect = {"profit": "higher", "customer_satisfaction_all": "lower", "churn": "higher"}
unaudited = compared(law["no audits"], "extraction", "neutral", expect, where="without audits")
unaudited

# %% tags=["answer"]
expect = {"profit": "lower", "customer_satisfaction_all": "lower", "churn": "higher"}
audited = compared(law["a law with teeth"], "extraction", "neutral", expect, where="under a law with teeth")
audited

# %% tags=["answer"]
forest(
    [one for found in law.values() for one in judged(found, "extraction", "neutral", list(expect))],
    currency=city.scenario.currency,
)

# %% tags=["answer"]
verdict_on("dark_side", "regulation_with_teeth")

# %% tags=["answer"]
so(unaudited, audited)

# %% tags=["rule"]
from sim.model.rules.law import fine, offence

source(fine, offence)

# %% [markdown]
# **Now you.** Cap the fine: add `"law.fine_cap": 50_000.0` to `teeth`.

# %% [markdown]
# ## 9. Competition
#
# The claim (essay 003): real competition does more for customers than programmes for their experience do.
#
# Compare a monopoly with a programme (three times the improvement work) and a rivalry without one, each with the same
# monopoly. Customers and staff per firm are the same.
#
# **What do you expect?** What does each do for customers, and which of the two does more?

# %% tags=["answer"]
markets = compare(
    "turnover_city",
    {
        "a monopoly": Way(world={"competition": "monopoly"}),
        "a monopoly with a programme": Way(
            practices={"improvement": 0.03}, world={"competition": "monopoly"}
        ),
        "a rivalry": Way(world={"competition": "rivalry"}),
    },
    worlds=WORLDS,
    years=3,
)
expect = {"customer_satisfaction_all": "higher", "late_share": "lower"}
rivals = compared(markets, "a rivalry", "a monopoly", expect)
rivals

# %% tags=["answer"]
programme = compared(markets, "a monopoly with a programme", "a monopoly", expect)
programme

# %% tags=["answer"]
more = compared(markets, "a rivalry", "a monopoly with a programme", {"customer_satisfaction_all": "higher"})
more

# %% tags=["answer"]
forest(
    judged(markets, "a rivalry", "a monopoly", list(expect))
    + judged(markets, "a monopoly with a programme", "a monopoly", list(expect))
)

# %% tags=["answer"]
verdict_on("competition_makes_service")

# %% tags=["answer"]
so(rivals, programme, more)

# %% tags=["rule"]
from sim.model.rules.choice import utility

source(utility)

# %% [markdown]
# These firms keep their practices whatever happens: competition can only choose among them. The essay's mechanism, an
# executive who loses customers and changes course, needs executives who steer. They come at the last stop.
#
# **Now you.** Let the firm of all three ways steer: `Way("oblique", world=...)`.

# %% [markdown]
# ## 10. Obliquity
#
# The claim (essay 003, after John Kay): in a complex, changing world profit is better reached by not aiming at it.
#
# Think of every way to manage as a place on a landscape, and of its height as how well its practices go together: in a
# complex world each practice helps or hurts by what others are there, and the landscape moves. Two climbers cannot see
# it. Each tries one change of practice at a time, equally often and through the same noise, and keeps what its goal
# says improved. One's goal is profit; the other's is what customers and employees gain by. Ten years, and nothing else
# differs. Then the same again in a simple world that stands still.
#
# **What do you expect?** Who stands higher, and who earns more, in the complex world? Who earns more in the simple one?

# %% tags=["answer"]
complex_world = {"needs.complexity": 1.0, "needs.landscape_drift": 0.25, "needs.need_drift": 0.4}
simple_world = dict.fromkeys(complex_world, 0.0)
goals = {
    name: compare(
        "obliquity",
        {goal: Way(goal, world=world) for goal in ("oblique", "direct_profit")},
        worlds=MANY,
        years=10,
    )
    for name, world in (("complex", complex_world), ("simple", simple_world))
}
years = range(52, 10 * 52 + 1, 52)
climbers = goals["complex"]
heights = {goal: climbers.yearly(goal, "capability") for goal in ("oblique", "direct_profit")}
fan(years, heights, "capability")

# %% tags=["answer"]
profits = {goal: climbers.yearly(goal, "profit") for goal in ("oblique", "direct_profit")}
fan(years, profits, "profit", currency=climbers.scenario.currency)

# %% tags=["answer"]
expect = {
    "capability": "higher",
    "profit": "higher",
    "customer_satisfaction_all": "higher",
    "turnover": "lower",
}
moving = compared(goals["complex"], "oblique", "direct_profit", expect, where="in the complex world")
moving

# %% tags=["answer"]
# A firm that has closed earns nothing, which is part of every figure here.
trading = still_trading(climbers, "oblique", "direct_profit")
trading

# %% tags=["answer"]
still = compared(
    goals["simple"], "oblique", "direct_profit", {"profit": "lower"}, where="in the simple world"
)
still

# %% tags=["answer"]
forest(
    [
        one
        for found in goals.values()
        for one in judged(
            found, "oblique", "direct_profit", ["profit", "customer_satisfaction_all", "turnover"]
        )
    ],
    currency=climbers.scenario.currency,
)

# %% tags=["answer"]
verdict_on("obliquity")

# %% tags=["answer"]
so(moving, still, trading)

# %% tags=["rule"]
from sim.model.rules.landscape import contribution, landscape_productivity

source(contribution, landscape_productivity)

# %% [markdown]
# **Now you.** Patience may matter more than the goal: give both `practices={"horizon": 8}`, the quarters after which a
# change is judged. Then let the landscape move faster: `"needs.landscape_drift": 1.0`.
#
# ## Where next
#
# `docs/model.md` describes the whole model, `docs/practices.md` lists what can be changed, `docs/bibliography.md` where
# the equations come from. To cite a run, `sim.run(...)` carries the scenario, the seed and the version that made it:

# %% tags=["answer"]
run = sim.run("turnover_city", "neutral", seed=1, years=1)
{
    "scenario": run.scenario,
    "policy": run.policy,
    "seed": run.seed,
    "version": run.version,
    "model": run.digest,
}
