"""A report as office files: a workbook of its tables and a deck of its findings, with charts that can be edited.

They need openpyxl and python-pptx, which the extra `office` adds; nothing else of the project does.
"""

from importlib.util import find_spec

from sim.errors import InputError


def require_package(name: str, called: str) -> None:
    """Raises InputError where a package that writes office files is not installed."""
    if find_spec(name) is None:
        raise InputError(
            f"--format needs {called}, which is not installed; `pip install -e '.[office]'` in the clone adds it"
        )
