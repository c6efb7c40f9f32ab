"""How many worlds are few, and what that means for an answer."""

FEW = 20
"""Worlds below which intervals are rough (assumed)."""


def said_of_few(worlds: int) -> str:
    """What so few worlds mean for an answer; nothing where they are enough."""
    if worlds == 1:
        return "1 world says nothing of others: it gives no interval and no verdict."
    if worlds < FEW:
        return f"{worlds} worlds are few: what is rare may not show, and intervals are wide and rough."
    return ""
