"""docs/practices.md: what policies set, what executives may try, and what each policy sets."""

from docs.tables import code, number, page, span, table
from sim.model.levers import LEVERS
from sim.model.practices import PRACTICES, Half, Practices
from sim.policies import find_policies, read_policy


def text() -> str:
    """The page."""
    return page(
        "Practices and policies",
        "sim/model/practices.py, sim/model/levers.py and sim/policies/",
        "Practices are what a policy sets: intentions of a firm's management, never their results. Each has a "
        "rule or a phase that reads it. They hold until the policy, or an executive who steers, changes them.",
        practices(),
        "## What each is worth and what it costs",
        "More of a practice helps by one mechanism and costs by another; each [mechanism](mechanisms.md) can be "
        "switched off. *books*: no mechanism, but the firm's own books show it. Empty: not named yet.",
        halves(),
        "## What executives try",
        "An executive who steers moves one of these at a time, by a fifth of the range given here "
        "([ODD](odd.md#trials-by-executives)). The probability `executive_ownership` protects a practice that was "
        "declared for the firm's own people from being tried.",
        levers(),
        "## Policies",
        "A policy is one file in `sim/policies/`. Values that differ from the neutral firm's are in bold.",
        *policies(),
    )


def practices() -> str:
    """The table of all practices."""
    neutral = Practices().as_dict()
    rows = (
        (
            code(name),
            number(neutral[name]),
            span(spec["low"], spec["high"]),
            spec["meaning"],
            code(spec["read_by"]),
        )
        for name, spec in PRACTICES.items()
    )
    return table(("practice", "neutral", "range", "meaning", "read by"), rows)


def halves() -> str:
    """The table of what more of each practice does for the firm and takes from it."""
    rows = ((code(name), said(spec["helps"]), said(spec["costs"])) for name, spec in PRACTICES.items())
    return table(("practice", "helps by", "costs by"), rows)


def said(half: Half) -> str:
    """A half in words, its mechanism first."""
    return f"{code(half.mechanism) if half.mechanism else '*books*'}: {half.what}"


def levers() -> str:
    """The table of the practices that executives who steer may try."""
    rows = (
        (code(lever.practice), span(lever.low, lever.high), "yes" if lever.internal else "no")
        for lever in LEVERS
    )
    return table(("practice", "tried between", "declared for the firm's own people"), rows)


def policies() -> tuple[str, str]:
    """Two tables: the policies in a sentence each, and what each sets every practice to."""
    neutral = Practices().as_dict()
    found = [read_policy(path) for path in find_policies().values()]
    found.sort(key=lambda policy: (policy.name != "neutral", policy.name))
    sentences = table(
        ("policy", "in a sentence"), ((code(policy.name), policy.describes) for policy in found)
    )
    values = table(
        ("practice", *(code(policy.name) for policy in found)),
        (
            (code(name), *(marked(policy.practices.as_dict()[name], neutral[name]) for policy in found))
            for name in PRACTICES
        ),
    )
    return sentences, values


def marked(value: float, neutral: float) -> str:
    """A value, in bold where it is not the neutral one."""
    return number(value) if value == neutral else f"**{number(value)}**"
