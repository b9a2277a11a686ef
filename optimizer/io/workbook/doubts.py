"""What is told of the tables of an instance, told of the sheets of its workbook."""

from __future__ import annotations

import dataclasses
import re

from optimizer.bilingual import Bilingual, chinese
from optimizer.errors import Problem
from optimizer.instance import TABLES
from optimizer.io.manifest import FILE
from optimizer.io.workbook.headers_zh import sheet_title
from optimizer.io.workbook.layout import Setting
from optimizer.io.workbook.places import place_of

_TABLE_OF = {FILE: Setting.table} | {f"{table}.csv": table for table in TABLES}
_FILE = re.compile(rf"\b({'|'.join(map(re.escape, _TABLE_OF))})\b")


def told_of_sheets(problem: Problem) -> Problem:
    """Return a problem with the names of sheets in place of those of files."""
    table = _TABLE_OF.get(problem.file)
    return dataclasses.replace(
        problem,
        file=place_of(table, sheet_title(table)) if table else problem.file,
        found=_renamed(problem.found),
        expected=_renamed(problem.expected),
        remedy=_renamed(problem.remedy),
    )


def _renamed(text: str) -> str:
    told = _FILE.sub(lambda found: f'"{sheet_title(_TABLE_OF[found[1]])}"', text)
    in_chinese = _FILE.sub(lambda found: f"“{sheet_title(_TABLE_OF[found[1]])}”", chinese(text))
    return Bilingual(told, in_chinese)
