"""What a large design makes of a page: one that is small enough to send, and says what it leaves out."""

import pytest

from tests.view.whatif.made_up import large

LARGEST_FILE = 800_000  # bytes


@pytest.mark.slow
def test_a_large_design_says_what_it_leaves_out(grid, tmp_path):
    text = large(grid, tmp_path).read_text(encoding="utf-8")
    assert len(text) <= LARGEST_FILE
    assert "fitted to 1,000 points; 50 more are left out" in text
    assert "too many for a table here" in text
