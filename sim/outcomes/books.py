"""Outcomes of the firm: what it asks and stands for, what it earns."""

import numpy as np

from sim.outcomes.outcome import Outcome, Weeks


def _costs(k: Weeks) -> np.ndarray:
    books = ("wages", "overtime_pay", "hiring", "severance_pay", "improvement_cost", "fixed_cost")
    parts = (*books, "programme_cost", "fines")
    return np.sum([k.sum(part) for part in parts], axis=0)


BOOKS = (
    Outcome(
        "stands_for",
        "what the firm stands for",
        "1",
        "on the line of customers' tastes, from -1 to 1, mean",
        0,
        lambda k: k.mean("identity"),
    ),
    Outcome(
        "difference",
        "difference from rivals",
        "1",
        "mean distance of what the firm stands for from what its rivals stand for, mean",
        0,
        lambda k: k.mean("apart"),
    ),
    Outcome(
        "price_asked",
        "price against the market",
        "1",
        "list price over the market's, price fixing not counted, mean",
        0,
        lambda k: k.mean("price"),
    ),
    Outcome(
        "cartel",
        "price fixing",
        "0-1",
        "how far prices were fixed with rivals, mean",
        -1,
        lambda k: k.mean("cartel"),
    ),
    Outcome(
        "overcharge",
        "charged unasked",
        "share",
        "revenue from tricks and the loyalty penalty, of revenue",
        -1,
        lambda k: k.share("overcharged", "revenue"),
        True,
    ),
    Outcome(
        "pushed_share",
        "pushed sales",
        "share",
        "revenue from pushed sales, of revenue",
        0,
        lambda k: k.share("pushed", "revenue"),
        True,
    ),
    Outcome(
        "fines",
        "fines",
        "currency/year",
        "paid to the regulator, a year",
        -1,
        lambda k: k.sum("fines") / k.years,
    ),
    Outcome(
        "revenue",
        "revenue",
        "currency/year",
        "paid by customers, a year",
        1,
        lambda k: k.sum("revenue") / k.years,
    ),
    Outcome(
        "cost",
        "cost",
        "currency/year",
        "wages, overtime, hiring, severance, improvement, programmes, fines and fixed cost, a year",
        -1,
        lambda k: _costs(k) / k.years,
    ),
    Outcome(
        "hiring_cost",
        "cost of replacing people",
        "currency/year",
        "hiring and breaking in, a year",
        -1,
        lambda k: k.sum("hiring") / k.years,
    ),
    Outcome(
        "profit",
        "profit",
        "currency/year",
        "revenue less cost, a year",
        1,
        lambda k: (k.sum("revenue") - _costs(k)) / k.years,
    ),
    Outcome(
        "profit_per_hour",
        "profit per hour",
        "currency/hour",
        "profit over hours that employees were present",
        1,
        lambda k: k.ratio(k.sum("revenue") - _costs(k), k.sum("present_hours")),
    ),
)
