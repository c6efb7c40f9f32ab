"""What tests of pages in a browser share."""

import pytest

from tests.view.browsing import Shelf


@pytest.fixture(scope="module")
def kept_open(browser):
    """Pages that stay open while a test file runs."""
    shelf = Shelf(browser)
    yield shelf
    shelf.close()
