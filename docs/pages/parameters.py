"""docs/parameters.md: every constant, by section."""

import inspect

from docs.tables import code, number, page, span, table
from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity, Section


def text() -> str:
    """The page."""
    parts = []
    for key, section in SECTIONS.items():
        parts += [f"## {key}", inspect.cleandoc(section.__doc__ or ""), constants(section)]
    return page(
        "Parameters",
        "sim/model/parameters/",
        "The constants of the model with their defaults. A scenario states those in which its world differs, each with "
        "its unit and source. Sources are keys of the [bibliography](bibliography.md); `assumed` marks a judgement. "
        "Ranges guard against slips; the priors in the bibliography are for sensitivity analysis.",
        *parts,
    )


def constants(section: type[Section]) -> str:
    """The table of one section's constants."""
    rows = []
    for name, field in section.model_fields.items():
        default = field.default
        if isinstance(default, Quantity):
            allowed = section.specification(name)
            limits = span(allowed["minimum"], allowed["maximum"]) + (", whole" if allowed["whole"] else "")
            meaning = (field.description or "").rsplit(" [", 1)[0]
            rows.append((code(name), number(default.value), default.unit, limits, meaning, default.source))
        else:
            choices = ", ".join(getattr(field.annotation, "__args__", ()))
            rows.append((code(name), str(default), "", choices, field.description or "", ""))
    return table(("parameter", "default", "unit", "range", "meaning", "source"), rows)
