"""Writes the tables in docs/ and the schema of scenarios from the code: `make docs`.

`python docs/generate.py --check` writes nothing and exits with 1 when something is stale.
"""

import ast
import inspect
import io
import json
import re
import sys
import tokenize
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
sys.path[:0] = [str(ROOT), str(DOCS)]  # so that it runs from a clone that is not installed, and from a test

import numpy as np  # noqa: E402
import sources  # noqa: E402
from tables import code, codes, number, page, span, table  # noqa: E402

from sim.design import question  # noqa: E402
from sim.model import calendar, records, scenario  # noqa: E402
from sim.model.draws import Stream  # noqa: E402
from sim.model.levers import LEVERS  # noqa: E402
from sim.model.mechanisms import MECHANISMS  # noqa: E402
from sim.model.parameters import CONSTANTS, SECTIONS  # noqa: E402
from sim.model.practices import PRACTICES, Practices  # noqa: E402
from sim.model.quantities import Quantity, Section  # noqa: E402
from sim.outcomes import OUTCOMES  # noqa: E402
from sim.policies import find_policies, read_policy  # noqa: E402

BETTER = {1: "more", -1: "less", 0: "depends"}


# ---------------------------------------------------------------- pages


def outcomes() -> str:
    """What is measured."""
    return page(
        "Outcomes",
        "sim/outcomes/",
        "What is measured of a firm, for each week and for a whole run. *Better* says which way is usually wanted; no "
        "rule of the model reads it. Shares marked % are shown times 100.",
        table(
            ("outcome", "label", "unit", "better", "meaning"),
            (
                (
                    code(outcome.name),
                    outcome.label,
                    outcome.unit + (" (%)" if outcome.percent else ""),
                    BETTER[outcome.better],
                    outcome.meaning,
                )
                for outcome in OUTCOMES.values()
            ),
        ),
    )


def practices() -> str:
    """What policies set, and what each policy sets it to."""
    neutral = Practices().as_dict()
    policies = [read_policy(path) for path in find_policies().values()]
    policies.sort(key=lambda policy: (policy.name != "neutral", policy.name))
    return page(
        "Practices and policies",
        "sim/model/practices.py and sim/policies/",
        "Practices are what a policy sets: intentions of a firm's management, never what comes of them. Each has a "
        "rule or a phase that reads it.",
        practices_table(),
        "## Policies",
        "A policy is one file in `sim/policies/`. Values that differ from the neutral firm's are in bold.",
        table(("policy", "in a sentence"), ((code(policy.name), policy.describes) for policy in policies)),
        table(
            ("practice", *(code(policy.name) for policy in policies)),
            (
                (
                    code(name),
                    *(marked(policy.practices.as_dict()[name], neutral[name]) for policy in policies),
                )
                for name in PRACTICES
            ),
        ),
    )


def practices_table() -> str:
    """Every practice."""
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


def marked(value: float, neutral: float) -> str:
    """A value, in bold where it is not the neutral one."""
    return number(value) if value == neutral else f"**{number(value)}**"


def parameters() -> str:
    """Every constant, by section."""
    return page(
        "Parameters",
        "sim/model/parameters/",
        "The constants of the model with their defaults. A scenario states those in which its world differs, each with "
        "its unit and source. Sources are keys of the [bibliography](bibliography.md); `assumed` marks a judgement. "
        "Ranges guard against slips; the priors in the bibliography are for sensitivity analysis.",
        sections("##"),
    )


def sections(heading: str) -> str:
    """Every section of constants under a heading of its own."""
    parts = []
    for key, section in SECTIONS.items():
        parts += [f"{heading} {key}", inspect.cleandoc(section.__doc__ or ""), section_table(section)]
    return "\n\n".join(parts)


def section_table(section: type[Section]) -> str:
    """The constants of one section."""
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


def beats() -> dict[str, calendar.Beat]:
    """The beats of the calendar in their order: constants that are lists of (actor, sentence, phase)."""
    return {
        name: beat
        for name, beat in vars(calendar).items()
        if name.isupper() and isinstance(beat, tuple) and beat and isinstance(beat[0], tuple)
    }


def calendar_page() -> str:
    """Who does what when."""
    text = inspect.cleandoc(calendar.__doc__ or "")
    return page("Calendar", "sim/model/calendar.py", text, schedule("##"))


