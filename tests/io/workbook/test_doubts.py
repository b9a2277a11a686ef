"""What a check finds in an instance from a workbook is told of its sheets."""

import pytest

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.io.workbook.doubts import told_of_sheets


def test_files_are_told_as_sheets_in_both_languages():
    told = told_of_sheets(
        Problem(
            file="norms.csv",
            column="group",
            expected=Bilingual("no norm holds, see kits.csv", "没有适用的定额，见 kits.csv"),
            remedy="Say so in instance.toml.",
        )
    )
    assert str(told) == (
        'norms (sheet "需求定额 norms"), group: no norm holds, see "乡镇底线 kits". '
        'Say so in "总体 instance".'
    )
    assert told.sentence_zh.startswith(
        "norms（工作表“需求定额 norms”） group：没有适用的定额，见 “乡镇底线"
    )


@pytest.mark.parametrize("file", ["", "changes", "plan.json"])
def test_what_is_no_table_keeps_its_name(file):
    problem = Problem(file=file, expected="the hour is missing", code="hour")
    assert told_of_sheets(problem) == problem
