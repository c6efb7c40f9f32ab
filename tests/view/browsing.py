"""What tests of pages in a browser share."""

import time


def until(page, expression, seconds=20):
    """Wait until an expression holds. Asks from outside, as the page's policy forbids it to evaluate text."""
    give_up = time.monotonic() + seconds
    while not page.evaluate(f"!!({expression})"):
        assert time.monotonic() < give_up, f"not within {seconds} seconds: {expression}"
        page.wait_for_timeout(30)
