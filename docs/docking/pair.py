"""Our centre and the published one, from the same start under the same demand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from docs.docking import service
from docs.docking.centre import Centre, Demand, Erosion, courses, start_of
from docs.docking.service import Course

Way = tuple[Demand, Erosion]
"""A demand, and a way in which standards erode."""

WAYS: list[Way] = [(demand, erosion) for demand in ("steady", "step") for erosion in ("ratchet", "symmetric")]


@dataclass(frozen=True)
class Pair:
    """Our centre, and theirs from the same start under the same demand, [world, week]."""

    ours: Mapping[str, np.ndarray]
    desired: Course  # staff by the desired time per order, as they have it
    realised: Course  # staff by the hours really spent, as we have it
    given: Course  # our staff
    capped: Course  # our staff, and a standard that cannot exceed the original


def paired(centre: Centre, worlds: int) -> Pair:
    """Our centre in so many worlds, and theirs beside it."""
    noted = courses(centre, worlds)
    k = centre.constants()
    start, demand, capable = start_of(noted, k), noted["demand"][:, 1:], noted["capable"][:, 1:]
    return Pair(
        {name: values[:, 1:] for name, values in noted.items()},
        service.follow(start, demand, k, "desired"),
        service.follow(start, demand, k, "realised"),
        service.follow(start, demand, k, "given", capable),
        service.follow(start, demand, replace(k, ceiling=True), "given", capable),
    )
