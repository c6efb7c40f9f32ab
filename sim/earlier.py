"""Earlier models that gave the numbers of this one: what was computed with them holds as if it were of today.

A digest of sources moves with whatever could decide a number, and cannot know whether any moved. Where a change adds
what was not there before and leaves every number as it was, it is entered here, so that hours of runs need not be
repeated for the same result. tests/model/test_earlier.py holds an entry to what the earlier model wrote down of one
small run, and tests/claims/test_recomputed.py to the first trials of claims that are quoted. Stored runs are kept apart
all the same.
"""

from sim.model.digest import model_digest

SAME_NUMBERS = {
    "19bc4fa98eac9f71": {
        "dad6f0db88e3ac36": "before rivals had sizes and customers were counted by what they would answer in a survey;"
        " lead time counted the day of the ask, so that it was higher by 1 day in every run",
    },
}
"""By the digest of a model: earlier digests of the same numbers, and what came between."""


def gives_these_numbers(digest: str) -> bool:
    """Whether a model of this digest gives the numbers of the present one."""
    now = model_digest()
    return digest == now or digest in SAME_NUMBERS.get(now, {})
