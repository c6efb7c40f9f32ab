"""Outcomes of the firm: what it earns, what it charges, what it stands for."""

import numpy as np

from sim.outcomes.outcome import Outcome, Weeks, Words


def _costs(k: Weeks) -> np.ndarray:
    books = ("wages", "overtime_pay", "hiring", "severance_pay", "improvement_cost", "fixed_cost")
    parts = (*books, "programme_cost", "fines")
    return np.sum([k.sum(part) for part in parts], axis=0)


BOOKS = (
    Outcome(
        name="revenue",
        label="revenue",
        unit="currency/year",
        meaning="paid by customers, a year",
        better=1,
        headline=True,
        formula=lambda k: k.sum("revenue") / k.years,
    ),
    Outcome(
        name="hiring_cost",
        label="cost of replacing people",
        unit="currency/year",
        meaning="hiring and breaking in, a year",
        better=-1,
        headline=True,
        formula=lambda k: k.sum("hiring") / k.years,
    ),
    Outcome(
        name="profit",
        label="profit",
        unit="currency/year",
        meaning="revenue minus cost, a year",
        better=1,
        headline=True,
        group=("summary", "trade_off"),
        words=Words(ahead="earns more", best="earns most", worst="earns the least"),
        formula=lambda k: (k.sum("revenue") - _costs(k)) / k.years,
    ),
    Outcome(
        name="stands_for",
        label="what the firm stands for",
        unit="1",
        meaning="on the line of customers' tastes, from -1 to 1, mean",
        better=0,
        formula=lambda k: k.mean("identity"),
    ),
    Outcome(
        name="difference",
        label="difference from rivals",
        unit="1",
        meaning="mean distance of what the firm stands for from what its rivals stand for, mean",
        better=0,
        formula=lambda k: k.mean("apart"),
    ),
    Outcome(
        name="price_asked",
        label="price against the market",
        unit="1",
        meaning="list price over the market's, price fixing not counted, mean",
        better=0,
        formula=lambda k: k.mean("price"),
    ),
    Outcome(
        name="cartel",
        label="price fixing",
        unit="0-1",
        meaning="how far prices were fixed with rivals, mean",
        better=-1,
        formula=lambda k: k.mean("cartel"),
    ),
    Outcome(
        name="overcharge",
        label="charged unasked",
        unit="share",
        meaning="revenue from tricks and the loyalty penalty, of revenue",
        better=-1,
        percent=True,
        formula=lambda k: k.share("overcharged", "revenue"),
    ),
    Outcome(
        name="pushed_share",
        label="pushed sales",
        unit="share",
        meaning="revenue from pushed sales, of revenue",
        better=0,
        percent=True,
        formula=lambda k: k.share("pushed", "revenue"),
    ),
    Outcome(
        name="fines",
        label="fines",
        unit="currency/year",
        meaning="paid to the regulator, a year",
        better=-1,
        formula=lambda k: k.sum("fines") / k.years,
    ),
    Outcome(
        name="audits",
        label="audits",
        unit="1/year",
        meaning="audits of the firm, a year",
        better=0,
        formula=lambda k: k.sum("audits") / k.years,
    ),
    Outcome(
        name="audits_feared",
        label="audits feared",
        unit="1/year",
        meaning="audits a year that the executive reckons with, mean",
        better=0,
        formula=lambda k: k.mean("feared"),
    ),
    Outcome(
        name="answer_to_rivals",
        label="answer to rivals",
        unit="0-1",
        meaning="how far the firm answers rivals who take its customers, mean",
        better=0,
        formula=lambda k: k.mean("answer"),
    ),
    Outcome(
        name="department_cost",
        label="cost of repairs upstream",
        unit="currency/year",
        meaning="hours of departments that repair failures where they are born, a year; part of programmes",
        better=0,
        formula=lambda k: k.sum("department_cost") / k.years,
    ),
    Outcome(
        name="cost",
        label="cost",
        unit="currency/year",
        meaning="wages, overtime, hiring, severance, improvement, programmes, fines and fixed cost, a year",
        better=-1,
        formula=lambda k: _costs(k) / k.years,
    ),
    Outcome(
        name="profit_per_hour",
        label="profit per hour",
        unit="currency/hour",
        meaning="profit over hours that employees were present",
        better=1,
        formula=lambda k: k.ratio(k.sum("revenue") - _costs(k), k.sum("present_hours")),
    ),
)
