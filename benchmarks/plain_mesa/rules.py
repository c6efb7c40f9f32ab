"""The model's own rules as plain Python functions, so that the plain model repeats no equation."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

from sim.model import draws
from sim.model.rules import (
    adaptation,
    attention,
    choice,
    expectation,
    hazard,
    improvement,
    intake,
    learning,
    pressure,
    quality,
    quitting,
    staffing,
    strain,
    switching,
)


def plain(rule: Callable[..., Any]) -> Callable[..., Any]:
    """The function that a rule was written as; the rules that it calls become plain too."""
    function = getattr(rule, "py_func", rule)
    scope = {**function.__globals__, "real": float, "whole": int}
    for name in function.__code__.co_names:
        if hasattr(scope.get(name), "py_func"):
            scope[name] = plain(scope[name])
    return FunctionType(function.__code__, scope, function.__name__)


absence_probability = plain(strain.absence_probability)
approach = plain(adaptation.approach)
attention_needed = plain(attention.attention_needed)
believed = plain(choice.believed)
briefing_skill = plain(attention.briefing_skill)
care = plain(quality.care)
clarity = plain(attention.clarity)
disconfirmation = plain(expectation.disconfirmation)
dismissal_hazard = plain(quitting.dismissal_hazard)
error_probability = plain(quality.error_probability)
experience = plain(quality.experience)
exponential = plain(draws.exponential)
fill_probability = plain(staffing.fill_probability)
geometric_gap = plain(draws.geometric_gap)
habit_after = plain(intake.habit_after)
hours_worked = plain(attention.hours_worked)
intensity = plain(pressure.intensity)
job_demands = plain(strain.job_demands)
job_resources = plain(strain.job_resources)
job_satisfaction = plain(strain.job_satisfaction)
juggled = plain(switching.juggled)
label_value = plain(attention.label_value)
layoffs_due = plain(staffing.layoffs_due)
match_found = plain(quitting.match_found)
message_weight = plain(choice.message_weight)
need_probability = plain(intake.need_probability)
patronage = plain(intake.patronage)
promised = plain(expectation.promised)
quit_hazard = plain(quitting.quit_hazard)
recognition = plain(strain.recognition)
reserved_hours = plain(attention.reserved_hours)
satisfaction_after = plain(expectation.satisfaction_after)
skill_after = plain(learning.skill_after)
staff_affordable = plain(staffing.staff_affordable)
staff_needed = plain(staffing.staff_needed)
standard_target = plain(pressure.standard_target)
stated_urgent = plain(intake.stated_urgent)
strain_target = plain(strain.strain_target)
surge_at = plain(intake.surge_at)
switching_capacity = plain(switching.switching_capacity)
switching_disutility = plain(choice.switching_disutility)
thoroughness = plain(pressure.thoroughness)
timeliness = plain(quality.timeliness)
tired_productivity = plain(pressure.tired_productivity)
trainer_capacity = plain(learning.trainer_capacity)
unmet_exhortation = plain(strain.unmet_exhortation)
utility = plain(choice.utility)
wear_and_work = plain(improvement.wear_and_work)
weekly_probability = plain(hazard.weekly_probability)
work_pressure = plain(pressure.work_pressure)