def schedule(heading: str) -> str:
    """Every beat of the calendar under a heading of its own."""
    parts = []
    for name, beat in beats().items():
        rows = (
            (str(place), actor, f"[{code(phase.__name__)}](../{file_of(phase)})", sentence)
            for place, (actor, sentence, phase) in enumerate(beat, start=1)
        )
        parts += [f"{heading} {name.capitalize()}", table(("", "who", "phase", "does"), rows)]
    return "\n\n".join(parts)


def file_of(phase: Callable[..., Any]) -> str:
    """The file in which a phase is written."""
    return phase.__module__.replace(".", "/") + ".py"


def state() -> str:
    """Everything that changes in a run, record by record."""
    text = inspect.cleandoc(records.__doc__ or "")
    return page("State", "sim/model/records.py", text, variables("##", tuple(kinds())))


def kinds() -> dict[str, np.dtype]:
    """The kinds of records by name."""
    return {name: kind for name, kind in vars(records).items() if isinstance(kind, np.dtype)}


def variables(heading: str, names: tuple[str, ...]) -> str:
    """The fields of some kinds of records, each kind under a heading of its own."""
    comments = field_comments(Path(records.__file__))
    left_out = {
        "firm": (set(PRACTICES), "and one number for each [practice](practices.md), under its name"),
        "market": (set(CONSTANTS), "and one number for each [parameter](parameters.md), under its name"),
    }
    parts = []
    for name in names:
        kind = kinds()[name]
        hidden, note = left_out.get(name, (set(), ""))
        rows = [
            (code(field), type_of(kind[field]), comments.get((name, field), ""))
            for field in kind.names or ()
            if field not in hidden
        ]
        size = f"{kind.itemsize} bytes a row"
        parts += [
            f"{heading} {name}",
            f"{size}; {note}." if note else f"{size}.",
            table(("field", "type", "means"), rows),
        ]
    return "\n\n".join(parts)


def type_of(kind: np.dtype) -> str:
    """A field's type, in words."""
    base, shape = kind.subdtype or (kind, ())
    return str(base) + "".join(f" × {length}" for length in shape)


def field_comments(path: Path) -> dict[tuple[str, str], str]:
    """What stands behind each field in the source: (record, field) to its comment."""
    source = path.read_text(encoding="utf-8")
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    found = {}
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        for node in ast.walk(statement.value):
            if not isinstance(node, ast.Tuple) or not isinstance(node.elts[0], ast.Constant):
                continue
            field, line = node.elts[0].value, node.end_lineno or 0
            if isinstance(field, str) and line in comments:
                found[statement.targets[0].id, field] = comments[line]
    return found


def bibliography() -> str:
    """Sources by their keys, and the facts and priors that lean on them."""
    sources, known = read_toml("bibliography.toml"), read_toml("facts.toml")
    return page(
        "Bibliography",
        "docs/bibliography.toml and docs/facts.toml",
        "Every source that the code and the scenarios name. *Checked* means that authors, title and venue were seen "
        "in a catalogue or on the work; *partly* that some were; *memory* that none was: look those up before you "
        "cite them.",
        table(
            ("key", "source", "citation", "note"),
            (
                (code(key), citation(entry), entry["citation"], entry.get("note", ""))
                for key, entry in sources.items()
            ),
        ),
        "## Facts",
        "Published numbers that the neutral firm is held against (`facts.<name>` in sources). *Certain* says whether "
        "the number was *read* in the source, at *second* hand, or is from *memory*.",
        table(
            ("fact", "says", "reproduced within", "unit", "source", "certain", "measured as"),
            (
                (
                    code(name),
                    fact["says"],
                    span(*fact["interval"]),
                    fact["unit"],
                    fact["source"],
                    fact["certain"],
                    fact["measure"],
                )
                for name, fact in known["facts"].items()
            ),
        ),
        "## Priors",
        "Ranges for constants of the model (`priors.<name>` in sources).",
        table(
            ("prior", "low", "best", "high", "unit", "source", "certain", "where from"),
            (
                (
                    code(name),
                    number(prior["low"]),
                    number(prior["best"]),
                    number(prior["high"]),
                    prior["unit"],
                    prior["source"],
                    prior["certain"],
                    prior["from"],
                )
                for name, prior in known["priors"].items()
            ),
        ),
    )


