"""What tests of office files share."""

import pytest

from tests.view.office.reports import Reports


@pytest.fixture(scope="package")
def reports(tmp_path_factory) -> Reports:
    """A report of each kind, made when it is first asked for."""
    return Reports(tmp_path_factory.mktemp("reports"))
