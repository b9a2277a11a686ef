"""Whose money may pay for what, where every budget says whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.words import Head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.instance import Instance

ONCE = (Head.CONSTRUCTION, Head.EQUIPMENT, Head.FIRST_STOCK, Head.ROADS)
"""Heads of what is paid once; their sum is the head total."""


class Funds:
    """The funds of an instance, where its budgets name them and limit them in all.

    Attributes
    ----------
    total_cny : mapping of str to float
        Most that each fund pays in all, by fund; empty where funds need not be told apart.
    most_cny : mapping of (Head, str) to float
        Most that a fund pays under a head, for the funds that may pay under it.
    """

    def __init__(self, instance: Instance) -> None:
        rows = [row for row in instance.budgets if row.head in (*ONCE, Head.TOTAL)]
        named = [(row.head, row.fund, row.ceiling_cny) for row in rows if row.fund is not None]
        ceilings: dict[tuple[Head, str], float] = {}
        if len(named) == len(rows):
            ceilings = {(head, fund): cny for head, fund, cny in named}
        self.total_cny: Mapping[str, float] = {
            fund: cny for (head, fund), cny in sorted(ceilings.items()) if head is Head.TOTAL
        }
        self.most_cny: Mapping[tuple[Head, str], float] = {
            (head, fund): cny
            for head in ONCE
            if self.total_cny
            for fund, cny in self._payers(head, ceilings)
        }

    def _payers(
        self, head: Head, ceilings: Mapping[tuple[Head, str], float]
    ) -> list[tuple[str, float]]:
        own = [(fund, cny) for (other, fund), cny in sorted(ceilings.items()) if other is head]
        return own or list(self.total_cny.items())
