"""A client too large to be simulated whole: a part of it in proportion, in which one customer stands for several.

Shares, rates and ratios are those of the whole, but for an error of size: with fewer people and teams, chance decides
more. To first order such an error falls with size, so that a market half as large as the part errs twice as much, and
the difference of the two is what the part errs by.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sim.analysis.statistics import Estimate, paired
from sim.clients.made import made
from sim.clients.numbers import Numbers
from sim.errors import InputError
from sim.model.parameters import Customers
from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running.run import run_world

OUTCOMES = ("turnover", "late_share", "customer_satisfaction_all", "churn")
"""Of which the error is measured: no totals, which are as much smaller as the market."""

WORLDS = 8
"""Worlds by which it is measured, of either size."""

SECONDS = 60.0
"""Time beyond which it is not measured."""

HALF_AS_LARGE = 0.5
"""Work of a world of half the size, beside one of the part."""


def part_of(numbers: Numbers, stands_for: int) -> Numbers:
    """A client's numbers where one customer stands for so many; an InputError where that is too few or too many."""
    most = int(Customers.specification("customers_per_firm")["maximum"])
    least = -(-numbers.customers // most)
    largest = numbers.teams
    if least > largest:
        raise InputError(
            f"--customers must be at most {most * largest:,} for {numbers.teams:,} teams, got {numbers.customers:,}: "
            "one team can stand for no more"
        )
    if not least <= stands_for <= largest:
        why = (
            f"{most:,} customers are the most that are simulated"
            if stands_for < least
            else "a team has to be left"
        )
        raise InputError(f"--stands-for must be {least:,} to {largest:,}, got {stands_for:,}: {why}")
    if stands_for == 1:
        return numbers
    return replace(
        numbers,
        headcount=max(1, round(numbers.headcount / stands_for)),
        teams=max(1, round(numbers.teams / stands_for)),
        requests=numbers.requests / stands_for,
        customers=max(1, round(numbers.customers / stands_for)),
    )


def errors(part: Numbers, like: Scenario, seed: int = 1) -> Iterator[tuple[str, Estimate]]:
    """By how much a neutral market half as large differs from that of the part, in the unit of each outcome."""
    markets = [made(one, like).scenario for one in (part, part_of(part, 2))]
    here, half = ([_neutral(market, seed, world) for world in range(WORLDS)] for market in markets)
    for name in OUTCOMES:
        found = paired(*(np.array([run[name] for run in runs]) for runs in (half, here)))
        yield name, Estimate(found.mean, *found.interval, found.n)


def _neutral(scenario: Scenario, seed: int, world: int) -> dict[str, float]:
    managed = [(load_policy("neutral"), "as_managed")]
    (run,) = run_world(scenario, managed, seed, world, int(scenario.horizon.years.value))
    return dict(run.summary)
