"""A client's numbers as somebody types them."""

TYPED = {
    "headcount": "60",
    "teams": "6",
    "requests": "6,800",
    "minutes": "65",
    "due-days": "5",
    "turnover": "45%",
    "pay": "19.50",
    "price": "60",
    "customers": "17,000",
    "churn": "0.2",
    "rivals": "2",
    "currency": "eur",
}
"""Of a contact organisation that is busy, pays its way, and has enough managers."""


def options(**changed: str) -> list[str]:
    """The numbers as options of `sim new`, some of them changed."""
    typed = TYPED | {name.replace("_", "-"): value for name, value in changed.items()}
    return [word for name, value in typed.items() for word in (f"--{name}", value)]