def citation(entry: Mapping[str, Any]) -> str:
    """A source as one reads it in a list of references."""
    who = entry.get("authors", "")
    when = f"({entry['year']})" if "year" in entry else ""
    head = " ".join(part for part in (who, when) if part)
    doi = f" doi:{entry['doi']}." if "doi" in entry else ""
    return f"{head + '. ' if head else ''}{entry['title']}. {entry['venue']}.{doi}"


def read_toml(name: str) -> dict[str, Any]:
    """A file of this folder."""
    return tomllib.loads((DOCS / name).read_text(encoding="utf-8"))


def mechanisms() -> str:
    """What can be switched off or frozen, and where it acts."""
    places = sources.members("Mechanism")
    rows = (
        (code(name), mechanism.does, mechanism.off, codes(places.get(name.upper(), [])))
        for name, mechanism in MECHANISMS.items()
    )
    listed = table(("mechanism", "carries", "off", "acts in"), rows)
    return filled("mechanisms", {"mechanisms": listed})


def claims() -> str:
    """What the essays claim, and the means by which it is tested."""
    parts = []
    known = read_toml("claims.toml")
    for essay in sorted({claim["essay"] for claim in known.values()}, key=lambda each: (each < 0, each)):
        mine = {name: claim for name, claim in known.items() if claim["essay"] == essay}
        head = f"## Essay {essay:03}" if essay >= 0 else "## Shams"
        parts += [head, table(CLAIM, (claim_row(name, claim) for name, claim in mine.items()))]
    return filled("claims", {"claims": "\n\n".join(parts)})


CLAIM = ("claim", "says, and expects", "compares", "carried by", "shows in")


HELD = {
    "equal_hours": "at equal accepted hours",
    "equal_payroll": "at equal payroll",
    "everywhere": "rivals managed alike",
}


def claim_row(name: str, claim: Mapping[str, Any]) -> tuple[str, ...]:
    """A claim as a line of a table."""
    kind = f" *Holds {claim['kind']}.*" if "kind" in claim else ""
    expects = claim["expects"][0].upper() + claim["expects"][1:]
    ways = "; ".join(f"**{way}**: {settings(given)}" for way, given in claim["vary"].items())
    where = [f"in {codes(claim['scenarios'])}"]
    where += [f"policy {code(claim['policy'])}"] if "policy" in claim else []
    where += [HELD[claim["contrast"]]] if "contrast" in claim else []
    where += [f"{code(factor)} {spelt(values)}" for factor, values in claim.get("environment", {}).items()]
    where += [f"{claim['years']} years" if claim["years"] > 1 else "1 year"]
    return (
        code(name),
        f"{claim['says']} *Expected:* {expects}.{kind}",
        f"{ways}. *Where:* {'; '.join(where)}",
        codes(claim["mechanisms"]) + (", alone" if claim.get("alone", False) else ""),
        codes(claim["outcomes"]),
    )


def settings(given: Mapping[str, Any]) -> str:
    """What one of the ways that are compared sets."""
    return ", ".join(f"{code(factor)} {spelt([value])}" for factor, value in given.items())


def spelt(values: list[Any]) -> str:
    """Values, one after the other."""
    return ", ".join(value if isinstance(value, str) else number(value) for value in values)


# ---------------------------------------------------------------- ODD protocol


def odd() -> str:
    """The ODD protocol: prose from the template, tables from the code."""
    return filled(
        "odd",
        {
            "patterns": patterns(),
            "entities": entities(),
            "variables": variables("####", tuple(ENTITIES)),
            "practices": practices_table(),
            "levers": levers(),
            "schedule": schedule("####"),
            "streams": streams(),
            "processes": processes(),
            "submodels": submodels(),
            "parameters": sections("####"),
        },
    )


def filled(name: str, slots: Mapping[str, str]) -> str:
    """A template whose slots, `{{name}}`, are filled, each of them once."""
    text = (DOCS / f"{name}.template.md").read_text(encoding="utf-8")
    wanted = re.findall(r"\{\{(\w+)\}\}", text)
    assert sorted(wanted) == sorted(slots), f"{name}.template.md has {wanted}, given are {list(slots)}"
    for slot, content in slots.items():
        text = text.replace("{{" + slot + "}}", content)
    note = f"<!-- Written by docs/generate.py from docs/{name}.template.md and the code: change those. -->"
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{note}\n{rest}"


def patterns() -> str:
    """The published numbers that the neutral firm is held against."""
    facts = read_toml("facts.toml")["facts"]
    rows = (
        (
            code(name),
            fact["says"],
            f"{span(*fact['interval'])} {fact['unit']}",
            fact["measure"],
            fact["source"],
        )
        for name, fact in facts.items()
    )
    return table(("pattern", "published", "reproduced within", "compared as", "source"), rows)


