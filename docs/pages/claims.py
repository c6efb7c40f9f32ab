"""docs/claims.md: what the essays claim, and the means by which it is tested."""

from collections.abc import Iterable

from docs.tables import code, codes, filled, number, table
from sim.claims import Claim, load_claims, written
from sim.claims.told import MEANS, expected
from sim.claims.trials import ADMITTED
from sim.cli.claims import ABLATED, LARGER
from sim.design.factors import Value
from sim.design.plausible import FORMS, LEEWAY, candidates
from sim.design.way import PRACTICES
from sim.english import listed
from sim.outcomes import OUTCOMES
from sim.policies import Policy

HEAD = ("claim", "says, and expects", "compares", "carried by")
HELD = {
    "equal_hours": "at equal accepted hours",
    "equal_spend": "at equal spend",
    "everywhere": "rivals managed alike",
}


def text() -> str:
    """The page."""
    parts = []
    claims = load_claims().values()
    for essay in sorted({claim.essay for claim in claims}, key=lambda each: (each < 0, each)):
        head = f"## Essay {essay:03}" if essay >= 0 else "## Shams"
        parts += [head, table(HEAD, (row(claim) for claim in claims if claim.essay == essay))]
        parts += [
            "What has to come out:",
            "\n".join(effects(claim) for claim in claims if claim.essay == essay),
        ]
    return filled(
        "claims",
        {
            "written": written(),
            "varied": str(len(candidates())),
            "leeway": f"{LEEWAY:g}",
            "forms": "; ".join(f"{form.name} {', '.join(form.variants)}" for form in FORMS),
            "admitted": listed([OUTCOMES[name].called for name in ADMITTED]),
            "verdicts": "\n".join(f"| {verdict} | {means} |" for verdict, means in MEANS.items()),
            "ablated": str(ABLATED),
            "larger": str(LARGER),
            "claims": "\n\n".join(parts),
        },
    )


def effects(claim: Claim) -> str:
    """A claim's parts as a line of a list."""
    return f"- {code(claim.name)}: {'; '.join(expected(part, claim) for part in claim.parts)}."


def row(claim: Claim) -> tuple[str, ...]:
    """A claim as a line of a table."""
    kind = f" *Holds {claim.kind}.*" if claim.kind else ""
    expects = claim.expects[0].upper() + claim.expects[1:]
    ways = "; ".join(f"**{way}**: {settings(claim, way)}" for way in claim.ways)
    return (
        code(claim.name),
        f"{claim.says} *Expected:* {expects}.{kind}",
        f"{ways}. *Where:* {'; '.join(where(claim))}",
        codes(claim.mechanisms) + (", alone" if claim.alone else ""),
    )


def settings(claim: Claim, name: str) -> str:
    """What one of the ways sets: its policy where that differs between the ways, or where it sets nothing else."""
    way = claim.ways[name]
    factors = {f"{PRACTICES}{practice}": value for practice, value in way.practices.items()} | dict(way.world)
    if len(set(claim.firms.values())) > 1:
        factors["firm"] = claim.firms[name]
    policy = [] if common_policy(claim) and factors else [f"{code('policy')} {way.policy}"]
    return ", ".join(policy + [f"{code(factor)} {spelt([value])}" for factor, value in factors.items()])


def where(claim: Claim) -> list[str]:
    """What is the same for all ways: scenarios, policy, contrast, environment and years."""
    contrast = next(iter(claim.ways.values())).contrast
    found = [f"in {codes(claim.scenarios)}"]
    if common_policy(claim) not in (None, "neutral"):
        found.append(f"policy {code(str(common_policy(claim)))}")
    if contrast in HELD:
        found.append(HELD[contrast])
    found += [f"{code(factor)} {spelt(values)}" for factor, values in claim.environment.items()]
    return [*found, f"{claim.years} years" if claim.years > 1 else "1 year"]


def common_policy(claim: Claim) -> Policy | str | None:
    """The policy that all ways share, if they do."""
    policies = {way.policy for way in claim.ways.values()}
    return policies.pop() if len(policies) == 1 else None


def spelt(values: Iterable[Value]) -> str:
    """Values separated by commas."""
    return ", ".join(value if isinstance(value, str) else number(value) for value in values)
