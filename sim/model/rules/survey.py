"""Surveys: what a customer would answer on the scales on which firms ask."""

from sim.model.compiled import rule

BOXES = 5
"""Answers from "very dissatisfied" to "very satisfied" (usual in such surveys)."""

TOP_TWO = 3
"""The lower of the two best of these, counted from 0."""

RECOMMENDING = 11
"""Answers from 0 to 10 on how likely one is to recommend the firm (reichheld2003)."""

PROMOTER = 9
"""The least answer of a promoter (reichheld2003)."""

PASSIVE = 7
"""The least answer of whoever is neither promoter nor detractor (reichheld2003)."""


@rule
def answer(satisfaction: float, answers: int) -> int:
    """Answer on a scale of so many, counted from 0: min(answers - 1, floor(answers * satisfaction)).

    satisfaction [0-1]. The scale is cut into parts of one width, and nobody answers anything but what is felt. Source:
    assumed; real answers crowd at the top.
    """
    return min(answers - 1, int(answers * satisfaction))
