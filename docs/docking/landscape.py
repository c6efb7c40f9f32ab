"""Kauffman's NK landscapes: heights that walks reach, here, in theory and as published."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from docs.docking import theory
from docs.docking.check import Check
from docs.docking.corners import SITES, flatness, walks_here
from docs.docking.keep import kept
from docs.docking.nk import Walks, all_optima, walks
from docs.docking.page import Section
from docs.findings.page import Table
from docs.tables import read_toml
from sim.analysis.statistics import estimate
from sim.english import counted, listed
from sim.model.rules.landscape import NEIGHBOURS
from sim.view.theme import BLUE, ORANGE, PINK, SKY, VERMILLION, bars, blank, dressed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LANDSCAPES, SEED = 2_000, 1
LOOKED_THROUGH = {8: 400, 12: 100}
"""Numbers of sites of landscapes whose every point is looked at, to how many landscapes."""

EXACT, PREDICTED, COUNTED, PUBLISHED, STEPS = 0.01, 0.01, 0.05, 0.02, 0.3
"""Tolerances: of heights known exactly, and foreseen by an approximation; of steps and of numbers of optima [share];
of published heights, which have two digits and come of a hundred landscapes each; and of steps in a world."""


Cell = tuple[int, int]
"""Sites N and neighbours K."""


def section(landscapes: int | None) -> Section:
    """NK landscapes, docked."""
    many = landscapes or LANDSCAPES
    published = cells()
    found = {(n, k): walked(n, k, many) for n, k in published}
    here = walked_here(many)
    return Section(
        "2. Rugged landscapes (Kauffman 1993)",
        opening(many),
        [
            ("Against theory", [*against_theory(found), *every_optimum()]),
            (
                "Against the published table: heights of optima reached",
                [
                    Check.of(
                        f"height by the table, N = {n}, K = {k}",
                        value,
                        found[n, k].heights,
                        PUBLISHED,
                        "memory",
                    )
                    for (n, k), value in published.items()
                ],
            ),
            (f"The model's own landscape, N = {SITES}, K = {NEIGHBOURS}", own(here, many)),
        ],
        tables=[lengths(found)],
        figures=[drawn(found, published)],
        closing=[*shape(found, published), *own_words(here, many)],
    )


def cells() -> dict[Cell, float]:
    """The published table: sites and neighbours to height; K is N - 1 where the table has N."""
    found = read_toml("docking/published.toml")["heights"]
    return {
        (n, min(int(k), n - 1)): value
        for k, values in found["values"].items()
        for n, value in zip(found["sites"], values, strict=True)
        if value
    }


def walked(sites: int, neighbours: int, landscapes: int) -> Walks:
    """Walks on so many landscapes, kept."""

    def compute() -> dict[str, np.ndarray]:
        return vars(walks(sites, neighbours, landscapes, SEED))

    return Walks(**kept(f"walks {sites} {neighbours} {landscapes} {SEED}", compute, "nk.py"))


def walked_here(landscapes: int) -> Walks:
    """Walks on the landscapes of worlds, kept."""
    return Walks(
        **kept(
            f"corners {landscapes} {SEED}", lambda: vars(walks_here(landscapes, SEED)), "nk.py", "corners.py"
        )
    )


def opening(landscapes: int) -> list[str]:
    """What is compared, and how."""
    return [
        "With `complexity`, practices interact in what they do for productivity, on a landscape after "
        "Kauffman's NK model (levinthal1997): each of N sites contributes a number that depends on it and "
        "on K others, and a point's height is the mean of contributions. A walk goes from a random point "
        "to one of the neighbours that are higher, one bit at a time, until none is.",
        "The walks are on landscapes whose contributions are drawn by the model's own rule, "
        f"`contribution`, for K from 0 to N − 1, one on each of {counted(landscapes, 'landscape')}; "
        "neighbours are adjacent, on a ring. The table of kauffman1993 was recalled, not looked up. "
        "Theory is exact at K = 0, and for the mean of all optima at K = N − 1; where walks end at K = N "
        "− 1 is foreseen by an approximation (macken1989, flyvbjerg1992).",
    ]


def against_theory(found: Mapping[Cell, Walks]) -> list[Check]:
    """Heights and lengths of walks where theory says what they are."""
    checks = []
    for (n, k), walk in found.items():
        if k == 0:
            foreseen, certain, tolerance = theory.alone(n), "exact", EXACT
        elif k == n - 1:
            foreseen, certain, tolerance = theory.independent(n), "approximation", PREDICTED
        else:
            continue
        name = f"N = {n}, K = {k}"
        checks.append(Check.of(f"height, {name}", foreseen.height, walk.heights, tolerance, certain))
        checks.append(
            Check.of(f"steps, {name}", foreseen.steps, walk.steps, COUNTED, certain, relative=True, digits=2)
        )
    return checks


def every_optimum() -> list[Check]:
    """Number and mean height of all local optima at K = N - 1, every point looked at."""
    checks = []
    for n, many in LOOKED_THROUGH.items():

        def compute(n: int = n, many: int = many) -> dict[str, np.ndarray]:
            counts, sums = all_optima(n, n - 1, many, SEED)
            return {"counts": counts, "sums": sums}

        seen = kept(f"optima {n} {many} {SEED}", compute, "nk.py")
        # A ratio of means, linearised, because the mean of ratios would be biased.
        mean = seen["sums"].mean() / seen["counts"].mean()
        heights = mean + (seen["sums"] - mean * seen["counts"]) / seen["counts"].mean()
        name = f"N = {n}, K = {n - 1}"
        checks.append(Check.of(f"mean of all optima, {name}", theory.best_of(n), heights, EXACT, "exact"))
        checks.append(
            Check.of(
                f"number of optima, {name}",
                theory.optima(n),
                seen["counts"],
                COUNTED,
                "exact",
                relative=True,
                digits=1,
            )
        )
    return checks


def own(here: Walks, landscapes: int) -> list[Check]:
    """Heights that walks reach on the landscape of a running world, against the NK model and its "
    "flattened form."""
    plain = walked(SITES, NEIGHBOURS, landscapes)
    scale = flatness()
    return [
        Check.of(
            "height in a world, as the NK model has it",
            plain.heights,
            here.heights,
            PUBLISHED,
            "computed here",
        ),
        Check.of(
            f"height in a world, the spread times {scale:.3f}",
            0.5 + scale * (plain.heights - 0.5),
            here.heights,
            PUBLISHED,
            "computed here",
        ),
        Check.of("steps in a world", plain.steps, here.steps, STEPS, "computed here", digits=2),
    ]


