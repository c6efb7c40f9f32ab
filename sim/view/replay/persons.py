"""Who can be followed through a replay, and who is shown first: by rules that no policy's name or result has part in.

A person has two stories only if it is there on every side, hence nobody hired later is offered: the firms hire apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.english import counted
from sim.model.states import NOBODY
from sim.view.naming import named
from sim.view.replay.recording import Recording


@dataclass(frozen=True)
class Persons:
    """Persons who are there on all sides at the start, and the one whose stories differ most."""

    offered: tuple[int, ...]
    telling: int | None  # None where nobody is there on all sides
    fates: tuple[str, ...] = ()  # of that person, a side each
    among: str = ""  # how many others went the same ways


def persons_of(runs: Sequence[Recording]) -> Persons:
    """Whom a replay offers to follow, and shows first.

    Offered are those there on the morning on which the policies began, and on all sides at the end of the first week.
    Shown first is who stays to the end on one side and leaves on another, if anybody does; among these, or else among
    all, the one whose mean strain differs most between sides; in ties the one hired first.
    """
    offered = sorted(
        set(runs[0].at_first.tolist()).intersection(
            *(run.employee_person[0].tolist() + run.manager_person[0].tolist() for run in runs)
        )
    )
    if not offered:
        return Persons((), None)
    strains = [_strains(run, offered) for run in runs]
    stays = np.array([np.isfinite(strain[-1]) for strain in strains])
    parted = np.asarray(stays.any(axis=0) & ~stays.all(axis=0))
    means = np.array([np.nanmean(strain, axis=0) for strain in strains])
    apart = means.max(axis=0) - means.min(axis=0)
    nth = max(range(len(offered)), key=lambda nth: (parted[nth], apart[nth], -nth))
    fates = tuple(_fate(run, strain[:, nth], offered[nth]) for run, strain in zip(runs, strains, strict=True))
    return Persons(tuple(offered), offered[nth], fates, _among(runs, stays))


def _strains(run: Recording, people: Sequence[int]) -> np.ndarray:
    """Strain in percent of each of these people in each week, or NaN where they are not there (weeks, people)."""
    table = np.full((run.weeks, max(people) + 1), np.nan)
    for person, strain in (
        (run.employee_person, run.employee_strain),
        (run.manager_person, run.manager_strain),
    ):
        week, place = np.nonzero((person != NOBODY) & (person <= max(people)))
        table[week, person[week, place]] = strain[week, place]
    found: np.ndarray = table[:, list(people)]
    return found


def _fate(run: Recording, strain: np.ndarray, person: int) -> str:
    weeks = int(np.flatnonzero(np.isfinite(strain))[-1]) + 1
    if weeks == run.weeks:
        does = "stays" + (" and becomes a manager" if person in run.manager_person[-1] else " to the end")
    else:
        # A recording knows who was removed by number only, not by name.
        does = f"{'leaves' if run.removed[weeks] else 'quits'} in week {weeks + 1}"
    return f"{does}; strain {np.nanmean(strain):.0f}%"


def _among(runs: Sequence[Recording], stays: np.ndarray) -> str:
    """How many of those offered stay and leave where; sides are told in their order."""
    everywhere, nowhere = int(stays.all(axis=0).sum()), int((~stays).all(axis=0).sum())
    parts = [f"stayed on every side: {everywhere}", f"left on every side: {nowhere}"]
    if len(runs) == 2:
        for side, run in enumerate(runs):
            only = int((~stays[side] & stays[1 - side]).sum())
            parts.append(f"left {named(run.policy)} only: {only}")
    else:
        parts.append(f"left on some sides: {stays.shape[1] - everywhere - nowhere}")
    return f"{counted(stays.shape[1], 'person').capitalize()} there at the start; {'; '.join(parts)}."
