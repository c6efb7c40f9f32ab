"""Writes the tables in docs/ and the schema of scenarios from the code: `make docs`.

`python docs/generate.py --check` writes nothing and exits with 1 when something is stale.
"""

import ast
import inspect
import io
import json
import sys
import tokenize
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

import numpy as np  # noqa: E402

from sim import calendar, records, scenario  # noqa: E402
from sim.experiment import question  # noqa: E402
from sim.outcomes import OUTCOMES  # noqa: E402
from sim.parameters import CONSTANTS, SECTIONS  # noqa: E402
from sim.policies import find_policies, read_policy  # noqa: E402
from sim.practices import PRACTICES, Practices  # noqa: E402
from sim.quantities import Quantity, Section  # noqa: E402

BETTER = {1: "more", -1: "less", 0: "depends"}


# ---------------------------------------------------------------- Markdown


def page(title: str, origin: str, *parts: str) -> str:
    """A page with its title, where it comes from, and its parts."""
    note = f"<!-- Written by docs/generate.py from {origin}: change it there, then run `make docs`. -->"
    return "\n\n".join((f"# {title}", note, *parts)) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; what would break a cell is escaped."""
    head = list(head)
    lines = [row(head), row("---" for _ in head), *(row(cells) for cells in rows)]
    return "\n".join(lines)


def row(cells: Iterable[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def code(text: str) -> str:
    """A name as it is written in code."""
    return f"`{text}`"


def number(value: float) -> str:
    """A number without an exponent where it can be."""
    return f"{value:,.0f}" if value == int(value) and abs(value) >= 1e4 else f"{value:g}"


def span(low: float, high: float) -> str:
    """A range."""
    return f"{number(low)} to {number(high)}"


# ---------------------------------------------------------------- pages


def outcomes() -> str:
    """What is measured."""
    return page(
        "Outcomes",
        "sim/outcomes.py",
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
        "sim/practices.py and sim/policies/",
        "Practices are what a policy sets: intentions of a firm's management, never what comes of them. Each has a "
        "rule or a phase that reads it.",
        table(
            ("practice", "neutral", "range", "meaning", "read by"),
            (
                (
                    code(name),
                    number(neutral[name]),
                    span(spec["low"], spec["high"]),
                    spec["meaning"],
                    code(spec["read_by"]),
                )
                for name, spec in PRACTICES.items()
            ),
        ),
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


def marked(value: float, neutral: float) -> str:
    """A value, in bold where it is not the neutral one."""
    return number(value) if value == neutral else f"**{number(value)}**"


def parameters() -> str:
    """Every constant, by section."""
    parts = []
    for key, section in SECTIONS.items():
        parts += [f"## {key}", inspect.cleandoc(section.__doc__ or ""), section_table(section)]
    return page(
        "Parameters",
        "sim/parameters/",
        "The constants of the model with their defaults. A scenario states those in which its world differs, each with "
        "its unit and source. Sources are keys of the [bibliography](bibliography.md); `assumed` marks a judgement. "
        "Ranges guard against slips; the priors in the bibliography are for sensitivity analysis.",
        *parts,
    )


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
    parts = []
    for name, beat in beats().items():
        rows = (
            (str(place), actor, f"[{code(phase.__name__)}](../{file_of(phase)})", sentence)
            for place, (actor, sentence, phase) in enumerate(beat, start=1)
        )
        parts += [f"## {name.capitalize()}", table(("", "who", "phase", "does"), rows)]
    text = inspect.cleandoc(calendar.__doc__ or "")
    return page("Calendar", "sim/calendar.py", text, *parts)


def file_of(phase: Callable[..., Any]) -> str:
    """The file in which a phase is written."""
    return phase.__module__.replace(".", "/") + ".py"


def state() -> str:
    """Everything that changes in a run, record by record."""
    comments = field_comments(ROOT / "sim" / "records.py")
    left_out = {
        "firm": (set(PRACTICES), "and one number for each [practice](practices.md), under its name"),
        "market": (set(CONSTANTS), "and one number for each [parameter](parameters.md), under its name"),
    }
    parts = []
    for name, kind in vars(records).items():
        if not isinstance(kind, np.dtype):
            continue
        names, note = left_out.get(name, (set(), ""))
        rows = [
            (code(field), type_of(kind[field]), comments.get((name, field), ""))
            for field in kind.names or ()
            if field not in names
        ]
        size = f"{kind.itemsize} bytes a row"
        parts += [
            f"## {name}",
            f"{size}; {note}." if note else f"{size}.",
            table(("field", "type", "means"), rows),
        ]
    text = inspect.cleandoc(records.__doc__ or "")
    return page("State", "sim/records.py", text, *parts)


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
