"""The what-if page: sliders over an experiment that has been run, in one HTML file that needs no network or server."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.analysis.closed import closed
from sim.analysis.finished import Finished
from sim.analysis.interpolation import FitQuality
from sim.analysis.judge import when_clear
from sim.analysis.statistics import Row
from sim.analysis.surrogate import Surrogate, surrogate
from sim.analysis.wording import words
from sim.design.few import FEW
from sim.english import counted, listed
from sim.units import Shown, number, shown
from sim.view import pages
from sim.view.packing import embed
from sim.view.study import Study
from sim.view.theme import factor_axis, looks
from sim.view.whatif.explore_data import page_data

MOST_ROWS = 400
"""Rows of the table of points; of more there is no table."""
BETWEEN = {
    "grid": (
        "At the values marked below a slider you see what was simulated. Between them each number lies on the"
        " straight line (in several factors: the multilinear surface) between its neighbours.",
        "Interpolation is tested by leaving out each point that has neighbours on both sides, and predicting it from"
        " them. That bridges gaps wider than those that the page bridges, so the error given is rather too large.",
    ),
    "scattered": (
        "Points are scattered over the ranges. A thin-plate spline is laid through them, or as near to them as"
        " predicts points left out best, because every point holds some luck; so numbers are smoother than single"
        " points. In corners far from all points it is less sure than it says.",
        "Interpolation is tested by leaving out each point in turn, and predicting it from all others. The error given"
        " is the mean of how far that is off; as the smoothing is chosen by it, it is rather too small.",
    ),
}
"""What happens between points, and how it is tested."""
SCRIPTS = ("bundle.js", *(f"whatif/{part}.js" for part in ("model", "words", "chart", "state", "explore")))
"""The page's script, each part after those that it needs."""


def write_explore(finished: Finished, path: Path) -> Path:
    """Write the what-if page of an experiment; a file that is there stays, and is an InputError."""
    pages.refuse_existing(path)
    study = Study.of(finished)
    fitted = surrogate(finished, study.outcomes)
    outcomes = [shown(name, study.currency) for name in fitted.outcomes]
    points = _points(fitted, outcomes)
    return pages.write_new(
        path,
        "whatif/explore.html",
        title=finished.question.title,
        question=finished.question.question,
        run_line=_run_line(finished, fitted),
        trust=list(_trust(study, fitted)),
        qualities=_qualities(fitted, outcomes),
        points=points if len(points) <= MOST_ROWS else [],
        point_count=len(points),
        looks=looks(fitted.policies),
        data=embed(json.dumps(page_data(study, fitted, outcomes), allow_nan=False).encode("utf-8")),
        scripts=SCRIPTS,
    )


def _run_line(finished: Finished, fitted: Surrogate) -> str:
    places = sum(len(part.over.places) + part.left for part in fitted.parts)
    worlds = "1 world" if finished.worlds == 1 else f"the same {finished.worlds} worlds"
    years = counted(finished.question.years, "year")
    return (
        f"Simulated beforehand: {counted(places, 'setting')} for each policy, in {worlds} over {years}."
        f" In between, this page interpolates; sim {finished.provenance['version']}"
    )


def _trust(study: Study, fitted: Surrogate) -> Iterator[str]:
    """What the page does between points, and what to keep in mind."""
    finished = study.finished
    if finished.size:
        yield finished.size
    yield from BETWEEN[fitted.parts[0].over.kind]
    yield (
        "In brackets are 95% intervals over worlds, by Student's t, at the points, and interpolated between them. They"
        " measure luck; the error of interpolation comes on top. Differences compare each world with itself."
    )
    if len(fitted.policies) > 1 and finished.worlds > 1:
        yield when_clear(_compared(study))
        yield (
            "What lies between points is estimated and not judged: no world was run there. Copy as command gives the"
            " experiment that runs it."
        )
    yield "No slider goes beyond the values that were simulated: nothing is known there."
    left = max(part.left for part in fitted.parts)
    if left:
        used = len(fitted.parts[0].over.places)
        yield f"The spline is fitted to {counted(used, 'point')}; {left:,} more are left out to keep the page quick."
    if finished.worlds == 1:
        yield "One world gives no interval."
    elif finished.worlds < FEW:
        yield f"{finished.worlds} worlds are few, and intervals are rough."
    if finished.failures:
        missing = "is missing" if len(finished.failures) == 1 else "are missing"
        yield f"{counted(len(finished.failures), 'run')} failed and {missing}."
    if closed(finished.runs):
        yield closed(finished.runs)
    yield from finished.question.caveats
    yield "Results are differences in a model, never forecasts of a firm's numbers."


def _compared(study: Study) -> str:
    """How many differences are judged together, in words."""
    single, whole = (
        listed([counted(size, "difference") for size in dict.fromkeys(one.judged.family for one in found)])
        for found in (study.against_first_at_places, study.against_first)
    )
    averaged = f"{whole} averaged over the simulated settings"
    return f"{single} at single settings, and {averaged}" if study.laid_out else averaged


def _qualities(fitted: Surrogate, outcomes: Sequence[Shown]) -> list[Row]:
    return [
        {
            **{
                words(choice.name): words(value)
                for choice, value in zip(fitted.choices, part.chosen, strict=True)
            },
            "outcome": outcome.axis,
            "policy": words(policy),
            "mean error": outcome.value(fit.quality.error),
            "variance explained": _percent(fit.quality),
            "mean error of the difference": outcome.value(fit.difference.error) if nth else None,
            "points left out in turn": fit.quality.tested,
        }
        for part in fitted.parts
        for place, outcome in enumerate(outcomes)
        for nth, (policy, fits) in enumerate(zip(fitted.policies, part.fits, strict=True))
        for fit in [fits[place]]
    ]


def _percent(found: FitQuality) -> str:
    if not found.tested:
        return "not tested"
    return "none" if found.explained <= 0 else f"{number(100 * found.explained)}%"


def _points(fitted: Surrogate, outcomes: Sequence[Shown]) -> list[Row]:
    """Every setting that was simulated, a row a policy."""
    return [
        {
            **{
                words(choice.name): words(value)
                for choice, value in zip(fitted.choices, part.chosen, strict=True)
            },
            **{
                factor_axis(one.name): f"{one.low + (one.high - one.low) * u:.4g}"
                for one, u in zip(fitted.sliders, place, strict=True)
            },
            "policy": words(policy),
            **{out.axis: out.value(float(fit.means[nth])) for out, fit in zip(outcomes, fits, strict=True)},
        }
        for part in fitted.parts
        for nth, place in enumerate(part.over.places)
        for policy, fits in zip(fitted.policies, part.fits, strict=True)
    ]
