"""What tests of office files share."""

import pytest

from sim.view.report.content import Content
from tests.view.office.reports import make


@pytest.fixture(scope="package")
def reports(tmp_path_factory) -> dict[str, Content]:
    """A report of each kind, run once for all."""
    return make(tmp_path_factory.mktemp("reports"))
