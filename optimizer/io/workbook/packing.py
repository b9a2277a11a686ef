"""A workbook to bytes that depend on nothing but its content."""

from __future__ import annotations

import datetime
import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_MADE = datetime.datetime(2000, 1, 1)
"""Stands for the time at which any workbook was written."""


def packed(book: Workbook) -> bytes:
    """Return the file of a workbook; the same workbook gives the same bytes."""
    book.properties.created = book.properties.modified = _MADE
    written = io.BytesIO()
    ExcelWriter(book, ZipFile(written, "w", ZIP_DEFLATED)).save()
    again = io.BytesIO()
    with ZipFile(written) as dated, ZipFile(again, "w", ZIP_DEFLATED) as archive:
        for name in dated.namelist():
            archive.writestr(_undated(name), dated.read(name))
    return again.getvalue()


def _undated(name: str) -> ZipInfo:
    """Return the heading of a file within, the same at any time and on any system."""
    entry = ZipInfo(name, date_time=_MADE.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry
