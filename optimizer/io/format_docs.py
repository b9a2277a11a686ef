"""The page on the format of an instance, made from the columns themselves."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

from optimizer.instance import SECTIONS, TABLES
from optimizer.instance.cells import allowed, cell_text
from optimizer.instance.heading import Heading
from optimizer.instance.schema import Column, Row, columns

INTRODUCTION = """\
# The format of an instance

<!-- Made by `python -m optimizer.io.format_docs > docs/instance-format.md`. -->

An instance is a folder with a file `instance.toml` and one CSV file for each table. A table
without rows may be left out. Other files are ignored, but a CSV file that is no table is an error.

- **Encoding**: utf-8, utf-8 with byte order mark, or gb18030. Written are utf-8 for
  `instance.toml` and utf-8 with byte order mark for CSV, which Excel opens as it should.
- **Cells** are separated by commas; a cell that holds a comma stands in quotation marks. The first
  line names the columns, in any order. Blank lines are passed over.
- **A blank cell** or a column that is left out means the column's default. A column without one is
  *required*.
- **Several values** in one cell are separated by `|`, as `tents|food`.
- **Numbers** are plain digits with `.` before the decimals: `1200` or `0.35`, not `1,200`, `1e3`,
  `１２００` or `20%`.
- **Yes and no** are `true` and `false`.
- **Ids** are letters, digits, `_`, `.` and `-`; names are free text.
- **source** is asked of every row: the clause, standard or statistic its figures come from, or the
  word `assumption`. A figure without a source is not let in.

All problems are told at once, each with its file, line and column. The order of rows means nothing.

The same instance may be one workbook (`.xlsx`): `reserve convert FOLDER FILE.xlsx` writes it, and
every command reads it. A sheet is called as its table, with or without the Chinese name before it
(`库址 sites`). The row that names the columns, in English or else in Chinese, is one of the first
ten. Not read are what stands above it, rows whose filled cells all begin with `※`, columns whose
names begin so, hidden sheets that are no tables, and sheets whose titles begin with `.` or `~`. A
closed choice is shown as `中心库 central`, either half of which will do; yes and no as `是 yes` and
`否 no`, `TRUE` and `FALSE` or 1 and 0. What stands in `instance.toml` is on the sheets `instance`
(columns `setting`, as `policy.sub_max`, and `value`) and `variants` (`variant`, `title`,
`title_zh`, `setting`, `value`; a row for each value that a variant sets). A cell of the format
percent holds a number: 35 % is read as 0.35. Dates and merged cells are refused.
"""

TOML_EXAMPLE = """\
```toml
title = "Four towns on a river"
title_zh = "河边四镇"
year = 2026
currency = "CNY"

[economics]
discount_rate = 0.06
source = "assumption"

[response]
decision_h = 0.5
handout_h = 1.0
source = "county response plan, 4.2"

[policy]
sub_max = 4
force_towns = ["XB", "LC"]
source = "reserve plan, 3.1"
```
"""

VARIANTS = """\
## Variants

A variant is a change to the instance that somebody chose and named. It is a table
`[variants.NAME]` of `instance.toml` with `title`, `title_zh` and the values it sets:

```toml
[variants.free_subs]
title = "Sub-stores anywhere"
title_zh = "分库选址放开"
set = {"policy.sub_max" = 6, "sites.*.status" = "candidate", "options.XB/s800.floor_m2" = 800}
```

A key is one of

- `year`, `title`, `title_zh` or `name`;
- a section and its key: `policy.sub_max`;
- a table, the key of a row and a column: `sites.XB.status`. Where the key is made of several
  columns their values are joined by `/`, as in `scenario_people.S1/P17/relocated.persons`.

In the key of the row `*` stands for any text, `?` for one character, `[ab]` for one of these; every
row that matches is changed, and at least one must. Of two changes to the same value the later
holds. The same keys follow `--set` on the command line, as `--set policy.sub_max=6`.
"""

_HEADER = "| column | what may stand there | unit | default | meaning |\n|---|---|---|---|---|"


def instance_format() -> str:
    """Return the page in Markdown."""
    parts = [
        INTRODUCTION,
        "## instance.toml\n\nWhat is said once of the whole instance, in [TOML](https://toml.io).\n",
        TOML_EXAMPLE,
        f"At the top:\n\n{_rows(Heading)}\n",
        *(f"### [{name}]\n\n{_about(row)}\n\n{_rows(row)}\n" for name, row in SECTIONS.items()),
        VARIANTS,
        "## Tables\n",
        *(_table(name, row) for name, row in TABLES.items()),
    ]
    return "\n".join(parts)


def _table(name: str, row_type: type[Row]) -> str:
    key = ", ".join(f"`{column}`" for column in row_type.key)
    return f"### {name}.csv\n\n{_about(row_type)} Key: {key}.\n\n{_rows(row_type)}\n"


def _about(row_type: type[Row]) -> str:
    return inspect.cleandoc(row_type.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def _rows(row_type: type[Row]) -> str:
    return "\n".join([_HEADER, *_lines(row_type)])


def _lines(row_type: type[Row]) -> Iterator[str]:
    for name, spec in columns(row_type).items():
        cells = (f"`{name}`", _values(spec), spec.unit, _default(spec), spec.description)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _values(spec: Column) -> str:
    """Return what may stand in a column, with a link to the table it refers to."""
    text: str = allowed(spec)
    if spec.unit:
        text = text.removesuffix(f" ({spec.unit})")
    table = spec.refers_to
    return text.replace(f" of {table}", f" of [{table}](#{table}csv)") if table else text


def _default(spec: Column) -> str:
    if spec.required:
        return "*required*"
    text = cell_text(spec.default)
    return f"`{text}`" if text else "blank"


if __name__ == "__main__":
    sys.stdout.buffer.write(instance_format().encode("utf-8"))
