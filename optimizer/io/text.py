"""Bytes of a file to text, in the encodings that spreadsheets in China write."""

from __future__ import annotations

import codecs
from pathlib import Path

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem
from optimizer.io.refused import why_refused

ENCODINGS = ("utf-8", "gb18030")
"""Tried in this order: text in gb18030 is hardly ever valid utf-8 by chance."""


def read_text(path: Path) -> str:
    """Return the text of a file in utf-8, with or without byte order mark, or gb18030.

    Raises
    ------
    InstanceError
        When the file cannot be opened or is in neither encoding.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = Problem(
            file=path.name,
            found=why_refused(error),
            expected=Bilingual("a file that can be read", "可读取的文件"),
            code="unreadable",
        )
        raise InstanceError([problem], path.name) from error
    marked = content.startswith(codecs.BOM_UTF8)
    errors = []
    # A mark says utf-8; guessing gb18030 then would only make nonsense of it.
    for encoding in ENCODINGS[:1] if marked else ENCODINGS:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            errors.append(error)
    furthest = max(errors, key=lambda error: error.start)
    raise InstanceError([_undecodable(path.name, content, furthest)], path.name)


def _undecodable(file: str, content: bytes, error: UnicodeDecodeError) -> Problem:
    return Problem(
        file=file,
        row=content[: error.start].count(b"\n") + 1,
        found=content[error.start : error.start + 4].hex(" "),
        expected=Bilingual("text in utf-8 or gb18030", "utf-8 或 gb18030 编码的文字"),
        remedy=Bilingual("Save it again as 'CSV UTF-8'.", "请重新另存为“CSV UTF-8”。"),
        code="undecodable",
    )
