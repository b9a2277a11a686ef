"""The first sheet of a workbook: how to fill it in, and what each sheet holds."""

from __future__ import annotations

import inspect

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.instance import Instance
from optimizer.io.workbook.cells import put_text
from optimizer.io.workbook.headers_zh import TABLES_ZH, sheet_title
from optimizer.io.workbook.layout import SHEETS

_TEXT_ZH = (
    "填表说明",
    "每张表第1行是中文名称，第2行是程序识别的列名（请勿修改），第3行是填写要求，从第4行起填写数据。",
    "橙色表头为必填列，蓝色表头为可空列；空白表示采用默认值。鼠标停在列名上可看到批注。",
    "一格填多个值时用 | 隔开，例如 tents|food。比例填小数（0.35）或百分数格式的数字（35%）。",
    "编号用字母、数字、_ . -；其他表引用的编号必须先在相应表中出现，带下拉箭头的格可直接选择。",
    "每行“数据依据 source”必填：条款、标准、统计来源，或写 assumption（假设）。",
    "年份只填数字（如 2027），不要填日期。不用的表留空即可，不要删改列名。",
    "以 ※ 开头的整行、名称以 . 或 ~ 开头的表不会被读取，可用作备注。",
    "填完后运行：reserve check 文件名.xlsx；所有问题会连同表名、行、列一次列出。",
)

_TEXT = (
    "How to fill in this workbook",
    "On every sheet row 1 has Chinese names, row 2 the names the program reads (leave them), row 3 "
    "what is expected; your rows start at row 4.",
    "Orange headers are required, blue ones may stay blank: blank means the default. Notes on the "
    "names say more.",
    "Several values in one cell are separated by |, as tents|food. Shares are 0.35 or, in a cell "
    "of the format percent, 35%.",
    "Ids are letters, digits, _ . and -; an id that one sheet refers to must stand on the other. "
    "Cells with an arrow offer a list.",
    "Every row needs its source: clause, standard, statistic, or the word assumption.",
    "A year is a number as 2027, never a date. Leave sheets that you do not need blank.",
    "Not read are rows whose filled cells all begin with ※, and sheets whose titles begin with . "
    "or ~.",
    "Then run: reserve check FILE.xlsx. All problems are told at once with sheet, row and column.",
)

_TITLE = Font(bold=True, size=14)
_HEADER = Font(bold=True)
_LINK = Font(color="0563C1", underline="single")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def add_readme(book: Workbook, instance: Instance) -> None:
    """Add the sheet that explains the others, with a link to each."""
    sheet = book.create_sheet(sheet_title("readme"))
    sheet.column_dimensions["A"].width = 32
    sheet.column_dimensions["B"].width = 90
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
    for number, (table, row_type) in enumerate(SHEETS.items(), start=row + 1):
        title = sheet_title(table)
        _put(sheet, number, 1, title)
        link = sheet.cell(number, 1)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!A1")
        link.font = _LINK
        about = inspect.cleandoc(row_type.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
        _put(sheet, number, 2, f"{TABLES_ZH[table]}：{about}")


def _say(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    _put(sheet, row, 1, text)
    sheet.cell(row, 1).font = font
    sheet.cell(row, 1).alignment = Alignment()


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    put_text(cell, text)
    cell.alignment = _WRAPPED
