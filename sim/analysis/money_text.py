"""Money over time in sentences."""

from collections.abc import Sequence
from math import isinf, isnan

from sim.analysis.judge import Judgement
from sim.analysis.money import Worth
from sim.analysis.statements import Statement
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.design.money import Money
from sim.english import sentence
from sim.model.parameters import WEEKS_A_YEAR
from sim.units import estimated, number

THOUSAND = 1_000.0


def money_told(money: Money, found: Sequence[Worth], currency: str) -> list[Statement]:
    """What each way is worth against the other: net present value, payback, what is saved on replacing people."""
    return [Statement(_value(one, currency), tuple(_because(money, one, currency))) for one in found]


def money_rows(found: Sequence[Worth], currency: str) -> list[Row]:
    """A line a pair."""
    return [
        {
            "what": f"{one.pair.a} minus {one.pair.b}",
            "where": f"{words(one.pair.scenario)}, {words(one.pair.contrast)}",
            f"net present value (thousand {currency})": _size(one.worth),
            "verdict": one.worth.verdict,
            "paid back in worlds": _share(one),
            "months": _months(one),
            f"saved on replacing people (thousand {currency} a year)": _size(one.saved),
        }
        for one in found
    ]


def _value(one: Worth, currency: str) -> str:
    where = f"in {words(one.pair.scenario)}, {words(one.pair.contrast)}"
    size = f"{_size(one.worth)} thousand {currency}"
    decided = {1: "clearly above zero", -1: "clearly below zero"}.get(
        one.worth.sign, "not clearly above or below zero"
    )
    if one.worth.verdict == "unknown":
        decided = "in too few worlds to say more"
    return sentence(
        f"{one.pair.a} minus {one.pair.b}, {where}: net present value {size} over"
        f" {one.weeks / WEEKS_A_YEAR:g} years, {decided}"
    )


def _because(money: Money, one: Worth, currency: str) -> list[str]:
    once = f"{number(money.one_off / THOUSAND)} thousand {currency} paid once"
    terms = f"{once}, later money discounted by {100.0 * money.discount_rate:.3g}% a year"
    paid = f"paid back within the years run in {_share(one)} of {one.worth.difference.n} worlds"
    months = "" if isnan(one.months) else f", after {_months(one)} months in the median world"
    if isinf(one.months):
        months = ", and not in the median world"
    saved = (
        f"saved on replacing people: {_size(one.saved)} thousand {currency} a year, which the value contains"
    )
    return [sentence(terms), sentence(paid + months), sentence(saved)]


def _size(judged: Judgement) -> str:
    d = judged.difference
    return estimated(*(value / THOUSAND for value in (d.mean, *d.interval)), signed=True, most=1)


def _share(one: Worth) -> str:
    return f"{one.paid_back:.0%} [{one.paid_back_interval.low:.0%}, {one.paid_back_interval.high:.0%}]"


def _months(one: Worth) -> str:
    low, high = one.months_interval
    if isnan(low):
        return _month(one.months, one)
    return f"{_month(one.months, one)} [{_month(low, one)}, {_month(high, one)}]"


def _month(value: float, one: Worth) -> str:
    return f"over {12.0 * one.weeks / WEEKS_A_YEAR:.0f}" if isinf(value) else f"{value:.0f}"
