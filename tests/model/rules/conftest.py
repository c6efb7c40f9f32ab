"""Rules run as they are written, which saves compiling each for the types of its arguments.

That compiled they give the same bits is shown in tests/model/test_parity.py, and here with many examples.
"""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from sim.model import numba_units


@pytest.fixture(autouse=True, scope="module")
def as_written() -> Iterator[None]:
    """Call a rule from Python without compiling it."""
    with pytest.MonkeyPatch.context() as patch:
        if settings.get_current_profile_name() == "quick":
            patch.setattr(numba_units.Part, "__call__", interpreted)
        yield


def interpreted(part: numba_units.Part, *given, **named):
    """What calls a rule from Python in place of its compiled code."""
    return part.py_func(*given, **named)
