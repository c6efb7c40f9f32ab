"""docs/validation.md: what has been done so that the model can be believed, after TRACE."""

from docs.tables import code, filled
from sim.design.facts import bibliography, facts
from sim.design.plausible import FORMS, candidates
from sim.english import listed
from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity


def text() -> str:
    """The page."""
    sources = [
        field.default.source
        for section in SECTIONS.values()
        for field in section.model_fields.values()
        if isinstance(field.default, Quantity)
    ]
    priors = sum(source.startswith("priors.") for source in sources)
    assumed = sum(source.startswith("assumed") for source in sources)
    certain = [fact["certain"] for fact in facts().values()]
    cited = bibliography().values()
    return filled(
        "validation",
        {
            "constants": str(len(sources)),
            "priors": str(priors),
            "assumed": str(assumed),
            "sourced": str(len(sources) - priors - assumed),
            "facts": str(len(certain)),
            **{name: str(certain.count(name)) for name in ("read", "second", "memory")},
            "from_memory": listed(
                [code(name) for name, fact in facts().items() if fact["certain"] == "memory"]
            ),
            "sources": str(len(cited)),
            "checked": str(sum(entry["citation"] == "checked" for entry in cited)),
            "varied": str(len(candidates())),
            "forms": str(len(FORMS)),
        },
    )
