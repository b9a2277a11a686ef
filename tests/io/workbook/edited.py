"""A workbook as a planner, or another program, changes it, and what is then told of it."""

import re
import zipfile

import openpyxl
import pytest

from optimizer.errors import InstanceError
from optimizer.instance.schema import columns
from optimizer.io import read_instance
from optimizer.io.workbook.headers_zh import sheet_title
from optimizer.io.workbook.layout import FIRST_ROW, SHEETS
from optimizer.variants import Variant

VARIANTS = {
    "free": Variant(
        name="free",
        title="=Free choice",
        title_zh="放开",
        changes={"sites.*.status": "candidate", "policy.sub_max": 4, "year": 2030},
    ),
    "as planned": Variant(name="as planned"),
    "more": Variant(
        name="more",
        changes={
            "policy.force_towns": ["A", "B"],
            "policy.count_intended": False,
            "roads.R1.speed_kmh": "",
            "options.XB/p60.capacity_m3": 90.5,
            "policy.sub_maxx": "3",
        },
    ),
}


class Edited:
    """A workbook that a planner opens, changes and saves."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.book = openpyxl.load_workbook(self.path)
        return self

    def __exit__(self, *_):
        self.book.save(self.path)

    def sheet(self, table):
        return self.book[sheet_title(table)]

    def cell(self, table, column, row=FIRST_ROW):
        return self.sheet(table).cell(row, [*columns(SHEETS[table])].index(column) + 1)

    def setting(self, key):
        rows = self.sheet("instance").iter_rows(min_row=FIRST_ROW)
        return next(row[2] for row in rows if row[0].value == key)


def problems(path):
    with pytest.raises(InstanceError) as caught:
        read_instance(path)
    return list(caught.value.problems)


def the_problem(path):
    (problem,) = problems(path)
    return problem


def in_file(path, name, old, new):
    """Change the XML of a sheet, as other programs would have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    text = parts[name].decode()
    assert re.search(old, text)
    parts[name] = re.sub(old, new, text, count=1).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def sheet_file(path, table):
    titles = openpyxl.load_workbook(path, read_only=True).sheetnames
    return f"xl/worksheets/sheet{titles.index(sheet_title(table)) + 1}.xml"
