"""Every table, column, unit and choice has its Chinese name, and none is left over."""

from enum import StrEnum

from optimizer.instance import SECTIONS, TABLES
from optimizer.instance.heading import Heading
from optimizer.instance.schema import columns
from optimizer.io.workbook.about_zh import ABOUT_ZH
from optimizer.io.workbook.headers_zh import (
    CHOICES_ZH,
    COLUMNS_ZH,
    SHARED_ZH,
    TABLES_ZH,
    UNITS_ZH,
    column_zh,
)
from optimizer.io.workbook.layout import SHEETS
from optimizer.io.workbook.meanings_zh import meaning_zh


def test_every_table_column_unit_and_choice_has_a_chinese_name():
    parts = {"instance": Heading, **SECTIONS, **TABLES}
    for table, row_type in [*parts.items(), *SHEETS.items()]:
        for spec in columns(row_type).values():
            assert column_zh(table, spec.name)
            assert not spec.unit or UNITS_ZH[spec.unit]
            assert meaning_zh(table, spec.name)
            if issubclass(spec.type, StrEnum):
                assert [*CHOICES_ZH[spec.type.__name__]] == [*spec.type]
    assert set(TABLES_ZH) == {"readme", *SHEETS}
    assert set(ABOUT_ZH) == set(SHEETS)


def test_the_words_of_a_choice_are_told_apart_in_chinese():
    for words in CHOICES_ZH.values():
        assert len(set(words.values())) == len(words)
        assert not any(" " in word or "|" in word for word in words.values())


def test_no_chinese_name_is_left_over_or_stands_twice_on_a_sheet():
    parts = {"instance": Heading, **SECTIONS, **TABLES}
    for table, names in COLUMNS_ZH.items():
        rows = [part[table] for part in (parts, SHEETS) if table in part]
        assert set(names) <= {name for row_type in rows for name in columns(row_type)}
    for table, row_type in SHEETS.items():
        shown = [column_zh(table, name) for name in columns(row_type)]
        assert len(set(shown)) == len(shown)
    used = {spec.unit for row_type in parts.values() for spec in columns(row_type).values()}
    assert set(UNITS_ZH) == used - {""}
    assert set(SHARED_ZH) == {"id", "name", "name_zh", "source"}
