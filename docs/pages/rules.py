"""docs/rules.md: every equation of the model, and where it is used."""

from docs.tables import code, codes, page, table
from sim import sources


def text() -> str:
    """The page."""
    called = sources.calls()
    parts = []
    for module, rules in sources.rules().items():
        rows = (
            (
                code(f"{rule.name}({rule.takes})"),
                rule.says,
                rule.source,
                codes(place for place in called.get(rule.name, []) if place != f"{module}.{rule.name}"),
            )
            for rule in rules
        )
        head = ("rule", "equation, quantities and units", "source", "called in")
        parts += [f"## {module}", sources.docstring(module), table(head, rows)]
    return page(
        "Rules",
        "sim/model/rules/",
        "Every equation of the model is a pure function. This page copies its docstring. `essay 000` and the like name "
        "the essays; other keys are in the [bibliography](bibliography.md); *assumed* marks a judgement of ours.",
        *parts,
    )