ENTITIES = {
    "customer": (
        "buys from one firm at a time, or from none",
        "customers_per_firm for each firm at the start",
    ),
    "request": ("what is asked, worked on and delivered", "as many as are in hand"),
    "employee": ("works on a desk of requests, on one manager's team", "employees_per_firm, then as planned"),
    "manager": ("takes requests in, decides, assigns, briefs", "one for each span_of_control of employees"),
    "firm": ("the ledger, the offer and its executive", "by competition: 1 to 51, and those that may open"),
    "market": ("the constants, needs and the calendar", "one"),
    "regulator": ("audits firms", "one"),
    "mechanism": ("what can be switched off or frozen", "one for each mechanism"),
}
"""Kind of record to what it is and how many there are."""


def entities() -> str:
    """The kinds of records."""
    rows = (
        (code(name), what, count, str(len(kinds()[name].names or ())), str(kinds()[name].itemsize))
        for name, (what, count) in ENTITIES.items()
    )
    return table(("entity", "is", "how many", "variables", "bytes"), rows)


def levers() -> str:
    """What executives who steer may try."""
    rows = (
        (code(lever.practice), span(lever.low, lever.high), "yes" if lever.internal else "no")
        for lever in LEVERS
    )
    return table(("practice", "tried between", "declared for the firm's own people"), rows)


def streams() -> str:
    """The decisions that need luck, and where they are made."""
    places = sources.members("Stream")
    rows = (
        (code(stream.name), str(int(stream)), codes(places[stream.name]))
        for stream in Stream
        if stream.name in places
    )
    return table(("stream", "number", "drawn in"), rows)


def processes() -> str:
    """For each file of phases what it does, and the rules and mechanisms that it calls on."""
    called, acting = sources.calls(), sources.members("Mechanism")
    known = [rule.name for rules in sources.rules().values() for rule in rules]
    files = dict.fromkeys(
        phase.__module__.removeprefix("sim.model.") for beat in beats().values() for *_, phase in beat
    )
    rows = (
        (
            f"[{code(module)}](../sim/model/{module.replace('.', '/')}.py)",
            sources.docstring(module),
            codes(name for name in known if within(module, called.get(name, []))),
            codes(name.lower() for name, where in acting.items() if within(module, where)),
        )
        for module in files
    )
    return table(("process", "in a sentence", "rules", "mechanisms"), rows)


def within(module: str, where: list[str]) -> bool:
    """Whether one of these functions is in the module."""
    return any(place.rpartition(".")[0] == module for place in where)


def submodels() -> str:
    """Every rule, module by module, as its docstring tells it."""
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
        parts += [f"### {module}", sources.docstring(module), table(head, rows)]
    return "\n\n".join(parts)


# ---------------------------------------------------------------- files


def written(schema: Mapping[str, Any]) -> str:
    """A JSON Schema as a file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


FILES: dict[str, Callable[[], str]] = {
    "docs/outcomes.md": outcomes,
    "docs/practices.md": practices,
    "docs/parameters.md": parameters,
    "docs/calendar.md": calendar_page,
    "docs/state.md": state,
    "docs/bibliography.md": bibliography,
    "docs/mechanisms.md": mechanisms,
    "docs/claims.md": claims,
    "docs/odd.md": odd,
    "scenarios/schema.json": lambda: written(scenario.json_schema()),
    "experiments/schema.json": lambda: written(question.json_schema()),
}
"""What is written, by whom."""


def stale() -> list[str]:
    """The files that are not as they would be written now."""
    return [name for name, text in FILES.items() if not as_written(ROOT / name, text())]


def as_written(path: Path, text: str) -> bool:
    """Whether a file says this."""
    return path.exists() and path.read_text(encoding="utf-8") == text


def main(arguments: list[str]) -> int:
    """Write what is stale, or say so."""
    if arguments not in ([], ["--check"]):
        print("usage: python docs/generate.py [--check]", file=sys.stderr)
        return 2
    names = stale()
    for name in names:
        if arguments:
            print(f"{name}: stale, run `make docs`", file=sys.stderr)
        else:
            (ROOT / name).write_text(FILES[name](), encoding="utf-8")
            print(f"wrote {name}")
    return 1 if arguments and names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
