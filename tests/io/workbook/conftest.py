"""The workbook that the tests read, change and break."""

import openpyxl
import pytest
from edited import VARIANTS

from optimizer.io.workbook.writing import workbook_bytes


@pytest.fixture(scope="session")
def written():
    """Keep what was written, by the digest of its instance: writing takes most of the time."""
    return {}


@pytest.fixture
def path(instance, written, tmp_path):
    digest = instance.digest
    if digest not in written:
        written[digest] = workbook_bytes(instance, VARIANTS)
    (tmp_path / "two-towns.xlsx").write_bytes(written[digest])
    return tmp_path / "two-towns.xlsx"


@pytest.fixture
def book(path):
    return openpyxl.load_workbook(path)
