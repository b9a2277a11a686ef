"""What a column of a table is: unit, meaning, range, and what it refers to.

A column says all of this once, in the dataclass; reading, checking and the documentation
of the format are made from it.
"""

from __future__ import annotations

import dataclasses
import math
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem

ID_PATTERN = re.compile(r"[A-Za-z0-9_.\-]+")
"""Ids keep row names of a model unique and readable, so they are narrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What is known of one column beside its name.

    Parameters
    ----------
    type : type
        One of str, int, float, bool or a ``StrEnum``; the item type where ``many``.
    optional : bool
        Whether the cell may be blank and then means ``None``.
    many : bool
        Whether the cell holds several values separated by ``|``.
    required : bool
        Whether the column has no default.
    refers_to : str
        Table whose ids may stand here, several separated by ``|``, or empty.
    """

    name: str
    description: str
    unit: str
    type: type
    optional: bool
    many: bool
    required: bool
    default: Any
    minimum: float
    maximum: float
    above: float
    refers_to: str
    is_id: bool

    @property
    def expected(self) -> Bilingual:
        """What may stand in the column, in words."""
        if issubclass(self.type, StrEnum):
            words = [member.value for member in self.type]
            english, in_chinese = ", ".join(words), "、".join(words)
            if self.many:
                return Bilingual(
                    f"several of {english} separated by '|'", f"{in_chinese}中的若干项，以“|”分隔"
                )
            return Bilingual(f"one of {english}", f"{in_chinese}之一")
        if self.type is bool:
            return Bilingual("true or false", "true（是）或 false（否）")
        if self.type is str and self.is_id:
            return Bilingual("letters, digits, '_', '.' or '-'", "字母、数字、“_”、“.”或“-”")
        if self.type is str:
            return Bilingual("text that is not blank", "非空文字")
        return self._expected_number

    @property
    def _expected_number(self) -> Bilingual:
        noun = "a whole number" if self.type is int else "a number"
        noun_zh = "整数" if self.type is int else "数字"
        parts = []
        if self.above > -math.inf:
            parts.append((f"more than {self.above:g}", f"大于 {self.above:g}"))
        if self.minimum > -math.inf:
            parts.append((f"at least {self.minimum:g}", f"不小于 {self.minimum:g}"))
        if self.maximum < math.inf:
            parts.append((f"at most {self.maximum:g}", f"不大于 {self.maximum:g}"))
        limits = " and ".join(english for english, _ in parts)
        limits_zh = "且".join(in_chinese for _, in_chinese in parts)
        return Bilingual(
            f"{noun} {limits}".strip() + (f" ({self.unit})" if self.unit else ""),
            (f"{limits_zh}的{noun_zh}" if parts else noun_zh)
            + (f"（{self.unit}）" if self.unit else ""),
        )

    def fault(self, value: Any) -> str:
        """Return what was expected if ``value`` may not stand here, else an empty string."""
        if value is None:
            return "" if self.optional else self.expected
        values = value if self.many else (value,)
        return "" if all(map(self._holds, values)) else self.expected

    def _holds(self, value: Any) -> bool:
        if self.type in (int, float):
            number_type = int if self.type is int else (int, float)
            return (
                isinstance(value, number_type)
                and not isinstance(value, bool)
                and math.isfinite(value)
                and self.minimum <= value <= self.maximum
                and value > self.above
            )
        if not isinstance(value, self.type):
            return False
        if self.is_id:
            return bool(ID_PATTERN.fullmatch(str(value)))
        return not (self.type is str and self.required) or bool(str(value).strip())


def column(
    description: str,
    *,
    unit: str = "",
    default: Any = dataclasses.MISSING,
    minimum: float = -math.inf,
    maximum: float = math.inf,
    above: float = -math.inf,
    refers_to: str = "",
    is_id: bool = False,
) -> Any:
    """Declare a column of a table as a dataclass field.

    Parameters
    ----------
    description : str
        Meaning, as one sentence without its full stop.
    unit : str
        Unit, as it would stand behind a number.
    default : object
        Value of a blank cell or absent column; without it the column is required.
    minimum, maximum, above : float
        Closed and open bounds of a number.
    refers_to : str
        Table whose ids may stand here.
    is_id : bool
        Whether the value is an id of its own row.
    """
    metadata = {
        "description": description,
        "unit": unit,
        "minimum": minimum,
        "maximum": maximum,
        "above": above,
        "refers_to": refers_to,
        "is_id": is_id,
    }
    return field(default=default, metadata=metadata)


def share(description: str, *, default: Any = dataclasses.MISSING) -> Any:
    """Declare a column that is a share between 0 and 1."""
    return column(description, default=default, minimum=0, maximum=1)


def provenance() -> Any:
    """Declare the column every row has: where its figures come from."""
    return column(
        "Where the figures of this row come from: clause, standard, statistic or assumption"
    )


def columns(row_type: type[Row]) -> Mapping[str, Column]:
    """Return the columns of a table in their order, by name."""
    return _columns(typing.cast("typing.Hashable", row_type))


@cache
def _columns(row_type: Any) -> Mapping[str, Column]:
    hints = typing.get_type_hints(row_type)
    return {f.name: _column(f, hints[f.name]) for f in dataclasses.fields(row_type)}


def _column(f: dataclasses.Field[Any], hint: Any) -> Column:
    many = typing.get_origin(hint) is tuple
    arguments = typing.get_args(hint)
    optional = isinstance(hint, types.UnionType)
    item = arguments[0] if many or optional else hint
    required = f.default is dataclasses.MISSING
    return Column(
        name=f.name,
        type=item,
        optional=optional,
        many=many,
        required=required,
        default=None if required else f.default,
        **f.metadata,
    )


class Row:
    """A row of a table: frozen, and valid if it exists.

    Subclasses are dataclasses whose fields are made by `column`.

    Raises
    ------
    InstanceError
        When a value may not stand in its column, naming the columns.
    """

    __slots__ = ()
    table: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ("id",)
    """The columns that together tell one row of the table from another."""

    def __post_init__(self) -> None:
        """Refuse values that may not stand in their columns."""
        problems = list(self.faults())
        if problems:
            raise InstanceError(problems, f"table {self.table}")

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong with the row taken alone."""
        for name, spec in columns(type(self)).items():
            value = getattr(self, name)
            expected = spec.fault(value)
            if expected:
                yield Problem(file=self.table, column=name, found=str(value), expected=expected)
        yield from self.contradictions()

    def contradictions(self) -> Iterator[Problem]:
        """Yield what is wrong between two columns of the row; nothing by default."""
        return iter(())

    @property
    def key_text(self) -> str:
        """The row's key as one text, as ``S1/P17/relocated``."""
        return "/".join(_text(getattr(self, name)) for name in self.key)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