def lengths(found: Mapping[Cell, Walks]) -> Table:
    """Heights, their spread and the steps of walks."""
    rows = [
        (
            str(n),
            str(k),
            f"{walk.heights.mean():.3f}",
            f"{walk.heights.std(ddof=1):.3f}",
            f"{walk.steps.mean():.1f}",
        )
        for (n, k), walk in sorted(found.items())
    ]
    return Table("Walks", ("N", "K", "height", "standard deviation", "steps"), rows)


def shape(found: Mapping[Cell, Walks], published: Mapping[Cell, float]) -> list[str]:
    """Whether heights first rise and then fall with K, and fall towards one half with N at K = N - 1."""
    sizes = sorted({n for n, _ in found})
    peaks = {}
    for n in sizes:
        heights = {k: walk.heights.mean() for (m, k), walk in found.items() if m == n}
        peaks[n] = max(heights, key=lambda k: heights[k])
    inner = [n for n in sizes if 0 < peaks[n] < max(k for m, k in found if m == n)]
    ends = [(n, found[n, n - 1].heights.mean()) for n in sizes if (n, n - 1) in found]
    falls = all(later < earlier for (_, earlier), (_, later) in pairwise(ends))
    off = max(abs(value - theory.alone(n).height) for (n, k), value in published.items() if k == 0)
    return [
        f"Heights rise first and then fall with K at {counted(len(inner), 'size')} of {len(sizes)}: the "
        f"highest at K = {listed([str(peaks[n]) for n in sizes])} for N = "
        f"{listed([str(n) for n in sizes])}. At K = N − 1 they {'fall' if falls else 'do not always fall'} "
        f"towards one half as N grows, from {ends[0][1]:.3f} at N = {ends[0][0]} to {ends[-1][1]:.3f} at N "
        f"= {ends[-1][0]}: Kauffman's complexity catastrophe.",
        f"At K = 0, where theory is exact, the table as recalled is off by up to {off:.3f}: two digits, a hundred "
        "landscapes each, and a memory.",
    ]


def own_words(here: Walks, landscapes: int) -> list[str]:
    """How the landscape of a running world is not an NK landscape."""
    plain = walked(SITES, NEIGHBOURS, landscapes)
    return [
        "Where ours differs: a lever counts as far as it has come from the ordinary, so that points "
        "between corners exist; the neighbours are the two levers that follow, whatever they do; and "
        "levers are drawn anew one after the other, so that on any day, without drift too, all but the "
        "first are on the way from one drawing to the next. A weighted mean of two uniform numbers "
        "spreads less than one, so that the model's peaks are lower than an NK model's with as many sites "
        f"({here.heights.mean():.3f} against {plain.heights.mean():.3f})."
    ]


def drawn(found: Mapping[Cell, Walks], published: Mapping[Cell, float]) -> "Figure":
    """Heights against K, a curve for each N; published ones as crosses."""
    figure, rows = blank(), []
    sizes = sorted({n for n, _ in found})
    for n, color in zip(sizes, (ORANGE, SKY, BLUE, VERMILLION, PINK), strict=False):
        places = sorted(k for m, k in found if m == n)
        each = [estimate(found[n, k].heights) for k in places]
        figure.add_scatter(
            x=places,
            y=[one.mean for one in each],
            error_y=bars(*([getattr(one, end) for one in each] for end in ("mean", "low", "high"))),
            mode="lines+markers",
            name=f"N = {n}",
            line={"color": color, "width": 2},
            marker={"color": color, "size": 6},
        )
        figure.add_scatter(
            x=places,
            y=[published[n, k] for k in places],
            mode="markers",
            name=f"N = {n}, published",
            marker={"color": color, "size": 9, "symbol": "cross"},
        )
        rows += [
            {
                "N": n,
                "K": k,
                "height": one.mean,
                "low": one.low,
                "high": one.high,
                "published": published[n, k],
            }
            for k, one in zip(places, each, strict=True)
        ]
    furthest = max(abs(row["height"] - row["published"]) for row in rows)
    title = f"heights of optima reached are within {furthest:.3f} of the published table (from memory)"
    return dressed(figure, title, rows, x="neighbours K", y="height of the optimum reached")
