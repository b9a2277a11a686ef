"""The first sheet of a workbook: how to fill it in, and what each sheet holds."""

from __future__ import annotations

import inspect

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.instance import Instance
from optimizer.io.workbook.about_zh import ABOUT_ZH
from optimizer.io.workbook.cells import put_text
from optimizer.io.workbook.choice_sheet import CHOICE_SHEET
from optimizer.io.workbook.headers_zh import sheet_title
from optimizer.io.workbook.layout import SHEETS
from optimizer.io.workbook.measures import wrapped_height

_TEXT_ZH = (
    "填表说明",
    "每张表第1行是中文名称，第2行是程序识别的列名（请勿修改），第3行是填写要求，从第4行起填写数据，"
    "一行一条，不要合并单元格。",
    "橙色表头为必填列，蓝色表头为可空列；空白表示采用默认值。鼠标停在列名上可看到批注。",
    "一格填多个值时用 | 隔开，例如 tents|food。比例填小数（0.35）或百分数格式的数字（35%）。",
    "编号用字母、数字、_ . -；其他表引用时填编号而不是名称，编号须在相应表中出现；"
    "带下拉箭头的格可直接选择，各项的全部可选词在最后一张表“~可选词 choices”。",
    "每行“数据依据 source”必填：条款、标准、统计来源，或写 assumption（假设）。",
    "年份只填数字（如 2027），不要填日期。不用的表留空即可，不要删改列名。",
    "以 ※ 开头的整行、列名以 ※ 开头的列、名称以 . 或 ~ 开头的表不会被读取，可用作备注。",
    "填完后运行：reserve check 文件名.xlsx；所有问题会连同表名、行、列一次列出。",
)

_TEXT = (
    "How to fill in this workbook",
    "On every sheet row 1 has Chinese names, row 2 the names the program reads (leave them), row 3 "
    "what is expected; your rows start at row 4, one row for each, no merged cells.",
    "Orange headers are required, blue ones may stay blank: blank means the default. Notes on the "
    "names say more.",
    "Several values in one cell are separated by |, as tents|food. Shares are 0.35 or, in a cell "
    "of the format percent, 35%.",
    "Ids are letters, digits, _ . and -; a sheet refers to rows of another by their ids, which "
    "must stand there. Cells with an arrow offer a list; the last sheet has all its words.",
    "Every row needs its source: clause, standard, statistic, or the word assumption.",
    "A year is a number as 2027, never a date. Leave sheets that you do not need blank.",
    "Not read are rows whose filled cells all begin with ※, columns whose names begin with ※, and "
    "sheets whose titles begin with . or ~.",
    "Then run: reserve check FILE.xlsx. All problems are told at once with sheet, row and column.",
)

_ABOUT_CHOICES = "各列可选的词；不会被读取。\nThe words that may be chosen; nothing here is read."

_WIDTHS = {1: 32, 2: 100}
_TITLE = Font(name="Calibri", bold=True, size=14)
_HEADER = Font(name="Calibri", bold=True)
_LINK = Font(name="Calibri", color="0563C1", underline="single")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def add_readme(book: Workbook, instance: Instance) -> None:
    """Add the sheet that explains the others, with a link to each."""
    sheet = book.create_sheet(sheet_title("readme"))
    sheet.column_dimensions["A"].width = _WIDTHS[1]
    sheet.column_dimensions["B"].width = _WIDTHS[2]
    _say(sheet, 1, instance.title_zh or instance.title or instance.name, _TITLE)
    row = 3
    for text in (_TEXT_ZH, _TEXT):
        _say(sheet, row, text[0], _HEADER)
        for number, line in enumerate(text[1:], start=1):
            _put(sheet, row + number, 1, str(number))
            _put(sheet, row + number, 2, line)
        row += len(text) + 1
    _add_contents(sheet, row)


def _add_contents(sheet: Worksheet, row: int) -> None:
    _say(sheet, row, "各表内容 Sheets", _HEADER)
    for table, row_type in SHEETS.items():
        row += 1
        about = inspect.cleandoc(row_type.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
        _add_link(sheet, row, sheet_title(table), f"{ABOUT_ZH[table]}\n{about}")
    _add_link(sheet, row + 1, CHOICE_SHEET, _ABOUT_CHOICES)


def _add_link(sheet: Worksheet, row: int, title: str, about: str) -> None:
    _put(sheet, row, 1, title)
    link = sheet.cell(row, 1)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!A1")
    link.font = _LINK
    _put(sheet, row, 2, about)


def _say(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    put_text(sheet.cell(row, 1), text)
    sheet.cell(row, 1).font = font


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    put_text(cell, text)
    cell.alignment = _WRAPPED
    # Not every program fits rows to their text by itself.
    before = sheet.row_dimensions[row].height or 0
    sheet.row_dimensions[row].height = max(before, wrapped_height(text, _WIDTHS[column]))
